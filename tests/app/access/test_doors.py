"""Every door for everybody: nobody learns of a document that he may not see, and no door is forgotten."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from app.access.doors import EVENTS as EVENT_DOORS
from app.access.doors import Door, door_of, event_door, event_name
from app.rendering import notice
from index.texts import app, begin, frameworks, library, quotes
from tests.app.access.house import ACCOUNTS, LIMITS, House, marks, odd, told
from tests.app.access.probes import BEFORE, EVENTS, KEEPING, REQUESTS, SILENT, SILENT_EVENTS, words_in

PAGES = itertools.count()
READERS = ("eva", "bram", "wil", "sam")


def routes(candidates: Any) -> Iterator[tuple[str, str]]:
    """Method and path of every address of our own; Gradio's are held by the guard's list."""
    for route in candidates:
        if hasattr(route, "effective_candidates"):
            yield from routes(route.effective_candidates())
        elif isinstance(getattr(route, "original_route", route), Route):
            yield from ((method, route.path) for method in route.methods or {"POST"})


def blocks(house: House) -> Any:
    return next(route.app for route in house.app.routes if getattr(route, "path", None) == "").get_blocks()


def events(house: House) -> dict[str, int]:
    """Every event of the page by name, with its number."""
    return {event_name(event.fn): number for number, event in blocks(house).fns.items() if event.fn is not None}


def send(client: httpx.Client, address: str, options: dict[str, Any]) -> httpx.Response:
    method, path = address.split(" ")
    options = dict(options)
    return client.request(method, path.format(**options.pop("path", {})), **options)


def test_every_address_has_a_door_and_a_probe(house):
    found = {f"{method} {path}" for method, path in routes(house.app.routes) if method != "HEAD"}
    ours = {address for address in found if "{rest:path}" not in address}
    assert len(ours) > 12
    assert ours - set(REQUESTS) - SILENT - set(KEEPING) == set(), "decide in tests/app/access/probes.py what it tells"
    undecided = {a for a in ours if door_of(a.split(" ")[0], a.split(" ")[1].replace("{", "").replace("}", "")) is None}
    assert undecided == set(), "decide in app/access/doors.py who may go through"
    keeping = {a for a in ours if door_of(*a.replace("{", "").replace("}", "").split(" ")) is Door.KEEPER}
    assert keeping == set(KEEPING)


def test_every_event_of_the_page_has_a_door_and_a_probe(house):
    found = set(events(house))
    assert found - set(EVENT_DOORS) == set(), "decide in app/access/doors.py who may do it"
    readers = {name for name in found if EVENT_DOORS[name] is Door.READER}
    assert readers - set(EVENTS) - SILENT_EVENTS == set(), "decide in tests/app/access/probes.py what it tells"


@pytest.mark.parametrize("address", REQUESTS)
def test_no_address_tells_of_a_hidden_document(house, visitors, address):
    @cache
    def asked(name: str, options: str) -> str:
        reply = send(visitors[name], address, ast.literal_eval(options))
        assert reply.status_code < 500, (name, options)
        return words_in(reply)

    for word in LIMITS:
        requests = REQUESTS[address](house, word)
        for name in ("eva", "bram", "wil", "kim"):
            said = " ".join(asked(name, repr(options)) for options in requests)
            if word in house.hidden(name):
                assert [m for m in (*marks(word), house.ids[word]) if m in said] == [], (name, word)
            else:
                assert any(mark in said for mark in marks(word)), (name, word, "the probe shows nothing")


@pytest.mark.parametrize("event", EVENTS)
def test_no_event_of_the_page_tells_of_a_hidden_document(house, visitors, event):
    number = events(house)[event]

    @cache
    def happened(name: str, options: str) -> str:
        page = f"p{next(PAGES)}"
        first = BEFORE.get(event)
        before = told(visitors[name], events(house)[first[0]], first[1], {}, page) if first else ""
        return (before + told(visitors[name], number, *ast.literal_eval(options), page)).lower()

    for word in LIMITS:
        for name in ("eva", "bram"):
            sent = EVENTS[event](house, word)
            said = " ".join(happened(name, repr(options)) for options in sent)
            if word in house.hidden(name):
                names = (*marks(word), *(() if house.ids[word] in repr(sent) else (house.ids[word],)))
                assert [m for m in names if m in said] == [], (name, word)
            else:
                assert house.ids[word] in said or any(mark in said for mark in marks(word)), (name, word, said[:500])


@pytest.mark.parametrize("address", KEEPING)
def test_a_reader_keeps_nothing(house, visitors, address):
    before = {path.name for path in house.folder.iterdir()}
    for name in READERS:
        for options in KEEPING[address](house, "open"):
            reply = send(visitors[name], address, options)
            assert (reply.status_code, reply.json()["error"]["code"]) == (403, "GEEN_BEHEERDER")
    assert {path.name for path in house.folder.iterdir()} == before
    assert len(house.kb.documents()) == len(LIMITS)


def test_a_reader_does_no_event_of_a_keeper(house, visitors):
    keeping = {name: number for name, number in events(house).items() if EVENT_DOORS[name] is Door.KEEPER}
    assert len(keeping) > 8
    for name, number in keeping.items():
        inputs = len(blocks(house).fns[number].inputs)
        said = told(
            visitors["sam"], number, [""] * inputs, {"act": "remove-yes", "id": house.ids["open"]}, f"p{next(PAGES)}"
        )
        assert '"success": false' in said, name
        assert "Dit kan alleen een beheerder." in said, name
    assert len(house.kb.documents()) == len(LIMITS)


def test_an_event_that_nobody_decided_about_is_for_the_keeper():
    def forgotten() -> None: ...

    assert event_door(forgotten) is Door.KEEPER


def test_nobody_comes_in_without_logging_in(house):
    with httpx.Client(base_url=house.url) as nobody:
        for address in (*REQUESTS, *KEEPING):
            builds = REQUESTS.get(address) or KEEPING[address]
            for options in builds(house, "open"):
                reply = send(nobody, address, options)
                assert (reply.status_code, reply.json()["error"]["code"]) == (401, "NIET_AANGEMELD")
        for path in ("/config", "/docs", "/openapi.json", "/page-assets/app.js", "/gradio_api/info", "/theme.css"):
            assert nobody.get(path).status_code == 401
        for path in ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset"):
            assert nobody.post(path, json={"fn_index": 0, "data": [], "session_hash": "x"}).status_code == 401
        assert nobody.get("/gradio_api/heartbeat/x").status_code == 401
        assert nobody.get("/").headers["location"] == "/aanmelden"
        assert nobody.get("/api/health").status_code == 200
        assert nobody.get("/api/ready").status_code in (200, 503)


@pytest.mark.parametrize("path", ["/", "/config", "/docs", "/openapi.json", "/theme.css", "/page-assets/app.js"])
def test_what_is_the_same_for_everybody_tells_of_no_document(house, visitors, path):
    said = words_in(visitors["eva"].get(path))
    assert [mark for word in LIMITS for mark in marks(word) if mark in said] == []


def test_a_hidden_document_and_one_that_is_not_there_look_the_same(house, visitors):
    def replies(document_id: str) -> list[tuple[int, str]]:
        paths = (f"/api/documents/{document_id}/file", f"/api/documents/{document_id}/pages/1")
        return [(reply.status_code, reply.text) for reply in map(visitors["eva"].get, paths)]

    assert replies(house.ids["raad"]) == replies("0123456789abcdef")


def test_a_word_of_a_hidden_document_is_missing_and_mends_nothing(house, visitors):
    def answered(name: str, question: str) -> dict[str, Any]:
        return visitors[name].post("/api/ask", json={"question": question}).json()

    hidden, unknown = odd("raad"), odd("kroon")
    assert answered("eva", f"Waar is de {hidden}?")["answer"]["missing"] == [hidden]
    assert answered("eva", f"Waar is de {unknown}?")["answer"]["missing"] == [unknown]
    assert answered("bram", f"Waar is de {hidden}?")["answer"]["missing"] == []
    slip = hidden[:5] + hidden[6:]
    assert answered("eva", f"Waar is de {slip}?")["corrected"] == []
    assert answered("bram", f"Waar is de {slip}?")["corrected"] == [{"from": slip, "to": hidden}]


def test_totals_and_facets_count_only_what_may_be_seen(house, visitors):
    totals = {name: visitors[name].get("/api/search", params={"q": "maaltijden"}).json()["total"] for name in ACCOUNTS}
    assert totals == {"eva": 1, "bram": 3, "wil": 3, "sam": 4, "kim": 4}


def test_a_page_of_somebody_else_is_not_opened(house, visitors):
    number = events(house)["app.frameworks.Comparer.choices"]
    assert house.ids["raad"] in told(visitors["bram"], number, [None, None], {}, "bladzijde-van-bram")
    assert "ANDERE_PAGINA" in told(visitors["eva"], number, [None, None], {}, "bladzijde-van-bram")
    for path in ("/gradio_api/queue/data?session_hash=bladzijde-van-bram", "/gradio_api/heartbeat/bladzijde-van-bram"):
        assert visitors["eva"].get(path).status_code == 403
    for path in ("/gradio_api/cancel", "/gradio_api/reset"):
        reply = visitors["eva"].post(path, json={"session_hash": "bladzijde-van-bram", "fn_index": 0, "event_id": "x"})
        assert reply.status_code == 403


def test_a_page_cannot_say_itself_who_it_is(house, visitors):
    number = events(house)["app.frameworks.Comparer.choices"]
    forged = {"scope": {"bronwijzer.viewer": {"name": "kim", "role": "beheerder"}}, "username": "kim"}
    body = {"fn_index": number, "data": [None, None], "session_hash": "vals", "request": forged, "username": "kim"}
    headers = {"bronwijzer.viewer": "kim", "x-forwarded-user": "kim", "x-forwarded-groups": "bronwijzer-beheer"}
    visitors["eva"].post("/gradio_api/queue/join", json=body, headers=headers)
    said = told(visitors["eva"], number, [None, None], {}, "vals")
    assert house.ids["raad"] not in said


def test_the_page_says_of_nothing_that_it_failed_before_anybody_does_anything(house, visitors):
    failures = {notice(part.FAILED) for part in (app, begin, frameworks, library, quotes)}
    values = [str(part["props"].get("value")) for part in visitors["eva"].get("/config").json()["components"]]
    assert notice(quotes.BASKET_EMPTY) in "".join(values)
    assert [value for value in values if any(failed in value for failed in failures)] == []
