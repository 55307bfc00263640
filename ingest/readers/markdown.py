"""Markdown: headings, paragraphs, lists, tables and notes; links and pictures are their texts, HTML is its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from index.types import BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.decoding import decode
from ingest.readers.flow import Flow
from ingest.readers.front_matter import split_front_matter
from ingest.readers.html import add_fragment
from ingest.readers.rows import table_blocks

_NESTING = 100  # deeper lists and quotes are dropped by the parser; the default of 20 is ten lists deep
_AS_TEXT = {"softbreak": " ", "hardbreak": " "}
_FOR_THE_SITE = re.compile(
    r"""\s*\{:?\s*(?:(?:[#.][\w-]+|data-[\w-]+|[\w-]+\s?[=:]\s?(?:"[^"]*"|'[^']*'|[\w-]+))\s*)+\}"""
    r"|:(?:material|octicons|fontawesome|simple)-[\w-]+:"
)
"""What a text says to the program that makes a site of it: attributes behind a word, and names of icons."""
_BREAKS = ("<br>", "<br/>", "<br />")


def read_markdown(path: Path, limits: Limits) -> ReadResult:  # noqa: ARG001 - every reader is called alike
    """The text of a Markdown file; its front matter becomes the properties.

    :raises ReadError: it is no text (CODERING).
    """
    source = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    properties, text = split_front_matter(source)
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    # The plugin's last step throws away notes that nothing names.
    parser.use(footnote_plugin, inline=False).use(admon_plugin).disable("footnote_tail")
    body, notes = _apart(parser.parse(text))
    walk = _Walk(notes)
    walk.tokens(body)
    walk.hanging += walk.notes.values()
    walk.add_notes()
    return walk.flow.result(properties)


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, str]]:
    """All but the notes, and the text of each note by its name."""
    body: list[Token] = []
    notes: dict[str, list[str]] = {}
    parts: list[str] | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            parts = notes.setdefault(token.meta["label"], [])
        elif token.type == "footnote_reference_close":
            parts = None
        elif parts is None:
            body.append(token)
        elif token.type == "inline":
            parts.append(_text(token))
    return body, {name: " ".join(texts) for name, texts in notes.items()}


def _start(token: Token) -> int | None:
    """Where a numbered list begins; None for one with bullets."""
    return int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None


def _text(token: Token) -> str:
    return _FOR_THE_SITE.sub("", "".join(_words(token.children or ())))


def _words(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in {"text", "code_inline", "text_special"}:
            yield child.content
        elif child.type == "image":
            yield from _words(child.children or ())
        elif child.type == "html_inline":
            yield " " if child.content.lower() in _BREAKS else ""
        else:
            yield _AS_TEXT.get(child.type, "")


class _Walk:
    """One way through the tokens of a text."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.flow = Flow()
        self.notes = notes  # those that were not named yet
        self.level = 0
        self.lists = 0
        self.counts: list[int | None] = []  # the next number of each list that is open, None of one with bullets
        self.label = ""  # of the item that just began
        self.rows: list[list[str]] = []
        self.in_table = False
        self.hanging: list[str] = []  # notes of a table, which come behind it

    def tokens(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self.inline(token)
            elif token.type in {"fence", "code_block"}:
                self.flow.add(BlockKind.PARAGRAPH, token.content)
            elif token.type == "html_block":
                add_fragment(token.content, self.flow)
            else:
                self.frame(token)

    def frame(self, token: Token) -> None:
        """A token that opens or closes something."""
        if token.type == "heading_open":
            self.level = int(token.tag[1:])
        elif token.type == "heading_close":
            self.level = 0
        elif token.type in {"ordered_list_open", "bullet_list_open"}:
            self.counts.append(_start(token))
            self.label = ""
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            self.counts.pop()
        elif token.type in {"list_item_open", "list_item_close"}:
            self.lists += token.nesting
            self.item(token)
        elif token.type == "tr_open":
            self.rows.append([])
        elif token.type in {"table_open", "table_close"}:
            self.table(opens=token.nesting > 0)

    def item(self, token: Token) -> None:
        """An item of a list begins or ends; a page shows each number as one more than the last, whatever is typed."""
        value = self.counts[-1]
        opens = token.nesting > 0 and value is not None
        self.label = f"{value}{token.markup} " if opens else ""
        if opens and value is not None:
            self.counts[-1] = value + 1

    def table(self, *, opens: bool) -> None:
        self.in_table = opens
        if not opens:
            self.flow.add_table(table_blocks(self.rows, headers=1))
            self.rows = []
            self.add_notes()

    def inline(self, token: Token) -> None:
        if self.in_table:
            self.rows[-1].append(_text(token))
        else:
            kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
            label, self.label = self.label, ""
            self.flow.add(BlockKind.HEADING if self.level else kind, label + _text(token), self.level)
        named = (child.meta for child in token.children or () if child.type == "footnote_ref")
        self.hanging += (self.notes.pop(meta["label"], "") for meta in named)
        if not self.in_table:
            self.add_notes()

    def add_notes(self) -> None:
        """The notes named since the last time."""
        for note in self.hanging:
            self.flow.add(BlockKind.FOOTNOTE, note)
        self.hanging.clear()
