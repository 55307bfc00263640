"""Pages are drawn in a process that may be killed, and who waits for one does not hold up the others."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import drawing
from app.drawing import Drawer, DrawingBusyError, NotDrawnError
from ingest.drawing import SCALE
from ingest.limits import Limits
from tests.ingest.bad_files import pdf, slow_drawing, write

SECONDS = 1.5


@pytest.fixture
def drawer() -> Drawer:
    return Drawer(Limits(seconds=SECONDS))


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    return write(tmp_path / "traag.pdf", slow_drawing())


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path / "goed.pdf", pdf())


def test_a_page_is_drawn_twice_as_large_as_its_points(drawer, good):
    drawn = drawer.page(good, 1, picture=True)
    assert (drawn.columns, drawn.rows) == (round(drawn.width * SCALE), round(drawn.height * SCALE))
    assert len(drawn.pixels) == 3 * drawn.columns * drawn.rows
    assert len(set(drawn.pixels)) > 10  # grey edges of letters
    size = drawer.page(good, 1, picture=False)
    assert (size.width, size.height, size.pixels) == (drawn.width, drawn.height, b"")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_drawn(drawer, slow, good):
    began = time.monotonic()
    with pytest.raises(NotDrawnError, match="te veel tijd"):
        drawer.page(slow, 1, picture=True)
    assert SECONDS <= time.monotonic() - began < SECONDS + 2
    assert drawer.page(good, 1, picture=True).pixels
    began = time.monotonic()
    with pytest.raises(NotDrawnError):
        drawer.page(slow, 1, picture=True)
    assert time.monotonic() - began < SECONDS / 2  # it is not tried again so soon


def test_after_a_while_it_is_tried_again(drawer, slow, monkeypatch):
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(NotDrawnError):
            drawer.page(slow, 1, picture=True)
        assert time.monotonic() - began >= SECONDS
        monkeypatch.setattr(drawing, "AGAIN", 0.0)


def test_a_file_that_is_no_pdf_is_not_drawn(drawer, tmp_path, good):
    with pytest.raises(NotDrawnError):
        drawer.page(write(tmp_path / "stuk.pdf", b"%PDF-1.7 stuk"), 1, picture=True)
    assert drawer.page(good, 1, picture=True).pixels


def test_who_would_wait_too_long_is_told_so(slow, good, monkeypatch):
    monkeypatch.setattr(drawing, "PATIENCE", 0.3)
    drawer = Drawer(Limits(seconds=3.0))
    with ThreadPoolExecutor(drawing.PLACES) as pool:
        first = pool.submit(drawer.page, slow, 1, picture=True)
        time.sleep(0.3)
        began = time.monotonic()
        with pytest.raises(DrawingBusyError):
            drawer.page(good, 1, picture=True)
        assert 0.2 < time.monotonic() - began < 1.5
        monkeypatch.setattr(drawing, "PATIENCE", 20.0)
        waiting = [pool.submit(drawer.page, good, 1, picture=True) for _ in range(drawing.PLACES - 1)]
        time.sleep(0.3)
        began = time.monotonic()
        with pytest.raises(DrawingBusyError):
            drawer.page(good, 1, picture=True)
        assert time.monotonic() - began < 0.2  # no place left: at once
        with pytest.raises(NotDrawnError):
            first.result(20)
        assert all(each.result(20).pixels for each in waiting)
