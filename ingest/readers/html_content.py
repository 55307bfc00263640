"""Which part of a web page is the document: not the menus, not the forms, not what the page hides."""

from __future__ import annotations

import re

from lxml import etree

_NEVER = frozenset(
    "script style noscript template iframe object embed applet svg math canvas audio video map nav aside footer head "
    "input select button textarea datalist dialog base link meta title".split()
)
_NEVER_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ASKS_CONSENT = re.compile(
    r"cookie[-_ ]?(?:banner|bar|box|consent|dialog|law|layer|melding|message|modal|notice|notification|overlay|popup|"
    r"wall)|cookiebot|onetrust|(?:^|[\s_-])skip[-_]?(?:link|to|nav)",
    re.IGNORECASE,
)
"""Names of what asks for cookies to be accepted, and of the link that jumps over the menus."""
_WHOLE = frozenset({"html", "body", "main", "article"})
_SECTIONS = frozenset({"main", "article", "section"})
_SECTION_ROLES = frozenset({"main", "article", "region"})
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 summary".split())
_CONTENT = frozenset("p h1 h2 h3 h4 h5 h6 main article table ul ol".split())
_MAIN_SHARE = 0.5


def left_out(element: etree._Element) -> bool:
    """Whether this element and all inside it is no part of the document."""
    name = tag_of(element)
    if not name or (element.get("role") or "").lower() in _NEVER_ROLES:
        return True
    if name in _NEVER and not _opens_a_part(element) and not _names_the_speaker(element):
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if name not in _WHOLE and _ASKS_CONSENT.search(f"{element.get('id') or ''} {element.get('class') or ''}"):
        return True
    if name == "header":  # of the page; that of an article holds its title
        return not any(
            tag_of(parent) in _SECTIONS or parent.get("role") in _SECTION_ROLES for parent in element.iterancestors()
        )
    # Some systems put the whole page in a form; a real form has fields and no text to speak of.
    return name == "form" and not any(tag_of(child) in _CONTENT for child in element.iter())


def _opens_a_part(element: etree._Element) -> bool:
    """Whether this is a heading that folds out what is below it, as frequently asked questions do."""
    return tag_of(element) == "button" and any(tag_of(parent) in _HEADINGS for parent in element.iterancestors())


def _names_the_speaker(element: etree._Element) -> bool:
    """Whether this is the foot of a quote, which says whose words they are."""
    return tag_of(element) == "footer" and any(tag_of(parent) == "blockquote" for parent in element.iterancestors())


def quote_marks(root: etree._Element) -> None:
    """Put the marks into the text that a browser shows around a ``q``."""
    for quote in root.iter("q"):
        quote.text = f"“{quote.text or ''}"
        last = quote[-1] if len(quote) else None
        if last is None:
            quote.text += "”"
        else:
            last.tail = f"{last.tail or ''}”"


def main_content(root: etree._Element) -> etree._Element:
    """The element that holds the document: what the page calls its main part, else all of its body.

    An article is the main part only where what stands around it has no headings of its own.
    """
    body = next((element for element in root.iter("body")), root)
    marked = [e for e in body.iter() if tag_of(e) == "main" or e.get("role") == "main"]
    if not marked:
        articles = [e for e in body.iter("article") if not left_out(e)]
        marked = [] if len(articles) == 1 and _has_heading_outside(articles[0], body) else articles
    if len(marked) == 1 and _size(marked[0]) >= _MAIN_SHARE * _size(body):
        return marked[0]
    return body


def _has_heading_outside(article: etree._Element, element: etree._Element) -> bool:
    if element is article or left_out(element):
        return False
    return tag_of(element) in _HEADINGS or any(_has_heading_outside(article, child) for child in element)


def unfold(root: etree._Element) -> None:
    """Show what a button folds out, and the words on that button: often a question and its answer.

    A panel of which most is links stays as it is: that is a menu.
    """
    panels = {element.get("id"): element for element in root.iter() if element.get("id")}
    shown: dict[str, bool] = {}
    for opener in [element for element in root.iter() if element.get("aria-controls")]:
        for key in (opener.get("aria-controls") or "").split():
            if key not in shown:
                shown[key] = key in panels and _show(panels[key])
            if shown[key] and tag_of(opener) == "button" and not _opens_a_part(opener):
                opener.tag = "div"


def _show(panel: etree._Element) -> bool:
    was = {name: panel.attrib.pop(name) for name in ("hidden", "style") if name in panel.attrib}
    if _size(panel) > 2 * sum(_size(link) for link in panel.iter("a")):
        return True
    panel.attrib.update(was)
    return False


def tag_of(element: etree._Element) -> str:
    """Lower-case tag; empty for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _size(element: etree._Element) -> int:
    """Characters of text that would be read."""
    if left_out(element):
        return 0
    own = len((element.text or "").strip())
    return own + sum(_size(child) + len((child.tail or "").strip()) for child in element)
