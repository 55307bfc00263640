"""The organisation's own sign-on: only its server is believed, and only with its secret."""

from __future__ import annotations

import hmac

import pytest

from app.access.entry import ProxyEntry
from app.access.viewer import Role, Viewer
from index.settings import load_settings

SECRET = "een-lang-geheim-van-deze-organisatie-1"
GOOD = {"x-bronwijzer-secret": SECRET, "x-forwarded-user": "Eva", "x-forwarded-groups": "Bestuur, wijk"}
EVA = Viewer("eva", Role.READER, ("bestuur", "wijk"))


@pytest.fixture
def entry(tmp_path) -> ProxyEntry:
    return ProxyEntry(
        load_settings(None, index=tmp_path, proxy_addresses="127.0.0.1, 10.1.0.0/16", proxy_secret=SECRET)
    )


def scope(headers, client="127.0.0.1"):
    pairs = headers.items() if isinstance(headers, dict) else headers
    raw = [(key.encode(), value.encode()) for key, value in pairs]
    return {"headers": raw, "client": client and (client, 1234)}


def test_the_server_of_the_organisation_names_people(entry):
    assert entry.viewer(scope(GOOD)) == EVA
    assert entry.viewer(scope(GOOD, "10.1.2.3")) == EVA
    keeper = entry.viewer(scope(GOOD | {"x-forwarded-groups": "wijk;Bronwijzer-Beheer"}))
    assert keeper is not None
    assert keeper.keeps


@pytest.mark.parametrize("client", ["10.2.0.1", "127.0.0.2", "::1", None, "unix"])
def test_another_address_is_nobody(entry, client):
    assert entry.viewer(scope(GOOD, client)) is None


@pytest.mark.parametrize("missing", ["x-bronwijzer-secret", "x-forwarded-user"])
def test_without_secret_or_name_it_is_nobody(entry, missing):
    assert entry.viewer(scope({k: v for k, v in GOOD.items() if k != missing})) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"x-bronwijzer-secret": SECRET[:-1]},
        {"x-bronwijzer-secret": "é" * 40},
        {"x-forwarded-user": "a, b"},
        {"x-forwarded-user": " "},
    ],
)
def test_a_wrong_secret_or_name_is_nobody(entry, changed):
    assert entry.viewer(scope(GOOD | changed)) is None


def test_the_secret_is_compared_in_constant_time(entry, monkeypatch):
    compared, compare = [], hmac.compare_digest

    def noted(given: bytes, wanted: bytes) -> bool:
        compared.append((given, wanted))
        return compare(given, wanted)

    monkeypatch.setattr(hmac, "compare_digest", noted)
    assert entry.viewer(scope(GOOD | {"x-bronwijzer-secret": "fout"})) is None
    assert compared == [(b"fout", SECRET.encode())]


@pytest.mark.parametrize("name", list(GOOD))
def test_a_header_that_is_there_twice_tells_nothing(entry, name):
    found = entry.viewer(scope([*GOOD.items(), (name.upper(), GOOD[name])]))
    assert found is None or (name == "x-forwarded-groups" and found.groups == ())


def test_without_groups_only_what_is_for_everybody(entry):
    viewer = entry.viewer(scope({k: v for k, v in GOOD.items() if k != "x-forwarded-groups"}))
    assert viewer == Viewer("eva", Role.READER, ())
