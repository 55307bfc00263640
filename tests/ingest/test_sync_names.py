"""One content under several names, and what documents say of each other."""

from __future__ import annotations

from unicodedata import normalize

from index.library import Library
from ingest.report import FileReport

PLAN = "# Jaarplan {year}\n\nHet doel voor het ziekteverzuim is {goal} procent van alle dagen.\n"


def statuses(reports: dict[str, FileReport]) -> dict[str, str]:
    return {file: report.status.value for file, report in reports.items()}


def test_the_same_content_is_indexed_once_and_told(house) -> None:
    house.write("kopie van plan.md", PLAN.format(year=2025, goal=7))
    reports = house.sync()
    assert reports["jaarplan.md"].warnings == ()
    (warning,) = reports["kopie van plan.md"].warnings
    assert (warning.code, "jaarplan.md" in warning.message) == ("DUBBEL", True)
    assert reports["jaarplan.md"].document_id == reports["kopie van plan.md"].document_id
    assert len(house.hits("ziekteverzuim")) == 2
    assert [w.code for w in house.sync()["kopie van plan.md"].warnings] == ["DUBBEL"]


def test_the_name_that_is_left_is_shown(house) -> None:
    house.write("zz-kopie.md", PLAN.format(year=2025, goal=7))
    house.sync()
    (house.folder / "jaarplan.md").unlink()
    reports = house.sync()
    assert statuses(reports) == {"jaarplan.md": "removed", "zz-kopie.md": "unchanged", "intake.txt": "unchanged"}
    assert reports["zz-kopie.md"].warnings == ()
    assert house.files() == {"zz-kopie.md", "intake.txt"}
    assert house.hits("ziekteverzuim")[0].file == "zz-kopie.md"
    assert house.reader.read_files == house.embedder.texts == []


def test_a_copy_that_comes_later_does_not_take_over_the_name(house) -> None:
    house.sync()
    house.write("aa-kopie.md", PLAN.format(year=2025, goal=7))
    reports = house.sync()
    assert [w.code for w in reports["aa-kopie.md"].warnings] == ["DUBBEL"]
    assert reports["jaarplan.md"].warnings == ()
    assert house.files() == {"jaarplan.md", "intake.txt"}


def test_two_files_of_one_name_are_told_apart_by_their_folder(house) -> None:
    house.write("archief/jaarplan.md", PLAN.format(year=2025, goal=7))
    messages = [w.message for report in house.report().documents for w in report.warnings]
    assert len(messages) == 1
    assert "jaarplan.md (in de map archief)" in messages[0]


def test_a_moved_file_is_not_read_again(house) -> None:
    house.sync()
    (house.folder / "jaarplan.md").rename(house.folder / "plan-oud.md")
    assert statuses(house.sync()) == {"jaarplan.md": "removed", "plan-oud.md": "unchanged", "intake.txt": "unchanged"}
    assert house.reader.read_files == house.embedder.texts == []
    assert house.hit("plan-oud.md").document.title == "Jaarplan 2025"


def test_a_title_from_the_file_name_follows_the_name(house) -> None:
    path = house.write("een stuk.txt", "de fiets staat in het rek en niemand weet van wie hij is, zegt de buurvrouw.\n")
    house.sync()
    assert {h.document.title for h in house.hits("fiets")} >= {"Een stuk"}
    path.rename(house.folder / "de fiets.txt")
    house.sync()
    assert house.hits("fiets")[0].document.title == "De fiets"


def test_an_older_plan_ends_when_other_documents_say_whose_it_is(house) -> None:
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


def test_a_document_is_for_a_group_however_its_name_is_written(house) -> None:
    house.write(normalize("NFC", "privé.md"), "# Ontslag\n\nWie er weg moet, hoort dat in juni van het bestuur.\n")
    house.write(normalize("NFD", "privé.md.toml"), 'groups = ["bestuur"]\n')
    assert house.report().warnings == ()
    library = Library(house.index, house.embedder)
    groups = [r.metadata.groups for r in library.records().values() if r.file.startswith("priv")]
    library.close()
    assert groups == [("bestuur",)]


def test_a_document_is_replaced_however_its_name_is_written(house) -> None:
    house.write(normalize("NFD", "café.md"), "# Afspraken\n\nIn het café wordt na de aanmelding niet gerookt.\n")
    house.write("nieuw.md", "# Andere afspraken\n\nIn het gesprek na de aanmelding mag alles.\n")
    house.write("nieuw.md.toml", f'replaces = "{normalize("NFC", "café.md")}"\n')
    house.sync()
    assert house.hit(normalize("NFD", "café.md")).document.status == "vervallen"


def test_what_is_said_of_no_document_is_told(house) -> None:
    house.write("map/intake.md.toml", 'groups = ["bestuur"]\n')
    house.write("jaarplan.toml", "year = 2025\n")
    for name in ("bronwijzer.toml", "catalogus.toml", "routes/route.toml", "intake.txt.toml"):
        house.write(name, "")
    warnings = house.report().warnings
    assert [warning.code for warning in warnings] == ["LOS_BIJSCHRIFT"] * 2
    told = {name: [w.message for w in warnings if name in w.message] for name in ("jaarplan.toml", "intake.md.toml")}
    assert "iedereen" not in told["jaarplan.toml"][0]
    assert told["intake.md.toml"][0].endswith("Nu is dat document misschien voor iedereen.")


def test_a_document_with_a_very_long_name_is_read(house) -> None:
    name = f"{'n' * 249}.txt"
    house.write(name, "De fietsenstalling gaat om zes uur open.\n")
    assert house.sync()[name].status == "added"
