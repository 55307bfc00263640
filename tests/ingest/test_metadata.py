"""What a document is, and who says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.manifest import DocumentRecord, ReadReport
from index.types import Block, BlockKind, DocumentStatus, Metadata, ReadPage, ReadResult
from ingest.catalogue import Catalogue, Entry, load_catalogue
from ingest.limits import Limits
from ingest.metadata import describe, values_from, with_said
from ingest.particulars import Particulars, particulars
from ingest.readers.registry import SUPPORTED_SUFFIXES
from ingest.reading import read_file
from ingest.sidecar import read_sidecars

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "corpus" / "voorbeeld"


def read(*texts: str, heading: str = "", **properties: str) -> ReadResult:
    blocks = [Block(BlockKind.HEADING, heading, 1)] if heading else []
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in texts]
    return ReadResult((ReadPage(1, None, tuple(blocks)),), paged=False, properties=properties)


def described(file: str, result: ReadResult) -> Metadata:
    return describe(Path(file), result, Catalogue())


@pytest.mark.parametrize(
    ("file", "kind", "year"),
    [
        ("jaarplan_2026.pdf", "jaarplan", 2026),
        ("Jaarverslag-2024-definitief.docx", "jaarverslag", 2024),
        ("werkinstructie intake.txt", "werkproces", None),
        ("kaderbrief 2026.pdf", "kader", 2026),
        ("visie2030.pdf", "visie", 2030),
        ("notulen 12345.txt", None, None),
        ("inwerkprogramma.md", "onboarding", None),
    ],
)
def test_the_file_name_tells_when_nothing_else_does(file: str, kind: str | None, year: int | None) -> None:
    metadata = described(file, read("Gewone tekst."))
    assert (metadata.kind, metadata.year) == (kind, year)
    assert metadata.origins["title"] == "file_name"


def test_each_value_comes_from_the_strongest_source_that_has_it() -> None:
    result = read("Vastgesteld in 2024.", heading="Jaarplan 2025", title="Jaarverslag 2023")
    known = Catalogue((Entry(("vastgesteldin2024",), {"organisation": "Lokalis"}),))
    found = describe(Path("visie-2022.pdf"), result, known)
    assert (found.title, found.kind, found.year, found.organisation) == (
        "Jaarverslag 2023",
        "jaarverslag",
        2023,
        "Lokalis",
    )
    assert found.origins == {
        "title": "properties",
        "kind": "properties",
        "year": "properties",
        "organisation": "catalogue",
    }
    said = with_said(found, Path("visie-2022.pdf"), {"year": 2020, "status": DocumentStatus.DRAFT})
    assert (said.year, said.status, said.title) == (2020, DocumentStatus.DRAFT, "Jaarverslag 2023")
    assert values_from(said, "sidecar") == {"year": 2020, "status": DocumentStatus.DRAFT}


def test_a_title_that_a_program_made_is_no_title() -> None:
    for title in ("Microsoft Word - stuk.docx", "Document1", "untitled", "jaarplan 2024.indd", ""):
        assert described("x.pdf", read("Tekst.", heading="Visie op meedoen", title=title)).title == "Visie op meedoen"


def test_what_a_sidecar_no_longer_says_is_forgotten() -> None:
    found = described("plan.md", read("Tekst.", heading="Jaarplan 2025"))
    path = Path("plan.md")
    assert with_said(found, path, {"title": "Anders", "valid_to": "2027-01-01"}) != found
    assert with_said(found, path, {}) == found


def test_a_validity_written_as_years_is_read() -> None:
    metadata = described("x.pdf", read("Tekst.", heading="Samen bouwen 2026 – 2035"))
    assert (metadata.valid_from, metadata.valid_to, metadata.kind) == ("2026-01-01", "2035-12-31", "visie")


def test_a_draft_says_so_itself() -> None:
    assert described("x.pdf", read("Tekst.", heading="Jaarplan 2026 concept")).status is DocumentStatus.DRAFT
    assert described("x.pdf", read("Tekst.", heading="Conceptueel kader")).status is DocumentStatus.VALID


def test_front_matter_names_the_organisation_outright() -> None:
    assert described("x.md", read("Tekst.", organisation="Sociaal Kompas")).organisation == "Sociaal Kompas"
    assert described("x.md", read("Tekst.", organisation="onbekend")).organisation is None


def test_a_wethouder_who_writes_a_vision_is_not_its_organisation() -> None:
    result = read(*["Linda Voortman schrijft.", "Linda Voortman"] * 4, heading="Sociale Visie", author="Linda Voortman")
    assert described("x.pdf", result).organisation is None


def record(document_id: str, found: Metadata, author: str | None = None) -> DocumentRecord:
    file = f"{document_id}.md"
    return DocumentRecord(document_id, file, (f"/b/{file}",), None, 1, found, found, ReadReport(author=author), "")


def settled(*records: DocumentRecord) -> dict[str, Particulars]:
    return particulars(records, {}, (), date(2026, 6, 1))


def test_other_documents_tell_that_an_author_is_an_organisation() -> None:
    sure = Metadata("A", organisation="Stichting Oeverlicht", origins={"organisation": "catalogue"})
    found = settled(record("a", sure), record("b", Metadata("B"), "Oeverlicht, team personeel"))
    assert found["b"].metadata.organisation == "Stichting Oeverlicht"
    assert found["b"].metadata.origins["organisation"] == "properties"


def test_persons_who_write_many_documents_stay_persons() -> None:
    found = settled(*(record(f"d{n}", Metadata(f"Stuk {n}"), "Linda Voortman") for n in range(5)))
    assert {p.metadata.organisation for p in found.values()} == {None}


def example_particulars() -> dict[str, Particulars]:
    catalogue = load_catalogue(ROOT / "corpus" / "catalogus.toml")
    paths = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in SUPPORTED_SUFFIXES]
    records = []
    for path in paths:
        result = read_file(path, Limits())
        found = describe(path, result, catalogue)
        report = ReadReport(author=result.properties.get("author"))
        records.append(DocumentRecord(path.name, path.name, (str(path),), 1, 1, found, found, report, ""))
    return particulars(records, read_sidecars(paths), catalogue.organisations, date(2026, 6, 1))


def test_every_example_has_its_organisation_and_the_older_plan_has_ended() -> None:
    found = example_particulars()
    organisations = {file: p.metadata.organisation for file, p in found.items()}
    assert organisations.pop("kaderbrief-sociaal-werk-2026.docx") == "Gemeente Domstede"
    assert set(organisations.values()) == {"Oeverlicht"}
    plans = {file: p.metadata.status for file, p in found.items() if file.startswith("jaarplan")}
    assert plans == {"jaarplan-2025.pdf": DocumentStatus.EXPIRED, "jaarplan-2026.pdf": DocumentStatus.VALID}
