"""Reading routes: an ordered list of places per role, in small files beside the documents.

A route names a document by its file or title and quotes a sentence of it, so that it still points to the right place
in a new version. What cannot be found is named, so that the coordinator can mend the route; nothing is skipped.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord
from index.places import Place, place_in
from index.quotes import Letters, find_exact, find_near, whole_words
from index.texts import begin as texts
from index.types import DocumentStatus, Span

FOLDER = "routes"
MAX_BYTES = 200_000
_ROUTE = {"title": str, "role": str, "lead": str}
_STEP = {"document": str, "sentence": str, "why": str}


@dataclass(frozen=True, slots=True)
class Step:
    """One place to read. ``document`` is a file name or title, ``sentence`` stands in it word for word."""

    document: str
    sentence: str
    why: str


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


class StepState(StrEnum):
    """What was found of a step."""

    FOUND = "found"
    CHANGED = "changed"
    NO_SENTENCE = "no_sentence"
    NO_DOCUMENT = "no_document"


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step with its place: the sentence, or as it reads now, or the start of the document; None without one."""

    step: Step
    state: StepState
    place: Place | None = None


def read_routes(folder: Path) -> Routes:
    """The routes in ``folder``, by file name; a folder that is not there has none."""
    routes: list[Route] = []
    problems: list[RouteProblem] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            routes.append(_route(path))
        except (OSError, ValueError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
            reason = str(error) if isinstance(error, ValueError) else texts.ROUTE_UNREADABLE
            problems.append(RouteProblem(path.name, reason))
    return Routes(tuple(routes), tuple(problems))


def _route(path: Path) -> Route:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(texts.ROUTE_TOO_LONG)
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = values.pop("step", [])
    if not isinstance(steps, list) or not steps:
        raise ValueError(texts.ROUTE_WITHOUT_STEPS)
    fields = _checked(values, _ROUTE, texts.ROUTE_HEAD)
    checked = [_checked(step, _STEP, texts.ROUTE_STEP.format(number=n)) for n, step in enumerate(steps, 1)]
    return Route(path.stem, fields["title"], fields["role"], fields["lead"], tuple(Step(**step) for step in checked))


def _checked(values: Any, wanted: Mapping[str, type], where: str) -> dict[str, str]:  # noqa: ANN401  TOML values
    if not isinstance(values, dict):
        raise ValueError(texts.ROUTE_STEP_WRONG.format(where=where))  # noqa: TRY004  one kind of error per file
    for name in wanted:
        if not isinstance(values.get(name), str) or not values[name].strip():
            raise ValueError(texts.ROUTE_FIELD.format(where=where, name=name))
    return {name: values[name].strip() for name in wanted}


def find_steps(route: Route, library: Library) -> tuple[FoundStep, ...]:
    """Each step of a route with the place that it names, in order.

    Who does not see every document is not shown a step without one: it may quote what he may not see.

    :raises StoreError: the index cannot be read.
    """
    found = (_find(step, library) for step in route.steps)
    return tuple(f for f in found if not library.is_limited or f.state is not StepState.NO_DOCUMENT)


def _find(step: Step, library: Library) -> FoundStep:
    near: FoundStep | None = None
    for record in _named(step.document, tuple(library.records().values())):
        try:
            state, span = _looked_up(library, record.document_id, step.sentence)
            found = FoundStep(step, state, place_in(library.document(record.document_id), span.start, span.end))
        except DocumentMissingError:  # removed a moment ago
            continue
        if state is StepState.FOUND:
            return found
        near = near or found
    return near or FoundStep(step, StepState.NO_DOCUMENT)


@lru_cache(maxsize=4096)
def _looked_up(library: Library, document_id: str, sentence: str) -> tuple[StepState, Span]:
    """A document's text never changes under its id, so a sentence is looked for once."""
    text = library.document(document_id).text
    exact = re.search(r"\s+".join(map(re.escape, sentence.split())), text)
    if exact is not None:
        return StepState.FOUND, Span(exact.start(), exact.end())
    sought, letters = Letters.of(sentence), Letters.of(text)
    alike = next(iter(find_exact(sought, letters)), None)
    if alike is not None:
        return StepState.FOUND, _closed(text, alike)
    near = find_near(sought, letters)
    if near is not None:
        return StepState.CHANGED, _closed(text, whole_words(text, near[1]))
    return StepState.NO_SENTENCE, Span(0, 0)


def _closed(text: str, span: Span) -> Span:
    """With the mark that ends the sentence, which the letters alone leave out."""
    end = span.end
    while end < len(text) and text[end] in ".!?”\"'’)":
        end += 1
    return Span(span.start, end)


def _named(name: str, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Documents of that file name or title; those that hold first, then the newest."""
    letters = Letters.of(name).text
    found = [r for r in records if name in {r.file, *(Path(p).name for p in r.paths)}]
    found += [r for r in records if r not in found and Letters.of(r.metadata.title).text == letters]
    return sorted(found, key=lambda r: (r.metadata.status is not DocumentStatus.VALID, -(r.metadata.year or 0)))
