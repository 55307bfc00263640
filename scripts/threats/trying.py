"""A copy of the repository in which guards are taken away one by one, and what a test says of it then."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from threats.table import Change

ROOT = Path(__file__).parents[2]
SECONDS = 300
"""Within which a test must have failed."""
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".bronwijzer", ".hypothesis", "*.egg-info"
)
_FIRST = "app/test_api.py::test_documents_are_listed_without_paths_of_the_server"
"""Makes the index of the examples, which the next tests then find."""
_QUIET = {"HF_HUB_OFFLINE": "1", "GRADIO_ANALYTICS_ENABLED": "False", "HAYSTACK_TELEMETRY_ENABLED": "False"}


class Said(StrEnum):
    """What a test said."""

    FAILED = "failed"
    PASSED = "passed"
    BROKEN = "broken"
    """It did not come to an end: no such test, it was left out, what it needs could not be made, or too much time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test said, and the first line of why."""

    said: Said
    why: str = ""


class NotOnceError(Exception):
    """What is to be changed does not stand in its file once."""


class NotTheCopyError(Exception):
    """Processes run other code than that of the copy, or a test fails there with every guard in place."""


class Copy:
    """The copy.

    :param folder: an empty one; ``main`` in it is the copy, and all that the tests write is beside it.
    :raises NotTheCopyError: the tests would try other code.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "main"
        self._written = folder / "tmp"
        self._written.mkdir()
        shutil.copytree(ROOT, self.root, ignore=_LEFT_OUT)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
        # Compiled once and not again: what was compiled of a changed file must never be taken for the file itself.
        for package in ("app", "index", "ingest"):
            compileall.compile_dir(self.root / package, quiet=1)
        ours = {"PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self._written)}
        ours["BRONWIJZER_TEST_INDEX"] = str(folder / "index")
        self._environment = {**kept, **_QUIET, **ours}
        self._check()

    def _check(self) -> None:
        """The command of the virtual environment knows the installed code: the copy must come before it."""
        ask = "import app, index, ingest; print(*(one.__file__ for one in (app, index, ingest)), sep='\\n')"
        command = [sys.executable, "-P", "-c", ask]
        done = subprocess.run(
            command, cwd=self._written, env=self._environment, capture_output=True, text=True, check=True
        )
        if not all(Path(line).is_relative_to(self.root) for line in done.stdout.splitlines()):
            raise NotTheCopyError(done.stdout)
        first = self.asked([_FIRST])
        if first.said is not Said.PASSED:
            raise NotTheCopyError(first.why)

    @contextmanager
    def without(self, changes: Iterable[Change]) -> Iterator[None]:
        """Take a guard away, and put it back. :raises NotOnceError: the code is not as the table says."""
        before: dict[Path, tuple[str, os.stat_result]] = {}
        try:
            for change in changes:
                if change.times(self.root) != 1:
                    raise NotOnceError(f"{change.file}: {change.old}")
                path = self.root / change.file
                text = path.read_text(encoding="utf-8")
                before.setdefault(path, (text, path.stat()))
                path.write_text(text.replace(change.old, change.new), encoding="utf-8")
            yield
        finally:
            for path, (text, was) in before.items():
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))

    def asked(self, tests: Sequence[str], *, seconds: float = SECONDS) -> Outcome:
        """Run tests until one of them fails."""
        report = self._written / "report.xml"
        report.unlink(missing_ok=True)
        options = ["-x", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", "--tb=short"]
        command = [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)]
        with tempfile.TemporaryFile("w+", dir=self._written) as said:
            process = subprocess.Popen(
                command, cwd=self.root, env=self._environment, stdout=said, stderr=said, start_new_session=True
            )
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                return Outcome(Said.BROKEN, f"no end within {seconds:.0f} seconds")
            finally:
                with suppress(ProcessLookupError):  # nothing that the test started is left
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if report.is_file():
                return outcome_of(report)
            said.seek(0)
            return Outcome(Said.BROKEN, (said.read().strip().splitlines() or ["nothing said"])[-1])


def outcome_of(report: Path) -> Outcome:
    """What pytest's report says. A test that could not begin did not fail: what it needs was broken."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    cases = [] if suite is None else suite.findall("testcase")
    for kind, said in (("failure", Said.FAILED), ("error", Said.BROKEN)):
        for case in cases:
            found = case.find(kind)
            if found is not None:
                return Outcome(said, " ".join(found.get("message", "").split()))
    if any(case.find("skipped") is None for case in cases):
        return Outcome(Said.PASSED)
    return Outcome(Said.BROKEN, "no test ran")
