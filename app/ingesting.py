"""The command ``ingest``: make the index equal to folders, once or as often as they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.console import EXIT_FAILED, Console, visible
from app.purging import purge_removed
from index.embedding import open_embedder
from index.embedding.protocol import Embedder
from index.library import Library
from index.serialise import to_json
from index.settings import Settings
from index.texts import cli as texts
from index.texts import words_only
from ingest.embedding import PassageEncoder
from ingest.report import FileReport, SyncReport
from ingest.worker import ReadingWorker

CATALOGUE = "catalogus.toml"


@dataclass(frozen=True, slots=True)
class Ingesting:
    """What the index is made equal to, and how.

    :param vectors: documents can be found by meaning too, not by their words only.
    :param emptied: a folder of which many documents are in the index may be empty now.
    """

    settings: Settings
    paths: Sequence[Path]
    vectors: bool = True
    emptied: bool = False


def ingest(what: Ingesting, worker: ReadingWorker, rebuild: bool, console: Console) -> int:
    """Make the index equal to the folders, once. :returns: exit code."""
    encoder = PassageEncoder(open_embedder(what.settings.model))
    if rebuild:
        from app.rebuilding import rebuilt

        report = rebuilt(what, encoder, worker, console)
    else:
        report = sync(what, encoder, worker)
    console.result(to_json(report), _lines(report))
    return purge_removed(what.settings.index, console) or (EXIT_FAILED if report.failed else 0)


def sync(what: Ingesting, encoder: PassageEncoder, worker: ReadingWorker) -> SyncReport:
    """One sync with progress on standard error; the index is free before and after it.

    :raises BronwijzerError: a folder is not there or was emptied, or the index cannot be used.
    """
    from app.progress import Progress
    from ingest.catalogue import load_catalogue
    from ingest.sync import Sync

    settings = what.settings
    library = open_library(settings, encoder.embedder)
    try:
        library.ownership.require()
        library.recover()
        library.check()
        with Progress() as progress:
            catalogue = load_catalogue(settings.corpus / CATALOGUE)
            syncing = Sync(library, encoder, worker, catalogue, progress)
            found = syncing.find(what.paths, emptied=what.emptied)
            library.set_roots(what.paths)
            report = syncing.take_in(found, vectors=what.vectors)
            return replace(report, skipped=found.skipped)
    finally:
        library.close()


def open_library(settings: Settings, embedder: Embedder) -> Library:
    """The index that the settings name."""
    return Library(settings.index, embedder, settings.server)


def _lines(report: SyncReport) -> Iterator[str]:
    """What a person must know of a sync."""
    counts = Counter(document.status.value for document in report.documents)
    summary = ", ".join(f"{number} {texts.STATUS_NAMES[name]}" for name, number in counts.items())
    for document in report.documents:
        yield from told(document)
    yield from (texts.LOOSE.format(warning=visible(warning.message)) for warning in report.warnings)
    if set(counts) <= {"removed"}:
        yield texts.EMPTIED if counts else texts.NOTHING_TO_READ
    yield texts.SYNCED.format(seconds=report.seconds, summary=summary or "0", passages=report.passages_total)
    if report.words_only:
        yield words_only.found_by_words(report.words_only)
    if report.skipped:
        yield texts.skipped(tuple(map(visible, report.skipped)))


def told(report: FileReport) -> Iterator[str]:
    """What a person must know of one file; a warning that holds for several pages is said once."""
    name = visible(report.file)
    if report.error:
        yield texts.FAILED.format(file=name, error=report.error)
    pages: dict[str, list[str]] = {}
    for warning in report.warnings:
        pages.setdefault(warning.message, []).extend([] if warning.page is None else [str(warning.page)])
    for message, numbers in pages.items():
        warned = texts.WARNED_PAGES if numbers else texts.WARNED
        yield warned.format(file=name, warning=message, pages=f"p. {', '.join(numbers)}")
