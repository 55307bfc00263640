"""HTTP addresses that change the library: a document in, a document out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile

from app.access.throttle import DAY, Throttle
from app.access.viewer import SCOPE_KEY, Viewer
from app.crowd import RETRY_AFTER
from app.edit_form import FieldError, groups_of
from app.keeping import BusyError, Keeper, ReadsOnlyError
from app.problems import ProblemError
from app.receiving import NotKeptError, OtherGroupsError, Received, ReceivingBusyError, TooLargeError, receive
from index.errors import ReadError, StoreFullError
from index.library import DocumentMissingError
from index.texts import api
from index.texts import library as texts

FIELD, GROUPS = "file", "groups"
MOST_A_DAY = 500
"""Documents that one keeper may send in a day, where people log in: who took somebody's place cannot fill the disk."""
_MOST_FIELDS = 50
_WHO = "who may see it, with commas or in several of these fields; empty: everybody"
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "additionalProperties": False,
                    "properties": {
                        FIELD: {"type": "string", "format": "binary"},
                        GROUPS: {"type": "string", "description": _WHO},
                    },
                }
            }
        },
    }
}


def uploads_router(keeper: Keeper) -> APIRouter:
    """``POST /api/documents`` and ``DELETE /api/documents/{document_id}``."""

    def may_change() -> None:
        """Before anything of a request is read."""
        try:
            keeper.require()
        except ReadsOnlyError as error:
            raise ProblemError(409, "ALLEEN_LEZEN", str(error)) from error

    router = APIRouter(prefix="/api", dependencies=[Depends(may_change)])
    sent = Throttle(MOST_A_DAY, DAY)

    @router.post("/documents", status_code=202, openapi_extra=_BODY)
    async def upload(request: Request) -> JSONResponse:
        _count(sent, request.scope.get(SCOPE_KEY))
        _check_names(request.query_params, (), texts.UPLOAD_IN_ADDRESS)
        # The form parser keeps parts over 1 MB on disk; the guard caps the whole.
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
            _check_names(form, (FIELD, GROUPS), texts.UPLOAD_OTHER_FIELD)
            file = form.get(FIELD)
            if not isinstance(file, UploadFile):
                raise ProblemError(422, "ONGELDIG", texts.UPLOAD_WITHOUT_FILE.format(field=FIELD))
            received = await run_in_threadpool(_received, keeper, file, _groups(form.getlist(GROUPS)))
        status = "unchanged" if received.known else "reading"
        document = {"file": received.file, "document_id": received.document_id, "status": status}
        return JSONResponse({"documents": [document]}, 200 if received.known else 202)

    @router.delete("/documents/{document_id}")
    def remove(document_id: str) -> dict[str, Any]:
        try:
            return {"removed": document_id, "passages": keeper.remove(document_id)}
        except DocumentMissingError as error:
            raise ProblemError(404, "NIET_GEVONDEN", api.DOCUMENT_NOT_FOUND) from error
        except BusyError as error:
            raise ProblemError(409, "BEZIG", str(error)) from error

    return router


def _count(sent: Throttle, viewer: Viewer | None) -> None:
    """One more of this keeper; on somebody's own computer, without log-in, nothing is counted.

    :raises ProblemError: he sent as many today as he may.
    """
    wait = sent.attempt(viewer.name) if viewer else 0.0
    if wait:
        words = texts.UPLOAD_DAY_FULL.format(most=MOST_A_DAY, hours=math.ceil(wait / 3600))
        raise ProblemError(429, "TE_VEEL", words, wait)


def _check_names(given: Iterable[str], known: Sequence[str], words: str) -> None:
    """A name that is unheard may be a slip for who may see the document: it would then be for everybody.

    :raises ProblemError: one of the names is not known.
    """
    if set(given) - set(known):
        raise ProblemError(422, "ONGELDIG", words.format(file=FIELD, groups=GROUPS))


def _groups(given: Iterable[object]) -> tuple[str, ...]:
    try:
        return groups_of(",".join(map(str, given))) or ()
    except FieldError as error:
        raise ProblemError(422, "ONGELDIG", str(error)) from error


def _received(keeper: Keeper, file: UploadFile, groups: tuple[str, ...]) -> Received:
    try:
        return receive(keeper, file.filename or "", file.file, groups)
    except ReadError as error:
        raise ProblemError(422, error.code, error.message) from error
    except OtherGroupsError as error:
        raise ProblemError(409, "ANDERE_GROEPEN", str(error)) from error
    except ReceivingBusyError as error:
        raise ProblemError(503, "DRUK", str(error), RETRY_AFTER) from error
    except TooLargeError as error:
        raise ProblemError(413, "TE_GROOT", str(error)) from error
    except StoreFullError as error:
        raise ProblemError(507, "SCHIJF_VOL", texts.UPLOAD_DISK_FULL) from error
    except NotKeptError as error:
        raise ProblemError(507, "NIET_BEWAARD", str(error)) from error
