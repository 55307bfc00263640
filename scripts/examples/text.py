"""Make a web page, a Markdown file or a plain text of a source text."""

from __future__ import annotations

import json
import re
import textwrap
from html import escape
from pathlib import Path

from examples.source import MARK, MARK_SENTENCE, Block, Source, plain

_WIDTH = 78
_STYLE = """
  body { font: 1rem/1.6 Georgia, serif; color: #222; margin: 0 auto; max-width: 46rem; padding: 0 1.5rem 3rem }
  header, footer { color: #5a6268; font-size: .85rem; padding: 1rem 0 }
  h1, h2, h3 { color: #0b5563; line-height: 1.25 }
  table { border-collapse: collapse; margin: 1rem 0 }
  th, td { border: 1px solid #9aa5ab; padding: .35rem .6rem; text-align: left; vertical-align: top }
"""


def write_markdown(source: Source, path: Path) -> None:
    """Write the Markdown file of this source text, its front matter in the form that ``fence`` in ``meta`` names."""
    told = {name: source.meta[name] for name in ("title", "organisation", "subject", "year")}
    fence, equals = ("+++", " = ") if source.meta.get("fence") == "toml" else ("---", ": ")
    front = [f"{name}{equals}{json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    body = re.sub(r"^#", "##", source.body, flags=re.MULTILINE)
    parts = ["\n".join([fence, *front, fence]), f"# {source.meta['title']}", f"*{MARK_SENTENCE}*", body]
    _write(path, "\n\n".join(parts))


def write_text(source: Source, path: Path) -> None:
    """Write the plain text of this source text: lines of 78 characters, each heading on a line of its own."""
    parts = [source.meta["title"], _wrapped(MARK_SENTENCE), *map(_as_text, source.blocks)]
    joined = "\n\n".join(parts)
    _write(path, re.sub(r"(?m)(^(?:- |\d+\. |  ).*)\n\n(?=- |\d+\. )", r"\1\n", joined))


def _as_text(block: Block) -> str:
    match block.kind:
        case "heading":
            return block.text
        case "bullet":
            return _wrapped(block.text, "- ")
        case "number":
            return _wrapped(block.text, f"{block.level}. ")
        case "table":
            return _pairs(block.rows)
        case _:
            return _wrapped(plain(block.text))


def _wrapped(text: str, first: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _pairs(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(_wrapped(": ".join(row), "- ") for row in rows[1:])


def write_page(source: Source, path: Path) -> None:
    """Write the web page of this source text."""
    title, organisation = escape(source.meta["title"]), escape(source.meta["organisation"])
    body = "\n".join(map(_as_html, source.blocks))
    body = re.sub(r"(?:<li>.*</li>\n?)+", r"<ul>\n\g<0></ul>\n", body)
    _write(
        path,
        f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="author" content="{organisation}">
<style>{_STYLE}</style>
</head>
<body>
<header>{organisation} | {escape(source.meta["subject"])}</header>
<main>
<h1>{title}</h1>
<p><em>{escape(MARK_SENTENCE)}</em></p>
{body}
</main>
<footer>{MARK}</footer>
</body>
</html>""",
    )


def _as_html(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case "bullet":
            return f"<li>{escape(block.text, quote=False)}</li>"
        case "table":
            head, *rows = [[escape(cell) for cell in row] for row in block.rows]
            lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
            top = "<tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>"
            return "\n".join(["<table>", f"<thead>{top}</thead>", "<tbody>", *lines, "</tbody>", "</table>"])
        case _:
            return f"<p>{escape(block.text, quote=False)}</p>"


def _write(path: Path, text: str) -> None:
    path.write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
