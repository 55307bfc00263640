"""What changes a library that is being served: reading its folder, keeping what users say, taking in a new file.

Puts ingest and index together, as the command ``ingest`` does; what is heavy is imported when it is first needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.watching import Watching
from index.errors import BronwijzerError
from index.library import Library
from index.service import KnowledgeBase
from index.texts import library as texts

if TYPE_CHECKING:
    from ingest.embedding import PassageEncoder
    from ingest.sync import Sync

CATALOGUE = "catalogus.toml"


class EditError(BronwijzerError):
    """What is said of a document cannot be kept."""


def read_folder(kb: KnowledgeBase, roots: Sequence[Path], folder: Path, watching: Watching) -> Counter[str]:
    """Make the library equal to ``roots``, all but the vectors.

    :returns: how many files had each outcome; ``loose``: how many say something of a document that is not there.

    :param folder: where the catalogue is.
    :raises StoppedError: ``watching`` was told to stop.
    :raises BronwijzerError: the folder is not there, or the index cannot be written.
    """
    with _sync(kb, folder, watching) as sync:
        found = sync.find(roots)
        report = sync.take_in(found, vectors=False)
        counts = Counter(document.status.value for document in report.documents)
        return counts + Counter(loose=len(report.warnings), skipped=len(found.skipped))


def describe_again(kb: KnowledgeBase, folder: Path, watching: Watching) -> None:
    """Apply what is said beside the documents, without reading them."""
    with _sync(kb, folder, watching) as sync:
        sync.describe()


def holds_for_today(library: Library) -> bool:
    """Whether what the library says about what holds was told today."""
    from ingest.settling import is_settled

    return is_settled(library, date.today())


def hold_today(library: Library) -> None:
    """Let a new day do its work: what ended by then holds no longer, what begins with it does.

    Nothing happens where that was done today, or where another process changes the library.

    :raises StoreError: the index cannot be written.
    """
    from ingest.settling import hold_on

    if library.ownership.owns and not holds_for_today(library):
        hold_on(library, date.today())


def make_vectors(kb: KnowledgeBase, folder: Path, watching: Watching) -> int:
    """Embed all documents that await it. :returns: how many could not be.

    :raises GaveWayError: ``watching`` was asked to give way; what lacks is made the next time.
    """
    with _sync(kb, folder, watching) as sync:
        return len(sync.embed())


def awaits_vectors(library: Library) -> bool:
    """Whether any document must be embedded."""
    return any(record.awaits_vectors for record in library.records().values())


@contextmanager
def _sync(kb: KnowledgeBase, folder: Path, watching: Watching) -> Iterator[Sync]:
    from ingest.catalogue import load_catalogue
    from ingest.sync import Sync
    from ingest.worker import ReadingWorker

    with ReadingWorker() as worker:
        catalogue = load_catalogue(folder / CATALOGUE)
        yield Sync(kb.library, _encoder(kb), worker, catalogue, watching)


@lru_cache(maxsize=1)
def _encoder(kb: KnowledgeBase) -> PassageEncoder:
    """It embeds questions of its own before the first passages; that is done once."""
    from ingest.embedding import PassageEncoder

    return PassageEncoder(kb.embedder)


def check_filled(library: Library, roots: Sequence[Path]) -> None:
    """Be sure that a first file does not come into a folder that only looks empty, and hides that it does.

    :raises OSError: a folder cannot be looked into.
    :raises BronwijzerError: a folder is empty of which many documents are in the library.
    """
    from ingest.emptied import refuse_emptied
    from ingest.files import find_files

    if any(root.is_dir() and all(path.name.startswith(".") for path in root.iterdir()) for root in roots):
        refuse_emptied(find_files(roots), library.manifest.files())


def keep_said(library: Library, document_id: str, changes: Mapping[str, Any]) -> None:
    """Write what a user says of a document into the small file beside it.

    :param changes: None: no longer said, so that what the document itself says counts again.
    :raises ReadError: a value cannot be.
    :raises EditError: the folder cannot be written, or the file is gone.
    """
    from ingest.particulars import first_name
    from ingest.sidecar import read_sidecar, write_sidecar

    record = library.records().get(document_id)
    if record is None or not record.paths:
        raise EditError(texts.EDIT_GONE)
    path = Path(first_name(record))
    values = read_sidecar(path) | dict(changes)
    try:
        write_sidecar(path, {name: value for name, value in values.items() if value is not None})
    except OSError as error:
        raise EditError(texts.EDIT_CLOSED.format(file=record.file)) from error


def keep_groups(path: Path, groups: Sequence[str]) -> None:
    """Write who may see a document that is about to come there; nobody: take that away again.

    :raises OSError: the folder cannot be written.
    """
    from ingest.sidecar import write_sidecar

    write_sidecar(path, {"groups": list(groups)} if groups else {})


def only_examples(library: Library, folder: Path) -> bool:
    """Whether the library holds nothing but the invented examples of ``folder``."""
    from ingest.examples import EXAMPLES_FOLDER

    paths = [path for record in library.records().values() for path in record.paths]
    return bool(paths) and all(Path(path).is_relative_to(folder.resolve() / EXAMPLES_FOLDER) for path in paths)


def checked_suffix(name: str) -> str:
    """The ending of a file's name, lower case. :raises ReadError: no reader knows it (TYPE_ONBEKEND)."""
    from ingest.readers.registry import check_suffix

    suffix = Path(name).suffix.lower()
    check_suffix(suffix)
    return suffix


def check_readable(path: Path) -> None:
    """Read a file in a process of its own. :raises ReadError: its content is not what its name says, or damaged."""
    from ingest.worker import ReadingWorker

    with ReadingWorker() as worker:
        worker.look(path)


def free_path(folder: Path, name: str) -> Path:
    """Where a new document of that (safe) name can lie; numbered when the name is taken.

    A name that explains a folder (README) is no document's, so it gets another.
    """
    from ingest.examples import is_document
    from ingest.sidecar import sidecar_of

    wanted = folder / name
    if not is_document(wanted):
        wanted = wanted.with_name(f"{texts.DOCUMENT_PREFIX}{name}")
    path, number = wanted, 1
    while path.exists() or sidecar_of(path).exists():  # what is said of an older file is not said of this one
        number += 1
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return path
