"""A route while somebody makes it: it lives in the fields of a form in his browser, the server keeps nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from index.routes import Route, Step

MAX_STEPS = 100
MAX_FIELD = 300
MAX_WHY = 500
MAX_SENTENCE = 1_000
STEP_FIELDS = ("document", "sentence", "page", "why")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds.

    :param version: of the file, when it was opened (see :func:`index.route_files.route_version`).
    :param gone: the place that was taken out last and the number (from 1) that it had, so that it can come back.
    :param document: the one out of which a place is being chosen.
    """

    route: Route
    version: str = ""
    gone: tuple[int, Step] | None = None
    document: str = ""

    def moved(self, number: int, by: int) -> Draft:
        """With one place (from 1) further up or down; the same when there is no room that way."""
        steps = list(self.route.steps)
        to = number + by
        if not (1 <= number <= len(steps) and 1 <= to <= len(steps)):
            return self
        steps.insert(to - 1, steps.pop(number - 1))
        return self._with(steps)

    def dropped(self, number: int) -> Draft:
        """Without one place, which is kept aside."""
        steps = list(self.route.steps)
        if not 1 <= number <= len(steps):
            return self
        step = steps.pop(number - 1)
        return replace(self._with(steps), gone=(number, step))

    def restored(self) -> Draft:
        """With the place that was taken out last, where it stood."""
        if self.gone is None:
            return self
        number, step = self.gone
        steps = list(self.route.steps)
        steps.insert(min(number - 1, len(steps)), step)
        return replace(self._with(steps), gone=None)

    def added(self, step: Step) -> Draft:
        """With one place more, at the end."""
        return self._with([*self.route.steps, step])

    @property
    def full(self) -> bool:
        """No place fits in any more."""
        return len(self.route.steps) >= MAX_STEPS

    def missing(self) -> tuple[str, ...]:
        """The fields that are empty: ``title``, ``why-3``, ``steps``."""
        route = self.route
        fields = [name for name in ("title", "role", "lead") if not getattr(route, name)]
        fields += [] if route.steps else ["steps"]
        return (*fields, *(f"why-{number}" for number, step in enumerate(route.steps, 1) if not step.why))

    def _with(self, steps: list[Step]) -> Draft:
        return replace(self, route=replace(self.route, steps=tuple(steps)))


def read_draft(filled: object) -> Draft | None:
    """What a browser says that the form holds; None when it says nothing of a route."""
    if not isinstance(filled, Mapping) or "title" not in filled:
        return None
    texts = {str(name): value for name, value in filled.items() if isinstance(value, str)}
    route = Route(
        name=texts.get("name", "")[:MAX_FIELD],
        title=_line(texts, "title"),
        role=_line(texts, "role"),
        lead=_line(texts, "lead", MAX_WHY),
        steps=tuple(_steps(texts)),
    )
    gone = _step(texts, "gone")
    at = texts.get("gone-at", "")
    kept = (int(at), gone) if gone and at.isdecimal() else None
    return Draft(route, texts.get("version", "")[:MAX_FIELD], kept, texts.get("chosen", "")[:MAX_FIELD])


def _steps(texts: Mapping[str, str]) -> Iterator[Step]:
    for number in range(1, MAX_STEPS + 1):
        step = _step(texts, str(number))
        if step is None:
            return
        yield step


def _step(texts: Mapping[str, str], number: str) -> Step | None:
    document = _line(texts, f"document-{number}")
    if not document:
        return None
    page = texts.get(f"page-{number}", "")
    return Step(
        document,
        texts.get(f"sentence-{number}", "").strip()[:MAX_SENTENCE],
        _line(texts, f"why-{number}", MAX_WHY),
        int(page) if page.isdecimal() and 0 < int(page) < 100_000 else None,
    )


def _line(texts: Mapping[str, str], name: str, most: int = MAX_FIELD) -> str:
    return " ".join(texts.get(name, "").split())[:most]
