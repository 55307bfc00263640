"""Documents of a library that does not exist: PDFs with running headers, headings, columns, lists and a table.

The same number always makes the same document. The words are Dutch, drawn by how usual they are; the sentences mean
nothing, but are as long and as varied as those of a policy document.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from wordfreq import top_n_list, word_frequency

VOCABULARY = 20_000
PAGES = 20
"""Pages of a document, where nothing else is asked."""
_WIDTH, _HEIGHT = A4
_MARGIN = 60
_GUTTER = 20
_SIZE, _LEADING = 10, 13
_KINDS = ("Jaarplan", "Jaarverslag", "Visie", "Werkproces", "Kader")
_PLACES = ("Domstede", "Waterwijk", "Lindenhof", "Overvecht-Zuid", "Kanaaleiland", "Zonneveld", "Oeverlicht")


@dataclass(frozen=True, slots=True)
class Words:
    """Dutch words, and how usual each and all before it are together."""

    words: Sequence[str]
    weights: Sequence[float]

    def some(self, chance: random.Random, number: int) -> list[str]:
        """So many of them."""
        return chance.choices(self.words, cum_weights=self.weights, k=number)


@lru_cache(maxsize=1)
def dutch() -> Words:
    """The most usual words."""
    words = [word for word in top_n_list("nl", VOCABULARY) if word.isalpha()]
    return Words(words, list(accumulate(word_frequency(word, "nl") for word in words)))


def make(folder: Path, documents: int, pages: int = PAGES) -> int:
    """Fill a folder. :returns: pages made.

    :param pages: of a document, on average.
    """
    return sum(make_document(folder, number, pages) for number in range(documents))


def make_document(folder: Path, number: int, mean_pages: int) -> int:
    """Write one document into a subfolder of a hundred. :returns: its pages."""
    chance = random.Random(number)
    kind, place = _KINDS[number % len(_KINDS)], _PLACES[number % len(_PLACES)]
    title = f"{kind} {2015 + number % 12} {' '.join(dutch().some(chance, 2))}"
    path = folder / f"{number // 100:02}" / f"{kind.lower()}-{number:04}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setTitle(title)
    canvas.setAuthor(f"Stichting {place}")
    pages = chance.randint(mean_pages // 2, mean_pages + mean_pages // 2)
    for page in range(1, pages + 1):
        _page(canvas, chance, f"{title} – Stichting {place}", page)
        canvas.showPage()
    canvas.save()
    return pages


def _page(canvas: Canvas, chance: random.Random, header: str, page: int) -> None:
    """One page: some have one column and a list or table, the others two columns."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, _HEIGHT - 35, header)
    canvas.drawCentredString(_WIDTH / 2, 30, str(page))
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(_MARGIN, _HEIGHT - 75, f"{page}. {_words(chance, 3).capitalize()}")
    top, wide = _HEIGHT - 105, _WIDTH - 2 * _MARGIN
    if page % 3:
        top = _paragraph(canvas, chance, _MARGIN, top, wide, sentences=3)
        top = _table(canvas, chance, top) if page % 3 == 1 else _list(canvas, chance, top, wide)
        _paragraph(canvas, chance, _MARGIN, top, wide, sentences=5)
        return
    half = (wide - _GUTTER) / 2
    for left in (_MARGIN, _MARGIN + half + _GUTTER):
        below = _paragraph(canvas, chance, left, top, half, sentences=4)
        _paragraph(canvas, chance, left, below, half, sentences=3)


def _paragraph(
    canvas: Canvas, chance: random.Random, left: float, top: float, width: float, *, sentences: int
) -> float:
    text = " ".join(f"{_words(chance, chance.randint(7, 18)).capitalize()}." for _ in range(sentences))
    return _lines(canvas, text, left, top, width) - _LEADING


def _list(canvas: Canvas, chance: random.Random, top: float, width: float) -> float:
    for _ in range(4):
        canvas.setFont("Helvetica", _SIZE)
        canvas.drawString(_MARGIN, top, "•")
        top = _lines(canvas, f"{_words(chance, 9)};", _MARGIN + 14, top, width - 14)
    return top - _LEADING


def _table(canvas: Canvas, chance: random.Random, top: float) -> float:
    canvas.setFont("Helvetica", _SIZE)
    for row in range(4):
        for column in range(3):
            text = _words(chance, 2).capitalize() if row == 0 or column == 0 else str(chance.randint(10, 9_999))
            canvas.drawString(_MARGIN + 6 + column * 150, top, text[:26])
        canvas.line(_MARGIN, top - 4, _MARGIN + 450, top - 4)
        top -= _LEADING + 4
    return top - _LEADING


def _words(chance: random.Random, number: int) -> str:
    return " ".join(dutch().some(chance, number))


def _lines(canvas: Canvas, text: str, left: float, top: float, width: float) -> float:
    """Write text in lines. :returns: where the next line would stand."""
    canvas.setFont("Helvetica", _SIZE)
    for line in _broken(text, width):
        canvas.drawString(left, top, line)
        top -= _LEADING
    return top


def _broken(text: str, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, "Helvetica", _SIZE) > width:
            yield line
            longer = word
        line = longer
    yield line
