"""The properties above a Markdown text: ``---`` with one ``key: value`` a line, or ``+++`` with TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from ingest.readers.flow import plain_properties

_FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"([\w .-]{1,60}?)\s*:\s+(.*)|([\w .-]{1,60}?)\s*:\s*")
_BLOCK = re.compile(r"[>|][+-]?")
_COMMENT = re.compile(r"\s#.*")
_ITEM = re.compile(r"\s*-(?:\s+(.*))?")


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The properties (names in lower case, values as text, lists with commas) and the text below them.

    What begins like front matter but is none, such as a rule above a text, is left in the text.
    """
    fenced = _FENCED.match(source)
    if fenced is None:
        return {}, source
    found = _toml(fenced[2]) if fenced[1] == "+++" else _lines(fenced[2])
    if found is None:
        return {}, source
    return plain_properties((name.lower(), value) for name, value in found), source[fenced.end() :]


def _toml(text: str) -> list[tuple[str, str]] | None:
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return [(name, _plain(value)) for name, value in values.items() if not isinstance(value, dict)]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _lines(text: str) -> list[tuple[str, str]] | None:
    """Simple YAML: pairs, texts over several lines, and lists as ``[a, b]`` or as lines with a dash.

    Pairs inside a pair are left out.
    """
    pairs: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item, pair = _ITEM.fullmatch(line), _LINE.fullmatch(line)
        if item is not None and pairs:
            if item[1]:
                pairs[-1][1].append(_unquote(_uncommented(item[1])))
        elif line[0].isspace() and pairs:
            _go_on(pairs[-1][1], line.strip())
        elif pair is not None:
            pairs.append(((pair[1] or pair[3]).strip(), list(_values(pair[2] or ""))))
        else:
            return None
    return [(name, ", ".join(values)) for name, values in pairs]


def _go_on(values: list[str], text: str) -> None:
    if values:
        values[-1] += f" {text}"


def _values(text: str) -> Iterator[str]:
    text = _uncommented(text)
    if _BLOCK.fullmatch(text):
        return iter([""])
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return (_unquote(part) for part in parts if part.strip())


def _uncommented(text: str) -> str:
    return text.strip() if _is_quoted(text.strip()) else _COMMENT.sub("", text).strip()


def _unquote(text: str) -> str:
    text = text.strip()
    return text[1:-1] if _is_quoted(text) else text


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
