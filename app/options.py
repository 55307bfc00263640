"""Options that many commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.texts import cli as texts

Command = TypeVar("Command", bound=Callable[..., Any])

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
