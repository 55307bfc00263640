"""The library while the app runs: read in the background, removed, edited, added; on a real small index."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import edit_form
from app.access.setup import Access, access_of
from app.frameworks import Comparer
from app.keeping import Keeper
from app.librarian import Librarian
from app.library_html import matching
from app.maintenance import read_folder
from app.problems import add_handlers
from app.receiving import NotKeptError, TooLargeError, receive, safe_name
from app.start import start_html
from app.ui import build_ui
from app.uploads import uploads_router
from app.watching import Watching
from index.errors import BronwijzerError, ReadError
from index.service import KnowledgeBase
from index.settings import load_settings
from index.texts import library as texts
from index.types import Metadata
from ingest import sidecar
from ingest.sidecar import read_sidecar

PLAN = "# Jaarplan {year}\n\nHet doel voor het ziekteverzuim is {goal} procent van alle dagen.\n"
SPARE = b"# Zeppelinbeleid\n\nEen paarse zeppelin landt alleen op dinsdag in de haven van Domstede.\n"


def idle(keeper, seconds=120):
    until = time.monotonic() + seconds
    while keeper.state.progress is not None:
        assert time.monotonic() < until, "still busy"
        time.sleep(0.02)
    return keeper.state.outcome


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a plan of two years, and its index."""
    home = tmp_path_factory.mktemp("klein")
    folder = home / "map"
    folder.mkdir()
    for year, goal in ((2024, 7), (2025, 6)):
        (folder / f"plan-{year}.md").write_text(PLAN.format(year=year, goal=goal), encoding="utf-8")
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7\n")
    kb = KnowledgeBase.open(load_settings(index=home / "index"))
    keeper = Keeper(kb, folder)
    keeper.reread()
    assert idle(keeper) == "Klaar: 2 nieuw, 1 niet gelezen."
    yield keeper
    kb.close()


@pytest.fixture
def keeper(made):
    yield made
    idle(made)
    for path in made.folder.iterdir():
        if path.name not in {"plan-2024.md", "plan-2025.md", "kapot.pdf"}:
            path.unlink()
    made.reread()
    idle(made)


@pytest.fixture
def librarian(keeper):
    return Librarian(keeper)


def named(keeper, file):
    return next(record for record in keeper.kb.documents() if record.file == file)


def test_the_tab_shows_documents_in_words_and_files_that_failed(librarian):
    head, buttons, stand, documents, failed, clock = librarian.look("")
    assert "2 documenten, 2 passages" in head
    assert "Lees de map opnieuw" in buttons
    assert "Klaar" in stand
    assert "vervallen" not in documents
    assert "organisatie onbekend · jaarplan · 2024 · zonder bladzijden · 1 passage · plan-2024.md" in documents
    assert "<b>kapot.pdf</b>: " in failed
    assert clock.active is False


def test_words_narrow_the_list(librarian, keeper):
    assert [r.file for r in matching(keeper.kb.documents(), "JAARPLAN 2024")] == ["plan-2024.md"]
    assert "plan-2025.md" not in librarian.find("2024")
    assert texts.NONE in librarian.find("zeppelin")


def test_a_document_that_is_removed_is_not_found_until_the_folder_is_read(librarian, keeper):
    gone = named(keeper, "plan-2024.md").document_id
    assert texts.REMOVE_YES in librarian.ask(gone, "")
    head, documents, _ = librarian.remove(gone, "")
    assert "1 document, 1 passage." in head
    assert "is uit de bibliotheek gehaald (1 passage)" in documents
    assert gone not in {hit.document.id for hit in keeper.kb.search("ziekteverzuim", all_versions=True).hits}
    assert texts.GONE in librarian.remove(gone, "")[1]
    idle(keeper)
    keeper.reread()
    assert idle(keeper) == "Klaar: 1 nieuw, 1 ongewijzigd, 1 niet gelezen."
    assert gone in keeper.kb.library.records()


