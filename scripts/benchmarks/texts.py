"""Every sentence of the report."""

from __future__ import annotations

from benchmarks.figures import HAYSTACK, LOCAL, OURS, SAME

NAMES = {
    OURS: "Bronwijzer",
    SAME: "the same search, qdrant-client in local mode",
    LOCAL: "RRF, qdrant-client in local mode",
    HAYSTACK: "Haystack, in memory",
}
NOTHING = "–"

TITLE = "# Speed and memory"
INTRO = """Written by `make bench` (`scripts/bench.py`) in one run on one computer, without network; run it again to
check. The ratios are what matters: the figures themselves are those of this computer."""
QUICK = "**A quick run (`--quick`): few documents, few questions. It proves nothing.**"
ASKED = """**{verdict}** Asked is, at {size} passages, {asked_local} times as fast as local mode and {asked_haystack}
times as fast as Haystack, and to ingest at {asked_share} of the speed of the bare model. In this run the same search in
local mode takes {local} times as long, Haystack {haystack} times; the command `ingest` reaches {share} over the
examples and {made_up} over the larger library."""
REACHED, NOT_REACHED = "Reached.", "Not reached."
MACHINE = "{cores} cores ({processor}), Python {python}, {packages}."

SEARCH = "## Search"
SEARCH_HEAD = (
    "passages", "system", "p50", "p95", "times as long", "p50 without vector", "p95 without vector", "times as long",
    "questions", "others, cores",
)  # fmt: skip
SEARCH_NOTES = """Milliseconds a question, one question at a time. *Without vector*: without the time that the model
needs to turn the question into a vector, which is the same for every system ({embedding} ms, p50). *Times as long*:
the p50 divided by that of Bronwijzer. *Others*: cores that other programs kept busy meanwhile; where that is much more
than 0, the row says little.

- **Bronwijzer** is `KnowledgeBase.search` with Qdrant inside the process, as the app searches: a filter on what holds
  now, 150 candidates by meaning and 150 by words, then every sentence and every three sentences in a row of the 60 best
  of those, and each word of the question with each of theirs, their order, passages that say the same put together, the
  marked words and the line that names the source.
  The times of an app that has just started are below, under *Store, start and memory*.
- **The same search, qdrant-client in local mode** is `KnowledgeBase.search` too, all of it, with the client's local
  mode (`path=`) in the place of our engine, the same filter, and the same passages remembered.
- **RRF, qdrant-client in local mode** does far less: the ten best by meaning and the ten best by words, joined by RRF,
  without a filter. It compares no sentences and no words. Above {limit} passages local mode was not measured: writing
  takes too long, and the package itself advises against it.
- **Haystack, in memory** is `InMemoryDocumentStore` with BM25 and vectors, joined by RRF (`DocumentJoiner`). It
  compares no sentences.

The others get the same passages, the same questions and the same model, and give 10 results. Each system was
measured while the others had nothing in memory. First it was asked the headings of the example documents, for {warm_up}
seconds at most, which do not count: what is compared are systems in use. A system that takes more than {patience}
seconds for its questions gets fewer of them (the last column), but never fewer than {least}."""

PASSAGES = "## Where the passages come from"
PASSAGES_NOTES = """The example documents (`corpus/voorbeeld`) make {passages} real passages. The others are copies of
these. In a copy {other} of the longer words are replaced by another Dutch word of the same length; its vector for words
is that of the new text. Its vectors for meaning are those of the original with some noise (a fixed seed), because the
model would take hours for 100 000 passages. That changes nothing for the speed: every system compares every
passage. **These passages say nothing about the quality of the search.**"""

INGEST = "## Ingest"
INGEST_HEAD = ("what", "tokens a second", "share of the bare model")
INGEST_ROWS = (
    "the bare model (`OnnxEmbedder`, all texts in one call)",
    "our vectors (`PassageEncoder`: passages, sentences, windows, hub correction, words)",
    "the command `bronwijzer ingest` (also start, background questions, reading, writing)",
)
INGEST_NOTES = """Over {documents} example documents: {passages} passages, {texts} stretches of text, {tokens} tokens.
In a library this small much of the time goes to starting."""
MADE_UP_NOTES = """Over {documents} made-up documents (PDF, as `scripts/measure_big_library.py` makes them): {passages}
passages, {texts} stretches of text, {tokens} tokens. In both tables the three were run in turn, {repeats} times, and
the best of each counts."""

OWN = "## Store, start and memory"
OWN_HEAD = (
    "passages", "written, passages/s", "index, MB", "app answers after, s", "first question answered after, s",
    "search in the app, p50 ms", "p95 ms", "memory, MB", "of which own, MB", "highest, MB", "`bronwijzer search`, s",
)  # fmt: skip
OWN_NOTES = """*Written*: every document is safe on disk before the next one begins. *App answers*: from the start of
the process to `/api/health`. *Memory*: resident, after {searches} questions over HTTP. *Of which own*: without the
files that the system keeps in memory as long as there is room and lets go of when there is not. *`bronwijzer search`*:
a new process that searches once."""

CHART = "![Search time by number of passages](performance.svg)"
CHART_TITLE = "Search time a question (p50; bar: p95)"
CHART_X = "passages"
CHART_Y = "milliseconds"
