"""From results to HTML: escaped everywhere, marks where they belong."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inquiry import Inquiry, Order
from app.reader import Place, reader_html
from app.rendering import announcement, answer_html, attributes, card_html, live_regions, marked, notice
from app.results_html import follow_up_html, results_html
from app.views import PART_CHARS, view_at, views_of
from index.find_in_document import MAX_FOUND
from index.results import AlsoIn, Answer, AnswerStatus, DocumentInfo, Hit, NamedCell, Quote, SearchFilters
from index.service import AskResult
from index.types import BlockKind, BlockSpan, CitableDocument, DocumentStatus, Metadata, Page

HOSTILE = [
    "<script>window.__x=1</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</mark></article><iframe srcdoc='x'>",
    "&lt;b&gt; ${7*7} {{constructor}}",
    "\u202etxt.exe",
]
OURS = {
    "a", "article", "blockquote", "button", "details", "div", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
    "header", "img", "input", "li", "mark", "nav", "p", "section", "span", "strong", "summary", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
}  # fmt: skip


class Tags(HTMLParser):
    """What a browser would make of it: tags with their attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.names = [], "", set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def hit(text, **changes):
    document = DocumentInfo("a1", text, text, text, 2026, DocumentStatus.EXPIRED)
    values = {
        "rank": 1, "score": 1.0, "document": document, "file": text, "page": 3, "page_label": text, "headings": (text,),
        "text": text, "start": 0, "end": len(text), "highlights": ((0, min(4, len(text))),), "citation": text,
    }  # fmt: skip
    return Hit(**(values | changes))


def result(text, status=AnswerStatus.ANSWERED):
    cell = NamedCell(text, text, text, 0, len(text))
    quote = Quote(text, text, 3, text, 0, len(text), text, 1)
    row = replace(quote, cells=(replace(cell, column=""), cell), asked=cell)
    return AskResult(text, Answer(status, 0.5, text, (quote, row), (text,)), (hit(text, cells=(cell,)),), 12, 1.0)


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_word_of_a_document_becomes_markup(payload):
    found = result(payload)
    pages = [
        answer_html(found, 3),
        results_html(found, Inquiry(payload)),
        results_html(found, Inquiry(payload, grouped=True)),
        follow_up_html(Inquiry(payload, context=payload)),
        live_regions(announcement(found.answer, 1)),
        notice(payload),
        reader_html(document(payload), Place("a1", 0, 3), pictures=True),
        f"<p{attributes(title=payload)}></p>",
    ]
    for page in pages:
        tags = Tags(page)
        assert set(tags.tags) <= OURS
        assert not {name for name in tags.names if name.startswith("on") or name == "srcdoc"}
    assert payload in Tags(pages[0]).text
    assert payload in Tags(pages[1]).text


@given(st.text(), st.data())
def test_marks_change_no_letter(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6).filter(lambda c: len(c) % 2 == 0)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    html = marked(text.replace("\r", "").replace("\0", ""), [])
    assert html == marked(text.replace("\r", "").replace("\0", ""), [(0, 0)]).replace("<mark></mark>", "")
    out = marked(text, spans)
    assert out.count("<mark>") == out.count("</mark>") == len(spans)


def test_an_expired_document_says_so_in_words():
    assert ">vervallen<" in results_html(result("Een zin."), Inquiry())


def also(text, *, exact=True):
    return AlsoIn(DocumentInfo("b2", text, None, None, 2025, DocumentStatus.VALID), text, 4, None, text, 7, 21, exact)


def test_the_cell_that_was_asked_for_is_named_marked_and_copied_with_its_names():
    row, asked = NamedCell("Totaal", "Totaal", "", 0, 6), NamedCell("12,61", "Totaal", "dec", 15, 20)
    cells = (row, NamedCell("9,93", "Totaal", "nov", 8, 12), asked)
    quote = Quote("Totaal | 9,93 | 12,61", "a.pdf", 3, "3", 0, 21, "Jaarverslag, p. 3", 1, cells, asked)
    html = answer_html(replace(result("tekst"), answer=Answer(AnswerStatus.ANSWERED, 0.9, "", (quote,))), 1)
    assert "<strong>Totaal · dec: 12,61</strong>" in html
    assert '<th scope="col">nov</th><th scope="col">dec</th>' in html
    assert '<th scope="row">Totaal</th><td>9,93</td><td><mark>12,61</mark>' in html
    assert 'data-copy="Totaal, dec: “12,61” (Jaarverslag, p. 3)"' in html
    assert "Totaal · dec: 12,61" in card_html(hit("tekst", cells=(asked,)))


