"""The file with accounts: names, roles, groups, and passwords as hashes that take long to guess."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import TypeAdapter, ValidationError

from app.access.sessions import hashed
from app.access.viewer import Role, Viewer
from index.errors import BronwijzerError
from index.groups import group_name
from index.reasons import reason_of
from index.texts import access as texts

SHORTEST, LONGEST = 12, 200
AT_ONCE = 2
"""Passwords that are checked side by side: each takes 64 MiB for a moment."""
_HASHER = PasswordHasher()


class AccountsError(BronwijzerError):
    """The accounts cannot be read or changed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in.

    :param password: an argon2id hash.
    :param stamp: changes with the password, which ends every session.
    :param token: hash of the key with which a program asks on his behalf; empty: there is none.
    """

    name: str
    role: Role
    groups: tuple[str, ...]
    password: str
    stamp: str
    token: str = ""

    @property
    def viewer(self) -> Viewer:
        """Who he is once he is in."""
        return Viewer(self.name, self.role, self.groups)

    def with_password(self, password: str) -> Account:
        """With another password, and without a key. :raises AccountsError: it is too short or too long."""
        return replace(self, password=_hash(password), stamp=secrets.token_hex(8), token="")


_FILE = TypeAdapter(dict[str, list[Account]])


def new_account(name: str, role: Role, groups: tuple[str, ...], password: str) -> Account:
    """An account that is not kept yet. :raises AccountsError: the password is too short or too long."""
    return Account(name, role, groups, _hash(password), secrets.token_hex(8))


def has_keeper(accounts: Mapping[str, Account]) -> bool:
    """Whether one of them keeps the library; without, the app does not start."""
    return any(account.viewer.keeps for account in accounts.values())


def account_name(name: str) -> str:
    """A name as accounts have it. :raises AccountsError: it can be no name."""
    try:
        return group_name(name)
    except ValueError as error:
        raise AccountsError(texts.NAME_WRONG.format(name=name)) from error


def _hash(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountsError(texts.PASSWORD_LENGTH.format(least=SHORTEST, most=LONGEST))
    return _HASHER.hash(password)


@cache
def _no_hash() -> str:
    """Checked for a name that does not exist, so that it takes as long."""
    return _HASHER.hash(secrets.token_urlsafe(32))


class Accounts:
    """The accounts in a file; a change by another process is seen at the next look.

    :raises AccountsError: (every method) the file is damaged, or may not be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._checking = BoundedSemaphore(AT_ONCE)
        self._seen: tuple[object, dict[str, Account]] = (None, {})

    def all(self) -> Mapping[str, Account]:
        """Every account by name."""
        with self._lock:
            mark = self._mark()
            if mark != self._seen[0]:
                self._seen = (mark, self._read() if mark else {})
            return self._seen[1]

    def _mark(self) -> tuple[int, ...] | None:
        """What tells one state of the file from another."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AccountsError(texts.FILE_UNSEEN.format(path=self.path, reason=reason_of(error))) from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> dict[str, Account]:
        try:
            accounts = _FILE.validate_json(self.path.read_bytes())["accounts"]
        except OSError as error:
            raise AccountsError(texts.FILE_UNSEEN.format(path=self.path, reason=reason_of(error))) from error
        except (ValidationError, KeyError) as error:
            reason = type(error).__name__
            raise AccountsError(texts.FILE_DAMAGED.format(path=self.path, reason=reason)) from error
        return {account.name: account for account in accounts}

    def checked(self, name: str, password: str) -> Account | None:
        """The account of that name, when this is its password; takes as long when there is none."""
        account = self.all().get(name)
        with self._checking:
            try:
                _HASHER.verify(_no_hash() if account is None else account.password, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return None
        return account

    def of_token(self, token: str) -> Account | None:
        """The account that has this key."""
        key = hashed(token)
        return next((account for account in self.all().values() if account.token == key), None)

    def put(self, account: Account) -> None:
        """Keep an account, in the place of one of that name. :raises AccountsError: no keeper would be left."""
        self._write({**self.all(), account.name: account})

    def remove(self, name: str) -> None:
        """Forget an account. :raises AccountsError: no keeper would be left."""
        self._write({other: account for other, account in self.all().items() if other != name})

    def _write(self, accounts: Mapping[str, Account]) -> None:
        if has_keeper(self.all()) and not has_keeper(accounts):
            raise AccountsError(texts.LAST_KEEPER.format(path=self.path))
        entries: dict[str, Any] = {"accounts": [_FILE_ENTRY.dump_python(a, mode="json") for a in accounts.values()]}
        beside = self.path.with_name(f".{self.path.name}.nieuw")
        try:
            beside.unlink(missing_ok=True)  # left by a crash, or a link that leads elsewhere
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                _keep_owner(file.fileno(), self.path)
                json.dump(entries, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            raise AccountsError(texts.FILE_CLOSED.format(path=self.path, reason=reason_of(error))) from error


def _keep_owner(descriptor: int, path: Path) -> None:
    """Root gives what takes the place of ``path`` to whom that was of, else to whom the folder is: the app reads it."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        found = [place.stat() for place in (path, path.parent) if place.exists()]
        owner = next((one for one in found if one.st_uid != 0), found[-1])
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


_FILE_ENTRY = TypeAdapter(Account)
