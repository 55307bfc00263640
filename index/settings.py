"""The settings, read once: ``bronwijzer.toml`` or ``--config``, each overridden by ``BRONWIJZER_<NAME>``."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.errors import SettingsError
from index.groups import group_name
from index.reasons import reason_of
from index.server import Server
from index.texts import settings as texts

CONFIG_FILE = Path("bronwijzer.toml")
_HEADER = r"^[A-Za-z0-9-]{1,100}$"
_KEY = r"^[!-~]*$"
"""What a header can carry: a key travels in one."""


class Auth(StrEnum):
    """Who may come in."""

    NONE = "none"
    ACCOUNTS = "accounts"
    PROXY = "proxy"


class Log(StrEnum):
    """What the app writes down."""

    TROUBLE = "trouble"
    EVENTS = "events"


class Settings(BaseSettings):
    """Every option with its default; see CONTRACT for the meaning as users read it.

    ``repr=False``: a secret, which no message shows either.
    """

    model_config = SettingsConfigDict(env_prefix="BRONWIJZER_", extra="forbid", frozen=True)

    corpus: Path = Field(Path("corpus"), description="map die gelijk wordt gehouden met de index")
    index: Path = Field(Path(".bronwijzer"), description="map waar de index staat")
    model: str = Field("bundled", min_length=1, description="het taalmodel: bundled, of een naam of map")
    qdrant_url: str = Field("", pattern=r"^(https?://\S+)?$", description="adres van een Qdrant-server")
    qdrant_api_key: str = Field("", repr=False, pattern=_KEY, description="sleutel van die server")
    qdrant_shards: int = Field(1, ge=1, le=1000, description="delen van een nieuwe index op die server")
    qdrant_replicas: int = Field(1, ge=1, le=100, description="kopieën van elk deel")
    qdrant_write_consistency: int = Field(
        1, ge=1, le=100, validate_default=True, description="kopieën die een wijziging moeten hebben"
    )
    llm_url: str = Field(
        "", pattern=r"^(https?://\S+)?$", description="adres van een taalmodel dat antwoorden verwoordt"
    )
    llm_model: str = Field("", validate_default=True, description="naam van dat taalmodel")
    llm_api_key: str = Field("", repr=False, pattern=_KEY, description="sleutel van dat taalmodel")
    host: str = Field("127.0.0.1", min_length=1, description="adres waarop de app luistert")
    port: int = Field(7860, ge=1, le=65535, description="poort waarop de app luistert")
    watch: bool = Field(False, description="of de app zelf op de map let")
    watch_polling: bool = Field(False, description="of dat letten kijken is in plaats van een seintje krijgen")
    log: Log = Field(Log.TROUBLE, description="wat de app opschrijft over wat er gebeurt")
    metrics_port: int = Field(0, ge=0, le=65535, description="poort voor cijfers voor Prometheus; 0: geen")
    auth: Auth = Field(Auth.NONE, description="wie er in mag")
    mcp: bool = Field(False, description="of een assistent mag zoeken (MCP)")
    public_url: str = Field("", pattern=r"^(https?://[^\s/]+/?)?$", description="adres waaronder men de app opent")
    accounts_file: Path = Field(Path("accounts.json"), description="bestand met wie zich kan aanmelden")
    session_hours: int = Field(10, ge=1, le=168, description="hoe lang men aangemeld blijft")
    proxy_addresses: str = Field("", description="adressen van de server die voor Bronwijzer staat")
    proxy_secret: str = Field("", repr=False, pattern=r"^(\S{32,})?$", description="geheim dat die server meestuurt")
    proxy_user_header: str = Field("x-forwarded-user", pattern=_HEADER, description="kop met de naam")
    proxy_groups_header: str = Field("x-forwarded-groups", pattern=_HEADER, description="kop met de groepen")
    keepers_group: str = Field("bronwijzer-beheer", description="groep van beheerders, bij auth = proxy")

    @field_validator("llm_model")
    @classmethod
    def _model_for_url(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("llm_url") and not value.strip():
            raise ValueError("llm_url without llm_model")
        return value

    @field_validator("proxy_addresses")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part)
        return value

    @field_validator("public_url", "qdrant_url", "llm_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (not parts.hostname or parts.port == 0):  # who asks for a port that cannot be, gets a ValueError
            raise ValueError("no host or no port")
        return value

    @field_validator("keepers_group")
    @classmethod
    def _group(cls, value: str) -> str:
        return group_name(value)

    @field_validator("qdrant_write_consistency")
    @classmethod
    def _no_more_than_replicas(cls, value: int, info: ValidationInfo) -> int:
        if value > info.data.get("qdrant_replicas", value):
            raise ValueError("more than there are replicas")
        return value

    @property
    def server(self) -> Server | None:
        """The Qdrant server; None for the engine in this process."""
        if not self.qdrant_url:
            return None
        spread = (self.qdrant_shards, self.qdrant_replicas, self.qdrant_write_consistency)
        return Server(self.qdrant_url, self.qdrant_api_key, *spread)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file; no ``.env`` files, no secret folders."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(config: Path | None = None, **overrides: Any) -> Settings:  # noqa: ANN401  pydantic checks the values
    """Read and check the settings.

    :param config: TOML file; None reads ``bronwijzer.toml`` of the working folder when it is there.
    :param overrides: values from the command line; None means not given.
    :raises SettingsError: the file cannot be read, or a value cannot work; the message names setting, value (not of a
        secret) and what is allowed.
    """

    class _FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=config or CONFIG_FILE)

    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        if config is not None and not config.is_file():
            raise SettingsError(texts.CONFIG_MISSING.format(path=config))
        return _FromFile(**given)
    except OSError as error:
        raise SettingsError(texts.CONFIG_CLOSED.format(path=config or CONFIG_FILE, reason=reason_of(error))) from error
    except ValidationError as error:
        raise SettingsError(_explain(error)) from error
    except ValueError as error:
        raise SettingsError(
            texts.CONFIG_UNREADABLE.format(path=config or CONFIG_FILE, reason=reason_of(error))
        ) from error


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        name = str(problem["loc"][0]) if problem["loc"] else "?"
        allowed = texts.ALLOWED.get(name, "")
        if problem["type"] == "extra_forbidden":
            lines.append(texts.UNKNOWN.format(name=name, known=", ".join(Settings.model_fields)))
        elif name in Settings.model_fields and not Settings.model_fields[name].repr:
            lines.append(texts.WRONG_SECRET.format(name=name, allowed=allowed))
        else:
            lines.append(texts.WRONG.format(name=name, value=problem["input"], allowed=allowed))
    return "\n".join(lines)
