"""Everything that the description of the HTTP interface allows, and what it does not: no server error.

``BRONWIJZER_TEST_FUZZ``: so many examples of each address; more takes longer.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from tests.app.access.house import House

EXAMPLES = int(os.environ.get("BRONWIJZER_TEST_FUZZ", "6"))


@pytest.fixture(scope="module")
def cookie(spare: House) -> dict[str, str]:
    """What a keeper's browser sends with every request."""
    with closing(spare.visitor("kim")) as client:
        return {"cookie": client.build_request("GET", "/").headers["cookie"]}


@pytest.fixture(scope="module")
def keeper_schema(spare: House, cookie: dict[str, str]) -> schemathesis.BaseSchema:
    """The interface for a keeper, of an app that may be spoilt and is ready."""
    spare.kb.warm_up()
    return schemathesis.openapi.from_url(f"{spare.url}/openapi.json", headers=cookie)


@pytest.mark.parametrize("positive", [True, False], ids=["as described", "otherwise"])
def test_no_address_ends_in_a_server_error(keeper_schema, cookie, positive):
    mode = GenerationMode.POSITIVE if positive else GenerationMode.NEGATIVE
    tried: set[str] = set()
    for found in keeper_schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def holds(case: schemathesis.Case) -> None:
            reply = case.call(headers=cookie)
            assert reply.status_code != 401, "the keeper is not known: nothing was tried"
            assert reply.status_code < 500, f"{case.method} {case.formatted_path}: {reply.text}"

        with suppress(Unsatisfiable):  # nothing can be otherwise than described
            holds()
        tried.add(operation.label)
    assert len(tried) >= 13
