"""What a browser keeps of a basket: it comes back as it was, or not at all, and is nobody else's."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.viewer import Role, Viewer, viewing
from app.basket import MAX_BASKET, basket_of, kept_of, spot_of
from app.quoting import Quoter
from index.cuts import Spot
from index.library import DocumentMissingError
from index.quotable import quotables_at
from index.types import CitableDocument, Metadata

TEXT = "Ik ben blij met de tuin. Wij blijven hier wonen, zegt een bewoner."
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6) | st.just("quotes"), inner, max_size=4)
    ),
    max_leaves=12,
)


class Shelf:
    """A library of one document, that can be read anew."""

    def __init__(self, text: str = TEXT) -> None:
        self.text = text

    def document(self, document_id: str) -> CitableDocument:
        if document_id != "a1":
            raise DocumentMissingError(document_id)
        return CitableDocument(document_id, "a.md", "0" * 64, self.text, (), False, (), Metadata("Plan"))


HELD = (Spot("a1", 25, 47), Spot("a1", 0, 24), Spot("weg", 3, 9))


def kept(library: Shelf, name: str = "eva") -> object:
    with viewing(Viewer(name, Role.READER)):
        return json.loads(json.dumps(kept_of(HELD, quotables_at(library, HELD))))


def restored(kept: object, library: Shelf, name: str = "eva") -> tuple[Spot, ...]:
    with viewing(Viewer(name, Role.READER)):
        return basket_of(kept, library)


def test_it_comes_back_in_its_order_and_holds_no_words_and_no_name():
    assert restored(kept(Shelf()), Shelf()) == HELD
    assert not [word for word in ("eva", "tuin", "wonen", "Plan") if word in json.dumps(kept(Shelf()))]


def test_it_is_nobody_elses():
    assert restored(kept(Shelf()), Shelf(), "bram") == ()


def test_where_other_words_stand_now_nothing_is_quoted():
    moved = Shelf(f"Vooraf. {TEXT}")
    found = restored(kept(Shelf()), moved)
    assert [spot.document_id for spot in found] == [spot.document_id for spot in HELD]
    assert quotables_at(moved, found) == {}
    assert restored(kept(Shelf()), Shelf(f"{TEXT} Daarna.")) == HELD


@given(JSON)
def test_nothing_that_a_browser_sends_breaks_it(value):
    for kept in (value, {"of": restorable["of"], "quotes": value}, {"of": restorable["of"], "quotes": [value, value]}):
        assert len(restored(kept, Shelf())) <= MAX_BASKET


restorable = kept(Shelf())


def test_no_more_comes_back_than_fits():
    many = {"of": restorable["of"], "quotes": [[f"a1:{n}:{n + 1}", ""] for n in range(60)] * 3}
    assert len(restored(many, Shelf())) <= MAX_BASKET


@pytest.mark.parametrize(("end", "said"), [(4_001, "er passen 4.000 tekens in"), (9_000, "niet op deze plek")])
def test_what_cannot_be_a_quote_is_told_in_sight_with_why(end, said):
    quoter = Quoter(SimpleNamespace(library=Shelf("woord " * 1_000)))  # type: ignore[arg-type]
    told = quoter.act((), None, "kort", {"act": "add", "place": f"a1:0:{end}"})[4]
    assert f"{said}" in told
    assert "bw-told" in told


@pytest.mark.parametrize("place", ["", "a1", "a1:1", "a1:x:2", "a1:1:²"])
def test_a_button_that_names_no_place_is_refused(place):
    with pytest.raises(ValueError, match=r"values to unpack|invalid literal"):
        spot_of(place)


def test_a_place_is_written_as_it_is_read():
    assert spot_of("a:b:3:9") == Spot("a:b", 3, 9)
