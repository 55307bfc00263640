"""Buttons that save something as a file: the page's script sends their ``data-*`` to :mod:`app.exports`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from app.rendering import button


def export_buttons(
    what: str, formats: Mapping[str, str], body: Mapping[str, object], heading: str, description: str
) -> str:
    """One button for each format.

    :param what: last part of the address that makes the file.
    :param body: says which quotes or table; never their words, which the server cuts out itself.
    :param description: what a screen reader says, with ``{format}``.
    """
    buttons = "".join(
        button(
            name,
            "bw-save",
            description.format(format=name),
            data_export=f"/api/exports/{what}",
            data_body=json.dumps({"format": key, **body}, ensure_ascii=False),
        )
        for key, name in formats.items()
    )
    return f'<div class="bw-actions"><span class="bw-meta">{escape(heading)}:</span>{buttons}</div>'
