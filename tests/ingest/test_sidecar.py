"""What a user says of a document in a small file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from index.errors import ReadError
from ingest.sidecar import read_sidecar, read_sidecars, said_of, sidecar_of, write_sidecar


def document(tmp_path: Path, sidecar: str | bytes) -> Path:
    path = tmp_path / "plan.pdf"
    data = sidecar if isinstance(sidecar, bytes) else sidecar.encode()
    sidecar_of(path).write_bytes(data)
    return path


def test_the_sidecar_has_the_whole_name(tmp_path: Path) -> None:
    assert sidecar_of(tmp_path / "plan.2026.pdf").name == "plan.2026.pdf.toml"


def test_the_example_of_the_explanation_is_understood(tmp_path: Path) -> None:
    explanation = (Path(__file__).parents[2] / "corpus" / "README.md").read_text(encoding="utf-8")
    example = explanation.split("```toml\n")[1].split("```")[0]
    assert read_sidecar(document(tmp_path, example)) == {
        "title": "Jaarplan 2026",
        "organisation": "Oeverlicht",
        "kind": "jaarplan",
        "year": 2026,
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        "replaces": "jaarplan-2025.pdf",
    }


def test_dates_may_be_dates_and_empty_values_say_nothing(tmp_path: Path) -> None:
    path = document(tmp_path, 'valid_from = 2026-01-01\ntitle = ""\norganisation = "  "\nkind = " visie "\n')
    assert read_sidecar(path) == {"valid_from": "2026-01-01", "kind": "visie"}


def test_a_kind_that_is_known_is_the_same_with_a_capital(tmp_path: Path) -> None:
    assert read_sidecar(document(tmp_path, 'kind = "Jaarplan"\n')) == {"kind": "jaarplan"}
    assert read_sidecar(document(tmp_path, 'kind = "CAO"\n')) == {"kind": "CAO"}


@pytest.mark.parametrize("name", ["groups", "groepen"])
def test_groups_may_be_said_in_either_language(tmp_path: Path, name: str) -> None:
    path = document(tmp_path, f'{name} = [" Bestuur", "OR", "or"]\n')
    assert read_sidecar(path) == {"groups": ("bestuur", "or")}


@pytest.mark.parametrize("value", ['"bestuur"', '[""]', '["a, b"]', "[3]", "true"])
def test_groups_that_cannot_be_are_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ReadError):
        read_sidecar(document(tmp_path, f"groups = {value}\n"))


def test_no_sidecar_says_nothing(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "plan.pdf") == {}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("title = ", "plan.pdf.toml"),
        ('titel = "x"', "titel"),
        ("title = 3", "title"),
        ('year = "2026"', "year"),
        ("year = 20266", "20266"),
        ('status = "oud"', "oud"),
        ('status = "komend"', "komend"),
        ('valid_to = "31-12-2026"', "31-12-2026"),
        (b"title = '\xff'", "plan.pdf.toml"),
        ("[document]\ntitle = 'x'", "document"),
        ("", "er staat niets in"),
        ("\0" * 40, "plan.pdf.toml"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, text: str | bytes, word: str) -> None:
    with pytest.raises(ReadError, match="Verbeter of verwijder het") as caught:
        read_sidecar(document(tmp_path, text))
    assert caught.value.code == "BIJSCHRIFT"
    assert word in caught.value.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("year = 2026\ntitle = Plan\n", "regel 2 gaat mis bij teken 9"),
        ('title = "Plan', "het houdt te vroeg op"),
        (b"title = '\xff'", "niet opgeslagen als gewone tekst"),
        ('valid_to = "31-12-2026"', "'valid_to' kan niet '31-12-2026' zijn; schrijf jaar-maand-dag"),
        ("valid_to = 2026-01-01T00:00:00", "'valid_to' kan niet '2026-01-01 00:00:00' zijn; schrijf jaar-maand-dag"),
        ('status = "Geldig"', 'schrijf "geldig", "vervallen" of "concept"'),
        ("valid_from = 2026-01-01\nvalid_to = 2025-12-31\n", "'valid_to' .2025-12-31. ligt voor 'valid_from'"),
        ("year = 2025\nyear = 2026\n", "staat er twee keer in"),
        ("valid_to = 2026-02-30\n", "een dag in die niet bestaat"),
    ],
)
def test_a_mistake_is_explained_in_dutch(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_sidecar(document(tmp_path, text))


def test_a_mark_at_the_beginning_is_no_mistake(tmp_path: Path) -> None:
    assert read_sidecar(document(tmp_path, b"\xef\xbb\xbfyear = 2026\r\n")) == {"year": 2026}


def test_a_name_that_is_too_long_for_a_sidecar_has_none(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / f"{'n' * 249}.pdf") == {}


@pytest.mark.parametrize(("name", "beside"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_sidecar_is_found_however_its_accents_are_written(
    tmp_path: Path, name: Literal["NFC", "NFD"], beside: Literal["NFC", "NFD"]
) -> None:
    path = tmp_path / normalize(name, "privé.pdf")
    there = tmp_path / f"{normalize(beside, 'privé.pdf')}.toml"
    there.write_text('groups = ["bestuur"]\n', encoding="utf-8")
    assert read_sidecar(path) == {"groups": ("bestuur",)}
    write_sidecar(path, {"groups": ["or"]})
    assert list(tmp_path.iterdir()) == [there]
    assert read_sidecar(path) == {"groups": ("or",)}


def test_one_mistake_does_not_stop_the_others(tmp_path: Path) -> None:
    wrong, right = document(tmp_path, "?"), tmp_path / "visie.md"
    sidecar_of(right).write_text("year = 2026", encoding="utf-8")
    found = read_sidecars([wrong, right])
    assert isinstance(found[str(wrong)], ReadError)
    assert found[str(right)] == {"year": 2026}


def test_the_first_name_goes_before_the_others_and_mistakes_keep_what_was_said() -> None:
    error = ReadError("BIJSCHRIFT", "fout")
    sidecars = {"a": {"year": 1}, "b": {"year": 2, "kind": "visie"}, "c": error}
    assert said_of(("a", "b"), sidecars, {}) == {"year": 1, "kind": "visie"}
    assert said_of(("c",), sidecars, {"year": 9}) == {"year": 9}
    assert said_of(("in a closed folder",), sidecars, {"year": 9}) == {"year": 9}
    assert said_of(("a", "c"), sidecars, {"year": 9, "title": "T"}) == {"year": 1, "title": "T"}


def test_words_of_a_source_line_stay_on_one_line_and_hide_nothing(tmp_path: Path) -> None:
    said = 'title = "Eerste regel\\nTweede\\u00ad \\u001b[31mregel\\u202e"\norganisation = "Buurt\\tzorg"\n'
    path = document(tmp_path, said + 'kind = "\\u200bplan"\nreplaces = "plan  2025.pdf"\n')
    wanted = {"title": "Eerste regel Tweede [31mregel", "organisation": "Buurt zorg", "kind": "plan"}
    assert read_sidecar(path) == wanted | {"replaces": "plan  2025.pdf"}


def test_a_title_of_which_nothing_can_be_seen_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="title"):
        read_sidecar(document(tmp_path, 'title = "\\u200b\\u202e"\n'))
