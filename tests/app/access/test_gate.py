"""The gate alone, before something that answers whatever it is asked: what is refused, is refused by the gate."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from app.access.gate import Gate
from app.access.viewer import Role, Viewer


class KnowsEverybody:
    def viewer(self, scope) -> Viewer:
        return Viewer("kim", Role.KEEPER)


@pytest.fixture
def client():
    return TestClient(Gate(PlainTextResponse("binnen"), KnowsEverybody(), log_in=False))


def test_a_door_is_open_to_who_may_go_through(client):
    assert client.get("/config").text == "binnen"


@pytest.mark.parametrize("path", ["/monitoring", "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/config/x"])
def test_what_has_no_door_stays_shut_whatever_is_behind_it(client, path):
    for method in ("GET", "POST"):
        assert client.request(method, path).status_code == 404


def test_a_door_is_not_for_every_method(client):
    assert client.post("/config").status_code == 405
