"""The process that reads files, started before the rest of a command is loaded: on two cores that is done beside it.

Nothing heavy may be imported here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.worker import ReadingWorker


@contextmanager
def early_reader() -> Iterator[ReadingWorker]:
    """A worker that gets ready while its caller goes on; ended when the caller is done."""
    with ReadingWorker() as worker:
        worker.prepare()
        yield worker
