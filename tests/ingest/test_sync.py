"""A library follows its folder, whatever the folder does: the real reader, engine and model on small files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding import open_embedder
from index.embedding.protocol import Embedder, Progress
from index.errors import ModelError, ReadError, StoreFullError, StoreLockedError
from index.library import Library, discard
from index.results import Hit
from index.service import KnowledgeBase
from index.store import edge
from index.types import ReadResult
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.failures import PASSING, failure
from ingest.files import FoundFile, PathMissingError
from ingest.report import FileReport, FileStatus, SyncReport
from ingest.sync import Sync
from ingest.worker import ReadingWorker

PLAN = "# Jaarplan {year}\n\nHet doel voor het ziekteverzuim is {goal} procent van alle dagen.\n"
INTAKE = "# Werkproces intake\n\nBinnen vijf werkdagen na de aanmelding is er een eerste gesprek.\n"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class CountingEmbedder:
    """The real model; counts what it is asked to embed, and fails when told to."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.model_id = embedder.model_id
        self.dimension = embedder.dimension
        self.texts: list[str] = []
        self.fail_on: tuple[str, Exception] | None = None

    def warm_up(self) -> None:
        self.embedder.warm_up()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        self.texts += texts
        if self.fail_on is not None and any(self.fail_on[0] in text for text in texts):
            raise self.fail_on[1]
        return self.embedder.embed_passages(texts, progress)


class OftenReading:
    """The real reader; remembers what it read, and says or does something else for some files."""

    def __init__(self, worker: ReadingWorker) -> None:
        self.worker = worker
        self.read_files: list[str] = []
        self.before: dict[str, Callable[[Path], None]] = {}

    def read(self, path: Path) -> ReadResult:
        self.read_files.append(path.name)
        self.before.get(path.name, lambda _: None)(path)
        return self.worker.read(path)


@dataclass
class Watching:
    """Notes what a sync tells."""

    rounds: list[list[str]] = field(default_factory=list)
    reports: list[FileReport] = field(default_factory=list)
    after: Callable[[FileReport], None] = lambda _: None

    def start(self, files: Sequence[FoundFile]) -> None:
        self.rounds.append([file.path.name for file in files])

    def reading(self, file: FoundFile) -> None: ...

    def embedding(self, characters: int) -> None: ...

    def advance(self, characters: int) -> None: ...

    def done(self, report: FileReport) -> None:
        self.reports.append(report)
        self.after(report)


@pytest.fixture(scope="module")
def encoder() -> PassageEncoder:
    return PassageEncoder(CountingEmbedder(open_embedder("bundled")))


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    with ReadingWorker() as worker:
        yield worker


class House:
    """A folder with documents and an index of it, opened anew for each thing that is done, as commands do."""

    def __init__(self, root: Path, encoder: PassageEncoder, worker: ReadingWorker) -> None:
        self.folder = root / "map"
        self.folder.mkdir()
        self.index = root / "index"
        self.encoder = encoder
        self.embedder: CountingEmbedder = encoder.embedder  # type: ignore[assignment]
        self.embedder.texts, self.embedder.fail_on = [], None
        self.reader = OftenReading(worker)
        self.watcher = Watching()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sync(self, *roots: Path) -> dict[str, FileReport]:
        return {report.file: report for report in self.report(*roots).documents}

    def report(self, *roots: Path) -> SyncReport:
        self.watcher.rounds, self.watcher.reports = [], []
        self.embedder.texts, self.reader.read_files = [], []
        library = Library(self.index, self.embedder)
        try:
            library.recover()
            sync = Sync(library, self.encoder, self.reader, Catalogue(), self.watcher)
            return sync.run(roots or (self.folder,))
        finally:
            library.close()

    def hits(self, question: str, *, all_versions: bool = True) -> tuple[Hit, ...]:
        library = Library(self.index, self.embedder)
        try:
            return KnowledgeBase(library, self.embedder).search(question, all_versions=all_versions).hits
        finally:
            library.close()

    def hit(self, file: str) -> Hit:
        return next(hit for hit in self.hits("ziekteverzuim aanmelding gesprek") if hit.file == file)

    def files(self) -> set[str]:
        library = Library(self.index, self.embedder)
        try:
            return {record.file for record in library.records().values()}
        finally:
            library.close()


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: an index waits for the disk at every write."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < 4 * edge.MIN_FREE_BYTES:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="bronwijzer-test-") as folder:
        yield Path(folder)


