"""Pages whose text is wrong are named, and those that are read well are not."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.types import Block, BlockKind, ReadPage
from ingest.limits import Limits
from ingest.quality import Quality, quality_of
from ingest.readers.pdf import read_pdf

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "corpus" / "voorbeeld").glob("*.pdf"))
REAL = sorted((ROOT.parent / "shared" / "corpus" / "pdf").glob("*.pdf"))
HARD = sorted((ROOT.parent / "shared" / "corpus" / "pdf-hard").glob("*.pdf"))
_NEXT = str.maketrans(string.ascii_letters, string.ascii_lowercase[1:] + "a" + string.ascii_uppercase[1:] + "A")


def quality(words: list[str]) -> Quality:
    return quality_of(ReadPage(1, "1", (Block(BlockKind.PARAGRAPH, " ".join(words)),)))


def shuffled(words: list[str], share: float, chance: random.Random) -> list[str]:
    """A share of the words changes places."""
    places = chance.sample(range(len(words)), round(share * len(words)))
    moved = dict(zip(places, chance.sample(places, len(places)), strict=True))
    return [words[moved.get(place, place)] for place in range(len(words))]


def shifted(words: list[str], share: float, chance: random.Random) -> list[str]:
    """A share of the words is written in the letters behind their own."""
    return [word.translate(_NEXT) if chance.random() < share else word for word in words]


def broken(words: list[str], share: float, chance: random.Random) -> list[str]:
    """A share of the words is broken by a space."""
    out: list[str] = []
    for word in words:
        cut = chance.randrange(1, len(word)) if len(word) > 3 and chance.random() < share else 0
        out += [word[:cut], word[cut:]] if cut else [word]
    return out


def spaced(words: list[str], share: float, chance: random.Random) -> list[str]:
    """A share of the words is written letter by letter."""
    return [part for word in words for part in (list(word) if chance.random() < share else [word])]


def unnamed(words: list[str], share: float, chance: random.Random) -> list[str]:
    """A share of the letters means nothing."""
    return ["".join("\ue001" if chance.random() < share else letter for letter in word) for word in words]


Damage = Callable[[list[str], float, random.Random], list[str]]
DAMAGES: list[tuple[Damage, float]] = [(shuffled, 1.0), (shifted, 1.0), (broken, 0.3), (spaced, 0.3), (unnamed, 0.1)]


@pytest.fixture(scope="module")
def pages() -> list[list[str]]:
    """The words of every page of running text in the examples."""
    read = [read_pdf(path, Limits()) for path in EXAMPLES]
    found = [[w for b in page.blocks for w in b.text.split()] for one in read for page in one.pages]
    return [words for words in found if sum(map(str.isalpha, words)) > 180]


@pytest.mark.parametrize(
    "path", [*EXAMPLES, *REAL, *(pytest.param(path, marks=pytest.mark.slow) for path in HARD)], ids=lambda p: p.stem
)
def test_no_page_that_is_read_well_is_suspect(path: Path) -> None:
    read = read_pdf(path, Limits())
    assert len(read.quality) == len(read.pages)
    assert min(read.quality) > 0.7
    assert [w for w in read.warnings if w.code == "VERDACHTE_PAGINA"] == []


@pytest.mark.parametrize(("damage", "share"), DAMAGES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_damaged_pages_are_suspect(pages, damage: Damage, share: float) -> None:
    assert len(pages) >= 8
    chance = random.Random(7)
    assert [quality(words).suspect for words in pages] == [False] * len(pages)
    judged = [quality(damage(words, share, chance)) for words in pages]
    assert all(one.suspect for one in judged)
    assert all(one.reasons for one in judged)


@pytest.mark.parametrize(("damage", "share"), DAMAGES, ids=lambda one: getattr(one, "__name__", str(one)))
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), page=st.integers(0, 7))
def test_more_damage_is_never_much_better(pages, damage: Damage, share: float, seed: int, page: int) -> None:
    """Which words are hit is chance, so a step may be a little better than the one before; the whole way goes down."""
    words = pages[page]
    scores = [quality(damage(words, share * step / 4, random.Random(seed))).score for step in range(5)]
    assert all(later <= earlier + 0.35 for earlier, later in pairwise(scores))
    assert max(scores) == scores[0]
    assert scores[-1] <= min(scores[0] - 0.4, scores[1] + 0.05)


def test_doubtful_recognition_makes_a_page_suspect(pages) -> None:
    page = ReadPage(1, "1", (Block(BlockKind.PARAGRAPH, " ".join(pages[0])),))
    scores = [quality_of(page, doubt / 20).score for doubt in range(8)]
    assert scores == sorted(scores, reverse=True)
    assert not quality_of(page, 0.05).suspect
    assert quality_of(page, 0.3).suspect


def _with_wrong_letters(source: Path, out: Path) -> None:
    """The same file with a font that says of each letter that it is the next one."""
    pairs = "\n".join(f"<{ord(a):02X}> <{ord(b):04X}>" for a, b in zip(string.ascii_letters, _next(), strict=True))
    table = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /Wrong def 1 begincodespacerange <00> <FF> "
        f"endcodespacerange {len(string.ascii_letters)} beginbfchar\n{pairs}\nendbfchar endcmap end"
    )
    writer = PdfWriter(clone_from=PdfReader(source))
    stream = StreamObject()
    stream.set_data(table.encode())
    reference = writer._add_object(stream)
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            font.get_object()[NameObject("/ToUnicode")] = reference
    writer.write(out)


def _next() -> str:
    return string.ascii_letters.translate(_NEXT)


def test_a_pdf_with_a_wrong_table_of_letters_is_named_in_the_report(tmp_path: Path, pages) -> None:
    path, wrong = tmp_path / "goed.pdf", tmp_path / "fout.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for words in pages[:2]:
        canvas.setFont("Helvetica", 10)
        for number in range(0, 180, 12):
            line = " ".join(words[number : number + 12]).encode("ascii", "ignore").decode()
            canvas.drawString(50, 780 - number * 1.2, line)
        canvas.showPage()
    canvas.save()
    assert read_pdf(path, Limits()).warnings == ()
    _with_wrong_letters(path, wrong)
    read = read_pdf(wrong, Limits())
    assert [(w.code, w.page) for w in read.warnings] == [("VERDACHTE_PAGINA", 1), ("VERDACHTE_PAGINA", 2)]
    assert "veel woorden zijn geen Nederlands" in read.warnings[0].message
    assert read.counts["suspicious_pages"] == 2
