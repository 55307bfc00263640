"""Whether questions can be answered now; the passages are on a (stand-in of a) server, which may stop to answer."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.console import Console
from app.migrating import migrate
from app.problems import add_handlers
from app.readiness import readiness_router
from index.service import KnowledgeBase
from index.settings import load_settings
from tests.qdrant_server import running


def test_ready_once_all_is_loaded_and_as_long_as_the_store_answers(own_index: Path, root: Path) -> None:
    shutil.copytree(own_index, root / "index")
    with running() as server:
        settings = load_settings(index=root / "index", qdrant_url=server.url, qdrant_api_key=server.api_key)
        migrate(settings, "server", Console(as_json=True))
        with closing(KnowledgeBase.open(settings)) as kb:
            app = FastAPI()
            add_handlers(app)
            app.include_router(readiness_router(kb))
            with TestClient(app) as client:

                def said() -> tuple[int, str | None, str]:
                    reply = client.get("/api/ready")
                    found = reply.json()
                    return (
                        reply.status_code,
                        reply.headers.get("retry-after"),
                        found.get("status") or found["error"]["code"],
                    )

                assert said() == (503, "5", "START")
                kb.warm_up()
                assert said() == (200, None, "ready")
                server.api_key = "een andere"
                assert said() == (503, None, "INDEX")
