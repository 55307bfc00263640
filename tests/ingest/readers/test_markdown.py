"""Markdown and the properties above it."""

from __future__ import annotations

import pytest

from index.types import Block, BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.front_matter import split_front_matter
from ingest.readers.markdown import read_markdown

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ROW, FOOTNOTE = BlockKind.TABLE_ROW, BlockKind.FOOTNOTE


def read(tmp_path, source: str | bytes) -> ReadResult:
    path = tmp_path / "werkproces.md"
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return read_markdown(path, Limits())


def kinds(tmp_path, source: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(tmp_path, source).pages[0].blocks]


def cells(block: Block) -> list[tuple[str, str, str]]:
    return [(block.text[cell.start : cell.end], cell.row, cell.column) for cell in block.cells]


def test_headings_give_levels(tmp_path):
    source = "Plan\n====\n\nOns werk\n---\n\n### Gezinnen ###\n\nTekst\nover twee regels.\n\n###### Diep\n"
    result = read(tmp_path, source)
    assert [(block.kind, block.text, block.level) for block in result.pages[0].blocks] == [
        (HEADING, "Plan", 1),
        (HEADING, "Ons werk", 2),
        (HEADING, "Gezinnen", 3),
        (PARAGRAPH, "Tekst over twee regels.", 0),
        (HEADING, "Diep", 6),
    ]
    assert not result.paged


def test_lists_and_quotes(tmp_path):
    source = "- meer tijd\n  1. thuis\n  2. op school\n\n     tweede alinea\n- minder regels\n\n> Een citaat.\n\nNa."
    assert kinds(tmp_path, source) == [
        (ITEM, "meer tijd"),
        (ITEM, "1. thuis"),
        (ITEM, "2. op school"),
        (ITEM, "tweede alinea"),
        (ITEM, "minder regels"),
        (PARAGRAPH, "Een citaat."),
        (PARAGRAPH, "Na."),
    ]


def test_links_pictures_and_emphasis_are_their_words(tmp_path):
    source = (
        "Zie **het [werk*proces*](https://voorbeeld.nl 'titel')** ![foto *van* ons](x.png), `a`, ~~weg~~ \\*ster\\*  \n"
        "en [verder][1] &eacute;én.\n\n[1]: https://voorbeeld.nl"
    )
    assert kinds(tmp_path, source) == [(PARAGRAPH, "Zie het werkproces foto van ons, a, weg *ster* en verder één.")]


def test_code_is_text_and_a_rule_is_none(tmp_path):
    assert kinds(tmp_path, "```python\neen\ntwee\n```\n\n***\n\n    drie\n") == [
        (PARAGRAPH, "een twee"),
        (PARAGRAPH, "drie"),
    ]


def test_table_cells_know_their_row_and_column(tmp_path):
    source = (
        "|  | dec 2021 | dec 2022 |\n|---|--:|--:|\n| Ziekteverzuim | 9,80 | **12,61** |\n| Verloop | | 7,2 |\n\nNa."
    )
    result = read(tmp_path, source)
    header, sickness, turnover, after = result.pages[0].blocks
    assert (header.kind, header.text, header.cells) == (ROW, "dec 2021 | dec 2022", ())
    assert cells(sickness)[1:] == [("9,80", "Ziekteverzuim", "dec 2021"), ("12,61", "Ziekteverzuim", "dec 2022")]
    assert cells(turnover) == [("Verloop", "Verloop", ""), ("7,2", "Verloop", "dec 2022")]
    assert (after.kind, result.counts) == (PARAGRAPH, {"tables": 1})


def test_notes_come_behind_what_names_them_first(tmp_path):
    source = (
        "De wachttijd[^a] is zes weken[^b].\n\nDe wachttijd[^a] daalt.\n\n"
        "[^b]: Cijfer van\n    het CBS.\n\n    Voorlopig.\n[^a]: Van aanmelding tot intake.\n"
    )
    assert kinds(tmp_path, source) == [
        (PARAGRAPH, "De wachttijd is zes weken."),
        (FOOTNOTE, "Van aanmelding tot intake."),
        (FOOTNOTE, "Cijfer van het CBS. Voorlopig."),
        (PARAGRAPH, "De wachttijd daalt."),
    ]


