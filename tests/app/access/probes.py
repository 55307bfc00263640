"""What somebody tries at every door to learn of a document that he may not see."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import httpx

from app.access.viewer import Viewer, viewing
from app.basket import kept_of, spot_of
from app.inquiry import Inquiry
from index.quotable import quotables_at
from index.results import SearchFilters
from tests.app.access.house import ACCOUNTS, House, odd

TOPIC = "Wat kosten de warme maaltijden?"
SENTENCE = "Iedere bewoner mag mee-eten en niemand hoeft zich daarvoor te melden."
Probe = Callable[[House, str], list[dict[str, Any]]]
"""Requests about the document with this word. They never hold one of its marks themselves."""


def _slip(word: str) -> str:
    """The odd word of a document with a letter left out, so that it is mended where that word is known."""
    return odd(word)[:5] + odd(word)[6:]


def _search(house: House, word: str) -> list[dict[str, Any]]:
    more: list[dict[str, Any]] = [{}, {"year": list(range(2031, 2035))}]
    found = [{"params": {"q": TOPIC, "top_k": 100, "all_versions": True, **m}} for m in more]
    return [*found, {"params": {"q": _slip(word)}}, {"params": {"q": f"D{word[0].upper()}Z"}}]


def _ask(house: House, word: str) -> list[dict[str, Any]]:
    asked = (TOPIC, _slip(word), f"Wat doet de D{word[0].upper()}Z?")
    return [{"json": {"question": q, "all_versions": True, "top_k": 50}} for q in asked]


def _pages(house: House, word: str) -> list[dict[str, Any]]:
    asked = [{"format": "text"}, {"format": "text", "start": 0, "end": 40}, {"format": "image"}]
    return [{"path": {"document_id": house.ids[word], "page": 1}, "params": params} for params in asked]


def _quotes(house: House, word: str) -> list[dict[str, Any]]:
    text = house.kb.text(house.ids[word]).text
    start = text.index("De Dienst")
    item = {"document_id": house.ids[word], "start": start, "end": text.index(".", start) + 1}
    return [{"json": {"format": form, "items": [item]}} for form in ("word", "markdown", "csv", "ris")]


def _comparison(house: House, word: str) -> list[dict[str, Any]]:
    pairs = ((house.ids["open"], house.ids[word]), (house.ids[word], house.ids["open"]))
    return [{"json": {"format": form, "old": a, "new": b}} for form in ("word", "excel") for a, b in pairs]


REQUESTS: dict[str, Probe] = {
    "GET /api/search": _search,
    "POST /api/ask": _ask,
    "POST /api/quote": lambda house, word: [{"json": {"text": SENTENCE}}],
    "GET /api/documents": lambda house, word: [{}],
    "GET /api/documents/{document_id}/file": lambda house, word: [{"path": {"document_id": house.ids[word]}}],
    "GET /api/documents/{document_id}/pages/{page}": _pages,
    "POST /api/exports/quotes": _quotes,
    "POST /api/exports/frameworks": lambda house, word: [
        {"json": {"format": form, "question": TOPIC, "on": "2031-05-01"}} for form in ("word", "excel")
    ],
    "POST /api/exports/comparison": _comparison,
}
"""Doors that tell of documents. To somebody who may see one they tell one of its marks."""
SILENT = {
    "GET /api/health",
    "GET /api/ready",
    "GET /docs",
    "GET /openapi.json",
    "GET /aanmelden",
    "POST /aanmelden",
    "POST /afmelden",
    "POST /mcp",
}
"""Doors that tell of no document at all; what the tools behind ``/mcp`` tell is in test_mcp.py."""
KEEPING: dict[str, Probe] = {
    "POST /api/documents": lambda house, word: [{"files": {"file": ("nieuw.md", b"# Nieuw\n\nEen nieuwe nota.\n")}}],
    "DELETE /api/documents/{document_id}": lambda house, word: [{"path": {"document_id": house.ids[word]}}],
    "GET /api/judgements": lambda house, word: [{}],
}
"""Doors for who keeps the library."""

Event = tuple[list[Any], dict[str, Any]]
_EVERYTHING = Inquiry(TOPIC, filters=SearchFilters(years=(2031, 2032, 2033, 2034))).parameters()


def _opened(house: House, word: str) -> list[Event]:
    found = {"document": house.ids[word], "start": 0, "end": 20}
    return [([], found), ([], {"document": house.ids[word], "find": "maaltijden"})]


def _spot(house: House, word: str) -> str:
    text = house.kb.text(house.ids[word]).text
    start = text.index("De Dienst")
    return f"{house.ids[word]}:{start}:{text.index('.', start) + 1}"


def _kept(house: House, word: str) -> list[dict[str, Any]]:
    """A basket with the quote of a document, as the browser of each of them kept it."""
    baskets = []
    spots = (spot_of(_spot(house, word)),)
    for name, (role, groups) in ACCOUNTS.items():
        with viewing(Viewer(name, role, groups)):
            baskets.append(kept_of(spots, quotables_at(house.kb.library, spots)))
    return baskets


EVENTS: dict[str, Callable[[House, str], list[Event]]] = {
    "app.ui.build_ui.opened": _opened,
    "app.ui.build_ui.turned": _opened,
    "app.asking.Asker.ask": lambda h, w: [
        (["", TOPIC, [], [], [2031, 2032, 2033, 2034], []], {}),
    ],
    "app.asking.Asker.start": lambda h, w: [([], {})],
    "app.tabs.search.build.acted": lambda h, w: [([_EVERYTHING], {"look": look}) for look in ("newest", "group")],
    "app.tabs.search.build.went": lambda h, w: [([], {"parameters": _EVERYTHING})],
    "app.quoting.Quoter.find": lambda h, w: [(["maaltijden", False, True], {}), (["", True, True], {})],
    "app.tabs.quotes._find.went": lambda h, w: [([], {"parameters": "onderwerp=maaltijden&alle=ja"})],
    "app.quoting.Quoter.check": lambda h, w: [([SENTENCE], {})],
    "app.tabs.quotes.build.act": lambda h, w: [([None, {}, "kort"], {"act": "add", "place": _spot(h, w)})],
    "app.quoting.Quoter.restored": lambda h, w: [([kept, "kort"], {}) for kept in _kept(h, w)],
    "app.quoting.Quoter.shown": lambda h, w: [([None, kept, "kort"], {}) for kept in _kept(h, w)],
    "app.frameworks.Comparer.scan": lambda h, w: [([TOPIC, "2031-05-01"], {})],
    "app.tabs.frameworks._scan.went": lambda h, w: [([], {"parameters": f"vraag={TOPIC}&op=2031-05-01"})],
    "app.tabs.frameworks._compare.went": lambda h, w: [([], {"parameters": f"oud={h.ids['open']}&nieuw={h.ids[w]}"})],
    "app.frameworks.Comparer.compare": lambda h, w: [([h.ids["open"], h.ids[w]], {})],
    "app.frameworks.Comparer.choices": lambda h, w: [([None, None], {})],
    "app.tabs.begin.build.start": lambda h, w: [([{}, ""], {}), ([{}, "wegwijs"], {})],
    "app.beginning.Beginner.look_up": lambda h, w: [(["dienst"], {}), ([""], {})],
    "app.tabs.begin._Handlers.act": lambda h, w: [([{}], {"act": "open", "route": "wegwijs"})],
    "app.tabs.begin._Handlers.go": lambda h, w: [([{}], {"parameters": "route=wegwijs"})],
}
"""Events that tell of documents, with what the page sends and what the button says."""
BEFORE: dict[str, tuple[str, list[Any]]] = {
    "app.asking.Asker.ask": ("app.asking.Asker.start", []),
    "app.frameworks.Comparer.compare": ("app.frameworks.Comparer.choices", [None, None]),
}
"""What a page has done before: then it knows what can be chosen."""
SILENT_EVENTS = {
    "app.tabs.search.build.<lambda>",
    "app.tabs.search._asked",
    "app.tabs.search.build.judge_it",
    "app.ui._welcome.welcome",
}
"""Events that only give back what they were sent, or tell who somebody is."""


def words_in(reply: httpx.Response) -> str:
    """Everything that a reply says, also inside a file, in small letters."""
    if reply.content[:2] != b"PK":
        return (reply.text + json.dumps(dict(reply.headers))).lower()
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()).lower()
