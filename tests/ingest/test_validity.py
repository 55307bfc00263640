"""Which documents still hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.types import DocumentStatus, Metadata
from ingest.catalogue import Catalogue
from ingest.limits import Limits
from ingest.metadata import describe
from ingest.reading import read_file
from ingest.validity import Described, resolve_validity

TODAY = date(2026, 6, 1)
VALID, EXPIRED, DRAFT, COMING = (
    DocumentStatus.VALID, DocumentStatus.EXPIRED, DocumentStatus.DRAFT, DocumentStatus.COMING,
)  # fmt: skip


def plan(
    year: int | None, organisation: str | None = "Oeverlicht", kind: str = "jaarplan", **values: object
) -> Metadata:
    return Metadata(f"Plan {year}", organisation=organisation, kind=kind, year=year, **values)  # type: ignore[arg-type]


def statuses(*documents: Metadata, today: date = TODAY) -> list[DocumentStatus]:
    described = [Described(f"id{n}", (f"stuk{n}.pdf",), metadata) for n, metadata in enumerate(documents)]
    return [metadata.status for metadata in resolve_validity(described, today).values()]


def test_a_later_plan_ends_the_ones_before_it() -> None:
    assert statuses(plan(2024), plan(2026), plan(2025)) == [EXPIRED, VALID, EXPIRED]


def test_rules_about_something_else_leave_each_other_be(tmp_path: Path) -> None:
    found = []
    for title in ("leerlingenvervoer 2022", "maatschappelijke ondersteuning 2022", "leerlingenvervoer 2025"):
        path = tmp_path / f"{title}.md"
        text = f"---\nauthor: Gemeente Domstede\n---\n# Verordening {title}\n\nGemeente Domstede helpt.\n"
        path.write_text(text, encoding="utf-8")
        found.append(describe(path, read_file(path, Limits()), Catalogue()))
    assert {metadata.organisation for metadata in found} == {"Gemeente Domstede"}
    assert statuses(*found) == [EXPIRED, VALID, VALID]
    assert statuses(*reversed(found)) == [VALID, VALID, EXPIRED]


def test_two_spellings_of_one_organisation_are_one() -> None:
    assert statuses(plan(2025, "Stichting Oeverlicht"), plan(2026)) == [EXPIRED, VALID]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (plan(2025), plan(2026, "Zonneveld")),
        (plan(2025), plan(2026, kind="kader")),
        (plan(2025, None), plan(2026, None)),
        (plan(None), plan(2026)),
        (plan(2025), plan(None)),
        (plan(2026), plan(2026)),
        (plan(2025, kind="jaarverslag"), plan(2026, kind="jaarverslag")),
        (plan(2025, kind="visie"), plan(2026, kind="visie")),
        (plan(2026), plan(2027)),
        (plan(2025), plan(2026, status=DRAFT)),
        (plan(2025), replace(plan(2026), title="Plan sport 2026")),
    ],
    ids=["organisation", "kind", "no organisation", "no old year", "no new year", "same year", "report", "vision",
         "year to come", "draft", "subject"],
)  # fmt: skip
def test_what_does_not_end_a_document(old: Metadata, new: Metadata) -> None:
    assert statuses(old, new)[0] is VALID


def test_a_plan_for_next_year_ends_this_one_when_that_year_begins() -> None:
    assert statuses(plan(2026), plan(2027), today=date(2026, 12, 31)) == [VALID, COMING]
    assert statuses(plan(2026), plan(2027), today=date(2027, 1, 1)) == [EXPIRED, VALID]


def test_a_document_holds_until_and_with_its_last_day() -> None:
    until = plan(2026, valid_to="2026-06-01")
    assert statuses(until) == [VALID]
    assert statuses(until, today=date(2026, 6, 2)) == [EXPIRED]


@pytest.mark.parametrize("name", ["id0", "stuk0.pdf"])
def test_what_is_replaced_by_name_has_ended(name: str) -> None:
    assert statuses(plan(2020, kind="visie"), plan(2024, kind="visie", replaces=name)) == [EXPIRED, VALID]


def test_a_vision_holds_before_the_year_that_it_looks_forward_to() -> None:
    assert statuses(plan(2030, kind="visie"), plan(2040, kind="visie", replaces="stuk0.pdf")) == [EXPIRED, VALID]


@pytest.mark.parametrize(
    ("new", "then"),
    [
        (plan(None, replaces="stuk0.pdf", valid_from="2026-06-02"), COMING),
        (plan(2027, replaces="stuk0.pdf"), COMING),
        (plan(2030, replaces="stuk0.pdf"), VALID),
        (plan(2026, replaces="stuk0.pdf", status=DRAFT), DRAFT),
        (plan(2026, valid_from="2026-06-02"), COMING),
    ],
    ids=["named, later", "named, of next year", "named, looks ahead", "named, draft", "later this year"],
)
def test_what_does_not_hold_yet_ends_nothing(new: Metadata, then: DocumentStatus) -> None:
    assert statuses(plan(2024), new) == [VALID, then]


@pytest.mark.parametrize("replaces", [None, "weg.pdf"])
def test_what_begins_later_and_takes_the_place_of_nothing_is_all_there_is_to_find(replaces: str | None) -> None:
    assert statuses(plan(2026, valid_from="2026-06-02", replaces=replaces)) == [VALID]


def test_what_begins_later_holds_and_replaces_from_its_first_day() -> None:
    documents = plan(None, kind="regeling"), plan(None, kind="regeling", replaces="stuk0.pdf", valid_from="2027-01-01")
    assert statuses(*documents, today=date(2026, 12, 31)) == [VALID, COMING]
    assert statuses(*documents, today=date(2027, 1, 1)) == [EXPIRED, VALID]


def test_nothing_replaces_itself() -> None:
    assert statuses(plan(2026, replaces="stuk0.pdf")) == [VALID]


@pytest.mark.parametrize("origin", ["sidecar", "catalogue"])
@pytest.mark.parametrize("status", list(DocumentStatus))
def test_what_a_person_says_stays(origin: str, status: DocumentStatus) -> None:
    old = plan(2020, status=status, valid_to="2020-12-31", origins={"status": origin})
    assert statuses(old, plan(2026, replaces="id0"))[0] is status


@pytest.mark.parametrize("origin", ["sidecar", "catalogue"])
def test_what_a_person_says_to_hold_until_a_day_holds_until_that_day(origin: str) -> None:
    said = plan(2020, status=VALID, valid_to="2026-06-01", origins={"status": origin, "valid_to": origin})
    assert statuses(said, today=date(2026, 6, 1)) == [VALID]
    assert statuses(said, today=date(2026, 6, 2)) == [EXPIRED]


def test_a_draft_stays_a_draft() -> None:
    assert statuses(plan(2020, status=DRAFT, valid_to="2020-12-31"), plan(2026))[0] is DRAFT


def test_nothing_but_the_status_changes() -> None:
    old = plan(2024, valid_from="2024-01-01", origins={"year": "file_name"})
    found = resolve_validity([Described("a", ("a.pdf",), old), Described("b", ("b.pdf",), plan(2026))], TODAY)["a"]
    assert (found.title, found.valid_from, found.origins) == (old.title, old.valid_from, old.origins)
    assert resolve_validity([], TODAY) == {}
