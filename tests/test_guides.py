"""The guides for who keeps an installation: every command in them is one that works, on files that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from app.cli import cli
from index.settings import Settings
from tests.test_deploy import DEPLOY, ROOT, unit

BEHEER, ACCESS = ROOT / "docs" / "beheer.md", ROOT / "docs" / "access.md"
GUIDES = [BEHEER, ACCESS]
CONTAINER_OPTIONS = {"exec": {"-T"}, "run": {"--rm", "--no-deps", "-T"}}


def blocks(guide: Path, kind: str) -> Iterator[str]:
    """Lines of the blocks of that kind."""
    for block in re.findall(rf"^```{kind}\n(.*?)^```$", guide.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def words_of(line: str) -> list[str]:
    """A command as words; what the shell fills in is one."""
    return shlex.split(re.sub(r"\$\([^)]*\)", "iets", line))


def commands(guide: Path) -> Iterator[list[str]]:
    """What is typed in a terminal, a command each."""
    for line in blocks(guide, "console"):
        assert line[:2] in ("# ", "$ "), line
        yield from (words_of(command) for command in line[2:].split(" && "))


def ours(words: list[str]) -> list[str] | None:
    """The words after ``bronwijzer``, also of a command in a container; None: it is another command."""
    if words[0] == "bronwijzer":
        return words[1:]
    if words[:2] != ["docker", "compose"] or words[4] not in CONTAINER_OPTIONS:
        return None
    at = words.index("app")
    assert set(words[5:at]) <= CONTAINER_OPTIONS[words[4]], words
    return words[at + 2 :] if words[at + 1] == "bronwijzer" else None


def parsed(words: list[str]) -> None:
    """:raises click.UsageError: the command line of Bronwijzer would refuse it."""
    command: click.Command = cli
    words = list(words)
    while isinstance(command, click.Group):
        name = words.pop(0)
        assert name in command.commands, name
        command = command.commands[name]
    command.make_context(command.name, words)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_command_is_understood(guide: Path) -> None:
    found = [words for typed in commands(guide) if (words := ours(typed)) is not None]
    assert len(found) >= 6
    for words in found:
        parsed(words)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_command_in_a_sentence_is_understood(guide: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", guide.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for said in re.findall(r"`bronwijzer ([^`]+)`", text):
        with suppress(click.MissingParameter):  # a sentence may name a command without what it is about
            parsed(words_of(said))


def test_the_guide_tells_of_every_task_with_systemd_and_with_containers() -> None:
    typed = [(words[0], ours(words)) for words in commands(BEHEER)]
    for program, tasks in {
        "bronwijzer": {"ingest", "backup", "restore", "migrate", "status"},
        "docker": {"accounts", "ingest", "backup", "restore", "status"},
    }.items():
        assert {words[0] for first, words in typed if first == program and words} >= tasks


def test_nothing_is_done_as_the_wrong_user_or_with_other_settings() -> None:
    """Only the command that takes care of both is used, and Python's own only to install."""
    for guide in GUIDES:
        for words in commands(guide):
            if words[0].startswith("/opt/"):
                assert words[:2] == ["/opt/bronwijzer/.venv/bin/pip", "install"]
            assert words[0] not in {"sudo", "su", "runuser", ".venv/bin/bronwijzer"}


def test_every_file_of_an_installation_exists_and_none_is_forgotten() -> None:
    text = BEHEER.read_text(encoding="utf-8")
    made = {".env", "bronwijzer.env", "corpus", "backup"}
    named = set(re.findall(r"(?<![\w/])deploy/(\.?[\w.-]*\w)", text))
    assert named >= made
    for path in named - made:
        assert (DEPLOY / path).exists(), path
    files = {path.name for path in DEPLOY.iterdir() if path.is_file() and path.name not in made}
    assert files - named == {".gitignore", "Dockerfile"}


def test_files_are_installed_where_the_units_look_for_them() -> None:
    text = BEHEER.read_text(encoding="utf-8")
    service = unit("bronwijzer.service")["Service"]
    program, *_, config = shlex.split(service["ExecStart"])
    assert f"venv --clear {Path(program).parent.parent}\n" in text
    assert f"deploy/bronwijzer.toml {config}\n" in text
    assert f"useradd --system --home-dir {service['WorkingDirectory']} {service['User']}\n" in text
    assert unit("bronwijzer.service")["Unit"]["Documentation"] == "file:///opt/bronwijzer/docs/beheer.md"
    assert "docs/beheer.md docs/access.md -t /opt/bronwijzer/docs\n" in text
    backup = unit("bronwijzer-backup.service")["Service"]["ExecStart"]
    assert f"{program} backup /var/backups/bronwijzer/" in backup
    [torch] = set(re.findall(r"torch==[\d.]+", text))
    assert torch in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_every_setting_in_the_guide_exists() -> None:
    text = BEHEER.read_text(encoding="utf-8")
    named = {*re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE), *re.findall(r"`(\w+) = ", text)}
    named |= {name.lower() for name in re.findall(r"BRONWIJZER_(\w+)", text)}
    assert {"qdrant_url", "auth", "watch", "log"} <= named
    assert named <= set(Settings.model_fields)
