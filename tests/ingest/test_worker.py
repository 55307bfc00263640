"""The process that reads: what it may cost, what it may do, and what is left when it dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ingest.process
from index.errors import ReadError
from index.types import ReadResult
from ingest.frames import Preparing
from ingest.limits import Limits
from ingest.process import ReadingProcess
from ingest.reading import read_file
from ingest.worker import ReadingWorker
from tests.ingest.bad_files import SENTENCE, docx, large_pdf, paragraph, pdf, slow_pdf, word_xml, write

SLACK = 4.0  # seconds that a busy machine may need to notice and to stop


def texts(result: ReadResult) -> list[str]:
    return [block.text for page in result.pages for block in page.blocks]


def process_of(worker: ReadingWorker) -> subprocess.Popen[bytes]:
    return worker._process._process


def is_running(pid: int) -> bool:
    """Whether there is such a process, a dead one that nobody waited for included."""
    return Path(f"/proc/{pid}").exists()


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "goed.txt", SENTENCE)


@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx"])
def test_the_process_gives_what_the_reader_gives(tmp_path, suffix):
    contents = {".txt": SENTENCE, ".pdf": pdf(), ".docx": docx(word_xml(paragraph(SENTENCE)))}
    path = write(tmp_path / f"plan{suffix}", contents[suffix])
    with ReadingWorker() as worker:
        assert not worker.running
        assert worker.read(path) == read_file(path, Limits())
        assert texts(worker.read(path)) == [SENTENCE]
        assert worker.running
    assert not worker.running


def test_a_file_that_takes_too_long_is_stopped(tmp_path, good):
    slow = write(tmp_path / "traag.pdf", slow_pdf())
    with ReadingWorker(Limits(seconds=3)) as worker:
        worker.read(good)
        first = process_of(worker).pid
        began = time.monotonic()
        with pytest.raises(ReadError, match=r"kostte te veel tijd \(meer dan 3 seconden\) en is gestopt") as failed:
            worker.read(slow)
        assert 3 <= time.monotonic() - began < 3 + SLACK
        assert failed.value.code == "TE_ZWAAR"
        assert not is_running(first)
        assert texts(worker.read(good)) == [SENTENCE]
        assert process_of(worker).pid != first


def test_a_file_that_takes_too_much_memory_is_stopped(tmp_path, good):
    large = write(tmp_path / "groot.pdf", large_pdf(400))
    with ReadingWorker(Limits(memory_bytes=250_000_000)) as worker:
        with pytest.raises(ReadError, match=r"kostte te veel geheugen \(meer dan 250 MB\)") as failed:
            worker.read(large)
        assert failed.value.code == "TE_ZWAAR"
        assert texts(worker.read(good)) == [SENTENCE]


def test_a_process_that_dies_of_a_file_says_that_the_file_is_damaged(tmp_path, good):
    slow = write(tmp_path / "traag.pdf", slow_pdf())
    with ReadingWorker() as worker:
        worker.read(good)
        threading.Timer(0.5, os.kill, (process_of(worker).pid, signal.SIGSEGV)).start()
        with pytest.raises(ReadError, match="beschadigd") as failed:
            worker.read(slow)
        assert failed.value.code == "BESCHADIGD"
        assert texts(worker.read(good)) == [SENTENCE]


def test_a_file_does_not_pay_for_a_process_that_died_before_it(good):
    with ReadingWorker() as worker:
        worker.read(good)
        process_of(worker).kill()
        process_of(worker).wait()
        assert texts(worker.read(good)) == [SENTENCE]


def test_a_process_that_cannot_start_is_not_the_fault_of_the_file(good, monkeypatch):
    command = ingest.process._COMMAND
    with ReadingWorker() as worker:
        for broken in ((sys.executable, "-c", "raise SystemExit(1)"), (str(good.with_name("geen-python")),)):
            monkeypatch.setattr(ingest.process, "_COMMAND", broken)
            with pytest.raises(ReadError, match="Er is niets mis met het bestand") as failed:
                worker.read(good)
            assert failed.value.code == "LEZER_WERKT_NIET"
        monkeypatch.setattr(ingest.process, "_COMMAND", command)
        assert texts(worker.read(good)) == [SENTENCE]


def test_threads_take_turns(tmp_path):
    paths = [write(tmp_path / f"{number}.md", f"{SENTENCE} Nummer {number}.") for number in range(24)]
    with ReadingWorker() as worker, ThreadPoolExecutor(6) as pool:
        read = list(pool.map(worker.read, paths))
    assert [texts(result) for result in read] == [[f"{SENTENCE} Nummer {number}."] for number in range(24)]


def test_what_was_prepared_has_every_reader_and_reads(good):
    with ReadingWorker() as worker:
        worker.prepare()
        assert texts(worker.read(good)) == [SENTENCE]
        loaded = Path(f"/proc/{process_of(worker).pid}/maps").read_text()
        assert "lxml" in loaded
        assert "pypdfium2" in loaded or "pdfium" in loaded


def test_what_is_not_prepared_loads_no_more_than_it_needs(good):
    with ReadingWorker() as worker:
        worker.read(good)
        assert "pdfium" not in Path(f"/proc/{process_of(worker).pid}/maps").read_text()


def test_a_worker_may_be_closed_while_it_prepares(good):
    worker = ReadingWorker()
    worker.prepare()
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < SLACK
    assert not worker.running
    assert texts(worker.read(good)) == [SENTENCE]
    worker.close()


def test_a_worker_whose_preparing_could_not_start_can_be_closed_and_reads(good, monkeypatch):
    def full(thread):
        raise RuntimeError("can't start new thread")

    worker = ReadingWorker()
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", full)
        with pytest.raises(RuntimeError):
            worker.prepare()
    closing = threading.Thread(target=worker.close, daemon=True)
    closing.start()
    closing.join(SLACK)
    assert not closing.is_alive()
    with worker:
        assert texts(worker.read(good)) == [SENTENCE]


def test_a_process_that_is_ended_before_it_is_asked_is_told_without_a_trace(good):
    process = ReadingProcess(Limits())
    process.kill()
    with pytest.raises(ReadError) as failed:
        process.ask(Preparing(), 5)
    assert failed.value.code == "LEZER_WERKT_NIET"


def test_a_process_that_could_not_be_prepared_is_told_by_the_first_read(good, monkeypatch):
    monkeypatch.setattr(ingest.process, "_COMMAND", (str(good.with_name("geen-python")),))
    with ReadingWorker() as worker:
        worker.prepare()
        with pytest.raises(ReadError) as failed:
            worker.read(good)
    assert failed.value.code == "LEZER_WERKT_NIET"


def test_a_closed_worker_leaves_no_process_and_can_begin_again(good):
    worker = ReadingWorker()
    worker.read(good)
    pid = process_of(worker).pid
    worker.close()
    worker.close()
    assert not is_running(pid)
    assert texts(worker.read(good)) == [SENTENCE]
    worker.close()


def test_the_process_ends_when_its_parent_is_gone():
    process = ReadingProcess(Limits())
    process._process.stdin.close()  # what the system does when a parent dies
    assert process._process.wait(timeout=10) == 0
    process.kill()


def test_settings_and_keys_of_the_parent_do_not_reach_the_child(good, monkeypatch):
    monkeypatch.setenv("BRONWIJZER_API_KEY", "geheim-123")
    monkeypatch.setenv("PYTHONSTARTUP", "geheim-123")
    with ReadingWorker() as worker:
        worker.read(good)
        seen = Path(f"/proc/{process_of(worker).pid}/environ").read_bytes()
    assert b"PYTHONUTF8=1" in seen
    assert b"geheim" not in seen


def test_modules_in_the_folder_of_the_user_are_not_run(tmp_path, monkeypatch):
    """A library of documents may hold anything, also files named as the modules that the child needs."""
    page = write(tmp_path / "pagina.html", f"<p>{SENTENCE}</p>")
    for name in ("lxml", "json", "charset_normalizer", "ingest"):
        write(tmp_path / f"{name}.py", "raise SystemExit('vreemde code')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    with ReadingWorker() as worker:
        assert texts(worker.read(page)) == [SENTENCE]


CONFINED = """
import json, os, socket, subprocess, sys
from pathlib import Path
from ingest.child import _confine
from ingest.limits import Limits

