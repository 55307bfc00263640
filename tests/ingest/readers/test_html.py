"""Web pages: their main content in blocks, without what surrounds it."""

from __future__ import annotations

import pytest

from index.errors import ReadError
from index.types import Block, BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.html import read_html

HEADING, PARAGRAPH, ITEM, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW
SENTENCE = "Reële zorg: coördinatie voor één kind, in drie wijken."


def read(tmp_path, source: str | bytes) -> ReadResult:
    path = tmp_path / "pagina.html"
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return read_html(path, Limits())


def blocks(tmp_path, body: str) -> tuple[Block, ...]:
    (page,) = read(tmp_path, f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>").pages
    return page.blocks


def kinds(tmp_path, body: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(tmp_path, body)]


def texts(tmp_path, body: str) -> list[str]:
    return [block.text for block in blocks(tmp_path, body)]


def cells(block: Block) -> list[tuple[str, str, str]]:
    return [(block.text[cell.start : cell.end], cell.row, cell.column) for cell in block.cells]


def test_headings_paragraphs_and_lists(tmp_path):
    body = (
        "<h1>Werkproces</h1><p>Bij <b>geld</b>zorgen\n   helpen wij.</p><h2>Stappen</h2>"
        "<ol><li>Luister<li><p>Vraag door</p><ul><li>thuis<li>op school</ul>en vat samen</ol>"
        "<dl><dt>Intake<dd>Eerste gesprek</dl><blockquote>Een citaat.</blockquote><h6>Diep</h6>losse tekst"
    )
    assert [(block.kind, block.text, block.level) for block in blocks(tmp_path, body)] == [
        (HEADING, "Werkproces", 1),
        (PARAGRAPH, "Bij geldzorgen helpen wij.", 0),
        (HEADING, "Stappen", 2),
        (ITEM, "1. Luister", 0),
        (ITEM, "2. Vraag door", 0),
        (ITEM, "thuis", 0),
        (ITEM, "op school", 0),
        (ITEM, "en vat samen", 0),
        (PARAGRAPH, "Intake", 0),
        (PARAGRAPH, "Eerste gesprek", 0),
        (PARAGRAPH, "Een citaat.", 0),
        (HEADING, "Diep", 6),
        (PARAGRAPH, "losse tekst", 0),
    ]


AROUND = (
    "<header><a href='/'>Stichting</a></header><nav>Menu</nav><div role=navigation>Kruimelpad</div>"
    "<script>volg()</script><style>p { color: red }</style><noscript>Zet scripts aan</noscript>"
    "<aside>Nieuws</aside><form><label>Zoek</label><input value=zoek><button>Ga</button></form>"
    "<div role=search>Zoekveld</div><dialog open>Cookies?</dialog><template>sjabloon</template>"
    "<p hidden>verborgen</p><p style='color: red; display : none'>onzichtbaar</p><svg><text>logo</text></svg>"
    "<select><option>Kies</select><iframe>kader</iframe><footer>Contact</footer><!-- opmerking -->"
)


def test_what_surrounds_the_document_is_left_out(tmp_path):
    assert texts(tmp_path, f"{AROUND}<div><p>{SENTENCE}</p></div>{AROUND}") == [SENTENCE]


@pytest.mark.parametrize("main", ["main", "article", "div role=main"])
def test_what_a_page_calls_its_main_part_is_the_document(tmp_path, main):
    body = f"<p>Lees voor.</p><{main}><header><h1>Plan</h1></header><p>{SENTENCE}</p></{main.split()[0]}><p>Deel.</p>"
    assert texts(tmp_path, body) == ["Plan", SENTENCE]


def test_a_small_main_part_or_several_articles_are_not_all_there_is(tmp_path):
    assert texts(tmp_path, f"<main><p>Kort.</p></main><p>{SENTENCE}</p>") == ["Kort.", SENTENCE]
    assert texts(tmp_path, f"<article>Een.</article><article>Twee.</article><p>{SENTENCE}</p>") == [
        "Een.",
        "Twee.",
        SENTENCE,
    ]


def test_a_page_inside_a_form_is_read(tmp_path):
    page = f"<form action='/'><input type=hidden name=x><h1>Plan</h1><p>{SENTENCE}</p></form>"
    assert texts(tmp_path, page) == ["Plan", SENTENCE]


def test_questions_that_fold_out_keep_their_heading(tmp_path):
    page = (
        "<h3><button aria-expanded=false>Wie kan zich aanmelden? <svg><title>open</title></svg></button></h3>"
        "<div>Elk gezin.<button>Sluit</button></div><details><summary>Waar?</summary>In de wijk.</details>"
    )
    assert kinds(tmp_path, page) == [
        (HEADING, "Wie kan zich aanmelden?"),
        (PARAGRAPH, "Elk gezin."),
        (PARAGRAPH, "Waar?"),
        (PARAGRAPH, "In de wijk."),
    ]


@pytest.mark.parametrize(
    "heading",
    ["<div>Onze</div> doelen", "Onze<br><br>doelen", "<a><span>Onze </span>doelen</a>", "Onze<ul><li>doelen</ul>"],
)
def test_a_heading_is_one_block_with_its_level_whatever_is_inside(tmp_path, heading):
    found = blocks(tmp_path, f"<h2>{heading}</h2><p>Tekst.</p>")
    assert [(block.kind, block.text, block.level) for block in found] == [
        (HEADING, "Onze doelen", 2),
        (PARAGRAPH, "Tekst.", 0),
    ]


def test_a_heading_that_never_ends_does_not_swallow_the_page(tmp_path):
    found = blocks(tmp_path, f"<h1><div>{SENTENCE * 10}</div><div>Meer tekst.</div></h1>")
    assert {block.kind for block in found} == {PARAGRAPH}
    assert len(found) == 2


def test_two_breaks_make_a_paragraph_and_one_a_space(tmp_path):
    assert texts(tmp_path, "Eerste<br>regel<br/><br/>Tweede regel<br> <br>Derde<p>Vierde") == [
        "Eerste regel",
        "Tweede regel",
        "Derde",
        "Vierde",
    ]


def test_marks_of_notes_are_no_part_of_a_word_but_other_raised_numbers_are(tmp_path):
    body = (
        "<p>Minimum<sup><a href='#n6'>6</a></sup> in de buurt<a href='#n7'><sup>[7]</sup></a>. Een zaal "
        "van 40 m<sup>2</sup>, zie wet<a href='https://voorbeeld.nl'><sup>3</sup></a>.</p>"
    )
    assert texts(tmp_path, body) == ["Minimum in de buurt. Een zaal van 40 m2, zie wet3."]


def test_table_cells_know_their_row_and_column(tmp_path):
    body = (
        "<table><caption>Verzuim</caption><thead><tr><th></th><th>dec 2021</th><th>dec 2022</th></tr></thead>"
        "<tbody><tr><th>Totaal</th><td>9,80</td><td>12,<b>61</b></td></tr></tbody></table>"
    )
    caption, header, values = blocks(tmp_path, body)
    assert (caption.kind, caption.text) == (PARAGRAPH, "Verzuim")
    assert (header.kind, header.text, header.cells) == (ROW, "dec 2021 | dec 2022", ())
    assert values.text == "Totaal | 9,80 | 12,61"
    assert cells(values)[1:] == [("9,80", "Totaal", "dec 2021"), ("12,61", "Totaal", "dec 2022")]


def test_merged_cells_keep_the_columns_in_line(tmp_path):
    body = (
        "<table><tr><th rowspan=2>Team<th colspan=2>2022<th>2023<tr><th>man<th>vrouw<th>totaal"
        "<tr><td rowspan=2>Noord<td>1<td>2<td>3<tr><td>4<td>5<td>6</table>"
    )
    first, second = blocks(tmp_path, body)[2:]
    assert cells(first)[1:] == [("1", "Noord", "2022 man"), ("2", "Noord", "vrouw"), ("3", "Noord", "2023 totaal")]
    assert cells(second) == [("4", "Noord", "2022 man"), ("5", "Noord", "vrouw"), ("6", "Noord", "2023 totaal")]


@pytest.mark.parametrize("span", ["0", "-1", "veel", "99999999999", "2.5", "²"])
def test_a_span_that_cannot_be_counts_as_one(tmp_path, span):
    body = f"<table><tr><th>a<th>b<th>c<tr><td colspan='{span}' rowspan='{span}'>1<td>2<td>3</table>"
    assert cells(blocks(tmp_path, body)[1]) == [("1", "1", "a"), ("2", "1", "b"), ("3", "1", "c")]


def test_a_table_that_only_lays_out_is_read_as_text(tmp_path):
    inner = "<table><tr><th>Jaar<th>Aantal<tr><td>2021<td>12</table>"
    assert kinds(tmp_path, f"<table><tr><td><h2>Links</h2>Tekst.<td>{inner}</table>") == [
        (HEADING, "Links"),
        (PARAGRAPH, "Tekst."),
        (ROW, "Jaar | Aantal"),
        (ROW, "2021 | 12"),
    ]
    assert kinds(tmp_path, "<table role=presentation><tr><td>Een<td>Twee</table>") == [
        (PARAGRAPH, "Een"),
        (PARAGRAPH, "Twee"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        f"<meta charset='windows-1252'><p>{SENTENCE}</p>".encode("cp1252"),
        f"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>{SENTENCE}</p>".encode("cp1252"),
        f"<p>{SENTENCE}</p>".encode("cp1252"),
        f"<meta charset='utf-8'><p>{SENTENCE}</p>".encode("cp1252"),
        f"<meta charset='iso-8859-1'><p>{SENTENCE}</p>".encode(),
        f"<p>{SENTENCE}</p>".encode(),
        f"<p>{SENTENCE}</p>".encode("utf-8-sig"),
        f"<p>{SENTENCE}</p>".encode("utf-16"),
        f"<p>{SENTENCE}</p>".encode("utf-16-be"),
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></html>'.encode(),
        b"<p>Re&euml;le zorg: co&#246;rdinatie voor &#xe9;&eacute;n kind,&nbsp;in drie wij\xc2\xadken.</p>",
    ],
    ids=[
        "named",
        "named the old way",
        "unnamed",
        "misnamed",
        "utf-8 misnamed",
        "utf-8",
        "mark",
        "utf-16",
        "16-be",
        "xml",
        "entities",
    ],
)
def test_dutch_letters_come_back(tmp_path, data):
    assert [block.text for block in read(tmp_path, data).pages[0].blocks] == [SENTENCE]


def test_properties(tmp_path):
    head = (
        "<title> Werkproces\n geldzorgen </title><meta name=Author content='Stichting Dichtbij'>"
        "<meta name=keywords content=''>"
        "<meta property='article:published_time' content='2026-01-15'><meta name=viewport content='width=1'>"
    )
    found = read(
        tmp_path, f"<html lang=nl><head>{head}</head><body><svg><title>icoon</title></svg><p>Tekst.</p></body></html>"
    )
    assert found.properties == {
        "title": "Werkproces geldzorgen",
        "author": "Stichting Dichtbij",
        "created": "2026-01-15",
        "language": "nl",
    }
    assert not found.paged
    assert read(tmp_path, "<svg><title>icoon</title></svg><p>Tekst.</p>").properties == {}


def test_markup_in_the_text_stays_text(tmp_path):
    assert texts(tmp_path, "<p>&lt;script&gt;alert(1)&lt;/script&gt; <img src=x onerror=alert(1)>en verder</p>") == [
        "<script>alert(1)</script> en verder"
    ]


@pytest.mark.parametrize("source", ["<html></html>", "<!-- niets -->", "</div>", "\0", "<script>x()</script>"])
def test_a_page_without_text_has_no_blocks(tmp_path, source):
    assert read(tmp_path, source).pages[0].blocks == ()


def test_a_page_nested_too_deep_is_not_half_read(tmp_path):
    assert texts(tmp_path, "<div>" * 200 + SENTENCE) == [SENTENCE]
    with pytest.raises(ReadError, match="beschadigd") as failed:
        read(tmp_path, f"<p>{SENTENCE}</p>" + "<div>" * 5000 + SENTENCE)
    assert failed.value.code == "BESCHADIGD"


@pytest.mark.parametrize(
    "name",
    ["id=cookie-banner", "class='site cookie-consent is-open'", "id=CybotCookiebotDialog", "id=onetrust-consent-sdk"],
)
def test_a_question_about_cookies_is_no_text(tmp_path, name):
    banner = f"<div {name}><h2>Wij gebruiken cookies</h2><p>Akkoord?</p></div>"
    assert texts(tmp_path, f"{banner}<p>{SENTENCE}</p>{banner}") == [SENTENCE]


def test_the_link_over_the_menus_is_no_text_but_what_is_said_of_cookies_is(tmp_path):
    body = (
        "<a class=skip-link href='#inhoud'>Naar de inhoud</a>"
        "<div class='cookies'><p>Onze koekjes zijn gratis.</p></div>"
        "<main class=cookie-notice><h1>Cookiebeleid</h1></main>"
    )
    assert texts(tmp_path, body) == ["Onze koekjes zijn gratis.", "Cookiebeleid"]


def test_entities_and_row_names(tmp_path):
    rows = "<tr><th>Team</th><th>Caf&eacute;</th></tr><tr><th>Zuid</th><td>&euro;&nbsp;5 &lt; 6</td></tr>"
    (header, row) = blocks(tmp_path, f"<table>{rows}</table>")
    assert (header.text, row.text) == ("Team | Café", "Zuid | € 5 < 6")
    assert cells(row)[1][1:] == ("Zuid", "Café")


def test_an_article_beside_other_parts_is_not_all_there_is(tmp_path):
    page = (
        f"<h1>Beleidsregel</h1><p>Vanaf 1 mei.</p><article><h2>Artikel 1</h2><p>{SENTENCE} {SENTENCE}</p></article>"
        "<section><h2>Artikel 2</h2><p>Zes weken.</p></section><nav><h2>Menu</h2></nav>"
    )
    parts = ["Beleidsregel", "Vanaf 1 mei.", "Artikel 1", f"{SENTENCE} {SENTENCE}", "Artikel 2", "Zes weken."]
    assert texts(tmp_path, page) == parts
    two = f"<article><h2>Een</h2><p>{SENTENCE}</p></article><article>Twee.</article>"
    assert texts(tmp_path, two) == ["Een", SENTENCE, "Twee."]


def test_what_a_button_folds_out_is_read(tmp_path):
    page = (
        f"<p>{SENTENCE}</p><button aria-controls='v1'>Hoe lang?</button><div id=v1 hidden><p>Zes weken.</p></div>"
        "<h3><button aria-controls='v2'>Wat kost het?</button></h3><div id=v2 style='display:none'>Niets.</div>"
    )
    assert texts(tmp_path, page) == [SENTENCE, "Hoe lang?", "Zes weken.", "Wat kost het?", "Niets."]


def test_a_menu_that_a_button_folds_out_is_not(tmp_path):
    page = (
        f"<button aria-controls='m n o'>Menu</button><div id=m hidden><ul><li><a href=/>Thuis</a></li></ul></div>"
        f"<nav id=n hidden>Alles over wonen</nav><div id=z hidden>Verborgen</div><p>{SENTENCE}</p>"
    )
    assert texts(tmp_path, page) == [SENTENCE]


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ("", ["1. een", "2. twee", "3. drie"]),
        ("start=5", ["5. een", "6. twee", "7. drie"]),
        ("type=a start=26", ["z. een", "aa. twee", "ab. drie"]),
        ("type=I reversed", ["III. een", "II. twee", "I. drie"]),
        ("style='list-style-type: lower-alpha'", ["a. een", "b. twee", "c. drie"]),
        ("style='list-style: none'", ["een", "twee", "drie"]),
        ("style='list-style: square'", ["een", "twee", "drie"]),
        ("class='breadcrumb'", ["een", "twee", "drie"]),
        ("start=0 type=i", ["0. een", "i. twee", "ii. drie"]),
        ("start=x", ["1. een", "2. twee", "3. drie"]),
    ],
)
def test_items_of_a_numbered_list_begin_with_their_number(tmp_path, attributes, shown):
    assert texts(tmp_path, f"<ol {attributes}><li>een<li>twee<li>drie</ol>") == shown


