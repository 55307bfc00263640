"""Errors of the HTTP interface: one shape, Dutch words, no path and no trace of the server."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware

from index.errors import BronwijzerError
from index.texts import api as texts

_LOG = logging.getLogger(__name__)
_MESSAGES = {
    HTTPStatus.BAD_REQUEST: ("ONGELDIG", texts.BAD_REQUEST),
    HTTPStatus.NOT_FOUND: ("NIET_GEVONDEN", texts.NOT_FOUND),
    HTTPStatus.METHOD_NOT_ALLOWED: ("NIET_TOEGESTAAN", texts.NOT_ALLOWED),
}


class ProblemError(Exception):
    """A request that cannot be met.

    :param status: HTTP status.
    :param code: stable code in capitals.
    :param message: Dutch sentence for the user.
    :param wait: seconds after which it may be asked again; None where that has no sense.
    """

    def __init__(self, status: int, code: str, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = {} if wait is None else {"retry-after": str(math.ceil(wait))}


def problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The one shape of an error."""
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def page_problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The same for the page, which looks for what it shows in ``detail``."""
    return JSONResponse({"error": {"code": code, "message": message}, "detail": message}, status, headers)


def add_handlers(app: FastAPI, problem: Callable[..., JSONResponse] = problem) -> None:
    """Give every error of ``app`` that shape."""

    @app.exception_handler(ProblemError)
    async def known(request: Request, error: ProblemError) -> JSONResponse:
        del request
        return problem(error.status, error.code, error.message, error.headers)

    @app.exception_handler(BronwijzerError)
    async def ours(request: Request, error: BronwijzerError) -> JSONResponse:
        del request
        _LOG.error("%s", type(error).__name__)
        return problem(503, "INDEX", texts.INDEX_FAILED)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        del request
        places = [part["loc"] for part in error.errors()]
        # Of a value in a list the last part is its number; the name of the list is before it.
        names = (next(name for name in reversed(place) if isinstance(name, str)) for place in places)
        fields = ", ".join(dict.fromkeys(names))
        return problem(422, "ONGELDIG", texts.INVALID.format(fields=fields))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        code, message = _MESSAGES.get(HTTPStatus(error.status_code), ("FOUT", texts.FAILED))
        return problem(error.status_code, code, message)

    app.add_exception_handler(Exception, partial(_unforeseen, problem))


def add_page_handlers(page: FastAPI) -> None:
    """The same for Gradio's app, which looks up what a request names without asking whether it is there."""
    add_handlers(page, page_problem)
    senders = dict.fromkeys((LookupError, UnicodeError, OverflowError), _senders)
    # Not left to the outermost layer: that passes an error on when it is answered, and it is written down anew.
    page.add_middleware(ExceptionMiddleware, handlers={**senders, Exception: partial(_unforeseen, page_problem)})


async def _senders(request: Request, error: Exception) -> JSONResponse:
    del request
    _LOG.warning("wrong request", exc_info=error)
    return page_problem(HTTPStatus.BAD_REQUEST, *_MESSAGES[HTTPStatus.BAD_REQUEST])


async def _unforeseen(problem: Callable[..., JSONResponse], request: Request, error: Exception) -> JSONResponse:
    del request
    _LOG.exception("unforeseen", exc_info=error)
    return problem(500, "FOUT", texts.FAILED)