def test_what_a_user_says_survives_a_reading_and_can_be_taken_back(librarian, keeper):
    record = named(keeper, "plan-2024.md")
    editing = librarian.edit(record.document_id)
    assert editing.title == "Jaarplan 2024"
    filled = dict(zip(edit_form.FIELDS, editing.values, strict=True))
    filled |= {
        "title": "Ons plan “van toen”",
        "organisation": "Oeverlicht",
        "status": "vervallen",
        "valid_to": "2024-12-31",
    }
    assert librarian.save(record.document_id, list(filled.values())) == texts.EDITED
    idle(keeper)
    keeper.reread()
    idle(keeper)
    said = named(keeper, "plan-2024.md").metadata
    assert (said.title, said.organisation, said.status.value) == ("Ons plan “van toen”", "Oeverlicht", "vervallen")
    assert (keeper.folder / "plan-2024.md.toml").is_file()
    hit = keeper.kb.search("ziekteverzuim 2024", all_versions=True).hits[0]
    assert hit.citation.startswith("Oeverlicht, Ons plan “van toen”")
    empty = filled | dict.fromkeys(("title", "organisation", "status", "valid_to"), "")
    librarian.save(record.document_id, list(empty.values()))
    idle(keeper)
    assert named(keeper, "plan-2024.md").metadata.title == "Jaarplan 2024"
    assert not (keeper.folder / "plan-2024.md.toml").exists()


def test_two_people_who_change_one_document_at_the_same_moment_both_do(keeper, monkeypatch):
    read = sidecar.read_sidecar

    def slow(path):
        values = read(path)
        time.sleep(0.2)
        return values

    monkeypatch.setattr(sidecar, "read_sidecar", slow)
    document_id = named(keeper, "plan-2025.md").document_id
    said = [{"title": "Plan van allen"}, {"kind": "jaarplan"}, {"organisation": "Oeverlicht"}]
    with ThreadPoolExecutor(len(said)) as pool:
        list(pool.map(lambda changes: keeper.edit(document_id, changes), said))
    monkeypatch.undo()
    kept = read_sidecar(keeper.folder / "plan-2025.md")
    assert kept == {"title": "Plan van allen", "kind": "jaarplan", "organisation": "Oeverlicht"}


def test_a_document_can_be_for_some_groups_and_for_everybody_again(librarian, keeper):
    record = named(keeper, "plan-2024.md")
    store = keeper.kb.library.store
    everything = store.count()
    values = dict(zip(edit_form.FIELDS, librarian.edit(record.document_id).values, strict=True))
    librarian.save(record.document_id, list((values | {"groups": "Bestuur;  OR, "}).values()))
    idle(keeper)
    assert named(keeper, "plan-2024.md").metadata.groups == ("bestuur", "or")
    assert store.seen_by(["elders"]).count() < everything == store.seen_by(["or"]).count()
    assert "alleen voor bestuur, or" in librarian.find("")
    again = dict(zip(edit_form.FIELDS, librarian.edit(record.document_id).values, strict=True))
    assert again["groups"] == "bestuur, or"
    librarian.save(record.document_id, list((again | {"groups": ""}).values()))
    idle(keeper)
    assert store.seen_by(["elders"]).count() == everything
    assert not (keeper.folder / "plan-2024.md.toml").exists()


def test_groups_can_be_filled_in_only_where_it_is_known_who_is_there(keeper, tmp_path):
    def shown(access: Access | None) -> bool:
        made = build_ui(keeper.kb, keeper, access).blocks.values()
        (upload,) = (block for block in made if block.elem_id == "bibliotheek-toevoegen")
        assert ('id="bw-groepen"' in upload.value) is (access is not None)
        (field,) = (block for block in made if block.elem_id == "gegeven-groups")
        row = field.parent
        while not isinstance(row, gr.Row):
            row = row.parent
        return bool(row.visible)

    assert not shown(None)
    assert shown(access_of(load_settings(auth="accounts", accounts_file=tmp_path / "accounts.json")))


def test_a_document_that_is_replaced_holds_no_more(librarian, keeper):
    record = named(keeper, "plan-2025.md")
    values = dict(zip(edit_form.FIELDS, librarian.edit(record.document_id).values, strict=True))
    librarian.save(record.document_id, list((values | {"replaces": "plan-2024.md"}).values()))
    idle(keeper)
    assert named(keeper, "plan-2024.md").metadata.status.value == "vervallen"
    assert "vervangt plan-2024.md" in librarian.find("")


def test_who_may_see_a_new_file_is_said_before_it_is_there(keeper, monkeypatch):
    moved = []
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, to: (moved.append(read_sidecar(Path(to))), rename(path, to))[1])
    received = receive(keeper, "zeppelins.md", BytesIO(SPARE), ("bestuur",))
    assert moved == [{"groups": ("bestuur",)}]
    idle(keeper)
    assert named(keeper, received.file).metadata.groups == ("bestuur",)


