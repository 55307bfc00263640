"""One house for all tests of who may see what."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.app.access.house import ACCOUNTS, House, built


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with built(tmp_path_factory.mktemp("huis")) as house:
        yield house


@pytest.fixture(scope="package")
def visitors(house: House) -> Iterator[dict[str, httpx.Client]]:
    """Everybody, logged in."""
    visitors = {name: house.visitor(name) for name in ACCOUNTS}
    yield visitors
    for client in visitors.values():
        client.close()


@pytest.fixture(scope="package")
def spare(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Another house, that a test may spoil."""
    with built(tmp_path_factory.mktemp("speelhuis"), house.kb.embedder) as spare:
        yield spare
