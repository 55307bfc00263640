"""Settings: where they come from, and that a wrong one is named with what is allowed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Auth, Settings, load_settings

CONTRACT = {
    "corpus": Path("corpus"),
    "index": Path(".bronwijzer"),
    "model": "bundled",
    "qdrant_url": "",
    "qdrant_api_key": "",
    "qdrant_shards": 1,
    "qdrant_replicas": 1,
    "qdrant_write_consistency": 1,
    "llm_url": "",
    "llm_model": "",
    "llm_api_key": "",
    "host": "127.0.0.1",
    "port": 7860,
    "log": "trouble",
    "metrics_port": 0,
    "auth": Auth.NONE,
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in CONTRACT:
        monkeypatch.delenv(f"BRONWIJZER_{name.upper()}", raising=False)


def test_defaults_are_those_of_the_contract():
    assert load_settings().model_dump().items() >= (CONTRACT | {"watch": False, "watch_polling": False}).items()


def test_command_line_over_environment_over_file(tmp_path, monkeypatch):
    (tmp_path / "bronwijzer.toml").write_text('port = 1000\nhost = "::1"\nmodel = "uit-bestand"\n')
    monkeypatch.setenv("BRONWIJZER_PORT", "2000")
    monkeypatch.setenv("BRONWIJZER_HOST", "localhost")
    settings = load_settings(port=3000, index=None)
    assert (settings.port, settings.host, settings.model) == (3000, "localhost", "uit-bestand")


def test_a_file_of_another_name_is_read_instead(tmp_path):
    (tmp_path / "bronwijzer.toml").write_text("port = 1000\n")
    (tmp_path / "anders.toml").write_text("port = 1001\n")
    assert load_settings(tmp_path / "anders.toml").port == 1001


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("port = 0", ["port", "0", "1 tot en met 65535"]),
        ('port = "veel"', ["port", "veel", "65535"]),
        ('auth = "iedereen"', ["auth", "iedereen", "none, accounts of proxy"]),
        ('qdrant_url = "server"', ["qdrant_url", "server", "http://"]),
        ('model = ""', ["model", "bundled"]),
        ("poort = 1", ["poort", "bestaat niet", "port"]),
        ('public_url = "https://[x"', ["public_url", "https://[x", "https://bronwijzer.voorbeeld.nl"]),
        ('public_url = "https://x:99999999"', ["public_url", "99999999"]),
        ('public_url = "https://x:poort"', ["public_url", "poort"]),
        ('public_url = "https://:443"', ["public_url", ":443"]),
        ('qdrant_url = "http://[x"', ["qdrant_url", "http://[x"]),
        ('llm_url = "http://x:99999999"', ["llm_url", "99999999"]),
        ('qdrant_api_key = "sleutél"', ["qdrant_api_key", "zonder accenten"]),
        ("dit is geen toml", ["niet te lezen"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path, line, words):
    (tmp_path / "bronwijzer.toml").write_text(line + "\n")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("name", ["proxy_secret", "qdrant_api_key", "llm_api_key"])
def test_a_secret_that_cannot_be_is_not_shown(tmp_path, monkeypatch, name):
    (tmp_path / "bronwijzer.toml").write_text(f"{name} = 271828\n")
    with pytest.raises(SettingsError, match=rf"'{name}' .*Toegestaan: leeg, of ") as caught:
        load_settings()
    assert "271828" not in str(caught.value)
    (tmp_path / "bronwijzer.toml").unlink()
    monkeypatch.setenv(f"BRONWIJZER_{name.upper()}", "te kort" if name == "proxy_secret" else "sleutel-271828")
    try:
        said = repr(load_settings())
    except SettingsError as error:
        said = str(error)
    assert not any(secret in said for secret in ("te kort", "271828"))


def test_a_named_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="bestaat niet"):
        load_settings(tmp_path / "weg.toml")


def test_an_address_may_have_a_port_and_be_of_ipv6():
    for url in ("https://bronwijzer.voorbeeld.nl", "http://127.0.0.1:7860/", "https://[::1]:8443", ""):
        assert load_settings(public_url=url).public_url == url


def test_a_name_that_no_file_can_have_is_an_error():
    with pytest.raises(SettingsError, match="niet te openen"):
        load_settings(Path("a" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="there a file is closed in another way")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path):
    file = tmp_path / "bronwijzer.toml"
    file.write_text("port = 1000\n")
    file.chmod(0)
    for config in (None, file):
        is_root = os.geteuid() == 0
        if is_root:
            tmp_path.chmod(0o755)
            os.seteuid(12345)
        try:
            with pytest.raises(SettingsError, match=r"bronwijzer.toml is niet te openen: er zijn geen rechten voor"):
                load_settings(config)
        finally:
            if is_root:
                os.seteuid(0)


def test_the_readme_names_every_setting_and_command():
    from app.cli import cli

    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"`{name}`" not in readme] == []
    assert [name for name in cli.commands if f"bronwijzer {name}" not in readme] == []


@pytest.mark.parametrize(
    "url", ["ftp://model.example/v1", "file:///etc/passwd", "model.example", "javascript:alert(1)"]
)
def test_a_language_model_is_asked_over_http_only(url):
    with pytest.raises(SettingsError, match=r"'llm_url' heeft de waarde .* die kan niet.*http:// of https://"):
        load_settings(llm_url=url, llm_model="m")


def test_an_address_without_a_model_stops_the_start():
    with pytest.raises(SettingsError, match=r"'llm_model' heeft de waarde ''.*leeg kan alleen als llm_url ook leeg is"):
        load_settings(llm_url="http://127.0.0.1:11434/v1")
    assert load_settings(llm_url="http://127.0.0.1:11434/v1", llm_model="m").llm_model == "m"