@pytest.fixture
def house(root: Path, encoder: PassageEncoder, worker: ReadingWorker) -> House:
    house = House(root, encoder, worker)
    house.write("jaarplan.md", PLAN.format(year=2025, goal=7))
    house.write("intake.txt", INTAKE)
    return house


def statuses(reports: dict[str, FileReport]) -> dict[str, str]:
    return {file: report.status.value for file, report in reports.items()}


# Sidecars


def test_a_new_changed_and_removed_sidecar_is_followed_without_reading_or_embedding(house: House) -> None:
    house.sync()
    sidecar = house.write("jaarplan.md.toml", 'organisation = "Oeverlicht"\nstatus = "concept"\nyear = 2031\n')
    assert statuses(house.sync()) == {"jaarplan.md": "updated", "intake.txt": "unchanged"}
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.status, document.year) == ("Oeverlicht", "concept", 2031)

    sidecar.write_text('organisation = "Zonneveld"\nkind = "kader"\n', encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.UPDATED
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.kind, document.status, document.year) == (
        "Zonneveld",
        "kader",
        "geldig",
        2025,
    )

    sidecar.unlink()
    assert house.sync()["jaarplan.md"].status is FileStatus.UPDATED
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.kind) == (None, "jaarplan")
    assert house.reader.read_files == house.embedder.texts == []
    assert set(statuses(house.sync()).values()) == {"unchanged"}


def test_a_new_title_is_embedded_again_but_not_read_again(house: House) -> None:
    house.sync()
    before = house.hit("jaarplan.md")
    house.write("jaarplan.md.toml", 'title = "Plan over giraffen"\n')
    reports = house.sync()
    assert reports["jaarplan.md"].status is FileStatus.UPDATED
    assert house.watcher.rounds == [[], ["jaarplan.md"]]
    assert house.reader.read_files == []
    assert house.embedder.texts and all("ziekteverzuim" in t or "Jaarplan" in t for t in house.embedder.texts)
    after = house.hit("jaarplan.md")
    assert after.document.title == "Plan over giraffen"
    assert (after.document.id, after.text, after.start) == (before.document.id, before.text, before.start)
    assert house.hits("giraffen")[0].file == "jaarplan.md"
    house.sync()
    assert house.embedder.texts == []


def test_a_sidecar_that_was_there_from_the_start_costs_one_embedding(house: House) -> None:
    house.write("intake.txt.toml", 'title = "Zo gaat een intake"\n')
    house.sync()
    assert house.watcher.rounds == [["intake.txt", "jaarplan.md"]]
    assert house.hit("intake.txt").document.title == "Zo gaat een intake"


