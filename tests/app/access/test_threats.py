"""Threats that no other test holds: logs, forgotten streams, echoed headers, unsafe models, old versions."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import time
import tomllib
from contextlib import ExitStack, closing
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from platformdirs import user_cache_path

from tests.app.access.house import PASSWORD, told
from tests.app.access.probes import TOPIC
from tests.app.access.test_doors import events

ROOT = Path(__file__).parents[3]
CANARY = "burgerservicenummer 123456782"
CODE = [path for package in ("app", "index", "ingest") for path in (ROOT / package).rglob("*.py")]


def test_no_log_holds_a_question_a_name_or_a_password(house, visitors, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        client = visitors["eva"]
        client.get("/api/search", params={"q": CANARY})
        client.post("/api/ask", json={"question": CANARY})
        client.post("/api/ask", json={"question": [CANARY]})
        client.post("/api/quote", json={"text": CANARY})
        client.post("/api/exports/frameworks", json={"format": "excel", "question": CANARY, "on": "geen dag"})
        told(client, events(house)["app.asking.Asker.ask"], ["", CANARY, [], [], [], []], {}, "canary")
        told(client, events(house)["app.asking.Asker.ask"], ["", CANARY, "fout", None, 3, []], {}, "canary-2")
        told(client, events(house)["app.asking.Asker.ask"], ["", TOPIC, *[[CANARY]] * 4], {}, "canary-3")
        chosen = events(house)["app.quoting.Quoter.shown"]  # Gradio says what is not one of the choices
        assert '"success": false' in told(client, chosen, [None, {}, CANARY], {}, "canary-4")
        httpx.post(f"{house.url}/aanmelden", data={"naam": "Wilhelmina de Wit", "wachtwoord": "geheim 123456782"})
    out = capfd.readouterr()
    ours = " ".join(r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore", "hpack")))
    said = f"{ours} {out.out} {out.err}".lower()
    assert "app.page_log" in {r.name for r in caplog.records}
    assert [word for word in ("123456782", "wilhelmina", PASSWORD) if word in said] == []


def test_forgotten_pages_do_not_hold_up_a_question(house, visitors):
    with ExitStack() as pages:
        for number in range(60):
            stream = visitors["eva"].stream("GET", f"/gradio_api/heartbeat/vergeten-{number}")
            assert pages.enter_context(stream).status_code == 200
        began = time.monotonic()
        with closing(house.visitor("bram")) as other:
            assert other.post("/api/ask", json={"question": TOPIC}).status_code == 200
        assert time.monotonic() - began < 3


def test_a_part_of_a_file_tells_nothing_of_the_request(house, visitors):
    headers = {"range": "bytes=0-9", "x-geheim": "sleutel-in-een-kop"}
    reply = visitors["eva"].get(f"/api/documents/{house.ids['open']}/file", headers=headers)
    said = " ".join(f"{name}: {value}" for name, value in reply.headers.items()).lower()
    assert "cookie" not in said
    assert "sleutel-in-een-kop" not in said
    for path in ("/gradio_api/file=/etc/passwd", "/gradio_api/file=http://127.0.0.1:1/", "/gradio_api/proxy=http://x/"):
        assert visitors["eva"].get(path, headers=headers).status_code == 404


def test_a_name_on_the_login_page_is_text(house):
    payload = '"><img src=x onerror=window.__x=1>'
    page = httpx.post(f"{house.url}/aanmelden", data={"naam": payload, "wachtwoord": "een fout wachtwoord"}).text
    assert "<img" not in page


def test_an_event_that_goes_wrong_tells_nothing_of_the_server(house, visitors):
    number = events(house)["app.asking.Asker.ask"]
    said = told(visitors["eva"], number, [], {}, "die-misgaat")  # nothing of what it needs
    assert '"success": false' in said
    assert '"error": null' in said


def test_no_code_shares_fetches_or_trusts_what_it_should_not():
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in CODE}
    forbidden = re.compile(r"share=True|gr\.load\(|trust_remote_code=True|set_static_paths|allowed_paths=\[[^]]")
    assert [name for name, text in sources.items() if forbidden.search(text)] == []
    assert [name for name, text in sources.items() if "pickle.load" in text] == []
    modules = r"requests|urllib3|httpx2?|aiohttp|urllib\.request|http\.client"
    fetches = rf"{modules}|(?:urllib|http) import .*(?:request|client)"
    fetching = re.compile(rf"^\s*(?:import|from) (?:{fetches})\b", re.M)
    assert {name for name, text in sources.items() if fetching.search(text)} <= {"index/wording/client.py"}


def test_pillow_and_lxml_get_nothing_of_the_kinds_in_which_holes_are_known():
    """docs/threats.md says which; Gradio allows no Pillow without them."""
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in CODE}
    reading = re.compile(
        r"Image\.open\(|ImageFile|Image\.from_?(?:array|buffer)|\.image\.blob|xmlfile|CDATA\(|torch\.(?:load|export|jit)"
    )
    assert [name for name, text in sources.items() if reading.search(text)] == []
    drawing = {name: re.findall(r'\.save\((?:buffer|out), "(\w+)"', text) for name, text in sources.items()}
    assert {kind for kinds in drawing.values() for kind in kinds} == {"PNG"}


TALKATIVE = """
import json, os
import app.server
import huggingface_hub.constants as hub
from gradio.analytics import analytics_enabled
from haystack.telemetry import _telemetry
print(json.dumps({
    "gradio": analytics_enabled(),
    "haystack": _telemetry.telemetry is not None,
    "hub": not (hub.HF_HUB_OFFLINE and hub.HF_HUB_DISABLE_TELEMETRY),
    "share": "GRADIO_SHARE" in os.environ,
}))
"""


def test_what_libraries_would_tell_others_is_off_before_they_are_imported(tmp_path):
    """For who starts the app with nothing set, or with a share link asked for."""
    ours = re.compile(r"BRONWIJZER|GRADIO|HAYSTACK|HF_")
    environment = {name: value for name, value in os.environ.items() if not ours.match(name)}
    environment |= {"GRADIO_SHARE": "True", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", TALKATIVE]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [name for name, tells in json.loads(done.stdout).items() if tells] == []


LOADS = """
import sys
from pathlib import Path
from index.embedding import open_embedder
open_embedder("bundled", Path(sys.argv[1])).embed_queries(["Waar gaat dit over?"])
"""


def test_the_engine_of_the_model_keeps_no_id_of_this_computer_and_nothing_to_send(tmp_path):
    ours = re.compile(r"BRONWIJZER|ORT_|XDG_")
    environment = {name: value for name, value in os.environ.items() if not ours.match(name)} | {"HOME": str(tmp_path)}
    command = [sys.executable, "-c", LOADS, user_cache_path("bronwijzer")]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


LEAST = {
    "gradio": "6.16",
    "python-multipart": "0.0.30",
    "pypdf": "7.1",
    "torch": "2.6",
    "lxml": "6.0",
    "starlette": "0.40",
    "pillow": "12.0",
}
"""The first versions without the holes that are known."""


@pytest.mark.parametrize(("package", "least"), LEAST.items())
def test_versions_with_known_holes_are_not_installed(package, least):
    assert Version(version(package)) >= Version(least)


@pytest.mark.parametrize("package", sorted(LEAST.keys() - {"starlette"}))  # which comes with another
def test_versions_with_known_holes_are_not_allowed(package):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (wanted,) = (one for one in map(Requirement, project["dependencies"]) if one.name == package)
    floors = [Version(part.version) for part in wanted.specifier if part.operator in ("==", ">=", "~=")]
    assert max(floors) >= Version(LEAST[package])
