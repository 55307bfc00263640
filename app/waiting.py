"""What the page's script reads of the parts that the server sends: that they are new, and what they show."""

from __future__ import annotations

import time

from app.rendering import attributes


def arrived(html: str) -> str:
    """The same HTML with an invisible stamp: a page part that does not change tells the browser nothing."""
    return f'{html}<span hidden data-arrived="{time.monotonic_ns()}"></span>'


def addressed(html: str, parameters: str) -> str:
    """The same HTML with what it shows, as it stands in the address of the page."""
    return f"{html}<span hidden{attributes(data_address=parameters)}></span>"


def worded_for(html: str, parameters: str) -> str:
    """Words of a language model with the question that they are for: the script hides those that come too late."""
    return html and f"<div{attributes(data_of=parameters)}>{html}</div>"
