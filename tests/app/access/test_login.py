"""Logging in and out on the running app: cookie, wrong passwords, changed and removed accounts, keys for programs."""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.access.accounts import Accounts, new_account
from app.access.entry import COOKIE
from app.access.login import GUESSES, GUESSES_ADDRESS
from app.access.sessions import Sessions, hashed
from app.access.setup import access_of
from app.access.throttle import WINDOW, Throttle
from app.access.viewer import Role
from app.crowd import SENDING
from index.settings import Settings
from tests.app.access.house import PASSWORD, House, odd, settings_for


def enter(house: House, name: str, password: str = PASSWORD) -> httpx.Response:
    return httpx.post(f"{house.url}/aanmelden", data={"naam": name, "wachtwoord": password})


@pytest.fixture
def guest(house):
    """An account for one test, that nobody else logs in with."""
    account = new_account("gast", Role.READER, (), PASSWORD)
    house.accounts.put(account)
    yield account
    house.accounts.remove("gast")


def test_the_page_to_log_in_is_plain(house):
    reply = httpx.get(f"{house.url}/aanmelden")
    assert reply.status_code == 200
    assert "<script" not in reply.text
    assert 'lang="nl"' in reply.text
    assert 'name="viewport"' in reply.text
    for field in ("naam", "wachtwoord"):
        assert f'<label for="{field}">' in reply.text
    assert reply.headers["x-frame-options"] == "DENY"


def test_a_session_cookie_is_only_for_this_server(house):
    reply = enter(house, "eva")
    cookie = reply.headers["set-cookie"].lower()
    assert reply.status_code == 303
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert re.search(r"max-age=36000\b", cookie)


def test_a_name_may_be_typed_with_capitals(house):
    assert enter(house, " Eva ").status_code == 303


def test_who_logs_out_is_out(house):
    with closing(house.visitor("eva")) as client:
        taken = dict(client.cookies)
        assert client.get("/api/documents").status_code == 200
        assert client.post("/afmelden").headers["location"].startswith("/aanmelden")
        assert client.get("/api/documents").status_code == 401
        assert httpx.get(f"{house.url}/api/documents", cookies=taken).status_code == 401


def test_another_password_ends_every_session(house, guest):
    with closing(house.visitor("gast")) as client:
        house.accounts.put(guest.with_password("een heel ander wachtwoord"))
        assert client.get("/api/documents").status_code == 401
    assert enter(house, "gast").status_code == 401
    assert enter(house, "gast", "een heel ander wachtwoord").status_code == 303


def test_a_removed_account_is_out_and_a_changed_role_counts_at_once(house, guest):
    with closing(house.visitor("gast")) as client:
        house.accounts.put(replace(guest, groups=("bestuur",)))
        assert len(client.get("/api/documents").json()["documents"]) == 3
        house.accounts.put(replace(guest, role=Role.KEEPER))
        assert len(client.get("/api/documents").json()["documents"]) == 4
        house.accounts.remove("gast")
        assert client.get("/api/documents").status_code == 401


def test_wrong_and_unknown_names_read_the_same(house, guest):
    wrong, unknown = enter(house, "gast", "fout wachtwoord hier"), enter(house, "niemand", "fout wachtwoord hier")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("gast", "") == unknown.text.replace("niemand", "")
    assert 'role="alert"' in wrong.text


def test_an_unknown_name_takes_as_long(house):
    def spent(name: str) -> float:
        began = time.process_time()
        assert house.accounts.checked(name, "fout wachtwoord hier") is None
        return time.process_time() - began

    spent("niemand")  # the first time more than later
    assert min(spent("niemand") for _ in range(3)) > min(spent("eva") for _ in range(3)) / 2


def test_after_ten_wrong_passwords_one_has_to_wait(house, guest):
    house.accounts.put(replace(guest, name="raadsel"))
    replies = [enter(house, "raadsel", f"gok nummer {n} van velen") for n in range(GUESSES)]
    assert {reply.status_code for reply in replies} == {401}
    blocked = enter(house, "raadsel")  # the right one, too late
    house.accounts.remove("raadsel")
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["retry-after"]) <= WINDOW
    assert "te vaak" in blocked.text
    assert enter(house, "gast").status_code == 303  # somebody else is not held up