def test_the_number_comes_before_the_first_words_of_an_item(tmp_path):
    body = (
        "<ol><li><p><b>Luister</b> goed</p><p>Nog wat</p><li value=4><!-- x --><input type=checkbox> Vraag"
        "<ol type=a><li>door</ol><li><h3>Vat samen</h3><li><ul><li>los</ul><li></ol><ul><li>punt</ul>"
    )
    assert kinds(tmp_path, body) == [
        (ITEM, "1. Luister goed"),
        (ITEM, "Nog wat"),
        (ITEM, "4. Vraag"),
        (ITEM, "a. door"),
        (HEADING, "5. Vat samen"),
        (ITEM, "los"),
        (ITEM, "punt"),
    ]


def test_numbers_that_somebody_typed_are_not_there_twice(tmp_path):
    body = "<ol><li>1. Het college<li>(2) De raad<li>3 op de 5 kinderen</ol><ol type=a><li>a) inwoner<li>avond</ol>"
    assert texts(tmp_path, body) == ["1. Het college", "(2) De raad", "3. 3 op de 5 kinderen", "a) inwoner", "b. avond"]


def test_numbers_in_a_cell_of_a_table(tmp_path):
    body = "<table><tr><th>Stap<th>Wie<tr><td><ol><li>bel<li>mail</ol><td>team</table>"
    assert texts(tmp_path, body) == ["Stap | Wie", "1. bel 2. mail | team"]


def test_a_quote_has_the_marks_that_a_browser_shows_and_who_said_it(tmp_path):
    body = "<p>Zij zei <q>ik <b>wil</b></q>.<q></q></p><blockquote>Op tijd.<footer>Anna (15)</footer></blockquote>"
    assert texts(tmp_path, body) == ["Zij zei “ik wil”.“”", "Op tijd.", "Anna (15)"]


def test_the_foot_of_a_table_comes_last(tmp_path):
    foot = "<tfoot><tr><td>Totaal<td>5</tfoot>"
    body = f"<table><thead><tr><th>Wijk<th>Aantal</thead>{foot}<tbody><tr><td>Noord<td>5</tbody></table>"
    assert texts(tmp_path, body) == ["Wijk | Aantal", "Noord | 5", "Totaal | 5"]
