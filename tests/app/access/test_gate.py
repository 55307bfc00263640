"""The gate alone, before something that answers whatever it is asked: what is refused, is refused by the gate."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from app.access.accounts import Accounts
from app.access.entry import AccountsEntry
from app.access.gate import Gate
from app.access.sessions import Sessions
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


@pytest.mark.parametrize("name", ["bestand/accounts.json", "a" * 300, "map"])
def test_accounts_that_cannot_be_read_let_nobody_in_and_say_so(tmp_path, name):
    (tmp_path / "bestand").write_text("geen map")
    (tmp_path / "map").mkdir()
    entry = AccountsEntry(Accounts(tmp_path / name), Sessions(60), secure=False)
    client = TestClient(Gate(PlainTextResponse("binnen"), entry, log_in=True))
    reply = client.get("/config", headers={"authorization": "Bearer x"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "ACCOUNTS")
