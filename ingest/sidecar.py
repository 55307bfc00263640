"""What a user says of a document in a small file beside it: ``plan.pdf.toml`` beside ``plan.pdf``."""

from __future__ import annotations

import errno
import json
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

from index.disk import copy_durably
from index.errors import ReadError
from index.reasons import reason_of
from index.texts import metadata as texts
from index.texts import reading as reasons
from index.types import Again, ReadWarning
from ingest.examples import ROUTES_FOLDER
from ingest.failures import warning
from ingest.fields import check_fields

SUFFIX = ".toml"

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_SETTINGS = frozenset({"catalogus.toml", "bronwijzer.toml"})

Said = dict[str, Any] | ReadError
"""Checked values; or the error, where the sidecar cannot be understood."""


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a document is, or would be.

    A letter with an accent is one sign or two, which nobody sees: what one program names, another may write otherwise.
    """
    exact = path.with_name(path.name + SUFFIX)
    if path.name.isascii():
        return exact
    forms = (exact, *(path.with_name(normalize(form, exact.name)) for form in _FORMS))
    return next((form for form in forms if os.path.lexists(form)), exact)


def without_document(paths: Sequence[Path]) -> list[Path]:
    """Those of all files of one folder that look like the sidecar of a document, but are of none."""
    beside = [path for path in paths if path.suffix.lower() == SUFFIX and path.name.lower() not in _SETTINGS]
    sidecars = {sidecar_of(path) for path in paths} if beside else set()
    return [path for path in beside if path not in sidecars and path.parent.name != ROUTES_FOLDER]


def loose_warning(sidecar: Path) -> ReadWarning:
    """That nothing is done with a sidecar; above all where it says for whom a document is."""
    try:
        limits = "groups" in _read(sidecar)
    except ReadError:
        limits = False
    told = warning("LOS_BIJSCHRIFT", file=sidecar.name)
    return replace(told, message=f"{told.message} {reasons.LIMITS_NOTHING}") if limits else told


def read_sidecar(path: Path) -> dict[str, Any]:
    """The values in a document's sidecar; empty when it has none. :raises ReadError: it cannot be understood."""
    return _read(sidecar_of(path))


def _read(sidecar: Path) -> dict[str, Any]:
    try:
        return check_fields(tomllib.loads(_not_empty(sidecar.read_text(encoding="utf-8-sig"))))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:  # so long is the name of no file
            return {}
        message = texts.SIDECAR_WRONG.format(file=sidecar.name, reason=reason_of(error))
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