def test_notes_that_the_text_does_not_name_come_at_the_end(tmp_path):
    notes = "[^1]: Zie ook[^2] hier.\n[^2]: Binnen zes weken.\n[^9]: Nooit genoemd.\n"
    assert kinds(tmp_path, f"Tekst met noot[^1] en meer.\n\n{notes}\nHet slot.\n") == [
        (PARAGRAPH, "Tekst met noot en meer."),
        (FOOTNOTE, "Zie ook hier."),
        (PARAGRAPH, "Het slot."),
        (FOOTNOTE, "Binnen zes weken."),
        (FOOTNOTE, "Nooit genoemd."),
    ]
    assert kinds(tmp_path, "[^1]: Alleen een noot.\n") == [(FOOTNOTE, "Alleen een noot.")]


def test_notes_in_a_table_come_behind_it(tmp_path):
    source = "| Jaar | Aantal[^1] |\n|---|---|\n| 2021 | 12[^2] |\n| 2022 | 14 |\n\n[^1]: Gezinnen.\n[^2]: Voorlopig.\n"
    assert kinds(tmp_path, source) == [
        (ROW, "Jaar | Aantal"),
        (ROW, "2021 | 12"),
        (ROW, "2022 | 14"),
        (FOOTNOTE, "Gezinnen."),
        (FOOTNOTE, "Voorlopig."),
    ]


def test_html_is_its_text(tmp_path):
    source = (
        "<div>\n\nBinnen *een* vak.\n\n</div>\n\n<!-- opmerking -->\n\n<script>\nvolg()\n\nverder()\n</script>\n\n"
        "<table><tr><th>Jaar<th>Aantal<tr><td>2021<td>12</table>\n\nEen<br>twee <b>drie</b>.\n"
    )
    assert kinds(tmp_path, source) == [
        (PARAGRAPH, "Binnen een vak."),
        (ROW, "Jaar | Aantal"),
        (ROW, "2021 | 12"),
        (PARAGRAPH, "Een twee drie."),
    ]


def test_a_page_with_lists_in_lists_keeps_all_of_them(tmp_path):
    source = "".join(f"{'  ' * depth}- laag {depth}\n" for depth in range(40))
    assert len(kinds(tmp_path, source)) == 40


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_dutch_letters_and_line_ends(tmp_path, encoding, line_end):
    source = "---\ntitle: Reële zorg\n---\n# Coördinatie\n\nVoor één kind.\n".replace("\n", line_end)
    result = read(tmp_path, source.encode(encoding))
    assert result.properties == {"title": "Reële zorg"}
    assert [block.text for block in result.pages[0].blocks] == ["Coördinatie", "Voor één kind."]


YAML = """---
# van de redactie
Title: "Jaarplan 2026: dichtbij"   # de titel
organisatie: Stichting Dichtbij # onze naam
vak: C# voor beginners
datum: 2026-01-15
auteur:
  naam: Anna
  functie: redacteur
trefwoorden: [zorg, 'jeugd', "gezin"]
wijken:
  - Noord
- Zuid
samenvatting: >-
  Wat wij doen,
  en waarom.
lang: begint hier
  en gaat verder
concept: true
leeg:
---
"""
TOML = """+++
title = "Jaarplan 2026"
draft = true
datum = 2026-01-15
tags = ["zorg", "jeugd"]
[auteur]
naam = "Anna"
+++
"""


