"""Processes that are forked, so that every kill costs no start-up. The engine is never opened in the parent."""

from __future__ import annotations

import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any


def started(work: Callable[[], object]) -> int:
    """Begin ``work`` in a process of its own. :returns: its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001  the child must end whatever happens, and say why
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def ended(child: int) -> bool:
    """Wait for a process. :returns: whether it did all its work."""
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise RuntimeError("the work failed without being killed")
    return os.WIFEXITED(status)


def killed_after(work: Callable[[], object], seconds: float) -> bool:
    """Kill ``work`` at a moment. :returns: whether it was done before that."""
    child = started(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child)


def answer_of(work: Callable[[], Any]) -> Any:  # noqa: ANN401
    """What ``work`` gives, done in a process of its own."""
    reading, writing = os.pipe()

    def told() -> None:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)

    child = started(told)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    ended(child)
    return pickle.loads(sent)
