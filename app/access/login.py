"""Logging in and out."""

from __future__ import annotations

import math
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.access.accounts import Accounts, AccountsError, account_name
from app.access.doors import LOG_IN, LOG_OUT
from app.access.entry import AccountsEntry, Networks, cookie_name, sender
from app.access.login_html import login_html
from app.access.sessions import Sessions
from app.access.throttle import Throttle
from index.texts import access as texts

GUESSES = 10
"""Wrong passwords for one name in five minutes."""
GUESSES_ADDRESS = 50
"""Wrong passwords from one address. Behind a server that is not named in the settings everybody has the same."""


def login_router(
    accounts: Accounts, sessions: Sessions, entry: AccountsEntry, *, secure: bool, before: Networks = ()
) -> APIRouter:
    """The page to log in, and the addresses behind its button and that to log out.

    :param secure: people come over https, so that the cookie may not travel otherwise.
    :param before: addresses of a server before this one, which says from where people come.
    """
    router = APIRouter(include_in_schema=False)
    names, addresses = Throttle(GUESSES), Throttle(GUESSES_ADDRESS)
    cookie = cookie_name(secure=secure)

    @router.get(LOG_IN)
    def page(af: bool = False) -> HTMLResponse:
        return HTMLResponse(login_html(texts.LOGGED_OUT if af else ""))

    @router.post(LOG_IN)
    async def log_in(request: Request) -> Response:
        name, password = _filled(await request.body())
        address = sender(request.scope, before)
        wait = names.attempt(name)
        if not wait and (wait := addresses.attempt(address)):
            names.take_back(name)
        if wait:
            words = texts.TOO_OFTEN.format(minutes=_minutes(wait))
            return HTMLResponse(login_html(words, name, failed=True), 429, {"retry-after": str(math.ceil(wait))})
        try:
            account = await run_in_threadpool(accounts.checked, name, password)
        except AccountsError:
            return HTMLResponse(login_html(texts.NOT_READABLE, name, failed=True), 503)
        if account is None:
            return HTMLResponse(login_html(texts.WRONG, name, failed=True), 401)
        names.forgive(name)
        addresses.take_back(address)
        sessions.end(entry.token(request.scope["headers"]))
        reply = RedirectResponse("/", 303)
        token = sessions.begin(account.name, account.stamp)
        seconds = int(sessions.seconds)
        reply.set_cookie(cookie, token, seconds, path="/", secure=secure, httponly=True, samesite="lax")
        return reply

    @router.post(LOG_OUT)
    def log_out(request: Request) -> Response:
        sessions.end(entry.token(request.scope["headers"]))
        reply = RedirectResponse(f"{LOG_IN}?af=1", 303)
        reply.delete_cookie(cookie, path="/", secure=secure, httponly=True, samesite="lax")
        return reply

    return router


def _filled(body: bytes) -> tuple[str, str]:
    """Name and password of the form; a name that cannot be is nobody's."""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    name, password = (fields.get(field, [""])[0] for field in ("naam", "wachtwoord"))
    try:
        return account_name(name), password
    except AccountsError:
        return "", password


def _minutes(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return texts.MINUTE if minutes == 1 else texts.MINUTES.format(minutes=minutes)
