"""The commands ``backup`` and ``restore``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from app.console import EXIT_FAILED, Console, visible
from app.ingesting import open_library
from app.rebuilding import drop_former, former_collection, noted_roots, resplit
from index.backup.listing import BackupError
from index.backup.restoring import Restoring
from index.backup.restoring import restore as put_back
from index.backup.taking import Found, take
from index.embedding import open_embedder
from index.errors import StoreLockedError
from index.layout import MANIFEST_FILE
from index.library import Library
from index.own_collection import drop_unfinished, name_new
from index.settings import Settings
from index.texts import backup as texts
from ingest.files import find_files
from ingest.sidecar import SUFFIX, sidecar_of

_ABOUT = (".toml", ".jsonl")


def backup(settings: Settings, target: Path, console: Console) -> int:
    """Write a backup. :returns: exit code; 1 when a file could not be read."""
    if not (settings.index / MANIFEST_FILE).exists():
        raise BackupError(texts.NO_INDEX.format(path=settings.index))
    roots = [root for root in noted_roots(settings.index) or (settings.corpus,) if os.path.exists(root)]  # noqa: PTH110
    closed: list[str] = []
    corpus = list(_corpus(roots, closed))
    library = _opened(settings)
    try:
        listing, unread = take(target, settings.index, corpus, library.store if library else None)
    finally:
        if library is not None:
            library.close()
    closed += [path.name for path in unread]
    left_out = [{"file": visible(name), "error": texts.CLOSED} for name in closed]
    values = {
        "file": str(target),
        "bytes": target.stat().st_size,
        "documents": listing.documents,
        "passages": listing.passages,
        "vectors": library is not None,
        "files": len(listing.corpus),
        "left_out": left_out,
    }
    megabytes = target.stat().st_size / 2**20
    told = {"documents": listing.documents, "passages": listing.passages}
    lines = [texts.LEFT_OUT.format(**each) for each in left_out]
    lines.append(texts.BACKED_UP.format(file=target, megabytes=megabytes, **told))
    console.result(values, lines if library else [*lines, texts.WITHOUT_VECTORS])
    return EXIT_FAILED if left_out else 0


def _opened(settings: Settings) -> Library | None:
    """The library; None when another process has it."""
    try:
        library = open_library(settings, open_embedder(settings.model))
    except StoreLockedError:
        return None
    library.recover()
    return library


def _corpus(roots: Sequence[Path], closed: list[str]) -> Iterator[Found]:
    """Documents, what is said about them, and reading routes; each root that is not the only one has its own folder."""
    found = find_files(roots)
    closed += [each.path.name for each in found.closed]
    several = len(roots) > 1 or not all(map(os.path.isdir, roots))
    places: dict[Path, str] = {}
    for number, root in enumerate(roots, 1):
        prefix = f"{number}-{root.name}/" if several and os.path.isdir(root) else ""  # noqa: PTH112
        for file, place in _below(root):
            places.setdefault(file, f"{prefix}{place}")
    documents = [file.path for file in found.files]
    closed += [file.name for file in documents if file not in places]
    wanted = {file: places[file] for file in documents if file in places}
    beside = {sidecar_of(file): f"{place}{SUFFIX}" for file, place in wanted.items()}  # elsewhere, of a linked file
    about = {file: place for file, place in places.items() if os.path.splitext(place)[1].lower() in _ABOUT}  # noqa: PTH122
    wanted |= {file: place for file, place in sorted({**beside, **about}.items()) if os.path.isfile(file)}  # noqa: PTH113
    yield from map(Found, wanted, wanted.values())


def _below(root: Path) -> Iterator[tuple[Path, str]]:
    """Where each file of a root really is, and its place below it; linked folders are followed, each folder once."""
    if not os.path.isdir(root):  # noqa: PTH112  Path.is_dir raises where a share is away
        yield root.resolve(), root.resolve().name
        return
    seen = set()
    for inside, folders, names in os.walk(root, followlinks=True):
        real = os.path.realpath(inside)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        for name in names:
            path = Path(inside, name)
            yield Path(os.path.realpath(path)), path.relative_to(root).as_posix()


def restore(settings: Settings, source: Path, replace: bool, console: Console) -> None:
    """Put a backup back."""
    embedder = open_embedder(settings.model)
    former = former_collection(settings)

    def opened(folder: Path) -> Library:
        inside = settings.model_copy(update={"index": folder})
        if settings.server is not None:
            name_new(folder)
        return open_library(inside, embedder)

    discard = partial(drop_unfinished, settings.server)
    how = Restoring(settings.index, settings.corpus, replace, opened, resplit, discard)
    done = put_back(source, how)
    drop_former(settings, former)
    values = asdict(done) | {"index": str(settings.index), "corpus": str(settings.corpus)}
    lines = [texts.RESTORED.format(**values)]
    if done.words_only:
        lines.append(texts.RESTORED_WORDS.format(number=done.words_only))
    console.result(values, lines)
