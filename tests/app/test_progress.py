"""What a sync shows while it goes on: a bar at a terminal, a line a file elsewhere, and no nonsense about time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import progress as module
from app.console import visible
from app.progress import Progress
from app.time_left import LEAST_SECONDS, LEAST_SHARE, in_words, time_left
from index.manifest import DocumentRecord, ReadReport
from index.types import Metadata
from ingest.files import FoundFile
from ingest.report import FileReport, FileStatus


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    time = monotonic


def files(*names: str) -> list[FoundFile]:
    return [FoundFile(Path("/b") / name, 1000, 0) for name in names]


def report(file: str, status: FileStatus = FileStatus.ADDED, error: str | None = None) -> FileReport:
    return FileReport(file, "id", status, error=error)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr("tqdm.std.time", clock.monotonic)
    return clock


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "nog een paar seconden"),
        (9, "nog een paar seconden"),
        (17, "nog ongeveer 20 seconden"),
        (54, "nog ongeveer 50 seconden"),
        (56, "nog ongeveer een minuut"),
        (89, "nog ongeveer een minuut"),
        (95, "nog ongeveer 2 minuten"),
        (14 * 60, "nog ongeveer 14 minuten"),
        (22 * 60, "nog ongeveer 20 minuten"),
        (59 * 60, "nog ongeveer een uur"),
        (100 * 60, "nog ongeveer 2 uur"),
        (30 * 3600, "nog ongeveer 30 uur"),
    ],
)
def test_time_is_told_as_people_tell_it(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize(
    ("done", "total", "elapsed"),
    [(0, 100, 60), (1.9, 100, 600), (50, 100, 2.9), (0, 0, 60), (100, 100, 60), (120, 100, 60)],
)
def test_no_time_is_told_before_there_is_something_to_go_by(done: float, total: float, elapsed: float) -> None:
    assert time_left(done, total, elapsed) == ""


@given(st.floats(LEAST_SHARE, 0.999), st.floats(LEAST_SECONDS, 1e6))
def test_time_is_told_from_then_on(share: float, elapsed: float) -> None:
    assert time_left(share, 1, elapsed).startswith("nog ")


def test_a_script_gets_a_line_a_file(clock: Clock) -> None:
    out = io.StringIO()
    with Progress(out) as progress:
        progress.start(files("a.md", "leeg.txt", "b.md", "c.md"))
        for name, status, error in (
            ("a.md", FileStatus.ADDED, None),
            ("leeg.txt", FileStatus.FAILED, "Het bestand is leeg."),
            ("b.md", FileStatus.UPDATED, None),
            ("c.md", FileStatus.UNCHANGED, None),
        ):
            progress.reading(files(name)[0])
            clock.now += 40
            progress.done(report(name, status, error))
    assert out.getvalue().splitlines() == [
        "[1 van 4] a.md: nieuw, nog ongeveer 2 minuten",
        "[2 van 4] leeg.txt: niet gelezen. Het bestand is leeg.",
        "[3 van 4] b.md: vernieuwd, nog ongeveer 40 seconden",
        "[4 van 4] c.md: ongewijzigd",
    ]
    assert "\r" not in out.getvalue()


def test_a_terminal_gets_a_bar_that_is_silent_about_time_at_first(clock: Clock) -> None:
    out = Terminal()
    with Progress(out) as progress:
        progress.start(files("a.md", "b.md", "c.md", "d.md"))
        progress.reading(files("a.md")[0])
        clock.now += 1
        progress.done(report("a.md"))
        assert "a.md" in out.getvalue()
        assert "nog" not in out.getvalue()
        clock.now += 59
        progress.reading(files("b.md")[0])
        progress.done(report("b.md", FileStatus.FAILED, "Het bestand is leeg."))
        assert "50%" in out.getvalue()
        assert "nog ongeveer een minuut" in out.getvalue()
    assert "Niet gelezen: b.md. Het bestand is leeg." in out.getvalue()
    assert ":" not in out.getvalue().rsplit("|", 1)[-1]


def records(**passages: int) -> list[DocumentRecord]:
    said = Metadata("Stuk")
    return [
        DocumentRecord(n, f"{n}.md", (), None, number, said, said, ReadReport(), "") for n, number in passages.items()
    ]


def test_meaning_has_a_bar_of_its_own_that_counts_passages(clock: Clock) -> None:
    out = Terminal()
    with Progress(out) as progress:
        progress.start(files("a.md"))
        progress.embedding(records(a=30, b=10))
        clock.now += 60
        progress.advance(10)
        assert "25%" in out.getvalue()
        assert "Op betekenis vindbaar maken: [0 van 2]" in out.getvalue()
        assert "nog ongeveer 3 minuten" in out.getvalue()
        progress.advance(20.0001)
        progress.embedded(records(a=30)[0])
        assert "[1 van 2]" in out.getvalue()
        progress.advance(10)
        clock.now += 1
        progress.embedded(records(b=10)[0])
    assert "100%" in out.getvalue()


def test_a_script_gets_a_line_a_document_that_has_its_meaning(clock: Clock) -> None:
    out = io.StringIO()
    with Progress(out) as progress:
        progress.start(files("a.md"))
        progress.reading(files("a.md")[0])
        progress.done(report("a.md"))
        progress.embedding(records(a=30, b=10))
        clock.now += 60
        progress.advance(30)
        progress.embedded(records(a=30)[0])
        progress.advance(10)
        progress.embedded(records(b=10)[0])
    assert out.getvalue().splitlines() == [
        "[1 van 1] a.md: nieuw",
        "[1 van 2] a.md: ook op betekenis te vinden, nog ongeveer 20 seconden",
        "[2 van 2] b.md: ook op betekenis te vinden",
    ]


@pytest.mark.parametrize("out", [io.StringIO(), Terminal()])
def test_nothing_to_do_shows_nothing(out: io.StringIO) -> None:
    with Progress(out) as progress:
        progress.start([])
        progress.embedding([])
    assert out.getvalue() == ""


@pytest.mark.parametrize("name", ["a\nb.md", "a\rb.md", "a\x1b[31mb.md", "a\u202eb.md", "a\u2028b.md", "a\udcffb.md"])
def test_a_name_cannot_play_with_the_terminal(name: str) -> None:
    out = io.StringIO()
    progress = Progress(out)
    progress.start(files(name))
    progress.reading(files(name)[0])
    progress.done(report(name))
    assert len(out.getvalue().splitlines()) == 1
    assert "a\ufffd" in out.getvalue()
    assert "\x1b" not in out.getvalue()
    assert visible("Jaarplan 2026 – é🎉.pdf") == "Jaarplan 2026 – é🎉.pdf"
