"""All scans of one document, page by page: a page that takes too long or too much costs itself, not the document."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.errors import ReadError
from ingest.frames import Recognising
from ingest.limits import Limits
from ingest.scans.recognised import RecognisedPage, Recognition, Unread

_MOST_FAILURES = 5
"""After so many pages that could not be recognised, the others of the document are not tried any more."""


def recognise_all(
    recognise: Callable[[Recognising], RecognisedPage], pages: Sequence[int], limits: Limits, file: str, folder: Path
) -> Recognition:
    """Recognise pages until the limits for one document are reached.

    :param recognise: recognises one page; raises ReadError where that cannot be done.
    :param pages: numbers (1-based) of the pages to recognise.
    """
    began = time.monotonic()
    found: list[RecognisedPage] = []
    unread: list[tuple[int, Unread]] = []
    failures = 0
    for number in pages:
        if len(found) >= limits.ocr_pages or time.monotonic() - began > limits.ocr_seconds:
            unread.append((number, Unread.TOO_MANY))
            continue
        if failures >= _MOST_FAILURES:
            unread.append((number, Unread.FAILED))
            continue
        try:
            found.append(recognise(Recognising(file, number, str(folder))))
        except ReadError:
            failures += 1
            unread.append((number, Unread.FAILED))
    return Recognition(tuple(found), tuple(unread))
