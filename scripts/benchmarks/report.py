"""The figures of a run as a page of Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import texts
from benchmarks.copies import OTHER_WORDS
from benchmarks.figures import HAYSTACK, OURS, SAME, Figures, SizeFigures
from benchmarks.ingesting import IngestFigures
from benchmarks.processes import SEARCHES
from benchmarks.running import LOCAL_LIMIT, REPEATS
from benchmarks.searchers import LEAST, PATIENCE, WARM_UP_PATIENCE, SearchFigures

PACKAGES = ("qdrant-edge-py", "qdrant-client", "haystack-ai", "onnxruntime")
ASKED_SIZE, ASKED_LOCAL, ASKED_HAYSTACK, ASKED_SHARE = 10_000, 20, 10, 0.85
"""Times as fast as rivals at so many passages, and the share of the bare model's speed at which is ingested."""
Row = Sequence[str]


def report(figures: Figures) -> str:
    """The whole page."""
    parts = [
        texts.TITLE,
        texts.INTRO,
        *([texts.QUICK] if figures.quick else []),
        *_asked(figures),
        _machine(),
        texts.SEARCH,
        table(texts.SEARCH_HEAD, [row for size in figures.sizes for row in _search_rows(size)]),
        texts.CHART,
        _search_notes(figures),
        texts.INGEST,
        table(texts.INGEST_HEAD, _ingest_rows(figures.ingest)),
        _ingest_notes(texts.INGEST_NOTES, figures.ingest),
        table(texts.INGEST_HEAD, _ingest_rows(figures.made_up)),
        _ingest_notes(texts.MADE_UP_NOTES, figures.made_up),
        texts.OWN,
        table(texts.OWN_HEAD, map(_own_row, figures.sizes)),
        texts.OWN_NOTES.format(searches=SEARCHES),
        texts.PASSAGES,
        texts.PASSAGES_NOTES.format(passages=figures.ingest.passages, other=f"{OTHER_WORDS:.0%}"),
    ]
    return "\n\n".join(parts) + "\n"


def table(head: Row, rows: Iterator[Row] | Sequence[Row] | map[Row]) -> str:
    """A Markdown table; columns of figures to the right."""
    lines = [head, ["---:" if number else "---" for number in range(len(head))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Three figures where there are decimals, thousands apart: 0.52, 8.31, 41.2, 12 345."""
    decimals = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{decimals}f}".replace(",", " ")


def _asked(figures: Figures) -> Iterator[str]:
    """What was asked of the system beside what was measured, where it was measured."""
    size = next((size for size in figures.sizes if size.passages == ASKED_SIZE), None)
    if size is not None:
        own = size.own.searches.whole.p50
        times = {name: found.whole.p50 / own for name, found in size.rivals.items()}
        shares = [ingest.command / ingest.model for ingest in (figures.ingest, figures.made_up)]
        reached = times[SAME] >= ASKED_LOCAL and times[HAYSTACK] >= ASKED_HAYSTACK and min(shares) >= ASKED_SHARE
        yield texts.ASKED.format(
            size=number_of(ASKED_SIZE),
            asked_local=ASKED_LOCAL,
            asked_haystack=ASKED_HAYSTACK,
            asked_share=f"{ASKED_SHARE:.0%}",
            local=number(times[SAME]),
            haystack=number(times[HAYSTACK]),
            share=f"{shares[0]:.1%}",
            made_up=f"{shares[1]:.1%}",
            verdict=texts.REACHED if reached else texts.NOT_REACHED,
        )


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return texts.MACHINE.format(
        cores=os.cpu_count(), processor=_processor(), python=platform.python_version(), packages=packages
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _search_rows(size: SizeFigures) -> Iterator[Row]:
    own = size.own.searches
    for name, found in {OURS: own, **size.rivals}.items():
        yield (
            number_of(size.passages),
            texts.NAMES[name],
            number(found.whole.p50),
            number(found.whole.p95),
            number(found.whole.p50 / own.whole.p50),
            number(found.rest.p50),
            number(found.rest.p95),
            number(found.rest.p50 / own.rest.p50),
            str(found.whole.number),
            texts.NOTHING if found.others is None else f"{found.others:.1f}",
        )


def number_of(things: int) -> str:
    """A count, thousands apart."""
    return f"{things:,}".replace(",", " ")


def _search_notes(figures: Figures) -> str:
    measured: list[SearchFigures] = [size.own.searches for size in figures.sizes]
    return texts.SEARCH_NOTES.format(
        embedding=number(min(each.embedding.p50 for each in measured)),
        limit=number_of(LOCAL_LIMIT),
        patience=f"{PATIENCE:.0f}",
        least=LEAST,
        warm_up=f"{WARM_UP_PATIENCE:.0f}",
    )


def _ingest_rows(ingest: IngestFigures) -> list[Row]:
    speeds = (ingest.model, ingest.encoder, ingest.command)
    return [
        (name, number(speed), f"{speed / ingest.model:.1%}")
        for name, speed in zip(texts.INGEST_ROWS, speeds, strict=True)
    ]


def _ingest_notes(notes: str, ingest: IngestFigures) -> str:
    return notes.format(
        documents=ingest.documents,
        passages=ingest.passages,
        texts=number_of(ingest.texts),
        tokens=number_of(ingest.tokens),
        repeats=REPEATS,
    )


def _own_row(size: SizeFigures) -> Row:
    own, serving = size.own, size.own.serving
    memory = serving.memory
    kept = (memory.resident, memory.own, memory.peak) if memory else ()
    return (
        number_of(size.passages),
        number(own.writing),
        number_of(own.megabytes),
        number(serving.health),
        number(serving.first_search),
        number(serving.searches.p50),
        number(serving.searches.p95),
        *(map(number_of, kept) if kept else [texts.NOTHING] * 3),
        number(own.command),
    )
