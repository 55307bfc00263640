"""What the lines of a first page tell, as they were printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.types import Block, BlockKind, DocumentStatus, Metadata, ReadPage, ReadResult
from ingest.catalogue import Catalogue
from ingest.limits import Limits
from ingest.metadata import describe, with_said
from ingest.reading import read_file
from ingest.validity import Described, resolve_validity

EXPIRED, DRAFT, VALID = DocumentStatus.EXPIRED, DocumentStatus.DRAFT, DocumentStatus.VALID
TEXT = "Wij helpen inwoners van de wijk met vragen over geld, wonen en opvoeden. Dat doen wij samen met hen."


def printed(tmp_path: Path, title: str, *lines: str, chapter: str = "Inleiding") -> Metadata:
    """What is known of a PDF with a title in large type, small lines below it, and a chapter on the next page."""
    path = tmp_path / "stuk.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 28)
    canvas.drawString(72, 700, title)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 660 - 18 * number, line)
    canvas.showPage()
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 750, chapter)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 720, TEXT)
    canvas.save()
    return describe(path, read_file(path, Limits()), Catalogue())


def told(*blocks: Block | str, file: str = "stuk.docx", beside: tuple[str, ...] = (), **properties: str) -> Metadata:
    parts = tuple(Block(BlockKind.PARAGRAPH, one) if isinstance(one, str) else one for one in blocks)
    read = ReadResult((ReadPage(1, None, parts),), paged=False, properties=properties, beside=beside)
    return describe(Path(file), read, Catalogue())


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, 1)


def row(text: str) -> Block:
    return Block(BlockKind.TABLE_ROW, text)


@pytest.mark.parametrize(
    "lines",
    [
        ("CONCEPT", "12 maart 2026", "Buurtteam Oost"),
        ("Buurtteam Oost", "concept, versie 0.3", "Datum: 3 november 2025"),
        ("Buurtteam Oost", "Versie 0.9", "Datum: 12-03-2026"),
        ("Buurtteam Oost", "Concept d.d. 12 maart 2026"),
    ],
)
def test_lines_of_one_size_are_told_apart(tmp_path: Path, lines: tuple[str, ...]) -> None:
    found = printed(tmp_path, "Jaarplan 2026", *lines)
    assert (found.title, found.year, found.status) == ("Jaarplan 2026", 2026, DRAFT)


def test_a_number_below_one_is_no_draft_once_it_was_decided(tmp_path: Path) -> None:
    assert printed(tmp_path, "Protocol agressie", "Versie 0.9", "Vastgesteld op 12 maart 2024").status is VALID
    assert printed(tmp_path, "Protocol agressie", "Versie 1.0", "12 maart 2024").status is VALID


def test_days_on_the_cover_tell_how_long_a_document_holds(tmp_path: Path) -> None:
    found = printed(tmp_path, "Regeling reiskosten", "Stichting Wijkkracht", "Geldig tot en met 31 december 2025")
    assert (found.title, found.valid_to) == ("Regeling reiskosten", "2025-12-31")
    found = printed(tmp_path, "Kader sociale basis", "Ingangsdatum: 1 januari 2027", "Vervangt het kader van 2021")
    assert (found.valid_from, found.valid_to, found.year) == ("2027-01-01", None, 2027)
    assert told(heading("Huisregels"), "Geldig tot en met 31 december 2025.", TEXT).valid_to == "2025-12-31"
    other = "Wij volgen de regels van de gemeente, geldig tot en met 31 december 2025."
    assert told(heading("Huisregels"), other, TEXT).valid_to is None


def test_days_go_before_the_years_of_a_title(tmp_path: Path) -> None:
    found = printed(tmp_path, "Jaarplan 2025-2026", "Looptijd: 1 september 2025 t/m 31 augustus 2026")
    assert (found.valid_from, found.valid_to) == ("2025-09-01", "2026-08-31")
    found = told(heading("Beleidsplan 2022-2025"), "Verlengd tot en met 2026", title="Beleidsplan 2022-2025")
    assert (found.valid_from, found.valid_to) == ("2022-01-01", "2026-12-31")


@pytest.mark.parametrize(
    "found",
    [
        told(heading("Regeling thuiswerken"), "INGETROKKEN", TEXT),
        told(heading("Regeling thuiswerken"), "Status: vervallen", TEXT),
        told(heading("Regeling thuiswerken"), row("Status | Vervallen"), TEXT),
        told(heading("Regeling thuiswerken"), TEXT, beside=("VERVALLEN",)),
        told(heading("Regeling thuiswerken (ingetrokken)"), TEXT),
        told(heading("Regeling thuiswerken"), TEXT, file="VERVALLEN regeling thuiswerken.docx"),
    ],
)
def test_what_says_that_it_was_withdrawn_holds_no_longer(found: Metadata) -> None:
    assert found.status is EXPIRED
    status = resolve_validity([Described("a", ("a.docx",), found)], date(2026, 6, 1))["a"].status
    assert status is EXPIRED
    assert with_said(found, Path("stuk.docx"), {"status": VALID}).status is VALID


@pytest.mark.parametrize(
    "found",
    [
        told(heading("Wijzigingen in de regelingen"), heading("Vervallen"), TEXT),
        told(heading("Aanpak vervallen panden"), TEXT),
        told(heading("Regeling thuiswerken"), "Vervallen is de regel dat iedereen op maandag komt.", TEXT),
        told(heading("Regeling"), row("Versie | Datum | Status"), row("0.9 | 12-01-2024 | concept"), TEXT),
        told(heading("Regeling"), row("Nieuw | Gewijzigd | Vervallen"), TEXT),
    ],
)
def test_what_went_is_not_the_document_and_a_former_version_neither(found: Metadata) -> None:
    assert (found.status, found.valid_to) == (VALID, None)


@pytest.mark.parametrize(
    "line", ["Evaluatie van het beleidsplan 2019-2022 leerde ons veel", "Opvolger van Beleidsplan 2019-2022"]
)
def test_years_of_what_went_before_end_nothing(line: str) -> None:
    assert told(heading("Beleidsplan jeugd"), line, TEXT).valid_to is None
    assert told(heading("Wijkanalyse 2020-2023"), TEXT).valid_to is None


def test_what_is_there_to_be_discussed_is_a_draft() -> None:
    assert told(heading("Beleidsplan 2026-2029"), "Inspraakversie", TEXT).status is DRAFT
    assert told(heading("Beleidsplan 2026-2029 (consultatieversie)"), TEXT).status is DRAFT
    assert told(heading("Ontwerpverordening jeugdhulp 2026"), TEXT).status is DRAFT
    assert told(heading("Ontwerp-beleidsregels Wmo"), TEXT).status is DRAFT
    assert told(heading("Ontwerp van de nieuwe speeltuin"), TEXT).status is VALID


def test_a_row_of_two_cells_is_a_line() -> None:
    found = told(
        heading("Huisregels"), row("Versie | 1.2"), row("Ingangsdatum | 1-1-2024"), row("Geldig tot | 31-12-2026")
    )
    assert (found.valid_from, found.valid_to, found.status) == ("2024-01-01", "2026-12-31", VALID)
    assert told(heading("Huisregels"), row("Versie | 0.8"), TEXT).status is DRAFT


def test_a_list_of_what_others_may_holds_for_those() -> None:
    items = [Block(BlockKind.LIST_ITEM, text) for text in ("Buurtmoestuin", "Looptijd: 2021-2022")]
    found = told(heading("Projecten in de wijk"), TEXT, *items)
    assert (found.valid_from, found.year) == (None, None)


def test_a_title_that_is_no_heading_goes_before_a_chapter(tmp_path: Path) -> None:
    found = told("Jaarplan 2026", "Vastgesteld 12 december 2025", TEXT, heading("Onze aanpak"), TEXT)
    assert (found.title, found.kind, found.year) == ("Jaarplan 2026", "jaarplan", 2026)
    assert told("Stichting Wijkkracht", heading("Jaarplan 2026"), TEXT).title == "Jaarplan 2026"
    assert told("Stappenplan meldcode", heading("Stap 1: signalen"), TEXT).title == "Stappenplan meldcode"


@pytest.mark.parametrize("line", ["Beleid", "Programma Sociaal Domein", "Uw brief van 12 maart 2025"])
def test_a_line_above_a_title_is_no_title(line: str) -> None:
    assert told(line, heading("Thuiswerken"), TEXT).title == "Thuiswerken"


@pytest.mark.parametrize(
    "chapter", ["Inleiding", "1. Inleiding", "Voorwoord", "Inhoudsopgave", "Hoofdstuk 1: Inleiding"]
)
def test_a_chapter_with_which_all_begin_is_no_title(chapter: str) -> None:
    assert told(heading(chapter), TEXT, file="werkwijze-crisisdienst.docx").title == "Werkwijze crisisdienst"
    assert told(heading(chapter), TEXT, title="Samen vooruit").title == "Samen vooruit"


def test_a_title_that_stayed_behind_from_last_year_does_not_count() -> None:
    found = told(heading("Jaarplan 2026"), TEXT, title="Jaarplan 2025")
    assert (found.title, found.year) == ("Jaarplan 2026", 2026)
    found = told(heading("Beleidsplan armoede 2026"), TEXT, title="Beleidsplan armoede 2022")
    assert (found.title, found.year) == ("Beleidsplan armoede 2026", 2026)
    assert told(heading("Terugblik 2025"), TEXT, title="Jaarplan 2026").title == "Jaarplan 2026"


def test_the_title_above_a_text_is_believed() -> None:
    blocks = (heading("Maatregel"), "Stel vast wie beslist.")
    assert told(*blocks, file="01.md", title="Leg vast wie beslist").title == "Leg vast wie beslist"
    assert told(*blocks, file="01.docx", title="Sjabloon notitie wit").title == "Maatregel"


def test_a_year_in_running_text_is_of_something_else() -> None:
    found = told(heading("Kader vrijwilligers"), "Dit kader vervangt het kader van 2021. Wij gaan verder.")
    assert found.year is None
    found = told(heading("Kader vrijwilligers"), "Het kader van 2021 is herzien.", file="Kader vrijwilligers 2024.docx")
    assert (found.year, found.kind) == (2024, "kader")
    found = told(heading("Kader vrijwilligers"), "Vastgesteld op 3 mei 2023", TEXT)
    assert (found.year, found.origins["year"]) == (2023, "text")


def test_a_rule_of_which_the_text_names_an_older_one_is_not_older_than_that() -> None:
    old = told(heading("Kader vrijwilligers 2022"), TEXT, organisation="Oeverlicht")
    text = "Wij begonnen hiermee in 2019. Nu gaan wij verder."
    new = told(heading("Kader vrijwilligers"), text, file="Kader 2025.docx", organisation="Oeverlicht")
    documents = [Described("old", ("old.docx",), old), Described("new", ("new.docx",), new)]
    found = resolve_validity(documents, date(2026, 6, 1))
    assert {name: metadata.status for name, metadata in found.items()} == {"old": EXPIRED, "new": VALID}


def test_two_sources_that_contradict_each_other_end_nothing_before_it_began() -> None:
    found = told(heading("Kader vrijwilligers 2022-2025"), TEXT)
    said = with_said(found, Path("stuk.docx"), {"valid_from": "2026-01-01"})
    assert (said.valid_from, said.valid_to) == ("2026-01-01", None)
