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
    files = [file.path for file in found.files]
    folders = set(filter(os.path.isdir, roots))
    for root in roots:
        files += sorted(_about(root))
    several = len(roots) > 1 or len(folders) < len(roots)
    for file in dict.fromkeys(files):
        for number, root in enumerate(roots, 1):
            place = _below(file, root)
            if place is not None:
                prefix = f"{number}-{root.name}/" if several and root in folders else ""
                yield Found(file, f"{prefix}{place}")
                break


def _about(root: Path) -> Iterator[Path]:
    """What is said beside documents, and reading routes; of a folder that goes meanwhile nothing."""
    for inside, _, names in os.walk(root):  # Path.rglob raises there
        for path in (Path(inside, name) for name in names):
            if path.suffix.lower() in _ABOUT and os.path.isfile(path):  # noqa: PTH113  the same holds for Path.is_file
                yield path


def _below(file: Path, root: Path) -> str | None:
    whole = root.resolve()
    if file.resolve() == whole:
        return file.name
    return file.resolve().relative_to(whole).as_posix() if file.resolve().is_relative_to(whole) else None


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
