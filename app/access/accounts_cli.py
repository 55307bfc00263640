"""``bronwijzer accounts``: who may log in. What is heavy is imported when a command runs."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from app.console import Console
from app.options import COMMON, options_of
from index.groups import group_names
from index.settings import load_settings
from index.texts import access as texts

if TYPE_CHECKING:
    from app.access.accounts import Account, Accounts

_ROLE = click.option("--role", type=click.Choice(["lezer", "beheerder"]), help=texts.OPTION_ROLE)
_GROUPS = click.option("--group", "groups", multiple=True, help=texts.OPTION_GROUP)
_NO_GROUPS = click.option("--no-groups", is_flag=True, help=texts.OPTION_NO_GROUPS)
_REVOKE = click.option("--revoke", is_flag=True, help=texts.OPTION_REVOKE)


@click.group(help=texts.ACCOUNTS_HELP)
def accounts() -> None:
    """Group of the commands about accounts."""


@accounts.command(help=texts.HELP["add"])
@click.argument("naam")
@options_of([_ROLE, _GROUPS], COMMON)
def add(naam: str, role: str | None, groups: tuple[str, ...], **common: Any) -> None:  # noqa: ANN401
    """Make an account."""
    from app.access.accounts import AccountsError, account_name, new_account
    from app.access.viewer import Role

    kept, console = _opened(common)
    name = account_name(naam)
    if name in kept.all():
        raise AccountsError(texts.EXISTS.format(name=name))
    account = new_account(name, Role(role or Role.READER), _groups(groups), _password())
    kept.put(account)
    console.result(_values(account), [texts.ADDED.format(name=name, role=account.role.value)])


@accounts.command("list", help=texts.HELP["list"])
@options_of(COMMON)
def show(**common: Any) -> None:  # noqa: ANN401
    """Show all accounts, without anything secret."""
    kept, console = _opened(common)
    found = sorted(kept.all().values(), key=lambda account: account.name)
    lines = [texts.ACCOUNT_LINE.format(**_worded(account)) for account in found] or [texts.NO_ACCOUNTS]
    console.result({"accounts": [_values(account) for account in found]}, lines)


@accounts.command(help=texts.HELP["remove"])
@click.argument("naam")
@options_of(COMMON)
def remove(naam: str, **common: Any) -> None:  # noqa: ANN401
    """Forget an account."""
    kept, console = _opened(common)
    account = _found(kept, naam)
    kept.remove(account.name)
    console.result({"removed": account.name}, [texts.REMOVED.format(name=account.name)])


@accounts.command(help=texts.HELP["password"])
@click.argument("naam")
@options_of(COMMON)
def password(naam: str, **common: Any) -> None:  # noqa: ANN401
    """Give an account another password."""
    kept, console = _opened(common)
    former = _found(kept, naam)
    account = former.with_password(_password())
    kept.put(account)
    said = texts.NEW_PASSWORD_NO_KEY if former.token else texts.NEW_PASSWORD
    console.result(_values(account), [said.format(name=account.name)])


@accounts.command(help=texts.HELP["change"])
@click.argument("naam")
@options_of([_ROLE, _GROUPS, _NO_GROUPS], COMMON)
def change(naam: str, role: str | None, groups: tuple[str, ...], no_groups: bool, **common: Any) -> None:  # noqa: ANN401
    """Give an account another role or other groups."""
    from app.access.viewer import Role

    kept, console = _opened(common)
    account = _found(kept, naam)
    wanted = () if no_groups else _groups(groups) or account.groups
    account = replace(account, role=Role(role or account.role), groups=wanted)
    kept.put(account)
    console.result(_values(account), [texts.CHANGED.format(**_worded(account))])


@accounts.command(help=texts.HELP["token"])
@click.argument("naam")
@options_of([_REVOKE], COMMON)
def token(naam: str, revoke: bool, **common: Any) -> None:  # noqa: ANN401
    """Give an account a key for programs."""
    from app.access.sessions import hashed

    kept, console = _opened(common)
    account, new = _found(kept, naam), "" if revoke else secrets.token_urlsafe(32)
    kept.put(replace(account, token=hashed(new) if new else ""))
    console.note((texts.NEW_TOKEN if new else texts.NO_TOKEN).format(name=account.name))
    console.result({"name": account.name, "token": new}, [new] if new else [])


def _opened(common: dict[str, Any]) -> tuple[Accounts, Console]:
    from app.access.accounts import Accounts

    return Accounts(load_settings(common["config"]).accounts_file), Console(common["as_json"])


def _found(kept: Accounts, name: str) -> Account:
    from app.access.accounts import AccountsError, account_name

    account = kept.all().get(account_name(name))
    if account is None:
        raise AccountsError(texts.MISSING.format(name=name))
    return account


def _password() -> str:
    """Asked for where somebody types, else the first line of the input; never an argument, which others can see."""
    from app.access.accounts import AccountsError

    answer: str
    try:
        if sys.stdin.isatty():
            answer = click.prompt(texts.ASK_PASSWORD, hide_input=True, confirmation_prompt=texts.ASK_AGAIN, err=True)
        else:
            answer = sys.stdin.readline().rstrip("\r\n")
        answer.encode()  # where the input is read leniently, what is no text shows only here
    except UnicodeError as error:
        raise AccountsError(texts.PASSWORD_NO_TEXT) from error
    return answer


def _groups(names: Sequence[str]) -> tuple[str, ...]:
    from app.access.accounts import AccountsError

    try:
        return group_names(names)
    except ValueError as error:
        raise AccountsError(texts.GROUP_WRONG.format(name=str(error))) from error


def _values(account: Account) -> dict[str, Any]:
    has_token = bool(account.token)
    return {"name": account.name, "role": account.role.value, "groups": list(account.groups), "token": has_token}


def _worded(account: Account) -> dict[str, str]:
    groups = ", ".join(account.groups) or texts.NO_GROUPS
    return {"name": account.name, "role": account.role.value, "groups": groups}
