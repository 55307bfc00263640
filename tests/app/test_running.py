"""The app as a service: its log and figures say nothing of anybody, and it ends in order when it is told to."""

from __future__ import annotations

import ast
import json
import logging
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.logs import JsonLines
from tests.conftest import BRONWIJZER, command_environment, free_port, wait_until_up
from tests.endpoint import Endpoint, running

ROOT = Path(__file__).parents[2]
BSN = "111222333"
PERSON = "Wilhelmina Zonderland"
SECRET = f"{PERSON} met bsn {BSN}"
ENDS_WITHIN = 10


@dataclass
class Service:
    """A running app with its log, and a language model that waits for its turn."""

    url: str
    metrics: str
    process: subprocess.Popen[bytes]
    home: Path
    endpoint: Endpoint

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def service(own_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("dienst")
    shutil.copytree(own_index, home / "index")
    (home / "corpus").mkdir()
    port, metrics_port = free_port(), free_port()
    environment = command_environment() | {
        "BRONWIJZER_LOG": "events",
        "BRONWIJZER_METRICS_PORT": str(metrics_port),
        "GRADIO_TEMP_DIR": str(home / "gradio"),
        "TMPDIR": str(home),
    }
    with running() as endpoint, (home / "log").open("wb") as log:
        environment |= {"BRONWIJZER_LLM_URL": endpoint.url, "BRONWIJZER_LLM_MODEL": "held"}
        command = [BRONWIJZER, "serve", "--port", str(port), "--index", home / "index"]
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_up(url, process)  # type: ignore[arg-type]  it only polls
            yield Service(url, f"http://127.0.0.1:{metrics_port}/metrics", process, home, endpoint)
        finally:
            process.kill()
            process.wait()


def figures(service: Service) -> dict[str, float]:
    text = httpx.get(service.metrics).text
    assert BSN not in text
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {"|".join([s.name, *s.labels.values()]): s.value for s in samples}


def everything(url: str) -> None:
    """Asks, and fails in all ways that a user can, each time with the canary in it."""
    with httpx.Client(base_url=url, timeout=60) as client:
        client.get("/api/search", params={"q": f"wat is het doel voor verzuim van {SECRET}"}).raise_for_status()
        client.post("/api/quote", json={"text": f"Dit zei {SECRET} gisteren tegen mij."}).raise_for_status()
        assert client.post("/api/ask", json={"vraag": SECRET}).status_code == 422
        assert client.post("/api/ask", content=f'{{"question": "{SECRET}').status_code == 422
        assert client.get(f"/api/documents/{BSN}/pages/1").status_code == 404
        assert client.get(f"/{BSN}").status_code == 404
        assert client.delete(f"/api/documents/{BSN}").status_code == 404
        bad = client.post("/api/documents", files={"file": (f"{SECRET}.pdf", SECRET.encode())})
        assert bad.status_code == 422


def test_log_and_figures_say_nothing_of_anybody_and_the_end_is_in_order(service: Service) -> None:
    before = figures(service)
    assert before["bronwijzer_documents"] > 0
    everything(service.url)
    after = figures(service)
    assert after["bronwijzer_done_total|search|found"] == before.get("bronwijzer_done_total|search|found", 0) + 1
    assert after["bronwijzer_done_total|quote|absent"] == 1
    assert after["process_resident_memory_bytes"] > 0

    page = httpx.stream("GET", f"{service.url}/gradio_api/heartbeat/open")  # as a page keeps it open
    with ThreadPoolExecutor() as pool, page as heartbeat:
        beats = heartbeat.iter_lines()  # let go of, it would close the stream
        assert next(beats) == "data: ALIVE"
        question = {"question": "Wat is het doel voor ziekteverzuim in 2026?"}
        asked = pool.submit(httpx.post, f"{service.url}/api/ask", json=question, timeout=30)
        deadline = time.monotonic() + 30
        while not service.endpoint.asked:
            assert time.monotonic() < deadline, "the language model is not asked"
            time.sleep(0.01)
        began = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        service.endpoint.first.set()
        service.endpoint.second.set()
        assert asked.result().json()["answer"]["quotes"], "a request that had begun is finished"
        service.process.wait(timeout=ENDS_WITHIN)
    assert time.monotonic() - began < ENDS_WITHIN

    lines = [json.loads(line) for line in service.log.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines if line["event"] in ("started", "stopped")] == ["started", "stopped"]
    assert [line for line in lines if line["level"] == "error"] == []
    assert {"search", "quote", "ask"} <= {line["event"] for line in lines}
    assert {"outcome", "ms", "time", "level"} <= set(next(line for line in lines if line["event"] == "search"))
    hits = [path for path in service.home.rglob("*") if path.is_file() and _holds(path)]
    assert hits == [], "a question is nowhere on the disk"


def _holds(path: Path) -> bool:
    content = path.read_bytes()
    return BSN.encode() in content or PERSON.encode() in content


def test_an_app_that_is_stopped_while_it_loads_its_model_ends_in_order(own_index: Path, tmp_path: Path) -> None:
    shutil.copytree(own_index, tmp_path / "index")
    port = free_port()
    environment = command_environment() | {"GRADIO_TEMP_DIR": str(tmp_path), "BRONWIJZER_LOG": "events"}
    command = [BRONWIJZER, "serve", "--port", str(port), "--index", tmp_path / "index"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        wait_until_up(f"http://127.0.0.1:{port}", process)  # type: ignore[arg-type]  it only polls
        process.terminate()
        process.wait(timeout=2 * ENDS_WITHIN)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert process.returncode == 0 or process.returncode == -signal.SIGTERM, said
    assert '"event": "stopped"' in said


def test_an_error_is_written_without_its_words() -> None:
    formatter = JsonLines()
    for name in ("app.api", "uvicorn.error"):
        try:
            int(SECRET)
        except ValueError as error:
            told = (type(error), error, error.__traceback__)
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, "wat ging mis: %s", (SECRET,), told)
        line = formatter.format(record)
        assert SECRET not in line
        assert json.loads(line)["error"] == "ValueError"
        assert f"{Path(__file__).name}:" in json.loads(line)["at"][0]
    foreign = logging.LogRecord("httpx", logging.WARNING, __file__, 1, f"GET /?q={SECRET}", None, None)
    assert SECRET not in formatter.format(foreign)


LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
LOGGING = [
    (path, node)
    for package in ("app", "index", "ingest")
    for path in sorted((ROOT / package).rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS
    if isinstance(node.func.value, ast.Name) and node.func.value.id == "_LOG"
]


@pytest.mark.parametrize(("path", "node"), LOGGING, ids=[f"{p.name}:{n.lineno}" for p, n in LOGGING])
def test_what_is_logged_is_written_down_beforehand(path: Path, node: ast.Call) -> None:
    constant = isinstance(node.args[0], ast.Constant)
    assert constant or (path.name == "logs.py" and ast.unparse(node.args[0]) == "event")


def test_a_port_for_figures_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        environment = command_environment() | {"BRONWIJZER_METRICS_PORT": str(number)}
        command = [BRONWIJZER, "serve", "--port", str(free_port()), "--index", tmp_path / "index"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"Poort {number} is al bezet" in done.stderr
    assert list(tmp_path.iterdir()) == []
