"""Plain text and what exports leave in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.types import BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.txt import read_txt


def read(tmp_path: Path, text: str | bytes) -> ReadResult:
    path = tmp_path / "tekst.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_txt(path, Limits())


FILLER = "Deze zin staat hier om de bladzijde te vullen en zegt verder niets.\n"


def test_a_form_feed_is_a_page_break(tmp_path: Path) -> None:
    result = read(tmp_path, "Eerste bladzijde.\n\fTweede bladzijde.\n\fDerde.\n")
    assert result.paged
    assert [page.blocks[0].text for page in result.pages] == ["Eerste bladzijde.", "Tweede bladzijde.", "Derde."]


def test_pages_that_are_a_picture_count_too(tmp_path: Path) -> None:
    result = read(tmp_path, "\f\fInleiding van het plan.\n\f\fHoofdstuk twee.\n\f\f")
    assert [page.number for page in result.pages if page.blocks] == [3, 5]
    assert len(result.pages) == 6
    assert result.counts["pages_without_text"] == 4


def test_a_page_break_at_the_very_end_makes_no_page(tmp_path: Path) -> None:
    assert not read(tmp_path, "Eerste bladzijde.\n\f").paged
    assert len(read(tmp_path, "Eerste bladzijde.\n\fTweede.\n\f\n").pages) == 2


def test_a_single_leading_space_is_a_page_break_where_it_is_rare(tmp_path: Path) -> None:
    result = read(tmp_path, f" Voorwoord\n\n{FILLER * 8} Aanleiding\n\n{FILLER * 8}")
    assert result.paged
    assert [page.blocks[0].text for page in result.pages] == ["Voorwoord", "Aanleiding"]
    assert [page.number for page in result.pages] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        f"{FILLER * 9} Deze regel begint per ongeluk met een spatie.\n{FILLER * 9}",
        f"{FILLER * 9} Deze regel ook.\n{FILLER * 40} En deze.\n{FILLER * 9}",
        f" Titel met een spatie\n{FILLER * 250} Deze regel begint per ongeluk met een spatie.\n{FILLER * 9}",
        f"{FILLER * 9}Dit is één\fzin met een vreemd teken.\n{FILLER * 9}",
    ],
    ids=["one space", "two spaces", "first line too", "form feed between words"],
)
def test_a_stray_sign_makes_no_page(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, text)
    assert not result.paged
    assert len(result.pages) == 1


def test_an_indented_text_has_no_pages(tmp_path: Path) -> None:
    result = read(tmp_path, "".join(f" {FILLER}" for _ in range(10)))
    assert not result.paged
    assert len(result.pages) == 1


def test_a_sentence_over_a_page_break_goes_on(tmp_path: Path) -> None:
    first = "Wij werken in alle wijken en op alle scholen van de stad aan een goede\n"
    result = read(tmp_path, f" {FILLER * 9}{first} start voor ieder kind.\n{FILLER * 9}")
    assert [page.blocks[0].continues for page in result.pages] == [False, True]


def test_empty_lines_after_every_line_do_not_end_paragraphs(tmp_path: Path) -> None:
    lines = ["Het aanbod van de teams was dit jaar breed en goed bereikbaar, en dat", "bleef zo."] * 15
    result = read(tmp_path, "\n\n".join(lines))
    texts = [block.text for block in result.pages[0].blocks]
    assert texts[0] == "Het aanbod van de teams was dit jaar breed en goed bereikbaar, en dat bleef zo."
    assert len(texts) == 15


def test_bullets_and_headings(tmp_path: Path) -> None:
    result = read(
        tmp_path, "Onze doelen\n\nDit gaan we doen:\n• meer tijd voor\ngezinnen\n• minder regels\n\nKlaar is het.\n"
    )
    assert [(b.kind, b.text) for b in result.pages[0].blocks] == [
        (BlockKind.HEADING, "Onze doelen"),
        (BlockKind.PARAGRAPH, "Dit gaan we doen:"),
        (BlockKind.LIST_ITEM, "meer tijd voor gezinnen"),
        (BlockKind.LIST_ITEM, "minder regels"),
        (BlockKind.PARAGRAPH, "Klaar is het."),
    ]


def test_lost_hyphens_are_healed_where_line_ends_tell(tmp_path: Path) -> None:
    whole = "Dit is een regel die netjes met een spatie ophoudt zodat men het ziet \n"
    result = read(tmp_path, whole * 12 + "en hier staat een woord van de maatschap\npelijke opgave in onze stad. \n")
    assert "maatschappelijke opgave" in result.pages[0].blocks[0].text
    assert result.joins == (("maatschap pelijke", "maatschappelijke"),)


def test_words_broken_by_spaces_are_healed_and_listed(tmp_path: Path) -> None:
    result = read(tmp_path, "Wij vragen de inwo ners van 18 64 jaar.\n")
    assert result.pages[0].blocks[0].text == "Wij vragen de inwoners van 18 64 jaar."
    assert result.joins == (("inwo ners", "inwoners"),)
    assert result.counts["healed_words"] == 1


@pytest.mark.parametrize(
    "data",
    [
        "Reële zorg voor één kind, coördinatie inbegrepen.".encode("utf-8-sig"),
        "Reële zorg voor één kind, coördinatie inbegrepen.".encode("utf-16"),
        ("Reële zorg voor één kind, coördinatie inbegrepen. " * 5).encode("cp1252"),
        b"Re\xc3\xable zorg voor \xc3\xa9\xc3\xa9n kind,\r\nco\xc3\xb6rdinatie inbegrepen.\r\n",
    ],
    ids=["utf-8 with mark", "utf-16", "windows-1252", "dos line ends"],
)
def test_dutch_letters_in_any_encoding(tmp_path: Path, data: bytes) -> None:
    text = read(tmp_path, data).pages[0].blocks[0].text
    assert text.startswith("Reële zorg voor één kind, coördinatie inbegrepen.")
