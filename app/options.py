"""Options that many commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.errors import BronwijzerError
from index.texts import cli as texts

Command = TypeVar("Command", bound=Callable[..., Any])


class NotTextError(BronwijzerError):
    """Something is typed that is no text."""


class Words(click.ParamType[str]):
    """Words to search for. Bytes that are no UTF-8 arrive as half characters, which nothing can look up."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words. :raises NotTextError: they hold half a character."""
        del param, ctx
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise NotTextError(texts.NOT_TEXT) from error
        return value


COMMON = [
    click.option("--index", type=click.Path(path_type=Path), help=texts.OPTION_INDEX),
    click.option("--config", type=click.Path(path_type=Path), envvar="BRONWIJZER_CONFIG", help=texts.OPTION_CONFIG),
    click.option("--json", "as_json", is_flag=True, help=texts.OPTION_JSON),
]


def options_of(*groups: list[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Give a command all options of these groups, in their order."""

    def decorate(function: Command) -> Command:
        for option in reversed([o for group in groups for o in group]):
            function = option(function)
        return function

    return decorate
