"""The words of an OpenDocument paragraph: as the final version shows them, without comments and hidden text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.readers.xml import attribute, local

INDEXES = frozenset(
    "table-of-content alphabetical-index illustration-index table-index object-index user-index".split()
)
"""Lists that the program makes of what stands elsewhere."""
_LEFT_OUT = frozenset(
    "tracked-changes annotation annotation-end hidden-text hidden-paragraph forms sequence-decls variable-decls "
    "user-field-decls ruby-text note-citation script".split()
)
# What a picture is called for those who do not see it; a text:title is a field that shows the document's own title.
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLED = frozenset({"span", "p", "h"})
_CONDITIONAL = frozenset({"hidden-text", "hidden-paragraph"})
"""What is hidden under a condition; the last time that the document was shown it may have been there."""
_HANGING = frozenset({"note", "text-box"})
_PARAGRAPHS = frozenset({"p", "h", "list"})
_AS_TEXT = {"s": " ", "tab": " ", "line-break": " "}


def is_left_out(element: etree._Element) -> bool:
    """Whether this is no part of the text: deletions, comments, what is hidden, declarations."""
    name = local(element)
    if name in _CONDITIONAL and attribute(element, "is-hidden") == "false":
        return False
    if not name or name in _LEFT_OUT or element.tag in {f"{{{_DRAWING}}}title", f"{{{_DRAWING}}}desc"}:
        return True
    return name == "section" and (attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true")


def hide(root: etree._Element, styles: Iterable[etree._Element]) -> None:
    """Make what a style does not show hidden text, which is left out.

    :param root: the content.
    :param styles: what holds styles; one that is made from another hides what that hides, unless it says itself.
    """
    named = [element for one in styles for element in one.iter() if local(element) == "style"]
    parents = {attribute(style, "name"): attribute(style, "parent-style-name") for style in named}
    stated = {attribute(style, "name"): display for style in named if (display := _display(style)) is not None}
    hidden = {name for name in parents if _is_hidden(name, parents, stated)}
    gone = [e for e in root.iter() if local(e) in _STYLED and attribute(e, "style-name") in hidden]
    fields = (e for e in root.iter() if local(e) == "hidden-paragraph" and attribute(e, "is-hidden") == "true")
    around = (next((p for p in field.iterancestors() if local(p) in {"p", "h"}), None) for field in fields)
    gone += [paragraph for paragraph in around if paragraph is not None]
    for element in gone:
        element.tag = f"{{{_TEXT}}}hidden-text"


def _display(style: etree._Element) -> str | None:
    return next((shown for part in style if (shown := attribute(part, "display")) is not None), None)


def _is_hidden(name: str | None, parents: dict[str | None, str | None], stated: dict[str | None, str]) -> bool:
    seen = set()
    while name is not None and name not in stated and name not in seen:
        seen.add(name)
        name = parents.get(name)
    return stated.get(name) == "none"


def words_of(element: etree._Element) -> str:
    """The words of a ``text:p`` or ``text:h``, without what hangs on it."""
    return "".join(_words(element))


def notes_and_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The notes, text boxes and shapes with text that hang on a paragraph, not those inside these."""
    for child in element:
        if is_left_out(child):
            continue
        if _hangs(child):
            yield child
        else:
            yield from notes_and_boxes(child)


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) in _AS_TEXT:
            yield _AS_TEXT[local(child)]
        elif not is_left_out(child) and not _hangs(child):
            yield from _words(child)
        yield child.tail or ""


def _hangs(element: etree._Element) -> bool:
    """Whether this holds paragraphs of its own."""
    return local(element) in _HANGING or any(local(child) in _PARAGRAPHS for child in element)
