"""Many questions in one process: answer them, or measure the answers."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from tqdm import tqdm

from app.commands import open_filled
from app.console import Console
from index.errors import BronwijzerError
from index.evaluation import Judged, figures, judge
from index.serialise import to_json
from index.settings import Settings
from index.texts import cli as texts
from index.texts import judgements


class QuestionFileError(BronwijzerError):
    """A question file that cannot be read."""


def read_questions(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line, with ``id`` and ``question``. :raises QuestionFileError: it is not such a file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(texts.FILE_UNREADABLE.format(path=path, reason=error)) from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            entry = None
        if not isinstance(entry, dict) or not isinstance(entry.get("question"), str) or "id" not in entry:
            raise QuestionFileError(texts.BAD_QUESTION_LINE.format(line=number, path=path))
        questions.append(entry)
    return questions


def batch(settings: Settings, questions_file: Path, out: Path, top_k: int, console: Console) -> None:
    """Answer every question of a file and write a line for each."""
    questions = read_questions(questions_file)
    began = time.monotonic()
    kb = open_filled(settings, console)
    kb.warm_up()
    with out.open("w", encoding="utf-8") as file:
        for entry in tqdm(questions, file=sys.stderr, bar_format=texts.QUESTIONS_BAR):
            result = kb.ask(entry["question"], top_k=top_k)
            values = to_json(result)
            line = {"id": entry["id"], "ms": result.ms, "hits": values["hits"], "answer": values["answer"]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    kb.close()
    seconds = round(time.monotonic() - began, 2)
    values = {"questions": len(questions), "seconds": seconds}
    console.result(values, [texts.BATCH_DONE.format(out=out, **values)])


def evaluate(settings: Settings, questions_file: Path, console: Console) -> None:
    """Answer every question of a file and print the figures."""
    every = read_questions(questions_file)
    questions = [entry for entry in every if entry.get("evidence", ()) is not None]
    kb = open_filled(settings, console)
    kb.warm_up()
    judged: list[Judged] = []
    for entry in tqdm(questions, file=sys.stderr, bar_format=texts.QUESTIONS_BAR):
        result = kb.ask(entry["question"])
        judged.append(judge(entry, result))
    kb.close()
    values = figures(judged)
    lines = [f"{name:16} {value}" for name, value in values.items()]
    if len(every) > len(questions):
        lines.append(judgements.LEFT_OUT.format(number=len(every) - len(questions)))
    console.result(values, lines)
