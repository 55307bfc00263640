"""What must be right before the app listens."""

from __future__ import annotations

import ipaddress
import socket

from index.errors import SettingsError
from index.settings import Auth, Settings
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


def check_host(settings: Settings) -> None:
    """Without log-in the app listens to this computer only.

    :raises SettingsError: another address without log-in, or a kind of log-in that is not there.
    """
    if settings.auth is not Auth.NONE:
        raise SettingsError(texts.AUTH_UNAVAILABLE.format(auth=settings.auth.value))
    if not is_loopback(settings.host):
        raise SettingsError(texts.HOST_NEEDS_AUTH.format(host=settings.host))


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
