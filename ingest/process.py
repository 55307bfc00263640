"""One reading process, seen from outside: asked, watched, and killed when it takes too much."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from pickle import UnpicklingError

from index.texts import reading as texts
from ingest.failures import failure, too_much_memory
from ingest.frames import READY, Answer, Request, read_frame, write_frame
from ingest.limits import Limits

_LOOK_SECONDS = 0.05
# -P: modules of this name in the folder where the user happens to be are not ours.
_COMMAND = (sys.executable, "-P", "-B", "-m", "ingest.child")
_PACKAGES = Path(__file__).resolve().parent.parent
# A child that opens files of unknown origin gets none of the settings and keys of its parent.
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # threads cost address space


class ReadingProcess:
    """A fresh interpreter with only the readers in it.

    :param limits: what one file may cost.
    :raises ReadError: the system does not start it (LEZER_WERKT_NIET).
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        self._process = _started({**kept, **_ONE_THREAD, "PYTHONPATH": _module_path(), "PYTHONUTF8": "1"})
        self._ready = False
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="reading", daemon=True).start()
        self._send(asdict(limits))

    @property
    def alive(self) -> bool:
        """Whether it can still be asked something."""
        return self._process.poll() is None

    def ask(self, request: Request, seconds: float) -> Answer | None:
        """What became of the request, None where the process died of it.

        :param seconds: how long it may take.
        :raises ReadError: it took more time or memory than allowed (TE_ZWAAR), or the process cannot start at all
            (LEZER_WERKT_NIET); it must be killed then.
        """
        self._send(request)
        deadline = time.monotonic() + seconds
        answer = self._wait(deadline, seconds)
        if self._ready:
            return answer
        if answer is None or answer.detail != READY:
            raise failure("LEZER_WERKT_NIET")
        self._ready = True
        return self._wait(deadline, seconds)

    def _wait(self, deadline: float, seconds: float) -> Answer | None:
        while True:
            try:
                return self._answers.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                self._check(deadline, seconds)

    def _check(self, deadline: float, seconds: float) -> None:
        if time.monotonic() > deadline:
            raise failure("TE_ZWAAR", what=texts.TOO_MUCH_TIME.format(seconds=seconds))
        if self._memory() > self.limits.memory_bytes:
            raise too_much_memory(self.limits.memory_bytes)

    def kill(self) -> None:
        """End it at once and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be sent has nowhere to go
                    stream.close()

    def _send(self, value: object) -> None:
        stream = self._process.stdin
        try:
            if stream is not None:
                write_frame(stream, value)
        except (OSError, ValueError):  # the latter: kill() closed it just now
            self._answers.put(None)  # it is gone already; ask() then says so

    def _listen(self) -> None:
        stream = self._process.stdout
        try:
            while stream is not None and (answer := read_frame(stream)) is not None:
                self._answers.put(answer if isinstance(answer, Answer) else None)
        except (OSError, ValueError, UnpicklingError):
            pass  # closed by kill(), or nonsense from a broken process: both mean that there is no answer
        finally:
            self._answers.put(None)

    def _memory(self) -> int:
        """Bytes of real memory in use; 0 where the system does not tell (the child then limits only itself)."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")


def _started(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)
    except OSError as error:
        raise failure("LEZER_WERKT_NIET") from error


def _module_path() -> str:
    """Where the child finds its modules: where its parent does, but for the folder that the user is in."""
    return os.pathsep.join(dict.fromkeys((str(_PACKAGES), *(entry for entry in sys.path if Path(entry).is_absolute()))))
