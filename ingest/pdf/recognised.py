"""Words recognised on pictures of pages, in the shape of words that pdfium finds: from here on they are alike.

The height of letters on a picture is known to a pixel or so. Sizes that differ by that little are made one, so that
the running text has one size and a heading another, and the text of scans that of the document's other pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

import pypdfium2 as pdfium

from ingest.pdf.frame import frame_of
from ingest.pdf.words import PageWords, Word
from ingest.scans.recognised import RecognisedPage, RecognisedWord

_BULLET = "•"
_DOTS = frozenset("•e°o*«»¢©®@·.+¨")
"""What Tesseract takes a bullet for; none of these is a word of Dutch."""
_ALIKE = 0.1
"""Share by which two sizes on pictures may differ and still be one."""
_AS_ELSEWHERE = 0.25
"""Share by which the running text of scans may seem larger or smaller than that of the other pages, and be alike."""
_UNSURE = 0.6
"""A sign of which Tesseract is less sure than this may be a bullet, a speck, or a line of a drawing."""
_BULLET_GAP = 0.3
"""Share of the font size by which a bullet stands further off than a word."""
_HANGS, _STANDS = 0.22, 0.76
"""Shares of the font size below and above the baseline that a mark over a word covers."""


def page_words(page: pdfium.PdfPage, recognised: RecognisedPage, sizes: Mapping[float, float]) -> PageWords:
    """The words of a page, in a frame in which its lines are level.

    :param sizes: as :func:`one_size` gives them.
    """
    frame = frame_of(page, recognised.rotation).skewed(recognised.skew)
    words = [word for line in _lines(recognised.words) for word in _line_words(line, sizes)]
    return PageWords(tuple(words), frame, frame_of(page))


def one_size(pages: Iterable[RecognisedPage], elsewhere: float | None) -> dict[float, float]:
    """For each size found on pictures the size that it is taken for.

    :param elsewhere: font size of the running text on pages that have text of their own.
    """
    letters: Counter[float] = Counter()
    for word in (word for page in pages for word in page.words):
        letters[word.size] += len(word.text)
    taken: dict[float, float] = {}
    body = _body(letters)
    near = elsewhere is not None and abs(body - elsewhere) <= _AS_ELSEWHERE * elsewhere
    for centre in (body, *(size for size, _ in letters.most_common())):
        if centre in taken:
            continue
        named = elsewhere if near and centre == body and elsewhere else round(centre, 1)
        taken |= {size: named for size in letters if size not in taken and abs(size - centre) <= _ALIKE * centre}
    return taken


def _body(letters: Counter[float]) -> float:
    """The size with most letters in its neighbourhood."""
    return max(
        letters,
        key=lambda centre: sum(n for size, n in letters.items() if abs(size - centre) <= _ALIKE * centre / 2),
        default=0.0,
    )


def _lines(words: Iterable[RecognisedWord]) -> Iterable[list[RecognisedWord]]:
    """Words that Tesseract put on one line."""
    return (list(group) for _, group in groupby(words, key=lambda word: word.line))


def _line_words(line: list[RecognisedWord], sizes: Mapping[float, float]) -> Iterable[Word]:
    baseline = sum(word.baseline for word in line) / len(line)
    size = sizes[line[0].size]
    for place, word in enumerate(line):
        text = _BULLET if place == 0 and _is_bullet(line, size) else word.text
        if text == _BULLET or word.confidence >= _UNSURE or any(map(str.isalnum, text)):
            bottom, top = word.baseline - _HANGS * size, word.baseline + _STANDS * size
            yield Word(text, word.left, bottom, word.right, top, baseline, size, word.bold)


def _is_bullet(line: list[RecognisedWord], size: float) -> bool:
    """Whether the first word of a line is a dot, taken for a letter or a sign, further from its text than words are."""
    first = line[0]
    return first.text in _DOTS and len(line) > 1 and line[1].left - first.right > _BULLET_GAP * size
