"""What text recognition makes of pages without text. Values only: they travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word on a picture of a page, in points of the page's frame (see :class:`RecognisedPage`).

    ``line`` numbers the lines of its page. ``size`` is the font size as far as the height of the letters tells;
    ``confidence`` is 0-1.
    """

    text: str
    line: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of one page (1-based) in its frame: turned by ``rotation`` degrees clockwise and ``skew`` radians.

    ``skew`` is how far the lines rise to the right on the page turned by ``rotation``.
    """

    number: int
    rotation: int
    skew: float
    words: tuple[RecognisedWord, ...]


class Unread(StrEnum):
    """Why the text on a picture of a page was not recognised."""

    FAILED = "failed"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Recognition:
    """Everything that was recognised in one document, and the pages (1-based) that were given up."""

    pages: tuple[RecognisedPage, ...] = ()
    unread: tuple[tuple[int, Unread], ...] = ()
