"""A sentence that goes on over the end of a page is found as one quote, in an index of a real file."""

from __future__ import annotations

from index.library import Library
from index.places import place_in
from index.quotable import find_quotable
from index.quote_search import find_quote
from index.service import KnowledgeBase
from index.source_lines import SourceStyle, source_line

PAGES = (
    "Vervoer\n\nDit hoofdstuk gaat over het vervoer van alle leerlingen in onze gemeente en haar wijken.\n\n"
    "De gemeente betaalt elk jaar samen met alle partners in de wijken de kosten\n\f"
    "van het vervoer naar school voor leerlingen die dat nodig hebben.\n\nDaarna volgt meer tekst over iets anders.\n"
)


def test_a_sentence_over_the_end_of_a_page_is_one_quote_with_both_pages(house):
    house.write("vervoer.txt", PAGES)
    house.sync(vectors=False)
    library = Library(house.index, house.embedder)
    try:
        found = find_quotable("kosten van vervoer naar school", library, house.embedder)
    finally:
        library.close()
    quote = next(quote for quote in found.quotes if "kosten" in quote.cutting.text)
    assert quote.cutting.text.startswith("De gemeente betaalt")
    assert quote.cutting.text.endswith("die dat nodig hebben.")
    assert source_line(quote.cutting, SourceStyle.SHORT).endswith("p. 1-2")


def test_wherever_that_sentence_is_shown_its_source_names_both_pages(house):
    house.write("vervoer.txt", PAGES)
    house.sync(vectors=False)
    library = Library(house.index, house.embedder)
    try:
        kb = KnowledgeBase(library, house.embedder)
        quotes = kb.ask("Wie betaalt de kosten van het vervoer naar school?").answer.quotes
        sought = "De gemeente betaalt elk jaar samen met alle partners in de wijken de kosten van het vervoer"
        match = find_quote(sought, library, house.embedder).matches[0].hit
        document = library.document(match.document.id)
        places = [place_in(document, match.start, match.end), place_in(document, match.start, match.start + 9)]
    finally:
        library.close()
    quote = next(quote for quote in quotes if "kosten" in quote.text)
    assert "van het vervoer" in quote.text
    assert (quote.page, quote.citation.endswith(", p. 1-2")) == (1, True)
    assert (match.page, match.citation.endswith(", p. 1-2")) == (1, True)
    assert [place.citation.rpartition(", ")[2] for place in places] == ["p. 1-2", "p. 1"]