def test_who_may_see_a_file_that_cannot_be_moved_is_not_left_behind(keeper, monkeypatch):
    def refused(path: Path, to: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(NotKeptError):
        receive(keeper, "zeppelins.md", BytesIO(SPARE), ("bestuur",))
    assert [path.name for path in keeper.folder.iterdir() if "zeppelins" in path.name] == []


def test_files_of_one_name_that_come_together_are_all_kept(keeper):
    contents = [SPARE + f"Nummer {number}.".encode() for number in range(12)]
    with ThreadPoolExecutor(len(contents)) as pool:
        received = list(pool.map(lambda content: receive(keeper, "nota.md", BytesIO(content)), contents))
    assert len({each.file for each in received}) == len(contents)
    assert {(keeper.folder / each.file).read_bytes() for each in received} == set(contents)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("year", "tweeduizend", "geen jaar"),
        ("year", "20256", "geen jaar"),
        ("valid_from", "1 januari", "geen datum"),
        ("valid_to", "2019-01-01", "ligt voor"),
        ("groups", "bestuur, " + 101 * "a", "geen groep"),
    ],
)
def test_a_value_that_cannot_be_is_named(field, value, words):
    before = Metadata("Plan", year=2025, valid_from="2025-01-01")
    filled = dict(zip(edit_form.FIELDS, edit_form.values_of(before), strict=True)) | {field: value}
    with pytest.raises(edit_form.FieldError, match=words):
        edit_form.changes(before, list(filled.values()))


def test_nothing_changed_is_nothing_kept(librarian, keeper):
    record = named(keeper, "plan-2025.md")
    assert librarian.save(record.document_id, list(librarian.edit(record.document_id).values)) == texts.UNCHANGED
    assert not (keeper.folder / "plan-2025.md.toml").exists()


