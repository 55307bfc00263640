"""Look up on which pages the evidence of the questions stands, in the files as they were made."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader


def place_questions(path: Path, folder: Path, printed: dict[str, Callable[[int], str]]) -> list[dict[str, Any]]:
    """The questions with the pages of their evidence.

    :param folder: where the documents are.
    :param printed: per PDF what number is printed on a page of the file (1-based).
    :raises ValueError: evidence that stands on no page.
    """
    questions = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    pages = {name: pages_of(folder / name) for name in printed}
    placed = []
    for number, question in enumerate(questions, 1):
        groups = [
            [_place(file, text, pages, printed) for file, text in group] for group in question.get("evidence", [])
        ]
        told = {name: question[name] for name in ("question", "persona", "type")}
        placed.append({"id": f"v{number:03}", **told, "answer": question.get("answer"), "evidence": groups})
    return placed


def _place(
    file: str, text: str, pages: dict[str, list[str]], printed: dict[str, Callable[[int], str]]
) -> dict[str, Any]:
    evidence: dict[str, Any] = {"text": text.replace("**", ""), "stem": Path(file).stem, "file": file}
    if file not in pages:
        return evidence
    found = [page for page, letters in enumerate(pages[file], 1) if letters_of(text) in letters]
    if not found:
        raise ValueError(f"{file}: on no page: {text}")
    return evidence | {"pdf_pages": found, "labels": [printed[file](page) for page in found]}


def pages_of(pdf: Path) -> list[str]:
    """The letters and digits of each page."""
    return [letters_of(page.extract_text()) for page in PdfReader(pdf).pages]


def letters_of(text: str) -> str:
    """Lower-case letters and digits only, so that line ends and hyphens do not matter."""
    return "".join(filter(str.isalnum, text.lower()))
