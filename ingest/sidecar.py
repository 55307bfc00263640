"""What a user says of a document in a small file beside it: ``plan.pdf.toml`` beside ``plan.pdf``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from index.disk import copy_durably
from index.errors import ReadError
from index.texts import metadata as texts
from index.types import Again
from ingest.fields import check_fields

SUFFIX = ".toml"

Said = dict[str, Any] | ReadError
"""Checked values; or the error, where the sidecar cannot be understood."""


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a document is."""
    return path.with_name(path.name + SUFFIX)


def read_sidecar(path: Path) -> dict[str, Any]:
    """The values in a document's sidecar; empty when it has none. :raises ReadError: it cannot be understood."""
    sidecar = sidecar_of(path)
    try:
        return check_fields(tomllib.loads(_not_empty(sidecar.read_text(encoding="utf-8"))))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        message = texts.SIDECAR_WRONG.format(file=sidecar.name, reason=error)
        raise ReadError("BIJSCHRIFT", message, Again.NEXT) from error


def _not_empty(said: str) -> str:
    """An empty file is what a power cut makes of one, and it may have said for whom the document is."""
    if not said:
        raise ValueError(texts.SIDECAR_EMPTY)
    return said


def write_sidecar(path: Path, values: Mapping[str, Any]) -> None:
    """Make a document's sidecar say exactly ``values``; without any it goes.

    :raises ReadError: a value cannot be (BIJSCHRIFT).
    :raises OSError: the folder cannot be written.
    """
    sidecar = sidecar_of(path)
    try:
        checked = check_fields(values)
    except ValueError as error:
        raise ReadError("BIJSCHRIFT", texts.VALUE_WRONG.format(reason=error), Again.NEXT) from error
    if not checked:
        sidecar.unlink(missing_ok=True)
        return
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in checked.items()]
    # Durably: it may say for whom the document is, and the document itself is put there durably after it.
    copy_durably(BytesIO("".join(lines).encode()), sidecar)


def read_sidecars(paths: Iterable[Path]) -> dict[str, Said]:
    """What is said of each of these documents; one sidecar that is wrong does not stop the others."""
    found: dict[str, Said] = {}
    for path in paths:
        try:
            found[str(path)] = read_sidecar(path)
        except ReadError as error:
            found[str(path)] = error
    return found


def said_of(paths: Sequence[str], sidecars: Mapping[str, Said], before: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a document under all of its names; what stands beside the first name goes before the others.

    :param before: what was said until now; it stays where a sidecar cannot be understood, or the folder not opened.
    """
    said: dict[str, Any] = {}
    for path in reversed(paths):
        values = sidecars.get(path)
        said |= values if isinstance(values, dict) else before
    return said