def test_many_guesses_at_once_are_not_all_let_through():
    throttle, let = Throttle(GUESSES), []

    def guess() -> None:
        let.append(throttle.attempt("naam") == 0)

    threads = [threading.Thread(target=guess) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(let) == GUESSES


def test_waiting_helps_and_one_address_may_not_try_all_names():
    now = [0.0]
    throttle = Throttle(GUESSES_ADDRESS, clock=lambda: now[0])
    assert [throttle.attempt("10.0.0.1") for _ in range(GUESSES_ADDRESS)] == [0.0] * GUESSES_ADDRESS
    assert throttle.attempt("10.0.0.1") == WINDOW
    assert throttle.attempt("10.0.0.2") == 0
    now[0] = WINDOW
    assert throttle.attempt("10.0.0.1") == 0


def test_who_guesses_with_many_names_has_to_wait_too(tmp_path, monkeypatch):
    monkeypatch.setattr("app.access.login.GUESSES_ADDRESS", 3)
    app = FastAPI()
    app.include_router(access_of(settings_for(tmp_path)).router)
    with TestClient(app) as client:
        guesses = [{"naam": f"naam {number}", "wachtwoord": "vier losse gokken hier"} for number in range(4)]
        assert [client.post("/aanmelden", data=guess).status_code for guess in guesses] == [401, 401, 401, 429]


def test_who_logs_in_rightly_does_not_use_up_the_guesses_of_the_address(tmp_path, monkeypatch):
    """Behind a server of the organisation everybody comes from one address."""
    monkeypatch.setattr("app.access.login.GUESSES_ADDRESS", 3)
    settings = settings_for(tmp_path)
    Accounts(settings.accounts_file).put(new_account("eva", Role.READER, (), PASSWORD))
    app = FastAPI()
    app.include_router(access_of(settings).router)

    def status(password: str) -> int:
        reply = client.post("/aanmelden", data={"naam": "eva", "wachtwoord": password}, follow_redirects=False)
        return reply.status_code

    with TestClient(app) as client:
        assert [status(PASSWORD) for _ in range(5)] == [303] * 5
        guesses = [status("vier losse gokken hier"), status("vier losse gokken hier"), status(PASSWORD)]
        assert guesses == [401, 401, 303]
        assert [status("vier losse gokken hier") for _ in range(2)] == [401, 429]  # a right one takes back its own only


def test_the_server_before_it_says_from_where_people_come(tmp_path, monkeypatch):
    """Else one who guesses keeps all colleagues out, who have the same address."""
    monkeypatch.setattr("app.access.login.GUESSES_ADDRESS", 3)

    def statuses(settings: Settings, *senders: str) -> list[int]:
        app = FastAPI()
        app.include_router(access_of(settings).router)
        with TestClient(app, client=("127.0.0.1", 4000)) as client:
            return [
                client.post(
                    "/aanmelden",
                    data={"naam": f"naam {number}", "wachtwoord": "vier losse gokken hier"},
                    headers={"x-forwarded-for": sender},
                ).status_code
                for number, sender in enumerate(senders)
            ]

    guesses = ["10.0.0.7"] * 3
    named = settings_for(tmp_path, proxy_addresses="127.0.0.1")
    assert statuses(named, *guesses, "10.0.0.8", "10.0.0.7") == [401, 401, 401, 401, 429]
    assert statuses(named, *guesses, "10.0.0.8, 10.0.0.7") == [
        401,
        401,
        401,
        429,
    ]  # what stands before it was sent along
    assert statuses(settings_for(tmp_path), *guesses, "10.0.0.8") == [401, 401, 401, 429]


def test_who_tries_a_name_that_has_to_wait_does_not_use_up_the_guesses_of_the_address(tmp_path, monkeypatch):
    monkeypatch.setattr("app.access.login.GUESSES", 2)
    monkeypatch.setattr("app.access.login.GUESSES_ADDRESS", 4)
    app = FastAPI()
    app.include_router(access_of(settings_for(tmp_path)).router)
    with TestClient(app) as client:

        def status(name: str) -> int:
            return client.post("/aanmelden", data={"naam": name, "wachtwoord": "vier losse gokken hier"}).status_code

        assert [status("eva") for _ in range(9)] == [401] * 2 + [429] * 7
        assert [status("bram") for _ in range(2)] == [401, 401]


@pytest.mark.parametrize("other", ["voorkeur=a b", "leeg", 'raar="', "=", "x=\xe9\xe8", ";;"])
def test_cookies_of_other_websites_do_not_log_somebody_out(house, other):
    token = enter(house, "eva").cookies[COOKIE]
    for sent in (f"{COOKIE}={token}; {other}", f"{other}; {COOKIE}={token}"):
        reply = httpx.get(f"{house.url}/api/documents", headers={"cookie": sent.encode("latin-1")})
        assert reply.status_code == 200


def test_a_cookie_made_to_be_slow_is_not(house):
    cookie = COOKIE + '="' + '\\"' * 7_000 + '"'
    took = []
    for _ in range(3):
        began = time.monotonic()
        assert httpx.get(f"{house.url}/api/documents", headers={"cookie": cookie}).status_code == 401
        took.append(time.monotonic() - began)
    assert min(took) < 0.1


def test_a_damaged_file_of_accounts_shuts_the_door_in_words(house):
    with closing(house.visitor("eva")) as client:
        before = house.accounts.path.read_bytes()
        try:
            house.accounts.path.write_bytes(b"{")
            reply = client.get("/api/documents")
            assert reply.status_code == 503
            assert "bestand met accounts is niet te lezen" in reply.json()["error"]["message"]
            assert str(house.accounts.path) not in reply.text
            assert httpx.get(f"{house.url}/api/health").status_code == 200
        finally:
            house.accounts.path.write_bytes(before)
        assert client.get("/api/documents").status_code == 200


def test_a_session_ends_by_itself():
    now = [0.0]
    sessions = Sessions(3600, lambda: now[0])
    token = sessions.begin("eva", "1")
    assert sessions.find(token) is not None
    assert sessions.find(token + "x") is None
    now[0] = 3600.0
    assert sessions.find(token) is None


def test_a_program_asks_with_a_key(house, guest):
    house.accounts.put(replace(guest, token=hashed("sleutel-van-gast")))

    def asked(key: str) -> httpx.Response:
        return httpx.get(f"{house.url}/api/documents", headers={"authorization": f"Bearer {key}"})

    assert len(asked("sleutel-van-gast").json()["documents"]) == 1
    assert asked("sleutel-van-ander").status_code == 401
    assert asked("-").status_code == 401
    house.accounts.put(guest)
    assert asked("sleutel-van-gast").status_code == 401


def test_another_site_cannot_log_somebody_in_or_out(house):
    for path in ("/aanmelden", "/afmelden"):
        data = {"naam": "eva", "wachtwoord": PASSWORD}
        reply = httpx.post(f"{house.url}{path}", data=data, headers={"origin": "http://kwaad.example"})
        assert reply.status_code == 403


def test_who_is_not_known_sends_little(house):
    big = {"naam": "x" * 20_000, "wachtwoord": ""}
    assert httpx.post(f"{house.url}/aanmelden", data=big).status_code == 413
    reply = httpx.post(f"{house.url}/aanmelden", content=(part for part in [b"naam=eva"] * 3))
    assert reply.status_code == 413
    assert httpx.post(f"{house.url}/api/ask", content=b"x" * 900_000).status_code == 401


def test_who_is_not_known_is_refused_before_the_body_is_read(house):
    host, port = house.url.removeprefix("http://").split(":")
    head = f"POST /api/ask HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 900000\r\n\r\n".encode()
    # Sooner than a body that does not come is given up.
    with socket.create_connection((host, int(port)), timeout=SENDING - 1) as connection:
        connection.sendall(head)
        assert connection.recv(4096).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("body", [b"", b"naam", b"%ff=%ff", b"naam=%00&wachtwoord=x", b"a=1&" * 900])
def test_an_odd_form_is_a_wrong_password(house, body):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert httpx.post(f"{house.url}/aanmelden", content=body, headers=headers).status_code in (401, 429)


def test_a_damaged_file_lets_nobody_in_and_says_so(house):
    kept = house.accounts.path.read_bytes()
    try:
        house.accounts.path.write_bytes(b"{")
        assert enter(house, "eva").status_code == 503
    finally:
        house.accounts.path.write_bytes(kept)
    assert enter(house, "eva").status_code == 303


def test_passwords_are_kept_as_argon2id(house):
    text = house.accounts.path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert text.count("$argon2id$") == len(house.accounts.all())
    assert house.accounts.path.stat().st_mode & 0o077 == 0


def test_who_logged_in_reads_his_own_documents_only(house):
    assert odd("raad") not in house.visitor("eva").get("/api/search", params={"q": "sleutel"}).text