def test_a_broken_sidecar_is_told_and_takes_nothing_away(house: House) -> None:
    sidecar = house.write("jaarplan.md.toml", 'organisation = "Oeverlicht"\n')
    house.sync()
    sidecar.write_text("organisatie: Oeverlicht", encoding="utf-8")
    for _ in range(2):
        report = house.sync()["jaarplan.md"]
        assert (report.status, report.error_code) == (FileStatus.FAILED, "BIJSCHRIFT")
        assert "jaarplan.md.toml" in (report.error or "")
        assert house.hit("jaarplan.md").document.organisation == "Oeverlicht"
    sidecar.write_text('organisation = "Oeverlicht"\n', encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.UNCHANGED


def test_a_new_document_with_a_broken_sidecar_is_read_once_that_is_mended(house: House) -> None:
    sidecar = house.write("jaarplan.md.toml", "jaar = 2025\n")
    assert house.sync()["jaarplan.md"].error_code == "BIJSCHRIFT"
    assert house.files() == {"intake.txt"}
    sidecar.write_text("year = 2024\n", encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.ADDED
    assert house.hit("jaarplan.md").document.year == 2024


# Failures that pass and failures that stay


def test_what_failed_for_its_content_is_not_read_again_until_it_changes(house: House) -> None:
    path = house.write("leeg.txt", "")
    for _ in range(2):
        assert house.sync()["leeg.txt"].error_code == "LEEG"
    assert house.reader.read_files == []
    path.write_text(INTAKE + "Nu staat er wel iets in.\n", encoding="utf-8")
    assert house.sync()["leeg.txt"].status is FileStatus.ADDED


@pytest.mark.parametrize("code", ["LEZER_WERKT_NIET", "TE_ZWAAR", "NIET_TE_OPENEN"])
def test_what_failed_for_another_reason_is_tried_again(house: House, code: str) -> None:
    def fail(_: Path) -> None:
        raise failure(code, what="tijd", reason="het kon even niet")

    house.reader.before["intake.txt"] = fail
    assert house.sync()["intake.txt"].error_code == code
    assert house.sync()["intake.txt"].error_code == code
    assert house.reader.read_files == ["intake.txt"]
    house.reader.before.clear()
    assert statuses(house.sync()) == {"jaarplan.md": "unchanged", "intake.txt": "added"}


def test_a_changed_file_that_cannot_be_read_for_now_keeps_what_it_said(house: House) -> None:
    house.sync()

    def fail(_: Path) -> None:
        raise failure("TE_ZWAAR", what="tijd")

    house.reader.before["intake.txt"] = fail
    house.write("intake.txt", INTAKE.replace("vijf", "acht"))
    assert house.sync()["intake.txt"].status is FileStatus.FAILED
    assert "vijf werkdagen" in house.hit("intake.txt").text
    house.reader.before.clear()
    assert house.sync()["intake.txt"].status is FileStatus.UPDATED
    assert "acht werkdagen" in house.hit("intake.txt").text


def test_every_passing_code_has_words() -> None:
    from index.texts.reading import MESSAGES

    assert PASSING - {"BIJSCHRIFT"} <= set(MESSAGES)


# One content, several names


def test_the_same_content_is_indexed_once_and_told(house: House) -> None:
    house.write("kopie van plan.md", PLAN.format(year=2025, goal=7))
    reports = house.sync()
    assert reports["jaarplan.md"].warnings == ()
    (warning,) = reports["kopie van plan.md"].warnings
    assert (warning.code, "jaarplan.md" in warning.message) == ("DUBBEL", True)
    assert reports["jaarplan.md"].document_id == reports["kopie van plan.md"].document_id
    assert len(house.hits("ziekteverzuim")) == 2
    assert [w.code for w in house.sync()["kopie van plan.md"].warnings] == ["DUBBEL"]


def test_the_name_that_is_left_is_shown(house: House) -> None:
    house.write("zz-kopie.md", PLAN.format(year=2025, goal=7))
    house.sync()
    (house.folder / "jaarplan.md").unlink()
    reports = house.sync()
    assert statuses(reports) == {"jaarplan.md": "removed", "zz-kopie.md": "unchanged", "intake.txt": "unchanged"}
    assert reports["zz-kopie.md"].warnings == ()
    assert house.files() == {"zz-kopie.md", "intake.txt"}
    assert house.hits("ziekteverzuim")[0].file == "zz-kopie.md"
    assert house.reader.read_files == house.embedder.texts == []


def test_a_copy_that_comes_later_does_not_take_over_the_name(house: House) -> None:
    house.sync()
    house.write("aa-kopie.md", PLAN.format(year=2025, goal=7))
    reports = house.sync()
    assert [w.code for w in reports["aa-kopie.md"].warnings] == ["DUBBEL"]
    assert reports["jaarplan.md"].warnings == ()
    assert house.files() == {"jaarplan.md", "intake.txt"}


def test_two_files_of_one_name_are_told_apart_by_their_folder(house: House) -> None:
    house.write("archief/jaarplan.md", PLAN.format(year=2025, goal=7))
    messages = [w.message for report in house.report().documents for w in report.warnings]
    assert len(messages) == 1
    assert "jaarplan.md (in de map archief)" in messages[0]


def test_a_moved_file_is_not_read_again(house: House) -> None:
    house.sync()
    (house.folder / "jaarplan.md").rename(house.folder / "plan-oud.md")
    assert statuses(house.sync()) == {"jaarplan.md": "removed", "plan-oud.md": "unchanged", "intake.txt": "unchanged"}
    assert house.reader.read_files == house.embedder.texts == []
    assert house.hit("plan-oud.md").document.title == "Jaarplan 2025"


def test_a_title_from_the_file_name_follows_the_name(house: House) -> None:
    path = house.write("een stuk.txt", "de fiets staat in het rek en niemand weet van wie hij is, zegt de buurvrouw.\n")
    house.sync()
    assert {h.document.title for h in house.hits("fiets")} >= {"Een stuk"}
    path.rename(house.folder / "de fiets.txt")
    house.sync()
    assert house.hits("fiets")[0].document.title == "De fiets"


# Organisations and validity


def test_an_older_plan_ends_when_other_documents_say_whose_it_is(house: House) -> None:
    for year in (2024, 2025):
        house.write(
            f"plan-{year}.html",
            f"<html lang=nl><head><title>Jaarplan {year}</title><meta name=author content='Oeverlicht, beleid'></head>"
            f"<body><h1>Jaarplan {year}</h1><p>Wij verlagen het verzuim in {year} verder.</p></body></html>",
        )
    house.sync()
    assert {h.document.organisation for h in house.hits("verzuim verlagen")} == {None}
    house.write("intake.txt.toml", 'organisation = "Oeverlicht"\n')
    assert statuses(house.sync())["plan-2024.html"] == "unchanged"
    assert house.hit("plan-2024.html").document.status == "vervallen"
    assert house.hit("plan-2025.html").document.organisation == "Oeverlicht"
    assert "plan-2024.html" not in {h.file for h in house.hits("verzuim verlagen", all_versions=False)}
    (house.folder / "plan-2025.html").unlink()
    house.sync()
    assert house.hit("plan-2024.html").document.status == "geldig"


# Files and folders that misbehave


def test_a_file_that_disappears_meanwhile_is_told(house: House) -> None:
    house.watcher.after = lambda report: (house.folder / "jaarplan.md").unlink(missing_ok=True)
    report = house.sync()["jaarplan.md"]
    assert (report.status, report.error_code) == (FileStatus.FAILED, "NIET_TE_OPENEN")
    assert "is er niet meer" in (report.error or "")
    assert house.files() == {"intake.txt"}
    house.watcher.after = lambda report: None
    assert house.sync()["jaarplan.md"].status is FileStatus.REMOVED


def test_a_file_that_disappears_while_it_is_read_is_told(house: House) -> None:
    house.reader.before["intake.txt"] = Path.unlink
    assert house.sync()["intake.txt"].error_code == "NIET_TE_OPENEN"
    assert house.files() == {"jaarplan.md"}


def closed_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may open everything, so for root the system's answer is given instead."""
    if not AS_ROOT:
        path.chmod(0)
        return
    iterdir = Path.iterdir

    def refusing(self: Path) -> Iterator[Path]:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refusing)


def test_a_folder_that_is_closed_for_now_loses_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write("team/visie.md", "# Visie\n\nIedereen doet mee in de wijk, ook de buurvrouw met haar fiets.\n")
    house.write("team/visie.md.toml", 'title = "Meedoen"\n')
    house.sync()
    (house.folder / "intake.txt").unlink()
    closed_folder(house.folder / "team", monkeypatch)
    try:
        reports = house.sync()
    finally:
        monkeypatch.undo()
        (house.folder / "team").chmod(0o700)
    assert statuses(reports) == {"team": "failed", "intake.txt": "removed", "jaarplan.md": "unchanged"}
    assert reports["team"].error_code == "MAP_GESLOTEN"
    assert "geen rechten" in (reports["team"].error or "")
    assert house.hits("fiets")[0].document.title == "Meedoen"
    assert statuses(house.sync()) == {"jaarplan.md": "unchanged", "visie.md": "unchanged"}


def test_links_to_themselves_and_to_nowhere_are_told_and_linked_folders_are_read_once(house: House) -> None:
    house.write("diep/stuk.md", "# Stuk\n\nDe buurvrouw zet haar fiets in het rek van het buurthuis.\n")
    (house.folder / "diep" / "terug").symlink_to(house.folder, target_is_directory=True)
    (house.folder / "lus.md").symlink_to("lus.md")
    (house.folder / "weg.pdf").symlink_to("bestaat-niet.pdf")
    reports = house.report().documents
    assert [r.file for r in reports if r.status is FileStatus.ADDED] == ["intake.txt", "jaarplan.md", "stuk.md"]
    failed = {r.file: r for r in reports if r.status is FileStatus.FAILED}
    assert {r.error_code for r in failed.values()} == {"NIET_TE_OPENEN"}
    assert "verwijst" in (failed["lus.md"].error or "")
    assert len(failed) == 2


ODD_NAMES = {
    "twee\nregels.md": "Twee regels",
    "feest 🎉.md": "Feest 🎉",
    "plan\u202efdp.md": "Planfdp",
    "<img src=x onerror=alert(1)>.md": "<img src=x onerror=alert(1)>",
    "\u200b.md": "Zonder titel",
}


def test_odd_names_are_kept_and_make_decent_titles(house: House) -> None:
    for number, name in enumerate(ODD_NAMES):
        house.write(name, f"de fiets staat in rek {number} en niemand weet van wie hij is, zegt de buurvrouw.\n")
    assert set(statuses(house.sync()).values()) == {"added"}
    titles = {hit.file: hit.document.title for hit in house.hits("fiets buurvrouw")}
    assert ODD_NAMES.items() <= titles.items()
    assert set(statuses(house.sync()).values()) == {"unchanged"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_told(house: House) -> None:
    path = os.fsencode(house.folder) + b"/stuk-\xff.md"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  a Path cannot be bytes
        file.write(INTAKE)
    reports = house.sync()
    failed = next(r for r in reports.values() if r.status is FileStatus.FAILED)
    assert "geef het een andere naam" in (failed.error or "")
    failed.file.encode()
    assert house.files() == {"jaarplan.md", "intake.txt"}


def test_an_empty_folder_empties_the_index_and_a_missing_one_does_not(house: House) -> None:
    house.sync()
    shutil.move(house.folder, house.folder.with_name("weg"))
    with pytest.raises(PathMissingError, match="bestaat niet"):
        house.sync()
    assert house.files() == {"jaarplan.md", "intake.txt"}
    house.folder.mkdir()
    assert set(statuses(house.sync()).values()) == {"removed"}
    assert house.files() == set()
    assert list((house.index / "originals").iterdir()) == []


# Crashes and limits


def test_a_library_that_fails_on_one_file_does_not_cost_the_others(house: House) -> None:
    house.embedder.fail_on = ("ziekteverzuim", RuntimeError("kernel"))
    house.write("visie.md", "# Visie\n\nIedereen doet mee in de wijk, ook de buurvrouw met haar fiets.\n")
    reports = house.sync()
    assert statuses(reports) == {"jaarplan.md": "failed", "intake.txt": "added", "visie.md": "added"}
    assert reports["jaarplan.md"].error_code == "NIET_VERWERKT"
    assert "RuntimeError" in (reports["jaarplan.md"].error or "")
    house.embedder.fail_on = None
    assert house.sync()["jaarplan.md"].status is FileStatus.ADDED


def test_a_title_that_cannot_be_embedded_leaves_the_document_as_it_was(house: House) -> None:
    house.sync()
    house.write("jaarplan.md.toml", 'title = "Nieuw"\nyear = 2030\n')
    house.embedder.fail_on = ("ziekteverzuim", RuntimeError("kernel"))
    assert house.sync()["jaarplan.md"].error_code == "NIET_VERWERKT"
    document = house.hit("jaarplan.md").document
    assert (document.title, document.year) == ("Jaarplan 2025", 2025)
    house.embedder.fail_on = None
    assert house.sync()["jaarplan.md"].status is FileStatus.UPDATED
    document = house.hit("jaarplan.md").document
    assert (document.title, document.year) == ("Nieuw", 2030)


def test_a_full_disk_stops_the_sync_and_keeps_what_was_added(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.watcher.after = lambda report: monkeypatch.setattr(edge, "MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(StoreFullError, match="schijf is vol"):
        house.sync()
    monkeypatch.undo()
    assert [r.file for r in house.watcher.reports] == ["intake.txt"]
    assert house.files() == {"intake.txt"}
    house.watcher.after = lambda report: None
    assert statuses(house.sync()) == {"intake.txt": "unchanged", "jaarplan.md": "added"}


def test_a_model_that_does_not_load_stops_the_sync(house: House) -> None:
    house.embedder.fail_on = ("werkdagen", ModelError("Het taalmodel gaat niet open."))
    with pytest.raises(ModelError):
        house.sync()
    house.embedder.fail_on = None
    assert set(statuses(house.sync()).values()) == {"added"}


def test_an_index_has_one_owner_from_its_first_moment(house: House) -> None:
    library = Library(house.index, house.embedder)
    with pytest.raises(StoreLockedError, match="al in gebruik"):
        house.sync()
    with pytest.raises(StoreLockedError, match="al in gebruik"):
        discard(house.index)
    library.close()
    assert set(statuses(house.sync()).values()) == {"added"}


def test_two_syncs_at_once_damage_nothing(root: Path, house: House) -> None:
    (house.folder / "jaarplan.md").write_bytes(b"")
    (house.folder / "intake.txt").unlink()
    command = [Path(sys.executable).with_name("bronwijzer"), "ingest", house.folder, "--index", house.index]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
    running = [
        subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    assert 1 in {code for _, code in ended}
    assert all("al in gebruik" in err for err, code in ended if code != 1)


def test_read_errors_keep_their_words() -> None:
    error = failure("NIET_VERWERKT", reason="RuntimeError")
    assert isinstance(error, ReadError)
    assert "opnieuw geprobeerd" in error.message
