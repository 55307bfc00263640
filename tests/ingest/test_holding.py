"""What holds now, seen by whoever searches: successors that begin later, and days that pass."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.library import Library
from index.types import DocumentStatus
from ingest.settling import hold_on, is_settled

TODAY = date.today()
RULE = "# Thuiswerkregeling\n\nThuiswerken mag op hoogstens {days} dagen in de week, in overleg met het team.\n"
ASKED = "hoeveel dagen mag ik thuiswerken"


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def two_rules(house, said: str) -> None:
    """A rule that holds, and its successor of which a sidecar says this."""
    house.write("thuiswerken-oud.md", RULE.format(days=2))
    house.write("thuiswerken-oud.md.toml", f'valid_from = "{day(-900)}"\n')
    house.write("thuiswerken-nieuw.md", RULE.format(days=4))
    house.write("thuiswerken-nieuw.md.toml", f'replaces = "thuiswerken-oud.md"\n{said}')


def found(house, *, all_versions: bool) -> dict[str, DocumentStatus]:
    hits = house.hits(ASKED, all_versions=all_versions)
    return {hit.file: hit.document.status for hit in hits if hit.file.startswith("thuis")}


def test_a_rule_holds_until_the_first_day_of_its_successor(house) -> None:
    two_rules(house, f'valid_from = "{day(30)}"\n')
    house.sync()
    assert found(house, all_versions=False) == {"thuiswerken-oud.md": DocumentStatus.VALID}
    assert found(house, all_versions=True) == {
        "thuiswerken-oud.md": DocumentStatus.VALID,
        "thuiswerken-nieuw.md": DocumentStatus.COMING,
    }
    coming = next(hit for hit in house.hits(ASKED) if hit.file == "thuiswerken-nieuw.md")
    assert f"geldt vanaf {(TODAY + timedelta(days=30)).day} " in coming.citation


def test_a_draft_of_a_successor_ends_nothing(house) -> None:
    two_rules(house, 'status = "concept"\n')
    house.sync()
    assert found(house, all_versions=False) == {
        "thuiswerken-oud.md": DocumentStatus.VALID,
        "thuiswerken-nieuw.md": DocumentStatus.DRAFT,
    }


def test_a_successor_that_has_begun_takes_the_place(house) -> None:
    two_rules(house, f'valid_from = "{day(0)}"\n')
    house.sync()
    assert found(house, all_versions=False) == {"thuiswerken-nieuw.md": DocumentStatus.VALID}


def test_an_end_that_passes_and_a_start_that_comes_need_no_reading(house) -> None:
    two_rules(house, f'valid_from = "{day(1)}"\n')
    house.write("jaarplan.md.toml", f'valid_to = "{day(0)}"\n')
    house.write("intake.txt.toml", f'valid_to = "{day(0)}"\nstatus = "geldig"\n')
    house.sync()
    assert statuses(house, TODAY)["jaarplan.md"] is DocumentStatus.VALID
    tomorrow = statuses(house, TODAY + timedelta(days=1))
    assert tomorrow == {
        "jaarplan.md": DocumentStatus.EXPIRED,
        "intake.txt": DocumentStatus.EXPIRED,
        "thuiswerken-oud.md": DocumentStatus.EXPIRED,
        "thuiswerken-nieuw.md": DocumentStatus.VALID,
    }
    assert found(house, all_versions=False) == {"thuiswerken-nieuw.md": DocumentStatus.VALID}
    assert statuses(house, TODAY)["thuiswerken-nieuw.md"] is DocumentStatus.COMING


def statuses(house, on: date) -> dict[str, DocumentStatus]:
    library = Library(house.index, house.embedder)
    try:
        hold_on(library, on)
        assert is_settled(library, on)
        return {record.file: record.metadata.status for record in library.records().values()}
    finally:
        library.close()


@pytest.mark.parametrize("name", ["Thuiswerken-Oud.MD", "thuiswerken-oud", "THUISWERKEN-OUD"])
def test_what_is_replaced_may_be_called_as_people_write_it(house, name: str) -> None:
    two_rules(house, "")
    house.write("thuiswerken-nieuw.md.toml", f'replaces = "{name}"\n')
    assert not warned(house.sync())
    assert found(house, all_versions=False) == {"thuiswerken-nieuw.md": DocumentStatus.VALID}


@pytest.mark.parametrize("name", ["thuiswerk-oud.md", "kader"])
def test_what_replaces_nothing_that_is_there_is_told(house, name: str) -> None:
    two_rules(house, "")
    house.write("kader.md", "# Kader\n\nWat van belang is.\n")
    house.write("kader.txt", "Kader\n\nHier staat iets anders.\n")
    house.write("thuiswerken-nieuw.md.toml", f'replaces = "{name}"\n')
    (told,) = warned(house.sync())
    assert f"“{name}” vervangt, maar zo heet geen document" in told
    assert found(house, all_versions=False)["thuiswerken-oud.md"] is DocumentStatus.VALID


def warned(report) -> list[str]:
    return [w.message for document in report.values() for w in document.warnings if w.code == "VERVANGT_NIETS"]