folder, udp = Path(sys.argv[1]), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
_confine(Limits(memory_bytes=200_000_000))
old, new = folder / "oud.txt", folder / "nieuw.txt"
ways = {
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "look up": lambda: socket.getaddrinfo("voorbeeld.invalid", 80),
    "socket": lambda: socket.socket(),
    "datagram": lambda: udp.sendto(b"x", ("127.0.0.1", 9)),
    "run": lambda: subprocess.run(["true"]),
    "system": lambda: os.system("true"),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "fork": lambda: os.fork() or os._exit(0),
    "kill": lambda: os.kill(os.getppid(), 0),
    "new file": lambda: new.touch(),
    "write": lambda: new.write_text("x"),
    "append": lambda: old.open("a"),
    "empty": lambda: old.open("w"),
    "truncate": lambda: os.truncate(old, 0),
    "raw": lambda: os.open(old, os.O_RDWR),
    "remove": lambda: old.unlink(),
    "rename": lambda: old.rename(new),
    "link": lambda: new.symlink_to(old),
    "folder": lambda: new.mkdir(),
    "mode": lambda: old.chmod(0o777),
    "memory": lambda: bytearray(1_500_000_000),
    "read": lambda: old.read_text(),
}
done = {}
for name, way in ways.items():
    try:
        done[name] = f"done: {way()}"
    except Exception as error:
        done[name] = type(error).__name__
print(json.dumps(done))
"""


def test_the_child_can_read_and_nothing_else(tmp_path):
    old = write(tmp_path / "oud.txt", "oud")
    command = [sys.executable, "-B", "-c", CONFINED, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    done = json.loads(run.stdout)
    assert done.pop("read") == "done: oud"
    assert done.pop("memory") == "MemoryError"
    assert {name: how for name, how in done.items() if how != "PermissionError"} == {}
    assert [path.name for path in tmp_path.iterdir()] == ["oud.txt"]
    assert old.read_text() == "oud"


@pytest.mark.parametrize("sends", ["framed(pickle.dumps(Evil()))", "framed(b'x')", "b'\\xff' * 99", "frame(42)"])
def test_a_child_that_sends_nonsense_is_ended(good, monkeypatch, sends):
    script = f"""
import io, os, pickle, struct, sys, time
from ingest.frames import READY, Answer, write_frame
class Evil:
    def __reduce__(self):
        return os.mkdir, ({str(good.with_name("gehackt"))!r},)
def framed(data):
    return struct.pack("<Q", len(data)) + data
def frame(value):
    return framed(pickle.dumps(value))
write_frame(sys.stdout.buffer, Answer(detail=READY))
sys.stdout.buffer.write({sends})
sys.stdout.buffer.flush()
time.sleep(60)
"""
    monkeypatch.setattr(ingest.process, "_COMMAND", (sys.executable, "-c", script))
    with ReadingWorker() as worker:
        began = time.monotonic()
        with pytest.raises(ReadError, match="beschadigd") as failed:
            worker.read(good)
        assert time.monotonic() - began < 10
    assert failed.value.code == "BESCHADIGD"
    assert not good.with_name("gehackt").exists()
