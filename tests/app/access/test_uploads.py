"""Bad files, sent by a keeper: each ends in its message, nothing is left behind, and the next question is answered.

``BRONWIJZER_TEST_ALL_UPLOADS=1`` sends the whole list of tests/ingest/test_bad_inputs.py; that takes minutes.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Lock, Semaphore

import httpx
import pytest

from app.access.accounts import new_account
from app.access.throttle import DAY
from app.access.viewer import Role
from app.drawing import Drawer
from app.uploads import MOST_A_DAY
from ingest.limits import Limits
from ingest.worker import ReadingWorker
from tests.app.access.house import PASSWORD, House
from tests.app.access.probes import TOPIC
from tests.ingest.bad_files import slow_drawing
from tests.ingest.test_bad_inputs import ARCHIVES, EMPTY, PDFS, TEXTS

NORMAL = 1.5
"""Seconds that a question takes at most, on a busy machine."""
FINE_HERE = {"600 parts.docx", "600,000 characters.txt"}
"""Too much for the small limits of that list, not for those of the product."""
EVERY = [param.values for param in (*PDFS, *ARCHIVES, *TEXTS, *EMPTY) if param.id not in FINE_HERE]
ONE_OF_EACH = list({code: (suffix, make, code) for suffix, make, code in reversed(EVERY)}.values())
ONLY_WHEN_READ = {"TE_ZWAAR", "GEEN_TEKST", "LEEG_NA_OPSCHONEN", "TEVEEL_PAGINAS", "TE_GROOT", "ONVEILIG", "BESCHADIGD"}
"""What may come out only when the file is read; then it stands among the files that could not be read."""
DAY_FULL = (
    "Je hebt vandaag 500 documenten toegevoegd, en meer kan niet op één dag. Probeer het over 24 uur weer. "
    "Heb je er veel meer? Vraag wie Bronwijzer beheert om ze in de map van de bibliotheek te zetten."
)


@pytest.fixture(scope="module")
def keeper(spare):
    with closing(spare.visitor("kim")) as client:
        yield client


def told_later(house: House, file: str) -> str:
    """The code under which a file is among those that could not be read, once it was read."""
    end = time.monotonic() + 100
    while time.monotonic() < end:
        for record in house.kb.library.failed():
            if record.path.endswith(file):
                return record.error_code or ""
        time.sleep(0.05)
    raise AssertionError(f"{file} was never told")


def is_answered(client: httpx.Client) -> None:
    began = time.monotonic()
    reply = client.post("/api/ask", json={"question": TOPIC})
    assert reply.status_code == 200
    assert reply.json()["hits"]
    assert time.monotonic() - began < NORMAL


def test_every_bad_file_ends_in_its_message_and_the_next_question_is_answered(spare, keeper):
    sent = EVERY if os.environ.get("BRONWIJZER_TEST_ALL_UPLOADS") else [f for f in ONE_OF_EACH if f[2] != "TE_ZWAAR"]
    for number, (suffix, make, code) in enumerate(sent):
        data = make()
        content = data if isinstance(data, bytes) else data.encode()
        codes = {code, "GEEN_TEKST"} if code == "TE_ZWAAR" else {code}  # more is allowed here than in that list
        reply = keeper.post("/api/documents", files={"file": (f"stuk-{number}{suffix}", content)}, timeout=100)
        assert reply.status_code in (202, 422), reply.text
        if reply.status_code == 422:
            assert reply.json()["error"]["code"] in codes
            assert reply.json()["error"]["message"].endswith(".")
            assert not list(spare.folder.glob(f"stuk-{number}*"))
        else:
            assert code in ONLY_WHEN_READ
            is_answered(keeper)  # while it is read
            file = reply.json()["documents"][0]["file"]
            assert told_later(spare, file) in codes
            (spare.folder / file).unlink()
        is_answered(keeper)
    assert [path.name for path in spare.folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "name", ["../../x.md", "a" * 300 + ".md", "漢" * 90 + ".md", "CON.md", "\u202efdp.md", "<img src=x onerror=1>.md"]
)
def test_a_name_never_leaves_the_folder(spare, keeper, name):
    content = f"# Nota\n\nDe nota over {len(name)} namen.\n".encode()
    reply = keeper.post("/api/documents", files={"file": (name, content)})
    assert reply.status_code == 202, reply.text
    file = reply.json()["documents"][0]["file"]
    assert (spare.folder / file).parent == spare.folder
    assert not set("<>/\\\u202e") & set(file)
    assert keeper.get("/api/documents").status_code == 200


def test_a_file_for_some_groups_is_seen_by_nobody_else_at_any_moment(spare, keeper):
    content = b"# Nota dwergmangoest\n\nDe nota gaat over de dwergmangoest en haar buren.\n"

    def sees(client: httpx.Client) -> bool:
        hits = client.get("/api/search", params={"q": "dwergmangoest"}).json()["hits"]
        return any("dwergmangoest" in hit["text"] for hit in hits)

    with closing(spare.visitor("eva")) as eva, closing(spare.visitor("bram")) as bram:
        reply = keeper.post("/api/documents", files={"file": ("mangoest.md", content)}, data={"groups": "Bestuur; or"})
        assert reply.status_code == 202, reply.text
        end = time.monotonic() + 30
        while not sees(bram) and time.monotonic() < end:
            assert not sees(eva)
        assert sees(bram)
        assert not sees(eva)
    wrong = keeper.post("/api/documents", files={"file": ("x.md", b"# X")}, data={"groups": "a" * 101})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "ONGELDIG")


@pytest.mark.parametrize("sent", [{"data": {"group": "bestuur"}}, {"params": {"groups": "bestuur"}}])
def test_who_misspells_for_whom_a_document_is_does_not_show_it_to_everybody(spare, keeper, sent):
    reply = keeper.post("/api/documents", files={"file": ("neushoorn.md", b"# Nota neushoorn")}, **sent)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "ONGELDIG")
    assert "groups" in reply.json()["error"]["message"]
    assert not list(spare.folder.glob("neushoorn*"))


def test_every_group_counts_also_when_each_has_a_field(spare, keeper):
    files = {"file": ("kaaiman.md", b"# Nota\n\nDe kaaiman woont in de vijver van het buurthuis.\n")}
    groups = ["Bestuur", "or; raad", *(f"wijk {number}" for number in range(10))]
    reply = keeper.post("/api/documents", files=files, data={"groups": groups})
    assert reply.status_code == 202
    spare.settled()
    found = spare.kb.library.records()[reply.json()["documents"][0]["document_id"]]
    assert set(found.metadata.groups) == {"bestuur", "or", "raad", *groups[2:]}


def test_an_upload_that_breaks_off_leaves_nothing(spare, keeper):
    def half():
        yield b'--grens\r\ncontent-disposition: form-data; name="file"; filename="half.md"\r\n\r\n# Half\n'
        raise ConnectionError

    headers = {"content-type": "multipart/form-data; boundary=grens"}
    with pytest.raises(ConnectionError):
        keeper.post("/api/documents", content=half(), headers=headers)
    is_answered(keeper)
    assert list(spare.folder.glob("*half*")) == []


def test_a_page_made_to_be_slow_to_draw_holds_up_nobody(spare, keeper, monkeypatch):
    monkeypatch.setattr("app.page_image._DRAWER", Drawer(Limits(seconds=3)))
    reply = keeper.post("/api/documents", files={"file": ("traag.pdf", slow_drawing())})
    assert reply.status_code == 202
    document_id = reply.json()["documents"][0]["document_id"]
    address, end = f"/api/documents/{document_id}/pages/1", time.monotonic() + 60
    while keeper.get(f"{address}?format=text").status_code == 404 and time.monotonic() < end:
        time.sleep(0.05)
    with ThreadPoolExecutor(60) as pool:
        pages = [pool.submit(keeper.get, address, timeout=60) for _ in range(60)]  # more than the app has threads
        time.sleep(0.5)
        began = time.monotonic()
        assert keeper.get("/api/health").status_code == 200
        assert time.monotonic() - began < NORMAL
        is_answered(keeper)
        codes = {(reply.status_code, reply.json()["error"]["code"]) for reply in (page.result() for page in pages)}
    assert codes == {(404, "GEEN_BEELD"), (503, "DRUK")}


def note(number: int) -> dict[str, tuple[str, bytes]]:
    return {"file": (f"nota-{number}.md", f"# Nota {number}\n\nDe nota gaat over {number} olifanten.\n".encode())}


def test_two_files_are_read_at_a_time_and_the_others_wait(keeper, monkeypatch):
    running, most, turn, look = 0, 0, Lock(), ReadingWorker.look

    def counted(worker, path):
        nonlocal running, most
        with turn:
            running += 1
            most = max(most, running)
        time.sleep(0.3)
        try:
            look(worker, path)
        finally:
            with turn:
                running -= 1

    monkeypatch.setattr(ReadingWorker, "look", counted)
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda number: keeper.post("/api/documents", files=note(number)), range(6)))
    assert {reply.status_code for reply in replies} == {202}
    assert most == 2


def test_who_would_wait_too_long_for_his_file_to_be_read_is_told_so(spare, keeper, monkeypatch):
    reading, go_on = Semaphore(0), Event()

    def held(worker, path):
        reading.release()
        go_on.wait(60)

    monkeypatch.setattr(ReadingWorker, "look", held)
    monkeypatch.setattr("app.receiving.PATIENCE", 0.2)
    with ThreadPoolExecutor(2) as pool:
        first = [pool.submit(keeper.post, "/api/documents", files=note(number)) for number in (10, 11)]
        assert all(reading.acquire(timeout=30) for _ in first)
        late = keeper.post("/api/documents", files=note(12))
        go_on.set()
        assert {reply.result().status_code for reply in first} == {202}
    assert (late.status_code, late.headers["retry-after"], late.json()["error"]["code"]) == (503, "5", "DRUK")
    assert "druk" in late.json()["error"]["message"]
    assert not list(spare.folder.glob("nota-12*"))
    assert not list(spare.folder.glob(".ontvangen-*"))


def test_a_form_made_to_be_slow_is_not(keeper):
    began = time.monotonic()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert keeper.post("/api/documents", content=b"a;" * 500_000, headers=headers).status_code in (413, 422, 400)
    assert time.monotonic() - began < 2


def test_one_keeper_sends_so_many_a_day_and_another_goes_on(spare, keeper):
    spare.accounts.put(new_account("veel", Role.KEEPER, (), PASSWORD))
    with closing(spare.visitor("veel")) as client:
        replies = [client.post("/api/documents") for _ in range(MOST_A_DAY + 1)]  # a try counts, whatever it holds
    assert {reply.status_code for reply in replies[:-1]} == {422}
    assert replies[-1].status_code == 429
    assert replies[-1].json()["error"] == {"code": "TE_VEEL", "message": DAY_FULL}
    assert DAY - 600 < int(replies[-1].headers["retry-after"]) <= DAY
    assert keeper.post("/api/documents").status_code == 422


def test_who_says_for_which_groups_a_document_is_hears_that_it_is_for_others_already(spare, keeper):
    """Else it stays for everybody, while who sent it takes it for limited."""
    text = "# Nota\n\nDe eenhoorn staat in de stal achter het buurthuis.\n"
    files = {"file": ("eenhoorn.md", text)}

    def sent(groups: str) -> httpx.Response:
        return keeper.post("/api/documents", files=files, data={"groups": groups})

    assert sent("").status_code == 202
    spare.settled()
    reply = sent("bestuur")
    assert reply.status_code == 409
    assert reply.json()["error"]["code"] == "ANDERE_GROEPEN"
    assert "voor iedereen" in reply.json()["error"]["message"]
    assert sent("").json()["documents"][0]["status"] == "unchanged"
    spare.keeper.edit(
        next(r.document_id for r in spare.kb.documents() if r.file == "eenhoorn.md"), {"groups": ["wijk"]}
    )
    spare.settled()
    assert "alleen voor wijk" in sent("bestuur, wijk").json()["error"]["message"]
    assert sent("WIJK").json()["documents"][0]["status"] == "unchanged"
    (spare.folder / "eenhoorn.md").unlink()
    (spare.folder / "eenhoorn.md.toml").unlink()


def test_for_whom_a_document_is_is_safe_on_disk_before_the_document_is_there(spare, keeper, monkeypatch):
    done: list[str] = []
    fsync, rename, replace = os.fsync, Path.rename, Path.replace

    def noted(descriptor: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        fsync(descriptor)

    def moved(how):
        return lambda path, target: (done.append(f"to {Path(target).name}"), how(path, target))[1]

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "rename", moved(rename))
    monkeypatch.setattr(Path, "replace", moved(replace))
    files = {"file": ("griffioen.md", "# Nota\n\nDe griffioen slaapt in de toren.\n")}
    assert keeper.post("/api/documents", files=files, data={"groups": "bestuur"}).status_code == 202
    spare.settled()
    order = [done.index(what) for what in ("fsync .griffioen.md.toml.nieuw", "to griffioen.md.toml", "to griffioen.md")]
    assert order == sorted(order)
    assert "fsync map" in done[order[1] : order[2]]
    for path in spare.folder.glob("griffioen*"):
        path.unlink()
