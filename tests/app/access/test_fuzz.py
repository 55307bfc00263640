"""Everything that the description of the HTTP interface allows, and what it does not: no server error.

``BRONWIJZER_TEST_FUZZ``: so many examples of each address; more takes longer.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from app.access.doors import LOG_IN
from app.access.setup import access_of
from app.keeping import Keeper
from app.server import create_app
from app.watching import Watching
from index.library import Library
from index.service import KnowledgeBase
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.sync import Sync
from ingest.worker import ReadingWorker
from tests.app.access.house import PASSWORD, House, listening, settings_for

EXAMPLES = int(os.environ.get("BRONWIJZER_TEST_FUZZ", "12"))


@pytest.fixture(scope="module")
def keeper_schema(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The interface for a keeper, of an app that may be spoilt: same model, documents of its own."""
    home = tmp_path_factory.mktemp("speelhuis")
    shutil.copytree(house.folder, home / "map")
    shutil.copy(house.accounts.path, home / "accounts.json")
    chosen = settings_for(home)
    kb = KnowledgeBase(Library(chosen.index, house.kb.embedder), house.kb.embedder)
    with ReadingWorker() as worker:
        Sync(kb.library, PassageEncoder(kb.embedder), worker, Catalogue(), Watching()).run(
            [chosen.corpus], vectors=False
        )
    keeper = Keeper(kb, chosen.corpus)
    access = access_of(chosen)
    assert access is not None
    with listening(create_app(kb, chosen.corpus, keeper, access), access) as url:
        cookies = httpx.post(f"{url}{LOG_IN}", data={"naam": "kim", "wachtwoord": PASSWORD}).cookies
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        yield schemathesis.openapi.from_url(f"{url}/openapi.json", headers={"cookie": cookie})
    keeper.close()
    kb.close()


@pytest.mark.parametrize("positive", [True, False], ids=["as described", "otherwise"])
def test_no_address_ends_in_a_server_error(keeper_schema, positive):
    mode = GenerationMode.POSITIVE if positive else GenerationMode.NEGATIVE
    tried: set[str] = set()
    for found in keeper_schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def holds(case: schemathesis.Case) -> None:
            reply = case.call()
            assert reply.status_code < 500, f"{case.method} {case.formatted_path}: {reply.text}"

        with suppress(Unsatisfiable):  # nothing can be otherwise than described
            holds()
        tried.add(operation.label)
    assert len(tried) >= 13
