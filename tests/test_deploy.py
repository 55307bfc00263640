"""What is deployed: the files can be read, name settings and commands that exist, and open nothing to the outside."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
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
        assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+(-alpine)?", service["image"]), "one version, not the latest"
    qdrant = [service for service in services(name).values() if service["image"].startswith("qdrant/")]
    assert all("API_KEY:?" in node["environment"]["QDRANT__SERVICE__API_KEY"] for node in qdrant)
    assert all(node["environment"]["QDRANT__TELEMETRY_DISABLED"] == "true" for node in qdrant)
    assert int(services(name)["app"]["stop_grace_period"].removesuffix("s")) > LONGEST_END


def test_a_cluster_outlives_a_node() -> None:
    """Whichever it is: the app knows the balancer only, and nothing waits for a node that is gone."""
    app, balancer, *rest = services("compose.cluster.yaml").values()
    nodes = {name: services("compose.cluster.yaml")[name] for name in ("node1", "node2", "node3")}
    assert list(nodes.values()) == rest
    assert balancer["ports"] == ["127.0.0.1:6333:6333"]
    assert app["environment"]["BRONWIJZER_QDRANT_URL"] == "http://127.0.0.1:6333"
    assert balancer["volumes"] == ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"]
    assert balancer["networks"] == ["nodes"]
    configured = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    assert re.findall(r"^    server (\w+) (\w+):6333$", configured, re.MULTILINE) == [(name, name) for name in nodes]
    assert "bind :6333" in configured
    waited_for = [on for service in (app, *rest) for on in service.get("depends_on", {}).items() if on[0] in nodes]
    assert {name for name, _ in waited_for} == set(nodes)
    assert all(how["required"] is False for _, how in waited_for)
    for name, node in nodes.items():
        assert "ports" not in node
        assert node["networks"] == ["nodes"]
        arguments = dict(zip(node["command"][1::2], node["command"][2::2], strict=True))
        assert arguments["--uri"] == f"http://{name}:6335"
        assert arguments.get("--bootstrap") == (None if name == "node1" else "http://node1:6335")
        assert node["environment"]["QDRANT__CLUSTER__ENABLED"] == "true"
    replicas = int(app["environment"]["BRONWIJZER_QDRANT_REPLICAS"])
    assert 1 < int(app["environment"]["BRONWIJZER_QDRANT_WRITE_CONSISTENCY"]) < replicas == len(nodes)


@pytest.mark.parametrize("name", COMPOSE)
def test_nothing_that_must_be_kept_is_in_a_volume_without_a_name(name: str) -> None:
    """Such a volume is lost when the container is made anew, which every new version does."""
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert not re.search(r"^VOLUME", image, re.MULTILINE)
    mounted = dict(reversed(volume.split(":")[:2]) for volume in services(name)["app"]["volumes"])
    named = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))["volumes"]
    assert all(source.startswith("./") or source in named for source in mounted.values())
    kept = dict(re.findall(rf"{PREFIX}(\w+)=(/data\S+)", image))
    assert kept == {"INDEX": "/data/index", "CORPUS": "/data/corpus", "ACCOUNTS_FILE": "/data/accounts/accounts.json"}
    for path in kept.values():
        assert any(Path(path).is_relative_to(folder) for folder in mounted), path
    made = re.search(r"install -d -m 700 -o bronwijzer -g bronwijzer (.+)", image)
    assert made is not None
    assert set(mounted) <= set(made.group(1).split()), "a new volume gets the owner of the folder in the image"
    ignored = (DEPLOY / ".gitignore").read_text(encoding="utf-8").split()
    assert {source.removeprefix("./") + "/" for source in mounted.values() if source.startswith("./")} < set(ignored)


def test_building_the_image_takes_along_what_it_copies_and_nothing_else() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = {word for line in re.findall(r"^COPY ([^-].*) \S+$", text, re.MULTILINE) for word in line.split()}
    first, *lines = [
        line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    assert first == "*"
    assert {line.removeprefix("!/") for line in lines if line.startswith("!")} == copied
    assert all((ROOT / name).exists() for name in copied)


def test_whoever_serves_may_read_what_root_put_in_the_image() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    _, build, serve = text.split("\nFROM ")
    assert build.rstrip().endswith("chmod -R a+rX /opt/bronwijzer")
    assert "COPY --from=build /opt/bronwijzer /opt/bronwijzer" in serve
    assert set(re.findall(r"XDG_CACHE_HOME=(\S+)", text)) == {"/opt/bronwijzer/cache"}


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


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize("ran", [True, False])
def test_the_backup_starts_the_app_again_only_where_it_ran(ran: bool, tmp_path: Path) -> None:
    done = tmp_path / "done"
    systemctl = tmp_path / "systemctl"
    systemctl.write_text(f'#!/bin/sh\ncase "$*" in *is-active*) exit {0 if ran else 3};; esac\necho "$1" >> {done}\n')
    systemctl.chmod(0o755)
    service = unit("bronwijzer-backup.service")["Service"]
    for line in (service["ExecStartPre"], service["ExecStopPost"], service["ExecStopPost"]):
        program, *arguments = shlex.split(line.replace("/run/", f"{tmp_path}/"))
        assert program == "+/bin/sh"
        subprocess.run(["sh", *arguments], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    assert (done.read_text().split() if done.exists() else []) == (["stop", "start"] if ran else [])


def test_the_example_of_settings_holds_wherever_it_is_read_from() -> None:
    settings = load_settings(DEPLOY / "bronwijzer.toml")
    assert settings.watch
    state = Path("/var/lib") / unit("bronwijzer.service")["Service"]["StateDirectory"].split()[0]
    for path in (settings.corpus, settings.index, settings.accounts_file):
        assert path.parent == state


WRAPPER = DEPLOY / "bronwijzer"


def test_the_command_of_the_keeper_is_that_of_the_service() -> None:
    text, service = WRAPPER.read_text(encoding="utf-8"), unit("bronwijzer.service")["Service"]
    program, *_, config = shlex.split(service["ExecStart"])
    assert f'exec {program} "$@"' in text
    assert f"BRONWIJZER_CONFIG:-{config}" in text
    assert f"user={service['User']}\n" in text
    assert f"HOME={service['WorkingDirectory']} " in text
    assert f"umask {service['UMask'][1:]}\n" in text
    for variable in service["Environment"].split():
        assert variable in text or variable.startswith("GRADIO"), variable
    assert WRAPPER.stat().st_mode & 0o111 == 0o111


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
@pytest.mark.parametrize("user", ["root", "nobody"])
def test_the_command_of_the_keeper_runs_as_the_service_from_anywhere(user: str, tmp_path: Path) -> None:
    """``nobody`` stands for the user of the service, and the folder is one that it may not enter."""
    if os.geteuid() != 0:
        pytest.skip("only root becomes another user")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        told, command = folder / "told", folder / "bronwijzer"
        tell = 'id -un; echo "$HOME $XDG_CACHE_HOME $BRONWIJZER_CONFIG"; umask; printf "<%s>" "$@"'
        told.write_text(f"#!/bin/sh\n{tell}\n")
        text = WRAPPER.read_text(encoding="utf-8").replace("user=bronwijzer", f"user={user}")
        command.write_text(text.replace("/opt/bronwijzer/.venv/bin/bronwijzer", str(told)))
        for path in (folder, told, command):
            path.chmod(0o755)
        tmp_path.chmod(0o700)
        typed = [command, "backup", "een naam.zip"]
        done = subprocess.run(typed, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        user,
        "/var/lib/bronwijzer /var/cache /etc/bronwijzer/bronwijzer.toml",
        "0077",
        "<backup><een naam.zip>",
    ]


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
