"""Fixtures that cost time are made once: the example library, indexed, and the app serving it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from index import disk
from ingest.scans.language import language_folder
from tests.endpoint import Endpoint, running

ROOT = Path(__file__).parent.parent
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
EXAMPLES = ROOT / "corpus" / "voorbeeld"
SHARED = ROOT.parent / "shared"
HOSTILE_NAME = "<img src=x onerror=window.__x=1>.txt"
HOSTILE_TEXT = """Vreemd stuk over paarse zeppelins

Een paarse zeppelin <script>window.__x = 1</script> landt op dinsdag in de haven van Domstede.
<img src="x" onerror="window.__x=1"><iframe srcdoc="<script>parent.__x=1</script>"></iframe> Dat is de tekst.
<form action="http://kwaad.example/"><input name=q></form> <details open ontoggle="window.__x=1">zo</details>
"""
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def command_environment() -> dict[str, str]:
    """The environment of a user who has no settings of Bronwijzer."""
    return {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}


@dataclass(frozen=True)
class Served:
    """A running app: where it answers and which process it is."""

    url: str
    process: subprocess.Popen[str]
    index: Path
    cache: Path
    """Where Gradio would keep copies of files."""


def pytest_configure(config: pytest.Config) -> None:
    """Where several processes test, each keeps to cores of its own: the threads of two models wait for each other."""
    worker = getattr(config, "workerinput", None)
    if worker is None or not hasattr(os, "sched_setaffinity"):
        return
    cores, number = sorted(os.sched_getaffinity(0)), int(worker["workerid"].removeprefix("gw"))
    os.sched_setaffinity(0, cores[number :: worker["workercount"]] or cores)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no process is still at one of them when the others are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session", autouse=True)
def example_ingest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """The folder where the example index is being made, begun with the first test where any test needs it.

    It takes half a minute, in which tests run that need another library or none. Where several processes test, the
    first to come makes it for all. ``BRONWIJZER_TEST_INDEX``: see there.
    """
    kept = os.environ.get("BRONWIJZER_TEST_INDEX")
    needed = any("example_index" in item.fixturenames for item in request.session.items)
    if not needed or (kept and Path(kept).is_dir()):
        yield None
        return
    together = "PYTEST_XDIST_WORKER" in os.environ
    home = tmp_path_factory.getbasetemp()
    home = (home.parent if together else home) / "voorbeelden"
    try:
        home.mkdir()
    except FileExistsError:
        yield home
        return
    library = home / "bibliotheek"
    library.mkdir()
    for path in EXAMPLES.iterdir():
        shutil.copy2(path, library / path.name)
    (library / HOSTILE_NAME).write_text(HOSTILE_TEXT, encoding="utf-8")
    making = '"$0" ingest "$1" --index "$2/index" > "$2/said" 2>&1; echo $? > "$2/ended"'
    command = ["sh", "-c", making, BRONWIJZER, library, home]
    process = subprocess.Popen(command, cwd=library, env=command_environment(), start_new_session=True)
    yield home
    if process.poll() is None and not together:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="session")
def example_index(example_ingest: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the example documents and one hostile text.

    ``BRONWIJZER_TEST_INDEX``: a folder where it is kept for a next run of the same code; scripts/guards.py needs many.
    """
    kept = os.environ.get("BRONWIJZER_TEST_INDEX")
    copy = tmp_path_factory.mktemp("voorbeeldindex") / "index"
    if example_ingest is None:
        assert kept is not None
        return shutil.copytree(kept, copy)
    ended = example_ingest / "ended"
    for _ in range(6000):
        if ended.is_file() and ended.stat().st_size:
            break
        time.sleep(0.1)
    assert ended.read_text() == "0\n", (example_ingest / "said").read_text(encoding="utf-8")
    if kept:
        shutil.copytree(example_ingest / "index", kept, dirs_exist_ok=True)  # several processes may come here
    return shutil.copytree(example_ingest / "index", copy)


@pytest.fixture(scope="session")
def own_index(example_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of that index for tests that open it themselves: an index has one owner at a time."""
    copy = tmp_path_factory.mktemp("kopie") / "index"
    shutil.copytree(example_index, copy)
    return copy


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(example_index: Path, own_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app, started as a user starts it. (``own_index`` must be copied before the app holds the original.)"""
    del own_index
    with serving_index(example_index, tmp_path_factory.mktemp("gradio")) as served:
        yield served


@contextmanager
def serving_index(index: Path, cache: Path, port: int = 0, **settings: Any) -> Iterator[Served]:
    port = port or free_port()
    command = [BRONWIJZER, "serve", "--port", str(port), "--index", index]
    environment = command_environment() | {"GRADIO_TEMP_DIR": str(cache)}
    environment |= {f"BRONWIJZER_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(command, cwd=index.parent, env=environment, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, process)
        yield Served(url, process, index, cache)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Path], AbstractContextManager[str]]:
    """Make an index equal to a folder and serve it; gives the address."""

    @contextmanager
    def serve(index: Path, folder: Path) -> Iterator[str]:
        command = [BRONWIJZER, "ingest", folder, "--index", index]
        subprocess.run(command, cwd=folder, env=command_environment(), capture_output=True, check=True)
        with serving_index(index, tmp_path_factory.mktemp("gradio")) as served:
            yield served.url

    return serve


@dataclass(frozen=True)
class Worded:
    """A running app with a language model, and the endpoint where that is."""

    url: str
    endpoint: Endpoint


@pytest.fixture(scope="session")
def worded(own_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worded]:
    """The app on the example documents, with a faithful language model that waits for its turn."""
    index = tmp_path_factory.mktemp("verwoord") / "index"
    shutil.copytree(own_index, index)
    with running() as endpoint:
        settings = {"llm_url": endpoint.url, "llm_model": "held", "llm_api_key": "sleutel"}
        with serving_index(index, tmp_path_factory.mktemp("gradio"), **settings) as served:
            yield Worded(served.url, endpoint)


def wait_until_up(url: str, process: subprocess.Popen[str], seconds: float = 120) -> float:
    """Seconds until the app answered."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        assert process.poll() is None, "the app stopped"
        try:
            httpx.get(f"{url}/api/health").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return time.monotonic() - began
    raise AssertionError(f"the app did not answer within {seconds} seconds")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. A test that needs it fails without one, unless the user says that there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        if os.environ.get("BRONWIJZER_TEST_WITHOUT_BROWSER"):
            pytest.skip("geen Chromium op deze computer (BRONWIJZER_TEST_WITHOUT_BROWSER)")
        pytest.fail("Chromium ontbreekt. Installeer het, of zet BRONWIJZER_TEST_WITHOUT_BROWSER=1.")
    return found


@pytest.fixture(scope="session")
def tesseract() -> Path:
    """Where Tesseract's Dutch is. A test that needs it fails without it, unless the user says that there is none."""
    found = language_folder()
    if found is None:
        if os.environ.get("BRONWIJZER_TEST_WITHOUT_TESSERACT"):
            pytest.skip("geen Tesseract op deze computer (BRONWIJZER_TEST_WITHOUT_TESSERACT)")
        pytest.fail("Tesseract met Nederlands ontbreekt. Installeer het, of zet BRONWIJZER_TEST_WITHOUT_TESSERACT=1.")
    return found


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: an index waits for the disk at every write."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < 4 * disk.MIN_FREE_BYTES:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="bronwijzer-test-") as folder:
        yield Path(folder)
