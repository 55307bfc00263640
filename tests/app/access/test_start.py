"""What must be right before the app lets anybody in, and the commands about accounts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.access.accounts import Accounts, new_account
from app.access.viewer import Role
from app.cli import main
from app.startup import check_access
from index.errors import SettingsError
from index.settings import load_settings
from tests.conftest import BRONWIJZER, command_environment

SECRET = "een-lang-geheim-van-deze-organisatie-1"


def settings(tmp_path: Path, **more):
    return load_settings(None, index=tmp_path / "index", accounts_file=tmp_path / "accounts.json", **more)


def with_keeper(tmp_path: Path) -> None:
    Accounts(tmp_path / "accounts.json").put(new_account("kim", Role.KEEPER, (), "vier losse natte woorden"))


def test_without_log_in_only_this_computer(tmp_path):
    for host in ("127.0.0.1", "localhost", "::1"):
        assert check_access(settings(tmp_path, host=host)) == ""
    for host in ("0.0.0.0", "192.168.1.5", "::", "bronwijzer.voorbeeld.nl"):
        with pytest.raises(SettingsError, match="auth"):
            check_access(settings(tmp_path, host=host))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"auth": "accounts"}, "accounts add"),
        ({"auth": "proxy", "proxy_secret": SECRET, "public_url": "https://b.nl"}, "proxy_addresses"),
        ({"auth": "proxy", "proxy_addresses": "127.0.0.1", "public_url": "https://b.nl"}, "proxy_secret"),
        ({"auth": "proxy", "proxy_addresses": "127.0.0.1", "proxy_secret": SECRET}, "public_url"),
        ({"auth": "proxy", "proxy_secret": "kort"}, "proxy_secret"),
        ({"auth": "proxy", "proxy_addresses": "overal"}, "proxy_addresses"),
        ({"keepers_group": "a,b"}, "keepers_group"),
        ({"proxy_user_header": "x y"}, "proxy_user_header"),
        ({"public_url": "bronwijzer.nl"}, "public_url"),
        ({"session_hours": 0}, "session_hours"),
    ],
)
def test_a_log_in_that_cannot_work_stops_the_start(tmp_path, values, word):
    with pytest.raises(SettingsError, match=word):
        check_access(settings(tmp_path, **values))


def test_other_computers_need_to_know_the_address(tmp_path):
    with_keeper(tmp_path)
    assert check_access(settings(tmp_path, auth="accounts")) == ""
    with pytest.raises(SettingsError, match="public_url"):
        check_access(settings(tmp_path, auth="accounts", host="0.0.0.0"))
    assert check_access(settings(tmp_path, auth="accounts", host="0.0.0.0", public_url="https://b.nl")) == ""
    assert "https" in check_access(settings(tmp_path, auth="accounts", host="0.0.0.0", public_url="http://b.nl"))


def test_a_reader_alone_cannot_keep_it(tmp_path):
    Accounts(tmp_path / "accounts.json").put(new_account("eva", Role.READER, (), "vier losse natte woorden"))
    with pytest.raises(SettingsError, match="beheerder"):
        check_access(settings(tmp_path, auth="accounts"))


@pytest.fixture
def accounts(tmp_path, monkeypatch, capsys):
    """Runs ``bronwijzer accounts`` in a folder of its own, with a line on the input."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, line="", code=0):
        monkeypatch.setattr(sys, "stdin", io.StringIO(line))
        try:
            main(["accounts", *arguments, "--json"])
        except SystemExit as done:
            assert done.code == code
        said = capsys.readouterr()
        return json.loads(said.out) if said.out else said.err

    return run


def test_accounts_are_added_listed_changed_and_removed(accounts, tmp_path):
    made = accounts("add", "Kim", "--role", "beheerder", "--group", "Bestuur", line="vier losse natte woorden\n")
    assert made == {"name": "kim", "role": "beheerder", "groups": ["bestuur"], "token": False}
    assert accounts("list")["accounts"] == [made]
    accounts("add", "ans", "--role", "beheerder", line="vier losse natte woorden\n")
    assert accounts("change", "kim", "--role", "lezer", "--group", "wijk", "--group", "or")["groups"] == ["or", "wijk"]
    assert accounts("change", "kim", "--no-groups")["groups"] == []
    kept = Accounts(tmp_path / "accounts.json")
    assert kept.checked("kim", "vier losse natte woorden") is not None
    accounts("password", "kim", line="vijf andere droge woorden\n")
    assert kept.checked("kim", "vier losse natte woorden") is None
    assert kept.checked("kim", "vijf andere droge woorden") is not None
    key = accounts("token", "kim")["token"]
    assert kept.of_token(key) is not None
    accounts("token", "kim", "--revoke")
    assert kept.of_token(key) is None
    assert accounts("remove", "kim") == {"removed": "kim"}
    assert [account["name"] for account in accounts("list")["accounts"]] == ["ans"]


