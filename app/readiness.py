"""Whether questions can be answered now: for whoever keeps the app running, or sends people to one that can."""

from __future__ import annotations

from fastapi import APIRouter

from app.crowd import RETRY_AFTER
from app.problems import ProblemError
from index.service import KnowledgeBase
from index.texts import api as texts


def readiness_router(kb: KnowledgeBase) -> APIRouter:
    """``GET /api/ready``: 200, or 503 while the model is loaded or the store gives no answer. It tells nothing else.

    :param kb: with every document; who asks is not known here.
    """
    router = APIRouter(prefix="/api")

    @router.get("/ready")
    def ready() -> dict[str, str]:
        if not kb.warm:
            raise ProblemError(503, "START", texts.STARTING, RETRY_AFTER)
        kb.library.store.count()
        return {"status": "ready"}

    return router