@pytest.mark.parametrize("payload", HOSTILE)
def test_where_else_it_stands_is_told_with_buttons_that_open_it(payload):
    places = (also(payload), also("Plan 2024", exact=False), *(also(f"Kopie {n}") for n in range(9)))
    page = results_html(replace(result("tekst"), hits=(hit("tekst", also_in=places),)), Inquiry())
    found = Tags(page)
    assert set(found.tags) <= OURS
    assert payload in found.text
    assert "Bijna zo ook in: Plan 2024" in found.text
    assert "Kopie 3 en nog 5" in found.text
    assert page.count('data-document="b2" data-start="7" data-end="21"') == 6
    assert "Ook in" not in results_html(result("tekst"), Inquiry())


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (AnswerStatus.ANSWERED, "Dit staat er letterlijk"),
        (AnswerStatus.UNCERTAIN, "Misschien is dit het"),
        (AnswerStatus.NOT_FOUND, "Niet gevonden"),
    ],
)
def test_certainty_is_told_in_words_never_in_numbers(status, words):
    html = answer_html(result("Een zin.", status), 7)
    assert words in html
    assert "0.5" not in html
    assert ("Gezocht in 7 documenten" in html) == (status is AnswerStatus.NOT_FOUND)


@pytest.mark.parametrize(("filtered", "words"), [(True, "Haal een filter weg"), (False, "Er is niets gevonden.")])
def test_no_hits_says_what_to_do(filtered, words):
    empty = AskResult("x", Answer(AnswerStatus.NOT_FOUND, 0.0, "", ()), (), 0, 1.0)
    filters = SearchFilters(years=(2026,)) if filtered else SearchFilters()
    assert words in results_html(empty, Inquiry("x", filters))


def test_results_by_year_and_by_document():
    years = ((1, "a", 2024), (2, "b", 2026), (3, "a", 2024))
    hits = tuple(
        hit("z", rank=rank, document=replace(hit(name).document, id=name, year=year)) for rank, name, year in years
    )
    found = replace(result("z"), hits=hits)
    ranks = [
        re.findall(r'id="hit-(\d)"', results_html(found, inquiry))
        for inquiry in (Inquiry("z"), Inquiry("z", order=Order.NEWEST), Inquiry("z", grouped=True))
    ]
    assert ranks == [["1", "2", "3"], ["2", "1", "3"], ["1", "3", "2"]]
    grouped = results_html(found, Inquiry("z", grouped=True))
    assert grouped.count('class="bw-group"') == 2
    assert ">2 passages<" in grouped and ">1 passage<" in grouped


def document(text, *, paged=True, blocks=None):
    spans = blocks or (BlockSpan(BlockKind.PARAGRAPH, 0, len(text)),)
    pages = (Page(1, "i", 0, len(text)), Page(2, "1", len(text), len(text)))
    kept = pages if paged else (Page(1, None, 0, len(text)),)
    return CitableDocument("a1", "plan.pdf", "0", text, kept, paged, spans, Metadata(text[:40]))


def test_the_reader_marks_the_place_and_names_the_page():
    html = reader_html(document("Alles begint klein. En dan verder."), Place("a1", 0, 19), pictures=True, mark_at=0.25)
    assert "<mark>Alles begint klein.</mark> En dan verder." in html
    assert "p. i (pdf 1), van 2" in html
    assert 'src="/api/documents/a1/pages/1?start=0&amp;end=19"' in html
    assert 'data-mark-at="0.25"' in html


def test_the_reader_says_that_a_page_is_empty():
    html = reader_html(document("Alles."), Place("a1", 0, 3, view=1), pictures=False)
    assert "Op deze bladzijde staat geen tekst." in html
    assert "<img" not in html


@pytest.mark.parametrize(("view", "shown"), [(-5, "p. i"), (99, "p. 1")])
def test_a_page_that_is_not_there_shows_the_nearest(view, shown):
    assert shown in reader_html(document("Alles."), Place("a1", 0, 3, view=view), pictures=False)


@given(st.lists(st.integers(1, 6_000), min_size=1, max_size=30))
def test_parts_of_a_long_text_cover_it_and_cut_no_block(lengths):
    text, blocks = "", []
    for length in lengths:
        blocks.append(BlockSpan(BlockKind.PARAGRAPH, len(text), len(text) + length))
        text += "x" * length + "\n\n"
    views = views_of(document(text, paged=False, blocks=tuple(blocks)))
    assert views[0].start == 0
    assert views[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(views))
    assert all(view.end - view.start <= PART_CHARS + 6_004 for view in views)
    for block in blocks:
        number = view_at(views, block.start)
        assert views[number].start <= block.start
        assert block.end <= views[number].end


@pytest.mark.parametrize(("number", "said"), [(MAX_FOUND - 1, "Plek 1 van 499"), (MAX_FOUND + 9, "de eerste 500")])
def test_the_reader_says_when_there_are_more_places_than_it_shows(number, said):
    assert said in reader_html(document("woord " * number), Place("a1", 0, 5, find="woord"), pictures=False)
