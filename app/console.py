"""Printing: one JSON object on standard output, or Dutch text for people."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from index.errors import BronwijzerError
from index.reasons import reason_of
from index.texts import cli as texts

# Controls move the cursor or colour the screen, direction marks turn names round ("fdp.exe"), and half characters come
# from names that are no text.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")

EXIT_FAILED = 1
"""Exit code of a command that did its work, but for something that it names."""


class OutputError(BronwijzerError):
    """The result cannot be written."""


def visible(name: str) -> str:
    """A file's name on one line of a terminal: what cannot be seen is shown as a mark."""
    return _HIDDEN.sub("\ufffd", name)


def _writes_all() -> bool:
    """Whether standard output has every letter: a file on Windows has those of a code page, unless it is told."""
    return codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"


class Console:
    """Where a command's result goes.

    :param as_json: print one JSON object and nothing else on standard output.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, values: Mapping[str, Any], lines: Iterable[str]) -> None:
        """Print the result, as JSON or as lines of text. :raises OutputError: there is no room for it."""
        try:
            for line in [json.dumps(values, ensure_ascii=not _writes_all())] if self.as_json else lines:
                click.echo(line)
        except BrokenPipeError:  # who reads it has seen enough
            raise
        except OSError as error:
            raise OutputError(texts.OUTPUT_FAILED.format(reason=reason_of(error))) from error

    @staticmethod
    def note(message: str) -> None:
        """Tell the user something on standard error."""
        click.echo(message, err=True)