def test_front_matter_is_properties_and_no_text(tmp_path):
    result = read(tmp_path, f"{YAML}\nTekst.")
    assert result.properties == {
        "title": "Jaarplan 2026: dichtbij",
        "organisatie": "Stichting Dichtbij",
        "vak": "C# voor beginners",
        "datum": "2026-01-15",
        "trefwoorden": "zorg, jeugd, gezin",
        "wijken": "Noord, Zuid",
        "samenvatting": "Wat wij doen, en waarom.",
        "lang": "begint hier en gaat verder",
        "concept": "true",
    }
    assert [block.text for block in result.pages[0].blocks] == ["Tekst."]


def test_front_matter_in_toml():
    assert split_front_matter(f"{TOML}Tekst.") == (
        {"title": "Jaarplan 2026", "draft": "true", "datum": "2026-01-15", "tags": "zorg, jeugd"},
        "Tekst.",
    )


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nEen lijn boven een tekst.\n\n---\n\nVerder.",
        "---\ntitle: zonder einde\n",
        "\n---\ntitle: niet bovenaan\n---\n",
        "+++\ngeen toml\n+++\n",
        "--- title: x ---",
        "- - -\ntitle: x\n- - -\n",
        "",
    ],
)
def test_what_only_looks_like_front_matter_stays_text(source):
    assert split_front_matter(source) == ({}, source)


@pytest.mark.parametrize(
    ("fence", "rest"), [("---\n", ""), ("...\nTekst", "Tekst"), ("---  \nTekst", "Tekst"), ("---", "")]
)
def test_the_ends_of_front_matter(fence, rest):
    assert split_front_matter(f"---\ntitle: x\ntitle: y\n{fence}") == ({"title": "x"}, rest)


def test_remarks_for_a_site_are_their_words(tmp_path):
    source = (
        "## Doelen { data-search-exclude }\n\n"
        '!!! tip "Let op"\n\n    Bel **altijd** terug.\n\n    - binnen een dag\n\n'
        '??? expander "Meer weten"\n    Lees [de wet](https://x.nl){target="_blank"}.\n\n'
        "Na afloop. [Terug](x.md){ .md-button .md-button--primary } :material-arrow-right:\n\n### Wie {#wie}\n"
    )
    assert kinds(tmp_path, source) == [
        (HEADING, "Doelen"),
        (PARAGRAPH, "Let op"),
        (PARAGRAPH, "Bel altijd terug."),
        (ITEM, "binnen een dag"),
        (PARAGRAPH, "Meer weten"),
        (PARAGRAPH, "Lees de wet."),
        (PARAGRAPH, "Na afloop. Terug"),
        (HEADING, "Wie"),
    ]


def test_braces_that_are_words_stay(tmp_path):
    source = "De code {naam} en { a, b } en {1} om 12:30:45 :smiley: blijven."
    assert kinds(tmp_path, source) == [(PARAGRAPH, source)]


def test_items_of_a_numbered_list_begin_with_their_number(tmp_path):
    source = "3. drie\n3. vier\n   - punt\n\n   nog vier\n\n   1) een\n   2) twee\n4. vijf\n\n5) anders\n\n6) # Kop\n"
    assert kinds(tmp_path, source) == [
        (ITEM, "3. drie"),
        (ITEM, "4. vier"),
        (ITEM, "punt"),
        (ITEM, "nog vier"),
        (ITEM, "1) een"),
        (ITEM, "2) twee"),
        (ITEM, "5. vijf"),
        (ITEM, "5) anders"),
        (HEADING, "6) Kop"),
    ]


def test_a_numbered_list_in_html_inside_markdown(tmp_path):
    assert kinds(tmp_path, "<ol type='a'>\n<li>een</li>\n</ol>\n") == [(ITEM, "a. een")]


def test_an_empty_item_in_front_matter_keeps_the_rest_out_of_the_text(tmp_path):
    result = read(tmp_path, "---\ntitle: Impactanalyse\nvereiste:\n-\nmaatregel:\n- org-00\n---\nTekst.\n")
    assert result.properties == {"title": "Impactanalyse", "maatregel": "org-00"}
    assert [block.text for block in result.pages[0].blocks] == ["Tekst."]
