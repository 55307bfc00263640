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
        ("Jaarplan '26.docx", "jaarplan", 2026),
        ("20240115 verordening jeugd.pdf", "kader", 2024),
        ("notulen-2024-01-15.docx", None, 2024),
        ("dossier 20241399.pdf", None, None),
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


def span(metadata: Metadata) -> tuple[str | None, str | None]:
    return metadata.valid_from, metadata.valid_to


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("Beleidsplan jeugd 2024-2027", (2024, 2027)),
        ("Beleidsplan 2020 tot en met 2024", (2020, 2024)),
        ("Beleidsplan 2020 t/m 2024", (2020, 2024)),
        ("Beleidskader 2023/2024", (2023, 2024)),
        ("Visie van 2026 tot 2035", (2026, 2035)),
        ("Onderzoeksagenda 2024–2028", (2024, 2028)),
    ],
)
def test_a_title_tells_the_years_of_which_a_document_is(heading: str, years: tuple[int, int]) -> None:
    metadata = described("x.pdf", read("Tekst.", heading=heading))
    assert (span(metadata), metadata.year) == ((f"{years[0]}-01-01", f"{years[1]}-12-31"), years[0])


@pytest.mark.parametrize("line", ["2024 - 2027", "(2024-2027)", "Periode 2024 tot en met 2027", "Looptijd: 2024-2027",
                                  "Geldig van 2024 tot en met 2027", "Beleidsplan jeugd 2024-2027"])  # fmt: skip
def test_a_line_of_the_cover_tells_them_too(line: str) -> None:
    found = described("x.pdf", read(line, "Wij gaan aan het werk.", heading="Gemeente Domstede"))
    assert span(found) == ("2024-01-01", "2027-12-31")


@pytest.mark.parametrize(
    "file", ["beleidsplan-jeugd-2024-2027.pdf", "Beleidsplan_2024_2027.docx", "Plan 2024 - 2027.md"]
)
def test_the_file_name_tells_them_too(file: str) -> None:
    assert span(described(file, read("Tekst."))) == ("2024-01-01", "2027-12-31")


def test_years_in_running_text_end_nothing(tmp_path: Path) -> None:
    path = tmp_path / "visie-jeugd.md"
    path.write_text(
        "# Visie op jeugd\n\nIn de periode 2019-2023 groeide het aantal jongeren met hulp. Daarom kiezen wij nu voor "
        "een andere koers, die tot 2035 loopt.\n\n## Ontwikkelingen 2019-2023\n\nEr kwam veel bij.\n",
        encoding="utf-8",
    )
    assert span(describe(path, read_file(path, Limits()), Catalogue())) == (None, None)
    assert span(described("notulen-2024-01-15.pdf", read("Tekst."))) == (None, None)


@pytest.mark.parametrize(
    ("file", "heading"),
    [
        ("x.pdf", "Jaarverslag 2023-2024"),
        ("stuk 2023-2024.pdf", "Jaarrekening"),
        ("x.pdf", "Evaluatie jeugdbeleid 2020-2023"),
        ("rapportage-2020-2023.pdf", ""),
    ],
)
def test_what_looks_back_does_not_end_with_its_years(file: str, heading: str) -> None:
    found = described(file, read("Wij hielpen veel gezinnen.", heading=heading))
    assert span(found) == (None, None)
    said = with_said(found, Path(file), {"valid_to": "2024-12-31"})
    assert said.valid_to == "2024-12-31"


def is_draft(metadata: Metadata) -> bool:
    return metadata.status is DocumentStatus.DRAFT


@pytest.mark.parametrize(
    "title",
    [
        "Jaarplan 2026 concept",
        "Jaarplan 2026 (concept)",
        "Kaderbrief 2026 (concept, versie 2)",
        "Visie op wonen – concept",
        "Beleidsplan jeugd concept",
        "Beleidsplan voor het sociaal domein concept",
        "Concept jaarplan 2026",
        "Concept regionale visie",
        "Concept: Samen leven",
        "Conceptbeleidsplan jeugd",
        "Concept-visie jeugd",
        "Jaarplan 2026 conceptversie",
        "Jaarplan 2026, versie 0.3 concept",
        "Jaarplan concept v2",
        "Jaarplan concept 12 maart 2026",
    ],
)
def test_a_draft_says_so_in_its_title_or_name(title: str) -> None:
    assert is_draft(described("x.pdf", read("Tekst.", heading=title)))
    assert is_draft(described("x.pdf", read(title, "De tekst van een stuk zonder kop.")))
    assert is_draft(described("x.pdf", read("Tekst.", heading="Visie op jeugd", title=title)))


@pytest.mark.parametrize(
    "file",
    [
        "jaarplan-2026-concept.docx",
        "20260312_Concept_beleidsplan.pdf",
        "Beleidsplan jeugd concept.docx",
        "werkwijze concept.docx",
        "jaarplan_concept_2026-03-12.pdf",
    ],
)
def test_a_draft_says_so_in_the_name_of_its_file(file: str) -> None:
    assert is_draft(described(file, read("Tekst.", heading="Jaarplan 2026")))


@pytest.mark.parametrize("line", ["CONCEPT", "Conceptversie 2", "Status: concept", "Versie 0.2 – concept", "(concept)"])
def test_a_draft_says_so_on_a_line_of_its_first_page(line: str) -> None:
    assert is_draft(described("x.pdf", read(line, "Wij gaan aan het werk.", heading="Jaarplan 2026")))


@pytest.mark.parametrize(
    "title",
    [
        "Het concept positieve gezondheid in de wijk",
        "Concept positieve gezondheid",
        "Conceptueel kader",
        "Ons pedagogisch concept",
        "Visie op ons pedagogisch concept",
        "Beleidsplan voor een nieuw concept",
        "Pedagogisch concept",
        "Handreiking bij het concept 24/7 zorg",
        "Concept en visie kindcentrum",
        "Het wijkzorg-concept",
    ],
)
def test_a_concept_that_is_an_idea_is_no_draft(title: str) -> None:
    text = "Vastgesteld op 1 maart 2026. Dit is geen concept meer, de concept-versie is van 2025."
    assert not is_draft(described("x.pdf", read(text, heading=title)))
    assert not is_draft(described(f"{title.replace('/', ' ')}.pdf", read(text)))


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
