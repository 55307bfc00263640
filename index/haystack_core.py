"""Haystack's pipeline without PyTorch.

``import haystack`` loads PyTorch when it is installed (a second and 200 MB), only to know the names of devices. A
process that answers questions needs neither, so the import is made to find no PyTorch; later imports find it again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from index.errors import BronwijzerError

if TYPE_CHECKING:
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack.dataclasses import ChatMessage
    from haystack.utils import Secret

_HIDDEN = ("torch", "transformers")


@contextmanager
def _hidden_modules() -> Iterator[None]:
    hidden = [name for name in _HIDDEN if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
with _hidden_modules():
    from haystack import Pipeline, component

__all__ = ["ChatParts", "Pipeline", "chat_parts", "component", "run"]


def run(pipeline: Pipeline, data: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    """Run a pipeline. An error of ours in it comes out as it is: Haystack puts it into one of its own.

    :param wanted: components of which the output is given too, though another one takes it.
    """
    try:
        return pipeline.run(data, include_outputs_from=wanted)
    except Exception as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from ours.__cause__


def _ours(error: BaseException | None) -> BronwijzerError | None:
    while error is not None and not isinstance(error, BronwijzerError):
        error = error.__cause__ or error.__context__
    return error


@dataclass(frozen=True, slots=True)
class ChatParts:
    """What talking to a chat endpoint takes."""

    generator: type[OpenAIChatGenerator]
    message: type[ChatMessage]
    secret: Callable[[str], Secret]


@cache
def chat_parts() -> ChatParts:
    """Loaded at the first call: who has no language model does not pay for it."""
    with _hidden_modules():
        from haystack.components.generators.chat import OpenAIChatGenerator
        from haystack.dataclasses import ChatMessage
        from haystack.utils import Secret

    return ChatParts(OpenAIChatGenerator, ChatMessage, Secret.from_token)
