"""The command line while documents are found by their words only, and while it follows folders."""

from __future__ import annotations

import json
import queue
import random
import signal
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.vectors import PASSAGES_AT_ONCE
from tests.app.test_cli import corpus, run, start
from tests.conftest import free_port, wait_until_up

__all__ = ["corpus"]
pytestmark = pytest.mark.slow
THINGS = (
    "de fiets het overleg een sleutel de keuken elke maandag een gesprek de tuin het rooster een brief de bus koffie "
    "het archief een stoel de trap muziek het bord een lamp de hond"
).split()


def write_long(corpus: Path, number: int) -> None:
    """A document whose vectors take about a second."""
    told = random.Random(number).sample(THINGS, len(THINGS))
    text = "".join(f"Bij verzuim en veiligheid hoort ook {thing}, zegt wijk {number}. " for thing in told * 3)
    (corpus / f"lang-{number:02}.md").write_text(f"# Stuk {number}\n\n{text}", encoding="utf-8")


def test_words_first_and_killed_while_making_vectors_then_finished(tmp_path: Path, corpus: Path) -> None:
    for number in range(PASSAGES_AT_ONCE):  # what is embedded first, and is soon done
        thing = THINGS[number % len(THINGS)]
        text = f"# Stuk {number}\n\nIn wijk {number} hoort {thing} bij verzuim en veiligheid.\n"
        (corpus / f"kort-{number:02}.md").write_text(text, encoding="utf-8")
    for number in range(3):  # what is not yet done when it is killed
        write_long(corpus, number)
    first = run(tmp_path, "ingest", corpus, "--words-only")
    everything = PASSAGES_AT_ONCE + 5
    assert first["words_only"] == len(first["documents"]) == everything
    found = run(tmp_path, "search", "verzuim en veiligheid")
    assert (found["words_only"], len(found["hits"])) == (everything, 10)
    process = start(tmp_path, "ingest", corpus)
    assert process.stderr is not None
    for line in process.stderr:
        if "ook op betekenis te vinden" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    status = run(tmp_path, "status")
    assert 0 < status["words_only"] < everything
    assert len(status["documents"]) == everything
    assert status["passages"] == first["passages_total"]
    process = start(tmp_path, "ingest", corpus)
    out, err = process.communicate(timeout=120)
    assert f"{everything} ongewijzigd" in out
    assert err.count("ook op betekenis te vinden") == status["words_only"]
    assert run(tmp_path, "status")["words_only"] == run(tmp_path, "search", "verzuim")["words_only"] == 0


def test_words_only_is_said_in_words(tmp_path: Path, corpus: Path) -> None:
    def told(*arguments: str | Path) -> str:
        process = start(tmp_path, *arguments)
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return out

    assert "2 documenten zijn nu op woorden te vinden" in told("ingest", corpus, "--words-only")
    (corpus / "visie.md").write_text("# Visie\n\nIedereen doet mee in de wijk, ook de buurvrouw.\n", encoding="utf-8")
    told("ingest", corpus)
    (corpus / "fiets.md").write_text("# Fiets\n\nDe fiets staat in het rek van het buurthuis.\n", encoding="utf-8")
    assert "1 document is nu op woorden te vinden" in told("ingest", corpus, "--words-only")
    for command in (["ask", "Waar staat de fiets?"], ["search", "fiets"], ["status"]):
        assert "Van 1 van de 4 documenten zoeken we nu alleen op woorden" in told(*command)
    asked = run(tmp_path, "ask", "Waar staat de fiets?")
    assert (asked["words_only"], asked["answer"]["status"]) == (1, "uncertain")
    assert asked["notice"].endswith("bronwijzer ingest")


def test_watching_and_json_do_not_go_together(tmp_path: Path, corpus: Path) -> None:
    process = start(tmp_path, "ingest", corpus, "--watch", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert "--watch en --json gaan niet samen" in err


def test_a_watched_folder_is_followed(tmp_path: Path, corpus: Path) -> None:
    process = start(tmp_path, "ingest", corpus, "--watch")
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True).start()

    def wait_for(words: str, seconds: float = 60) -> float:
        began = time.monotonic()
        while words not in (line := lines.get(timeout=seconds)):
            assert time.monotonic() - began < seconds, line
        return time.monotonic() - began

    try:
        wait_for("Klaar in")
        time.sleep(3)
        growing = corpus / "visie.md"
        growing.write_text("# Visie\n\n", encoding="utf-8")
        time.sleep(0.4)
        with growing.open("a", encoding="utf-8") as file:
            file.write("De fiets staat in het rek van het buurthuis, zegt de buurvrouw.\n")
        wait_for("visie.md: nieuw")
        assert run_free(tmp_path, "search", "fiets")["hits"][0]["file"] == "visie.md"
        growing.write_text("# Visie\n\nDe zeppelin landt op dinsdag bij het buurthuis.\n", encoding="utf-8")
        wait_for("visie.md: vernieuwd")
        (corpus / "visie.md.toml").write_text('title = "Zeppelins"\n', encoding="utf-8")
        wait_for("visie.md: vernieuwd")
        assert run_free(tmp_path, "search", "zeppelin")["hits"][0]["document"]["title"] == "Zeppelins"
        growing.unlink()
        wait_for("visie.md: verwijderd")
        assert {d["file"] for d in run_free(tmp_path, "status")["documents"]} == {
            "jaarplan-2025.md",
            "werkproces-intake.txt",
        }
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert "Gestopt met opletten" in err
        assert "Traceback" not in err
    finally:
        process.kill()


def run_free(tmp_path: Path, *arguments: str) -> Any:
    """The same as ``run``, once nobody else has the index open."""
    for _ in range(20):
        process = start(tmp_path, *arguments, "--json")
        out, err = process.communicate(timeout=60)
        if process.returncode == 0:
            return json.loads(out)
        assert "al in gebruik" in err
        time.sleep(0.5)
    raise AssertionError(err)


def test_the_app_opens_on_words_and_makes_the_meaning_meanwhile(tmp_path: Path, corpus: Path) -> None:
    for number in range(5):
        write_long(corpus, number)
    run(tmp_path, "ingest", corpus, "--words-only")
    port = free_port()
    process = start(tmp_path, "serve", "--port", str(port))
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            first = client.get("/api/search", params={"q": "verzuim in wijk 3"}).json()
            assert first["hits"]
            assert first["words_only"] > 0
            assert "alleen op woorden" in first["notice"]
            end = time.monotonic() + 90
            while client.get("/api/search", params={"q": "verzuim"}).json()["words_only"]:
                assert time.monotonic() < end, "the vectors do not come"
                time.sleep(0.5)
            assert client.post("/api/ask", json={"question": "Wat is verzuim?"}).json()["notice"] == ""
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert run(tmp_path, "status")["words_only"] == 0
