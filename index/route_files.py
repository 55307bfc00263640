"""Reading routes as files: written so that what a person wrote by hand stays as it was, and never by half."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from index.errors import BronwijzerError
from index.language.stemming import fold
from index.routes import Route, Step
from index.texts import routes as texts

SUFFIX = ".toml"
NEW = ""
"""The version of a route that has no file yet."""
_MAX_NAME = 60


class RouteClosedError(BronwijzerError):
    """The folder with routes cannot be written."""


class RouteChangedError(BronwijzerError):
    """Somebody else changed or removed the file meanwhile."""


def route_version(folder: Path, name: str) -> str:
    """Tells one content of a route's file from another; :data:`NEW` when there is no file."""
    try:
        return hashlib.sha256(_path(folder, name).read_bytes()).hexdigest()[:16]
    except (OSError, RouteChangedError):
        return NEW


def save_route(folder: Path, route: Route, version: str, *, over: bool = False) -> Route:
    """Write a route. :returns: the route under the name of its file.

    :param version: what :func:`route_version` said when somebody began to change it.
    :param over: write it also when somebody else changed it since.
    :raises RouteChangedError: and somebody did.
    :raises RouteClosedError: the folder cannot be written.
    """
    if not over and route.name and route_version(folder, route.name) != version:
        raise RouteChangedError(texts.CHANGED)
    path = _target(folder, route)
    beside = path.with_name(f".{path.name}.nieuw")
    try:
        folder.mkdir(exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(written(route, _before(path)))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise RouteClosedError(texts.CLOSED) from error
    return replace(route, name=path.stem)


def remove_route(folder: Path, name: str) -> None:
    """Throw a route's file away. :raises RouteChangedError: it is gone. :raises RouteClosedError: it may not."""
    try:
        _path(folder, name).unlink()
    except FileNotFoundError as error:
        raise RouteChangedError(texts.GONE) from error
    except OSError as error:
        raise RouteClosedError(texts.CLOSED) from error


def written(route: Route, before: str = "") -> str:
    """The file of a route.

    :param before: the file as it was; remarks, order and whatever else stands in it stay.
    """
    try:
        file = tomlkit.parse(before)
    except TOMLKitError:  # somebody spoilt it while it was being changed here, and chose to write over that
        file = tomlkit.document()
    for name, value in (("title", route.title), ("role", route.role), ("lead", route.lead)):
        _put(file, name, value)
    old = file.get("step", [])
    if [_key(step) for step in old] == [_key(_values(step)) for step in route.steps]:
        for table, step in zip(old, route.steps, strict=True):
            _put(table, "why", step.why)
    else:
        file["step"] = _tables(route.steps, list(old))
        return re.sub(r"\n{3,}(?=\[\[step\]\])", "\n\n", tomlkit.dumps(file)).rstrip() + "\n"
    return tomlkit.dumps(file)


def _tables(steps: Sequence[Step], old: list[Any]) -> Any:  # noqa: ANN401  tomlkit's own type
    """A table for each step; one that was there keeps what else was said in it."""
    tables = tomlkit.aot()
    for step in steps:
        kept = next((table for table in old if _key(table) == _key(_values(step))), None)
        table = _table(step) if kept is None else kept
        _put(table, "why", step.why)
        tables.append(table)
        old = [one for one in old if one is not kept]
    return tables


def _table(step: Step) -> Any:  # noqa: ANN401  tomlkit's own type
    table = tomlkit.table()
    for name, value in _values(step).items():
        table.add(name, value)
    table.add(tomlkit.nl())
    return table


def _values(step: Step) -> dict[str, Any]:
    values = {"document": step.document, "sentence": step.sentence, "page": step.page, "why": step.why}
    return {name: value for name, value in values.items() if value}


def _key(table: Any) -> tuple[str, str, Any]:  # noqa: ANN401  tomlkit's own type, or plain values
    return str(table.get("document", "")).strip(), str(table.get("sentence", "")).strip(), table.get("page")


def _put(table: Any, name: str, value: str) -> None:  # noqa: ANN401  tomlkit's own type
    if str(table.get(name, "")).strip() != value:
        table[name] = value


def _before(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _path(folder: Path, name: str) -> Path:
    """The file of a route that is there; a name comes from a browser, so it is never made into a path."""
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        if path.stem == name:
            return path
    raise RouteChangedError(texts.GONE)


def _target(folder: Path, route: Route) -> Path:
    """The file of a route; for a new one, or one that was thrown away meanwhile, a name made of words that are safe."""
    try:
        return _path(folder, route.name)
    except RouteChangedError:
        plain = re.sub(r"[^a-z0-9]+", "-", fold((route.name or route.title).lower()))[:_MAX_NAME].strip("-")
    name = plain or texts.NAMELESS
    taken = {path.stem for path in folder.glob(f"*{SUFFIX}")} if folder.is_dir() else set()
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return folder / f"{next(one for one in names if one not in taken)}{SUFFIX}"
