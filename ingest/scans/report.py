"""What is told of scans: pages without text, and how sure text recognition was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.texts import reading as texts
from index.types import ReadWarning
from ingest.failures import warning
from ingest.scans.recognised import RecognisedPage, RecognisedWord, Recognition, Unread

SCANS_UNREAD = "scans_unread"
"""Name of the count of pages that are read again once text recognition is installed."""
UNSURE = 0.6
"""Tesseract is mostly wrong about words of which it is less sure than this."""
_REASONS = {Unread.FAILED: texts.NOT_RECOGNISED, Unread.TOO_MANY: texts.TOO_MANY_SCANS}


def empty_pages(empty: Iterable[int], scans: Sequence[int], recognition: Recognition | None) -> Iterator[ReadWarning]:
    """A warning for every page without text, with why.

    :param scans: those of the ``empty`` pages on which something is drawn.
    """
    unread = dict(recognition.unread) if recognition is not None else {}
    for number in empty:
        if number not in scans:
            why = texts.PAGE_BLANK
        elif recognition is None:
            why = texts.INSTALL_OCR
        else:
            why = _REASONS[unread[number]] if number in unread else texts.PAGE_PICTURE
        yield warning("PAGINA_ZONDER_TEKST", number, why=why)


def recognised_counts(pages: Iterable[RecognisedPage]) -> dict[str, int]:
    """Pages that were recognised, their words, and the doubtful ones among these."""
    read = [page for page in pages if page.words]
    words = [word for page in read for word in page.words]
    return {"ocr_pages": len(read), "ocr_words": len(words), "ocr_words_unsure": sum(map(is_unsure, words))}


def is_unsure(word: RecognisedWord) -> bool:
    """Whether this word may well be another one; signs without letters or digits do not count."""
    return word.confidence < UNSURE and any(map(str.isalnum, word.text))


def doubt_of(page: RecognisedPage | None) -> float:
    """The share of a page's words that may well be other ones (0-1)."""
    words = [word for word in page.words if any(map(str.isalnum, word.text))] if page is not None else []
    return sum(map(is_unsure, words)) / len(words) if words else 0.0
