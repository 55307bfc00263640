"""A folder in which nothing is left of many documents: a network drive that is not there looks like that too.

The folder on which a drive is mounted exists without it, and is empty. To take that for "all documents are gone" would
throw away the index, which takes hours to make again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.errors import BronwijzerError
from index.manifest import FileRecord
from index.texts import cli as texts
from ingest.examples import EXAMPLES_FOLDER
from ingest.files import Found

MANY = 10
"""So many files do not go all at once without somebody who means it; fewer are soon read again."""


class EmptiedError(BronwijzerError):
    """A folder of which many files are in the index has none of them, nor any other."""


def refuse_emptied(found: Found, files: Iterable[FileRecord]) -> None:
    """Be sure that no folder was emptied all at once.

    :param files: those in the index.
    :raises EmptiedError: one was.
    """
    if not found.empty:
        return
    gone = [Path(path) for path in found.gone(file.path for file in files if file.document_id is not None)]
    for root in found.empty:
        # Where nothing is found at all, what lay behind a link of the folder is gone too.
        refuse_emptied_of(root, len(gone) if not found.files else sum(_is_own(root.resolve(), path) for path in gone))


def refuse_emptied_of(root: Path, number: int) -> None:
    """:raises EmptiedError: so many documents of a folder in which there are none are more than go by themselves."""
    if number >= MANY:
        raise EmptiedError(texts.ROOT_EMPTY.format(path=root, number=number))


def _is_own(root: Path, path: Path) -> bool:
    """Whether a path is below a folder, and no example of it: these go by themselves."""
    return path.is_relative_to(root) and not path.is_relative_to(root / EXAMPLES_FOLDER)
