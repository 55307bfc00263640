"""What is deployed: the files can be read, name settings and commands that exist, and open nothing to the outside."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.cli import cli
from index.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = ["compose.yaml", "compose.cluster.yaml"]
UNITS = ["bronwijzer.service", "bronwijzer-backup.service", "bronwijzer-backup.timer"]
PREFIX = "BRONWIJZER_"
LONGEST_END = 10
"""Seconds within which the app ends (tests/app/test_running.py)."""


def services(name: str) -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))["services"]


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def options_of(command: str) -> set[str]:
    return {option for parameter in cli.commands[command].params for option in parameter.opts}


def assert_exists(words: list[str]) -> None:
    """A command line of Bronwijzer whose command and options exist."""
    command, *arguments = words
    assert command in cli.commands
    assert {word for word in arguments if word.startswith("--")} <= options_of(command)


@pytest.mark.parametrize("name", COMPOSE)
def test_settings_of_a_container_exist_and_work(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = services(name)["app"]["environment"]
    assert {key.removeprefix(PREFIX).lower() for key in settings} <= set(Settings.model_fields)
    for key, value in settings.items():
        monkeypatch.setenv(key, re.sub(r"\$\{\w+:\?[^}]*\}", "sleutel", value))
    monkeypatch.chdir(tmp_path)
    loaded = load_settings()
    assert loaded.server is not None
    assert loaded.host == "127.0.0.1"


@pytest.mark.parametrize("name", COMPOSE)
def test_nothing_of_a_container_is_open_to_the_outside(name: str) -> None:
    for service in services(name).values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+", service["image"]), "one version, not the latest"
    qdrant = [service for key, service in services(name).items() if key != "app"]
    assert all("API_KEY:?" in node["environment"]["QDRANT__SERVICE__API_KEY"] for node in qdrant)
    assert all(node["environment"]["QDRANT__TELEMETRY_DISABLED"] == "true" for node in qdrant)
    assert int(services(name)["app"]["stop_grace_period"].removesuffix("s")) > LONGEST_END


def test_a_cluster_outlives_a_node() -> None:
    nodes = {key: service for key, service in services("compose.cluster.yaml").items() if key != "app"}
    assert len(nodes) == 3
    for name, node in nodes.items():
        arguments = dict(zip(node["command"][1::2], node["command"][2::2], strict=True))
        assert arguments["--uri"] == f"http://{name}:6335"
        assert arguments.get("--bootstrap") == (None if name == "node1" else "http://node1:6335")
        assert node["environment"]["QDRANT__CLUSTER__ENABLED"] == "true"
    settings = services("compose.cluster.yaml")["app"]["environment"]
    replicas = int(settings["BRONWIJZER_QDRANT_REPLICAS"])
    assert 1 < int(settings["BRONWIJZER_QDRANT_WRITE_CONSISTENCY"]) < replicas <= len(nodes)


def test_the_image_holds_all_packages_and_starts_what_exists() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE)
    assert set(copied) == {"app", "index", "ingest"}
    [command] = re.findall(r'^CMD (\[".*"\])$', text, re.MULTILINE)
    program, *words = json.loads(command)
    assert program == "bronwijzer"
    assert_exists(words)
    assert {name.lower() for name in re.findall(rf"{PREFIX}(\w+)=", text)} <= set(Settings.model_fields)
    assert "USER bronwijzer" in text
    torch = re.search(r"torch==[\d.]+", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert torch is not None
    assert torch.group() in text


def test_the_service_starts_and_ends_as_the_app_does() -> None:
    service = unit("bronwijzer.service")["Service"]
    program, *words = shlex.split(service["ExecStart"])
    assert program.endswith("/bronwijzer")
    assert_exists(words)
    assert (service["KillSignal"], service["RestartPreventExitStatus"]) == ("SIGTERM", "2")
    assert int(service["TimeoutStopSec"]) > LONGEST_END
    assert (service["IPAddressDeny"], service["IPAddressAllow"]) == ("any", "localhost")
    command = unit("bronwijzer-backup.service")["Service"]["ExecStart"]
    [backup] = re.findall(r"/bin/bronwijzer ([^']+)", command)
    assert_exists(backup.split())


def test_the_example_of_settings_can_be_read() -> None:
    assert load_settings(DEPLOY / "bronwijzer.toml").watch


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/opt/bronwijzer/.venv/bin/bronwijzer serve", "/bin/true serve")
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(tmp_path / name for name in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not re.search(r"[Uu]nknown|[Ff]ailed to parse|[Ii]nvalid", done.stderr), done.stderr


def test_the_keeper_s_guide_names_what_exists() -> None:
    text = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:`|\$ )bronwijzer (\w+)", text))
    assert commands <= set(cli.commands)
    assert {"ingest", "backup", "restore", "migrate", "status"} <= commands
    for path in set(re.findall(r"deploy/([\w.-]+\w)", text)) - {".env", "corpus"}:
        assert (DEPLOY / path).exists(), path
    for name in re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE):
        assert name in Settings.model_fields, name
