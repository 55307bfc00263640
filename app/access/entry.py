"""Who stands at the door: told by a session, by a key, or by the organisation's own sign-on."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable
from typing import Any, Protocol

from app.access.accounts import Accounts
from app.access.sessions import Sessions
from app.access.viewer import Role, Viewer
from index.groups import group_name, group_names
from index.settings import Settings

Headers = list[tuple[bytes, bytes]]
Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
SECRET_HEADER = "x-bronwijzer-secret"
COOKIE = "bronwijzer-aangemeld"
_BEARER = "bearer "
_FORWARDED = "x-forwarded-for"
_MAX_TOKEN = 200


class Entry(Protocol):
    """Knows people by what they carry."""

    def viewer(self, scope: Any) -> Viewer | None:  # noqa: ANN401  an ASGI scope
        """Who sent this request; None: nobody who is known."""


def header(headers: Headers, name: str) -> str:
    """The value of a header that is there once; otherwise empty: two values tell nothing."""
    found = [value for key, value in headers if key.decode("latin-1").lower() == name.lower()]
    return found[0].decode("utf-8", "replace").strip() if len(found) == 1 else ""


def cookie(given: str, name: str) -> str:
    """The value of a cookie of ours; empty: it is not there.

    Cookies of other websites come along in the same header and may be spelled in any way. ``http.cookies`` then throws
    all of them away, and before Python 3.11.10 takes a time that grows with the square of their length (CVE-2024-7592).
    """
    for part in given.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value[:_MAX_TOKEN]
    return ""


def cookie_name(*, secure: bool) -> str:
    """A name that a browser takes only from this very server, where that can be."""
    return f"__Host-{COOKIE}" if secure else COOKIE


class AccountsEntry:
    """People who logged in with a name and a password, and programs with a key."""

    def __init__(self, accounts: Accounts, sessions: Sessions, *, secure: bool) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._cookie = cookie_name(secure=secure)

    def viewer(self, scope: Any) -> Viewer | None:  # noqa: ANN401
        """Whose session or key this is; the account must be there still, with the same password."""
        headers: Headers = scope["headers"]
        given = header(headers, "authorization")
        if given.lower().startswith(_BEARER):
            account = self._accounts.of_token(given[len(_BEARER) :].strip())
            return account.viewer if account else None
        session = self._sessions.find(self.token(headers))
        account = self._accounts.all().get(session.name) if session else None
        return account.viewer if session and account and account.stamp == session.stamp else None

    def token(self, headers: Headers) -> str:
        """The token that a browser carries; empty: none."""
        return cookie(header(headers, "cookie"), self._cookie)


class ProxyEntry:
    """People whom the organisation's own server knows: it names them in headers, and proves that it is that server.

    :raises ValueError: an address or the name of the keepers' group cannot be.
    """

    def __init__(self, settings: Settings) -> None:
        self._networks = networks(settings.proxy_addresses)
        self._secret = settings.proxy_secret.encode()
        self._user, self._groups = settings.proxy_user_header, settings.proxy_groups_header
        self._keepers = group_name(settings.keepers_group)

    def viewer(self, scope: Any) -> Viewer | None:  # noqa: ANN401
        """Whom the headers name, when they come from a named address and carry the secret."""
        headers: Headers = scope["headers"]
        client = scope.get("client")
        if not _within(client[0] if client else "", self._networks) or not self._secret:
            return None
        if not hmac.compare_digest(header(headers, SECRET_HEADER).encode(), self._secret):
            return None
        try:
            name = group_name(header(headers, self._user))
        except ValueError:
            return None
        groups = _known(header(headers, self._groups).replace(";", ",").split(","))
        return Viewer(name, Role.KEEPER if self._keepers in groups else Role.READER, groups)


def _within(address: str, known: Networks) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in known)


def sender(scope: Any, before: Networks) -> str:  # noqa: ANN401  an ASGI scope
    """The address from which a request comes.

    :param before: of servers that pass requests on; one of them is believed when it names the address itself.
    """
    client = scope.get("client")
    address: str = client[0] if client else ""
    if not _within(address, before):
        return address
    # Only the last: what stands before it may have been sent by anybody.
    return header(scope["headers"], _FORWARDED).rpartition(",")[2].strip() or address


def networks(addresses: str) -> Networks:
    """Addresses and networks with commas between them. :raises ValueError: one of them is none."""
    return tuple(ipaddress.ip_network(part.strip()) for part in addresses.split(",") if part.strip())


def _known(names: Iterable[str]) -> tuple[str, ...]:
    """The names that can be those of groups; others open nothing."""
    known: list[str] = []
    for name in names:
        try:
            known += group_names([name])
        except ValueError:
            continue
    return tuple(known)