def test_a_new_file_is_taken_in_read_and_found(keeper):
    received = receive(keeper, "../../etc/Zeppelin beleid.md", BytesIO(SPARE))
    assert (received.file, received.known) == ("Zeppelin beleid.md", False)
    assert (keeper.folder / "Zeppelin beleid.md").read_bytes() == SPARE
    idle(keeper)
    assert keeper.kb.search("paarse zeppelin").hits[0].document.id == received.document_id
    again = receive(keeper, "anders.md", BytesIO(SPARE))
    assert (again.file, again.known) == ("Zeppelin beleid.md", True)
    other = receive(keeper, "Zeppelin beleid.md", BytesIO(SPARE.replace(b"dinsdag", b"vrijdag")))
    assert other.file == "Zeppelin beleid (2).md"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.exe", b"MZ", "TYPE_ONBEKEND"),
        ("plan", b"tekst", "TYPE_ONBEKEND"),
        ("plan.pdf", b"<html><body>geen pdf</body></html>", "TYPE_KLOPT_NIET"),
        ("plan.docx", b"", "LEEG"),
        ("plan.pdf", b"%PDF-1.7\n", "BESCHADIGD"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_kept(made, name, content, code):
    before = sorted(made.folder.iterdir())
    with pytest.raises(ReadError) as caught:
        receive(made, name, BytesIO(content))
    assert caught.value.code == code
    assert sorted(made.folder.iterdir()) == before


def test_a_file_that_is_too_large_is_not_kept(made, monkeypatch):
    monkeypatch.setattr("app.receiving.MAX_BYTES", 100)
    before = sorted(made.folder.iterdir())
    with pytest.raises(TooLargeError, match="groter dan"):
        receive(made, "groot.txt", BytesIO(b"x" * 101))
    assert sorted(made.folder.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_said(made, monkeypatch):
    monkeypatch.setattr(type(made), "folder", made.folder / "er niet")
    with pytest.raises(NotKeptError, match="mag niet schrijven"):
        receive(made, "plan.txt", BytesIO(b"tekst"))


def test_a_disk_that_is_nearly_full_takes_no_document_and_goes_on_searching(made, monkeypatch):
    app = FastAPI()
    add_handlers(app)
    app.include_router(uploads_router(made))
    monkeypatch.setattr("index.disk.MIN_FREE_BYTES", 1 << 60)
    before = sorted(made.folder.iterdir())
    sent = TestClient(app).post("/api/documents", files={"file": ("zeppelin.md", SPARE)})
    assert (sent.status_code, sent.json()["error"]["code"]) == (507, "SCHIJF_VOL")
    assert "schijf is bijna vol" in sent.json()["error"]["message"]
    assert sorted(made.folder.iterdir()) == before
    assert made.kb.search("ziekteverzuim").hits


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\stukken\\Plan 2026.DOCX", "Plan 2026.docx"),
        ("<img src=x onerror=alert(1)>.md", "img src x onerror alert(1).md"),
        (".verborgen.txt", "verborgen.txt"),
        ("~$plan.docx", "plan.docx"),
        ("con.txt", "document-con.txt"),
        ("...", "document"),
        ("", "document"),
        ("a\0b\n.txt", "a b.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
        ("漢" * 90 + ".txt", "漢" * 66 + ".txt"),
        ("E\u0301e\u0301n.txt", "Één.txt".replace("é", "\u00e9")),
    ],
)
def test_a_name_never_becomes_a_path(name, safe):
    assert safe_name(name) == safe


def test_a_reading_can_be_stopped_and_goes_on_the_next_time(keeper):
    for number in range(2):
        (keeper.folder / f"nieuw-{number}.md").write_text(
            PLAN.format(year=2030 + number, goal=number), encoding="utf-8"
        )
    keeper.reread()
    keeper.stop()
    assert idle(keeper) == texts.STOPPED
    assert len(keeper.kb.documents()) < 4
    assert keeper.kb.search("ziekteverzuim").hits
    keeper.reread()
    keeper.reread()  # what is asked while it runs does not make a second thread
    idle(keeper)
    assert len(keeper.kb.documents()) == 4


def test_a_library_that_cannot_be_changed_says_so(librarian, keeper, monkeypatch):
    def broken(document_id):
        raise BronwijzerError("De schijf is vol.")

    monkeypatch.setattr(keeper.kb.library, "remove", broken)
    kept = named(keeper, "plan-2025.md").document_id
    assert "De schijf is vol." in librarian.remove(kept, "")[1]
    assert kept in keeper.kb.library.records()


def test_over_http_a_document_comes_in_and_goes_out(kept_app):
    with httpx.Client(base_url=kept_app.url, timeout=60) as client:
        reply = client.post("/api/documents", files={"file": ("../Over http.md", SPARE)})
        assert reply.status_code == 202
        (document,) = reply.json()["documents"]
        assert document["file"] == "Over http.md"
        address = f"/api/documents/{document['document_id']}"
        for _ in range(600):
            if document["document_id"] in client.get("/api/documents").text:
                break
            time.sleep(0.1)
        assert (
            client.post("/api/documents", files={"file": ("x.md", SPARE)}).json()["documents"][0]["status"]
            == "unchanged"
        )
        (kept_app.folder / "Over http.md").unlink()
        gone = client.delete(address)
        assert gone.json() == {"removed": document["document_id"], "passages": 1}
        assert client.delete(address).status_code == 404
        assert document["document_id"] not in client.get("/api/search", params={"q": "paarse zeppelin"}).text


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"files": {"file": ("x.exe", b"MZ")}}, 422, "TYPE_ONBEKEND"),
        ({"files": {"ander": ("x.md", b"# a")}}, 422, "ONGELDIG"),
        ({"data": {"file": "x"}}, 422, "ONGELDIG"),
        ({"files": [("file", ("x.md", b"# a")), ("file", ("y.md", b"# b"))]}, 400, "ONGELDIG"),
        ({"content": b"a;a;a", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400, "ONGELDIG"),
        ({"files": {"file": ("x.md", b"# a")}, "headers": {"origin": "http://kwaad.example"}}, 403, "ANDERE_SITE"),
    ],
)
def test_over_http_what_cannot_be_is_refused_in_dutch(kept_app, sent, status, code):
    reply = httpx.post(f"{kept_app.url}/api/documents", timeout=60, **sent)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert str(kept_app.folder) not in reply.text


def test_a_changed_document_is_listed_once_while_it_waits_for_its_meaning(keeper):
    path = keeper.folder / "plan-2025.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(PLAN.format(year=2025, goal="vijf"), encoding="utf-8")
    try:
        read_folder(keeper.kb, keeper.roots, keeper.folder, Watching())
        assert len(keeper.kb.documents()) == 3, "the former version waits"
        librarian = Librarian(keeper)
        assert librarian.find("").count('class="bw-card bw-record"') == 2
        assert "2 documenten" in librarian.look("")[0]
        assert len(Comparer(keeper.kb).choices(None, None)[0]["choices"]) == 2
        assert start_html(keeper.kb).count("data-document=") == 2
    finally:
        path.write_text(before, encoding="utf-8")
