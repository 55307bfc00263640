"""What must be right before the app listens."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from index.errors import SettingsError
from index.settings import Auth, Settings
from index.texts import access
from index.texts import cli as texts

METRICS_HOST = "127.0.0.1"


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_access(settings: Settings) -> str:
    """Without log-in the app listens to this computer only; with it, all that it needs must be there.

    :returns: what whoever starts the app must know; empty: nothing.
    :raises SettingsError: another address without log-in, or a log-in that keeps nobody out or lets nobody in.
    """
    if settings.auth is Auth.NONE:
        if not is_loopback(settings.host):
            raise SettingsError(texts.HOST_NEEDS_AUTH.format(host=settings.host))
        return ""
    if settings.auth is Auth.ACCOUNTS:
        _check_accounts(settings)
    else:
        _check_proxy(settings)
    if not settings.public_url and (settings.auth is Auth.PROXY or not is_loopback(settings.host)):
        raise SettingsError(access.START_NO_URL)
    plain = urlsplit(settings.public_url)
    leaks = plain.scheme == "http" and not is_loopback(plain.hostname or "")
    return access.START_PLAIN.format(url=settings.public_url) if leaks else ""


def _check_accounts(settings: Settings) -> None:
    from app.access.accounts import Accounts, has_keeper

    if not has_keeper(Accounts(settings.accounts_file).all()):
        raise SettingsError(access.START_NO_ACCOUNTS)


def _check_proxy(settings: Settings) -> None:
    needed = {"proxy_addresses": access.WHY_ADDRESSES, "proxy_secret": access.WHY_SECRET}
    for name, why in needed.items():
        if not getattr(settings, name):
            raise SettingsError(access.START_NO_PROXY.format(name=name, why=why))


def check_port(settings: Settings) -> None:
    """:raises SettingsError: something else listens on the port, or on that of the figures."""
    _check_free(settings.host, settings.port)
    if settings.metrics_port:
        _check_free(METRICS_HOST, settings.metrics_port)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(texts.PORT_TAKEN.format(port=port)) from error
