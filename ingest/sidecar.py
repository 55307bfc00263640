"""What a user says of a document in a small file beside it: ``plan.pdf.toml`` beside ``plan.pdf``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.texts import metadata as texts
from ingest.fields import check_fields

SUFFIX = ".toml"


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a document is."""
    return path.with_name(path.name + SUFFIX)


def read_sidecar(path: Path) -> dict[str, Any]:
    """The values in a document's sidecar; empty when it has none. :raises ReadError: it cannot be understood."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return {}
    try:
        return check_fields(tomllib.loads(sidecar.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ReadError("BIJSCHRIFT", texts.SIDECAR_WRONG.format(file=sidecar.name, reason=error)) from error
