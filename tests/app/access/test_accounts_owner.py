"""Who manages accounts as root locks nobody out, and opens no way to files that are not the app's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.access.accounts import Accounts, new_account
from app.access.viewer import Role
from tests.app.access.house import PASSWORD

SERVICE, OTHER = 12345, 23456
IS_ROOT = sys.platform != "win32" and os.geteuid() == 0

pytestmark = pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """In a folder of the service."""
    folder = tmp_path / "dienst"
    folder.mkdir(mode=0o700)
    os.chown(folder, SERVICE, SERVICE)
    return Accounts(folder / "accounts.json")


def added(accounts: Accounts, name: str) -> os.stat_result:
    accounts.put(new_account(name, Role.READER, (), PASSWORD))
    return accounts.path.stat()


def test_a_new_file_is_of_whom_its_folder_is(accounts: Accounts) -> None:
    made = added(accounts, "eva")
    assert (made.st_uid, made.st_gid, made.st_mode & 0o777) == (SERVICE, SERVICE, 0o600)


def test_a_file_stays_of_whom_it_was(accounts: Accounts) -> None:
    added(accounts, "eva")
    os.chown(accounts.path, OTHER, SERVICE)
    changed = added(accounts, "kim")
    assert (changed.st_uid, changed.st_gid, changed.st_mode & 0o777) == (OTHER, SERVICE, 0o600)
    assert set(accounts.all()) == {"eva", "kim"}


def test_a_file_that_locked_the_service_out_becomes_its_own_again(accounts: Accounts) -> None:
    added(accounts, "eva")
    os.chown(accounts.path, 0, 0)
    assert added(accounts, "kim").st_uid == SERVICE


def test_a_link_that_the_service_laid_is_not_followed(accounts: Accounts, tmp_path: Path) -> None:
    precious = tmp_path / "van root"
    precious.write_text("geheim")
    accounts.path.with_name(".accounts.json.nieuw").symlink_to(precious)
    added(accounts, "eva")
    assert (precious.read_text(), precious.stat().st_uid) == ("geheim", 0)
    assert set(accounts.all()) == {"eva"}
    assert not accounts.path.is_symlink()
