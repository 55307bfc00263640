"""Printing: one JSON object on standard output, or Dutch text for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import click


class Console:
    """Where a command's result goes.

    :param as_json: print one JSON object and nothing else on standard output.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, values: Mapping[str, Any], lines: Iterable[str]) -> None:
        """Print the result, as JSON or as lines of text."""
        if self.as_json:
            click.echo(json.dumps(values, ensure_ascii=False))
            return
        for line in lines:
            click.echo(line)

    @staticmethod
    def note(message: str) -> None:
        """Tell the user something on standard error."""
        click.echo(message, err=True)
