"""A sentence that goes on over the end of a page is found as one quote, in an index of a real file."""

from __future__ import annotations

from index.library import Library
from index.quotable import find_quotable
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
