"""Calls to an OpenAI-compatible endpoint: Haystack's chat generator, with a clock, a cap and a queue around it."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import BoundedSemaphore, Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.haystack_core import chat_parts
from index.wording.prompt import Prompt

if TYPE_CHECKING:
    from haystack.components.generators.chat import OpenAIChatGenerator

AT_ONCE = 4
"""Calls that run side by side; who comes fifth reads the quotes only."""
SECONDS = 30.0
MAX_TOKENS = 400
MAX_CHARS = 4000
"""Some endpoints do not hold to the number of tokens."""
_NO_KEY = "geen"
_LOG = logging.getLogger(__name__)


class ModelSilentError(Exception):
    """The model gave no whole answer in time. Never shown: the quotes stand."""


class _StoppedError(Exception):
    """Nobody waits for the rest any more."""


@dataclass(frozen=True, slots=True)
class _End:
    error: str | None


class ModelClient:
    """One endpoint and one model on it.

    :param url: base address of the API, as in ``http://localhost:11434/v1``; redirects are not followed, so that
        passages go where the setting says and nowhere else.
    :param seconds: within which the whole answer must be there.
    """

    def __init__(self, url: str, model: str, api_key: str = "", seconds: float = SECONDS) -> None:
        self.model = model
        self._url = url
        self._api_key = api_key
        self._seconds = seconds
        self._slots = BoundedSemaphore(AT_ONCE)

    @property
    def host(self) -> str:
        """Where questions and passages go, without any key or password in it."""
        parts = urlsplit(self._url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}"

    def warm_up(self) -> None:
        """Load the client's libraries (a second); sends nothing."""
        self._generator().close()

    def _generator(self) -> OpenAIChatGenerator:
        """A generator, and so a pool of connections, for one call.

        A stream that is stopped half-way is not closed by the generator: it is left to the garbage collector, which
        closes it by taking the lock of its pool. Were the pool shared, that could happen while the same thread holds
        that lock for another call, which would then hang for good. Making one takes 20 ms.
        """
        parts = chat_parts()
        generator = parts.generator(
            api_key=parts.secret(self._api_key or _NO_KEY),
            model=self.model,
            api_base_url=self._url,
            timeout=self._seconds,
            max_retries=0,
            generation_kwargs={"max_tokens": MAX_TOKENS, "temperature": 0},
            http_client_kwargs={"follow_redirects": False},
        )
        generator.warm_up()
        return generator

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Pieces of the model's text as they come in.

        :raises ModelSilentError: busy, down, too slow, cut off, or too long; what came before does not count.
        """
        if not self._slots.acquire(blocking=False):
            raise ModelSilentError("busy")
        pieces: queue.Queue[str | _End] = queue.Queue()
        stopped = Event()
        # The endpoint may hang where nothing can be interrupted, so somebody else waits for it; the slot is free
        # again when that call has really ended.
        Thread(target=self._call, args=(prompt, pieces, stopped), name="wording", daemon=True).start()
        deadline = time.monotonic() + self._seconds
        try:
            yield from _until(deadline, pieces)
        finally:
            stopped.set()

    def _run(self, prompt: Prompt, take: Callable[[Any], None]) -> str | None:
        """Why the reply is not whole, if so."""
        message = chat_parts().message
        generator = self._generator()
        try:
            reply = generator.run(
                [message.from_system(prompt.system), message.from_user(prompt.user)], streaming_callback=take
            )
        finally:
            generator.close()
        return _unfinished(reply["replies"])

    def _call(self, prompt: Prompt, pieces: queue.Queue[str | _End], stopped: Event) -> None:
        received = 0

        def take(chunk: Any) -> None:  # noqa: ANN401  Haystack's chunk
            nonlocal received
            received += len(chunk.content or "")
            if stopped.is_set() or received > MAX_CHARS:
                raise _StoppedError
            if chunk.content:
                pieces.put(chunk.content)

        try:
            error = self._run(prompt, take)
        except Exception as caught:  # noqa: BLE001  whatever the endpoint does, the quotes stand
            # The reason only by name: an endpoint's own words may repeat the question.
            error = type(caught).__name__
        finally:
            self._slots.release()
        if error:
            _LOG.warning("wording: %s", error)
        pieces.put(_End(error))


def _unfinished(replies: list[Any]) -> str | None:
    """Why a reply is not whole: a stream that breaks off without a word looks like an end."""
    reasons = [reply.meta.get("finish_reason") for reply in replies]
    return None if reasons and reasons[0] == "stop" else f"finish_reason {reasons}"


def _until(deadline: float, pieces: queue.Queue[str | _End]) -> Iterator[str]:
    while True:
        try:
            piece = pieces.get(timeout=max(deadline - time.monotonic(), 0.001))
        except queue.Empty:
            raise ModelSilentError("slow") from None
        if isinstance(piece, _End):
            if piece.error:
                raise ModelSilentError(piece.error)
            return
        if time.monotonic() > deadline:
            raise ModelSilentError("slow")
        yield piece
