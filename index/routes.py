"""Reading routes: an ordered list of places per role, in small files beside the documents.

A route names a document by its file or title and quotes a sentence of it, so that it still points to the right place
in a new version; a place may also be a page. :mod:`index.route_places` looks for them, :mod:`index.route_files` writes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from index.reasons import reason_of
from index.texts import begin as texts

FOLDER = "routes"
MAX_BYTES = 200_000
_ROUTE = {"title": str, "role": str, "lead": str}
_STEP = {"document": str, "why": str}


@dataclass(frozen=True, slots=True)
class Step:
    """One place to read. ``document`` is a file name or title, ``sentence`` stands in it word for word.

    :param page: (1-based page of the file) which of the places with that sentence, or the place itself without one.
    """

    document: str
    sentence: str
    why: str
    page: int | None = None


def tick(step: Step) -> int:
    """A number for the place that a step names, so that a tick stays with its place when the route changes."""
    return crc32(f"{step.document}\n{step.sentence}\n{step.page or ''}".encode())


@dataclass(frozen=True, slots=True)
class Route:
    """A route for one role. ``name`` is the file's name without its ending."""

    name: str
    title: str
    role: str
    lead: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RouteProblem:
    """A file that is no route, and why, in Dutch."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Routes:
    """Every route of a folder, and what could not be understood."""

    routes: tuple[Route, ...] = ()
    problems: tuple[RouteProblem, ...] = ()


def read_routes(folder: Path) -> Routes:
    """The routes in ``folder``, by file name; a folder that is not there has none."""
    routes: list[Route] = []
    problems: list[RouteProblem] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            routes.append(_route(path))
        except (OSError, ValueError, RecursionError) as error:
            problems.append(RouteProblem(path.name, _reason(error)))
    return Routes(tuple(routes), tuple(problems))


def _reason(error: Exception) -> str:
    """What is wrong with the file, as a sentence's end; what is nested too deep has no words of its own."""
    return texts.ROUTE_UNREADABLE if isinstance(error, RecursionError) else f"{reason_of(error).rstrip('.')}."


def _route(path: Path) -> Route:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(texts.ROUTE_TOO_LONG)
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = values.pop("step", [])
    if not isinstance(steps, list) or not steps:
        raise ValueError(texts.ROUTE_WITHOUT_STEPS)
    fields = _checked(values, _ROUTE, texts.ROUTE_HEAD)
    checked = tuple(_step(step, texts.ROUTE_STEP.format(number=number)) for number, step in enumerate(steps, 1))
    return Route(path.stem, fields["title"], fields["role"], fields["lead"], checked)


def _step(values: Any, where: str) -> Step:  # noqa: ANN401  TOML values
    fields = _checked(values, _STEP, where)
    sentence, page = values.get("sentence", ""), values.get("page")
    if not isinstance(sentence, str) or (not sentence.strip() and page is None):
        raise ValueError(texts.ROUTE_FIELD.format(where=where, name="sentence"))
    if page is not None and (not isinstance(page, int) or isinstance(page, bool) or page < 1):
        raise ValueError(texts.ROUTE_PAGE.format(where=where))
    return Step(fields["document"], sentence.strip(), fields["why"], page)


def _checked(values: Any, wanted: Mapping[str, type], where: str) -> dict[str, str]:  # noqa: ANN401  TOML values
    if not isinstance(values, dict):
        raise ValueError(texts.ROUTE_STEP_WRONG.format(where=where))  # noqa: TRY004  one kind of error per file
    for name in wanted:
        if not isinstance(values.get(name), str) or not values[name].strip():
            raise ValueError(texts.ROUTE_FIELD.format(where=where, name=name))
    return {name: values[name].strip() for name in wanted}
