"""What a command that may remove documents does last: see that nothing of them stays in the files of the index."""

from __future__ import annotations

from pathlib import Path

from app.console import EXIT_FAILED, Console
from index.errors import StoreError
from index.purging import awaits_purge, purge
from index.texts import cli as texts


def purge_removed(index_dir: Path, console: Console) -> int:
    """Purge an index that nobody has open, if anything was removed from it. :returns: exit code."""
    if not awaits_purge(index_dir):
        return 0
    console.note(texts.PURGING)
    try:
        purge(index_dir)
    except StoreError as error:
        console.note(texts.PURGE_LATER.format(reason=error))
        return EXIT_FAILED
    return 0
