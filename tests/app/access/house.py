"""A small library with limits and people, served as it is in earnest: guard, crowd, gate, app, over HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from app.access.accounts import Accounts, new_account
from app.access.setup import Access, access_of
from app.access.viewer import Role
from app.crowd import Crowd
from app.guard import Guard
from app.keeping import Keeper
from app.server import create_app
from app.watching import Watching
from index.embedding.protocol import Embedder
from index.library import Library
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.sync import Sync
from ingest.worker import ReadingWorker
from tests.conftest import free_port

PASSWORD = "vier losse natte woorden"
ACCOUNTS = {
    "eva": (Role.READER, ()),
    "bram": (Role.READER, ("bestuur",)),
    "wil": (Role.READER, ("wijk",)),
    "sam": (Role.READER, ("bestuur", "wijk", "elders")),
    "kim": (Role.KEEPER, ()),
}
LIMITS: dict[str, tuple[str, ...]] = {
    "open": (),
    "raad": ("bestuur",),
    "buurt": ("wijk",),
    "samen": ("bestuur", "wijk"),
}
"""Documents by the word that only they have, with the groups that may see them."""
TEXT = """# Nota {word}

## Afspraken over het {word}beleid

De Dienst {Word} Zaken ({short}) werkt sinds maart samen met het wijkteam aan warme maaltijden. De maaltijden kosten
{number} euro en de sleutel heet {odd}. Iedere bewoner mag mee-eten en niemand hoeft zich daarvoor te melden.

"Ik kwam voor de soep en bleef voor de mensen van {word}," vertelt een bewoner van {Word}dorp over de maaltijden.
"""
ROUTE = """title = "Wegwijs"
role = "Voor iedereen"
lead = "Twee plekken."
"""
STEP = """
[[step]]
document = "{word}-nota.md"
sentence = "Iedere bewoner mag mee-eten en niemand hoeft zich daarvoor te melden."
why = "Dan weet je van het {word}beleid."
"""
SIDECAR = 'organisation = "Stichting {Word}"\nkind = "{word}stuk"\nyear = {year}\ngroups = {groups}\n'


def odd(word: str) -> str:
    """A word that stands in one document and in no language."""
    return f"brox{word[::-1]}im"


def marks(word: str) -> tuple[str, ...]:
    """What only one document says, in small letters; nobody who may not see it may ever be told."""
    return f"{word}beleid", odd(word), f"stichting {word}", f"{word}stuk", f"{word}-nota", f"{word}dorp"


def write_corpus(folder: Path) -> None:
    """Four documents, each with a sidecar, and a route along all of them."""
    folder.mkdir()
    for number, (word, groups) in enumerate(LIMITS.items(), 1):
        said = {
            "word": word,
            "Word": word.capitalize(),
            "short": f"D{word[0].upper()}Z",
            "number": 310 + number,
            "odd": odd(word),
        }
        (folder / f"{word}-nota.md").write_text(TEXT.format(**said), encoding="utf-8")
        sidecar = SIDECAR.format(**said, year=2030 + number, groups=json.dumps(groups))
        (folder / f"{word}-nota.md.toml").write_text(sidecar, encoding="utf-8")
    with (folder / "open-nota.md.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write('replaces = "raad-nota.md"\n')
    (folder / "raad-nota.md.toml").open("a", encoding="utf-8").write('status = "geldig"\n')
    (folder / "routes").mkdir()
    (folder / "routes" / "wegwijs.toml").write_text(ROUTE + "".join(STEP.format(word=w) for w in LIMITS), "utf-8")


@dataclass(frozen=True)
class House:
    """The running app; ``kb`` knows every document."""

    url: str
    app: FastAPI
    kb: KnowledgeBase
    folder: Path
    accounts: Accounts
    keeper: Keeper
    ids: dict[str, str]

    def visitor(self, name: str, password: str = PASSWORD) -> httpx.Client:
        """A browser in which somebody logged in."""
        client = httpx.Client(base_url=self.url, timeout=30)
        reply = client.post("/aanmelden", data={"naam": name, "wachtwoord": password})
        assert reply.status_code == 303, reply.text
        return client

    def settled(self) -> None:
        """Return when what is in the folder was read, and everything done that follows from it."""
        end = time.monotonic() + 60
        while self.keeper.state.progress is not None:
            assert time.monotonic() < end
            time.sleep(0.02)

    def hidden(self, name: str) -> list[str]:
        """Words of the documents that somebody may not see."""
        role, groups = ACCOUNTS[name]
        keeps = role is Role.KEEPER
        return [w for w, limit in LIMITS.items() if not keeps and limit and not set(limit) & set(groups)]


def settings_for(home: Path, **more: Any) -> Settings:
    """Settings with accounts in a folder of its own."""
    return load_settings(
        None, index=home / "index", corpus=home / "map", auth="accounts", accounts_file=home / "accounts.json", **more
    )


@contextmanager
def built(home: Path, embedder: Embedder | None = None) -> Iterator[House]:
    """Make the library and the accounts, and serve them.

    :param embedder: a model that is loaded already; then the documents are found by their words only.
    """
    write_corpus(home / "map")
    settings = settings_for(home)
    accounts = Accounts(settings.accounts_file)
    for name, (role, groups) in ACCOUNTS.items():
        accounts.put(new_account(name, role, groups, PASSWORD))
    kb = KnowledgeBase(Library(settings.index, embedder), embedder) if embedder else KnowledgeBase.open(settings)
    keeper = Keeper(kb, settings.corpus)
    with ReadingWorker() as worker:
        Sync(kb.library, PassageEncoder(kb.embedder), worker, Catalogue(), Watching()).run(
            [settings.corpus], vectors=embedder is None
        )
    access = access_of(settings)
    assert access is not None
    app = create_app(kb, settings.corpus, keeper, access, mcp=True)
    ids = {record.file.partition("-")[0]: record.document_id for record in kb.documents()}
    try:
        with listening(app, access) as url:
            yield House(url, app, kb, settings.corpus, accounts, keeper, ids)
    finally:
        keeper.close()
        kb.close()


@contextmanager
def listening(app: FastAPI, access: Access) -> Iterator[str]:
    """The app behind guard, crowd and gate, on a port of its own."""
    port = free_port()
    config = uvicorn.Config(
        Guard(Crowd(access.gate(app))), port=port, log_level="error", access_log=False, proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def told(client: httpx.Client, number: int, data: list[Any], event: dict[str, Any], page: str) -> str:
    """What the page is told about one of its events, all of it as text."""
    body = {"fn_index": number, "data": data, "event_data": event, "session_hash": page}
    joined = client.post("/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return joined.text
    lines = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": page}) as stream:
        if stream.status_code != 200:
            return stream.read().decode()
        for line in stream.iter_lines():
            lines.append(line)
            if '"process_completed"' in line or '"close_stream"' in line:
                break
    return "\n".join(json.dumps(json.loads(x[5:]), ensure_ascii=False) for x in lines if x.startswith("data:"))
