"""The benchmark runs from start to end on the example documents and writes figures, not gaps."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCH = Path(__file__).parents[2] / "scripts" / "bench.py"
SIZE = 300
SYSTEMS = (
    "Bronwijzer",
    "the same search, qdrant-client in local mode",
    "RRF, qdrant-client in local mode",
    "Haystack, in memory",
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, BENCH, "--quick", "--sizes", str(SIZE), "--out", out]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip() == (out / "performance.md").read_text(encoding="utf-8").rstrip()
    return out


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    under = page.partition(f"## {heading}\n")[2]
    table = re.search(r"(?:^\|.*\|\n)+", under, re.MULTILINE)
    assert table is not None, heading
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.group().splitlines()[2:]]


def figures(cells: list[str]) -> list[float]:
    found = [float(cell.replace(" ", "").rstrip("%")) for cell in cells]
    assert all(math.isfinite(value) and value > 0 for value in found), cells
    return found


@pytest.mark.slow
def test_a_quick_run_measures_every_system(written: Path) -> None:
    page = (written / "performance.md").read_text(encoding="utf-8")
    searching = rows(page, "Search")
    assert [row[1] for row in searching] == list(SYSTEMS)
    for row in searching:
        size, p50, p95, ratio, *_ = figures([row[0], *row[2:-1]])
        assert size == SIZE
        assert p50 <= p95
        assert ratio == 1.0 or row[1] != SYSTEMS[0]
    assert figures(rows(page, "Ingest")[0][1:])[1] == 100
    for row in rows(page, "Ingest"):
        figures(row[1:])
    [own] = rows(page, "Store, start and memory")
    figures(own if sys.platform == "linux" else [cell for cell in own if cell != "–"])


@pytest.mark.slow
def test_the_picture_shows_every_system(written: Path) -> None:
    picture = ElementTree.parse(written / "performance.svg").getroot()
    assert len(picture.findall(f"{SVG}polyline")) == len(SYSTEMS)
    shown = {text.text for text in picture.findall(f"{SVG}text")}
    assert set(SYSTEMS) <= shown


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH.parent))


@pytest.mark.parametrize(("slower", "verdict"), [(1.0, "**Reached.**"), (1.4, "**Not reached.**")])
def test_the_page_says_by_itself_whether_what_is_asked_was_reached(scripts, slower, verdict):
    from benchmarks.figures import HAYSTACK, LOCAL, SAME, Figures, OwnFigures, SizeFigures
    from benchmarks.ingesting import IngestFigures
    from benchmarks.measuring import Timing
    from benchmarks.processes import ServingFigures
    from benchmarks.report import report
    from benchmarks.searchers import SearchFigures

    def searches(milliseconds):
        timing = Timing(milliseconds, milliseconds, 120)
        return SearchFigures(timing, timing, timing, None)

    own = OwnFigures(searches(20 * slower), 100, 100, ServingFigures(1, 1, Timing(1, 1, 1), None), 1)
    size = SizeFigures(10_000, own, {SAME: searches(1_000), LOCAL: searches(200), HAYSTACK: searches(260)})
    ingest = IngestFigures(1, 1, 1, 1, 0.9, 0.95, 1.0)
    page = report(Figures(ingest, ingest, (size,), quick=False))
    assert verdict in page
    assert f"Haystack {13.0 / slower:.{1 if slower == 1 else 2}f} times" in page
