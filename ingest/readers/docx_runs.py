"""The words of a Word paragraph as a reader of the final version sees them.

Tracked changes count as accepted: what was put in is there, what was taken out or moved away is not. Comments, field
codes and hidden words are left out. What hangs on a paragraph (notes, text boxes) is handed over beside its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx_math import formula
from ingest.readers.docx_symbols import chosen, is_on, symbol, ticked, word_art
from ingest.readers.xml import attribute, local

_GONE = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "delInstrText", "commentReference", "Fallback",
     "annotationRef", "fldData", "rt", "tblPr", "textboxTightWrap"}
)  # fmt: skip
_AS_TEXT = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
_SHOWN: dict[str, Callable[[etree._Element], str]] = {
    "sym": symbol, "checkBox": ticked, "ddList": chosen, "oMath": formula, "textpath": word_art,
}  # fmt: skip
_NOTES = frozenset({"footnoteReference", "endnoteReference"})


@dataclass(slots=True)
class Words:
    """Words of one paragraph.

    ``notes``: (kind of reference, id) in order; ``boxes``: the ``txbxContent`` elements; ``drawn``: the relations to
    SmartArt and charts; ``fields``: where among the parts each field that is open began, None once its result has.
    """

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    fields: list[int | None] = field(default_factory=list)
    hidden: int = 0

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(self.parts)


def words_of(paragraph: etree._Element) -> Words:
    """The words of a ``w:p``."""
    words = Words()
    _walk(paragraph, words)
    return words


def paragraphs_of(element: etree._Element) -> Iterator[etree._Element]:
    """All ``w:p`` inside, in order, but for those in text boxes: they come with the paragraph the box hangs on.

    Those in rows and cells that were taken out are not there.
    """
    for child in element:
        name = local(child)
        if name == "p":
            yield child
        elif name not in _GONE and not (name in {"tr", "tc"} and deleted(child)):
            yield from paragraphs_of(child)


def mark_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of this paragraph was taken out or moved, so that the next one goes on where it stops."""
    return any(local(entry) in {"del", "moveFrom"} for entry in _descend(paragraph, "pPr", "rPr"))


def deleted(part: etree._Element) -> bool:
    """Whether this ``w:tr`` or ``w:tc`` was taken out."""
    return any(local(entry) in {"del", "cellDel"} for kind in ("trPr", "tcPr") for entry in _descend(part, kind))


def hide(root: etree._Element, hides: Callable[[str | None], bool]) -> None:
    """Mark the runs that a style hides as if each were hidden by itself.

    :param hides: whether a style hides what is written in it.
    """
    for paragraph in (element for element in root.iter() if local(element) == "p"):
        named = [attribute(entry, "val") for entry in _descend(paragraph, "pPr") if local(entry) == "pStyle"]
        gone = any(map(hides, named))
        for run in (child for child in paragraph.iter() if local(child) == "r"):
            styles = [attribute(entry, "val") for entry in _descend(run, "rPr") if local(entry) == "rStyle"]
            own = [entry for entry in _descend(run, "rPr") if local(entry) == "vanish"]
            if not own and (gone or any(map(hides, styles))):
                etree.SubElement(_properties(run), "vanish")


def _properties(run: etree._Element) -> etree._Element:
    found = next((child for child in run if local(child) == "rPr"), None)
    return etree.SubElement(run, "rPr") if found is None else found


def _walk(element: etree._Element, words: Words) -> None:
    for child in element:
        name, shown = local(child), _shown(child)
        if shown is not None:
            words.parts.append(shown)
        elif name == "r" and _is_hidden(child):
            words.hidden += 1
        elif name not in _GONE and not _hangs(child, words):
            _walk(child, words)
            if name == "fldChar":
                _field(attribute(child, "fldCharType"), words)


def _field(mark: str | None, words: Words) -> None:
    """Leave out what stands in the code of a field, such as another field; that of one without an end is kept."""
    if mark == "begin":
        words.fields.append(len(words.parts))
    elif words.fields and mark in {"separate", "end"}:
        began = words.fields.pop()
        if began is not None:
            del words.parts[began:]
        if mark == "separate":
            words.fields.append(None)


def _shown(element: etree._Element) -> str | None:
    """What an element shows by itself; None where that is up to what is inside."""
    name = local(element)
    if name == "t":
        return element.text or ""
    return _SHOWN[name](element) if name in _SHOWN else _AS_TEXT.get(name)


def _hangs(element: etree._Element, words: Words) -> bool:
    """Whether this hangs on the paragraph; then it is noted."""
    name = local(element)
    if name in _NOTES:
        words.notes.append((name, attribute(element, "id") or ""))
    elif name == "txbxContent":
        words.boxes.append(element)
    elif name == "relIds":
        words.drawn.append(attribute(element, "dm") or "")
    elif name == "chart":
        words.drawn.append(attribute(element, "id") or "")
    else:
        return False
    return True


def _is_hidden(run: etree._Element) -> bool:
    marks = [entry for entry in _descend(run, "rPr") if local(entry) == "vanish"]
    return any(map(is_on, marks))


def _descend(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of the child of the child with these names."""
    found = [element]
    for name in names:
        found = [child for parent in found for child in parent if local(child) == name]
    return [child for parent in found for child in parent]
