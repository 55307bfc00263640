"""What holds now, seen by whoever searches: successors that begin later, and days that pass."""

from __future__ import annotations

from datetime import date, timedelta

from index.types import DocumentStatus

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
