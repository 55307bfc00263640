"""What happens when somebody says whether an answer is right, and when who keeps the library looks at that."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import APIRouter
from fastapi.responses import Response

from app.access.throttle import DAY, Throttle
from app.access.viewer import NobodyError, current_viewer
from app.basket import spot_of
from app.inquiry import read_parameters
from app.judgement_html import judgements_html
from app.rendering import live_regions, notice
from index.cuts import Cutting, cut_out
from index.errors import BronwijzerError
from index.judgements import FILE, Judgements, Verdict
from index.service import KnowledgeBase
from index.texts import judgements as texts

MOST_A_DAY = 200
"""Judgements that one person may have kept in a day, where people log in: nobody takes the places of all others."""
_MAX_QUOTES = 10
_LOG = logging.getLogger(__name__)


class Judge:
    """The handlers. A judgement is kept when somebody presses a button for it, and at no other moment."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.kept = kept_in(kb.folder)
        self._said = Throttle(MOST_A_DAY, DAY)

    def save(self, last: str, data: Mapping[str, Any]) -> list[str]:
        """Keep one judgement of the question asked last: words in its place, and for a screen reader."""
        said = texts.FAILED
        try:
            question = read_parameters(last).searched
            verdict, quotes = Verdict(str(data.get("verdict"))), tuple(self._quotes(str(data.get("places", ""))))
            if question:
                said = self._keep(question, quotes, verdict, str(data.get("why", "")))
        except (BronwijzerError, ValueError):
            _LOG.exception("save")
        return [notice(said), live_regions(said)]

    def _keep(self, question: str, quotes: Sequence[Cutting], verdict: Verdict, why: str) -> str:
        """Keep it, unless there are too many. :returns: words about it."""
        wait = self._wait()
        if wait:
            return texts.DAY_FULL.format(most=MOST_A_DAY, hours=math.ceil(wait / 3600))
        return texts.SAVED if self.kept.add(question, quotes, verdict, why, date.today()) else texts.FULL

    def _wait(self) -> float:
        """Count one more of whoever asks. :returns: seconds until he may; nobody waits where nobody logs in."""
        try:
            viewer = current_viewer()
        except NobodyError:
            return 0.0
        return self._said.attempt(viewer.name)

    def _quotes(self, places: str) -> Iterator[Cutting]:
        for place in places.split()[:_MAX_QUOTES]:
            yield cut_out(self._kb.library, spot_of(place))

    def shown(self, said: str = "") -> str:
        """All judgements."""
        try:
            return judgements_html(self.kept.all(), said)
        except OSError:
            _LOG.exception("shown")
            return notice(texts.FAILED)

    def forget(self, data: Mapping[str, Any]) -> list[Any]:
        """Remove one or all: the list as it is then, and words for a screen reader."""
        try:
            self.kept.remove(str(data.get("id", "")))
        except BronwijzerError as error:
            return [notice(str(error)), gr.skip()]
        return [self.shown(texts.REMOVED), live_regions(texts.REMOVED)]


@lru_cache(maxsize=8)
def kept_in(folder: Path) -> Judgements:
    """The judgements of one index: the same object for all, because writing takes turns."""
    return Judgements(folder)


def judgements_router(kb: KnowledgeBase) -> APIRouter:
    """The address of the file with all judgements."""
    router = APIRouter()

    @router.get("/judgements", response_class=Response)
    def judgements() -> Response:
        path = kept_in(kb.folder).path
        content = path.read_bytes() if path.exists() else b""
        headers = {"content-disposition": f'attachment; filename="{FILE}"'}
        return Response(content, media_type="application/x-ndjson", headers=headers)

    return router
