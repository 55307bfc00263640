"""Many questions in one process: answer them, or measure the answers."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from tqdm import tqdm

from app.commands import open_filled
from app.console import Console
from index.errors import BronwijzerError
from index.evaluation import Judged, figures, judge
from index.reasons import reason_of
from index.serialise import to_json
from index.settings import Settings
from index.texts import cli as texts
from index.texts import judgements


class QuestionFileError(BronwijzerError):
    """A question file that cannot be read."""


class AnswerFileError(BronwijzerError):
    """The answers cannot be written."""


class Question(BaseModel):
    """A line of a question file; what else it says is for others."""

    model_config = ConfigDict(extra="allow")

    id: Any
    question: str


class _Alternative(BaseModel):
    text: str
    stem: str | None = None
    pdf_pages: list[int] | None = None


class Judgeable(Question):
    """A question with what answers it; see :mod:`index.evaluation`."""

    evidence: list[list[_Alternative]] | None = None


def read_questions(path: Path, form: type[Question] = Question) -> list[dict[str, Any]]:
    """One JSON object a line, each of that form. :raises QuestionFileError: it is not such a file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() ends a line at signs inside it too
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(texts.FILE_UNREADABLE.format(path=path, reason=reason_of(error))) from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(form.model_validate_json(line).model_dump(exclude_unset=True))
        except ValidationError as error:
            raise QuestionFileError(texts.BAD_QUESTION_LINE.format(line=number, path=path)) from error
    return questions


def batch(settings: Settings, questions_file: Path, out: Path, top_k: int, console: Console) -> None:
    """Answer every question of a file and write a line for each.

    :raises QuestionFileError: a line is no question.
    :raises AnswerFileError: the answers cannot be written, or would take the place of the questions.
    """
    questions = read_questions(questions_file)
    if out.is_file() and out.samefile(questions_file):
        raise AnswerFileError(texts.OUT_IS_QUESTIONS.format(path=out))
    began = time.monotonic()
    kb = open_filled(settings, console)
    kb.warm_up()
    try:
        with out.open("w", encoding="utf-8") as file:
            for entry in tqdm(questions, file=sys.stderr, bar_format=texts.QUESTIONS_BAR):
                result = kb.ask(entry["question"], top_k=top_k)
                values = to_json(result)
                line = {"id": entry["id"], "ms": result.ms, "hits": values["hits"], "answer": values["answer"]}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise AnswerFileError(texts.FILE_UNWRITABLE.format(path=out, reason=reason_of(error))) from error
    kb.close()
    seconds = round(time.monotonic() - began, 2)
    values = {"questions": len(questions), "seconds": seconds}
    console.result(values, [texts.BATCH_DONE.format(out=out, **values)])


def evaluate(settings: Settings, questions_file: Path, console: Console) -> None:
    """Answer every question of a file and print the figures. :raises QuestionFileError: a line cannot be judged."""
    every = read_questions(questions_file, Judgeable)
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