def test_another_password_ends_the_key_for_programs_too(tmp_path, monkeypatch, capsys):
    """Who had the account in hand may have made one."""
    with_keeper(tmp_path)
    kept = Accounts(tmp_path / "accounts.json")
    monkeypatch.chdir(tmp_path)
    main(["accounts", "token", "kim"])
    key = capsys.readouterr().out.strip()
    assert kept.of_token(key) is not None
    for ends in (True, False):
        monkeypatch.setattr(sys, "stdin", io.StringIO("vijf andere droge woorden\n"))
        main(["accounts", "password", "kim"])
        assert ("sleutel" in capsys.readouterr().out) is ends
        assert kept.of_token(key) is None


@pytest.mark.parametrize("arguments", [("remove", "kim"), ("change", "kim", "--role", "lezer")])
@pytest.mark.parametrize("others", [(), ("eva",)])
def test_the_last_keeper_stays(accounts, tmp_path, arguments, others):
    """Without one the app would not start again."""
    with_keeper(tmp_path)
    for name in others:
        accounts("add", name, line="vier losse natte woorden\n")
    said = accounts(*arguments, code=2)
    assert "accounts add NAAM --role beheerder" in said
    assert "auth op none" in said
    assert check_access(settings(tmp_path, auth="accounts")) == ""
    accounts("add", "ans", "--role", "beheerder", line="vier losse natte woorden\n")
    accounts(*arguments)
    assert check_access(settings(tmp_path, auth="accounts")) == ""


def test_the_environment_may_name_the_settings(accounts, tmp_path, monkeypatch):
    """As the command of a fixed installation has it, wherever it is given."""
    kept = tmp_path / "elders.json"
    (tmp_path / "vast.toml").write_text(f'accounts_file = "{kept}"\n')
    monkeypatch.setenv("BRONWIJZER_CONFIG", str(tmp_path / "vast.toml"))
    accounts("add", "kim", line="vier losse natte woorden\n")
    assert set(Accounts(kept).all()) == {"kim"}
    assert not (tmp_path / "accounts.json").exists()


@pytest.mark.parametrize(
    ("arguments", "line", "word"),
    [
        (("add", "kim"), "kort\n", "12 tot 200"),
        (("add", "a,b"), "vier losse natte woorden\n", "a,b"),
        (("add", "kim", "--group", "x;y"), "vier losse natte woorden\n", "x;y"),
        (("remove", "niemand"), "", "niemand"),
        (("password", "niemand"), "vier losse natte woorden\n", "niemand"),
    ],
)
def test_a_mistake_is_explained(accounts, arguments, line, word):
    assert word in accounts(*arguments, line=line, code=2)


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_password_that_is_no_text_is_refused_in_words(tmp_path, errors):
    """As a file in another character set gives it; how Python reads such a byte depends on the computer."""
    environment = command_environment() | {"PYTHONIOENCODING": f"utf-8:{errors}"}
    done = subprocess.run(
        [BRONWIJZER, "accounts", "add", "kim"],
        input="vier losse naïeve woorden\n".encode("latin-1"),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert "UTF-8" in done.stderr.decode()
    assert not (tmp_path / "accounts.json").exists()


def test_an_account_is_not_made_twice(accounts):
    accounts("add", "kim", line="vier losse natte woorden\n")
    assert "kim" in accounts("add", "KIM", line="vier losse natte woorden\n", code=2)


def test_a_password_is_never_an_argument(tmp_path):
    command = [BRONWIJZER, "accounts", "add", "kim", "vier losse natte woorden"]
    done = subprocess.run(command, cwd=tmp_path, env=command_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert not (tmp_path / "accounts.json").exists()


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "accounts.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Exception, match=r"accounts\.json"):
        check_access(settings(tmp_path, auth="accounts"))
