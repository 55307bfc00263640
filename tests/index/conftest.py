"""The knowledge base on the example documents, for tests that only ask."""

from __future__ import annotations

import shutil

import pytest

from index.service import KnowledgeBase
from index.settings import load_settings


@pytest.fixture(scope="module")
def kb(own_index, tmp_path_factory):
    """Real engine, real model; a copy of its own, so that no other test holds it."""
    index = tmp_path_factory.mktemp("kennis") / "index"
    shutil.copytree(own_index, index)
    kb = KnowledgeBase.open(load_settings(index=index))
    kb.warm_up()
    yield kb
    kb.close()
