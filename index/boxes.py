"""Where a slice of the citable text stands on its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.types import TextBox

_SAME_LINE = 0.5
"""Share of a box's height by which two boxes of one line may overlap or not."""


def boxes_for(boxes: Sequence[TextBox], start: int, end: int) -> list[TextBox]:
    """The boxes of every word that ``[start, end)`` touches, neighbours on a line joined; exact, or none at all.

    :param boxes: one per word, as :class:`index.types.CitableDocument` holds them; one without text stands for a sign
        on the page that is not in the text, and no box runs over it.
    """
    touched = [box for box in boxes if box.start < end and start < box.end]
    joined: list[TextBox] = []
    broken = False
    for box in touched:
        if box.start == box.end:
            broken = True
            continue
        if joined and not broken and _beside(joined[-1], box):
            joined[-1] = _union(joined[-1], box)
        else:
            joined.append(box)
        broken = False
    return joined


def _beside(before: TextBox, box: TextBox) -> bool:
    overlap = min(before.top, box.top) - max(before.bottom, box.bottom)
    height = min(before.top - before.bottom, box.top - box.bottom)
    gap = box.left - before.right
    return before.page == box.page and overlap > _SAME_LINE * height and -1.0 <= gap <= 2.0 * height


def _union(a: TextBox, b: TextBox) -> TextBox:
    return replace(
        a,
        end=b.end,
        left=min(a.left, b.left),
        bottom=min(a.bottom, b.bottom),
        right=max(a.right, b.right),
        top=max(a.top, b.top),
    )
