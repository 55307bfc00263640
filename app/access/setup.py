"""From the settings to who may come in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter

from app.access.accounts import Accounts
from app.access.entry import AccountsEntry, Entry, ProxyEntry, networks
from app.access.gate import Gate
from app.access.login import login_router
from app.access.sessions import Sessions
from app.guard import App
from index.settings import Auth, Settings


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in. ``router``: the addresses to log in and out; None: people log in elsewhere."""

    entry: Entry
    router: APIRouter | None

    def gate(self, app: App) -> App:
        """The app behind its doors."""
        return Gate(app, self.entry, log_in=self.router is not None)


def access_of(settings: Settings) -> Access | None:
    """What the settings say; None: without log-in, everybody on this computer."""
    if settings.auth is Auth.NONE:
        return None
    if settings.auth is Auth.PROXY:
        return Access(ProxyEntry(settings), None)
    secure = urlsplit(settings.public_url).scheme == "https"
    accounts, sessions = Accounts(settings.accounts_file), Sessions(settings.session_hours * 3600)
    entry = AccountsEntry(accounts, sessions, secure=secure)
    before = networks(settings.proxy_addresses)
    return Access(entry, login_router(accounts, sessions, entry, secure=secure, before=before))
