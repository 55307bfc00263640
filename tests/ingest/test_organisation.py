"""Which authors are organisations: on evidence only, and a person never by being mentioned."""

from __future__ import annotations

import pytest

from index.types import Block, BlockKind, ReadPage, ReadResult
from ingest.organisation import author_names, known_organisation, known_spellings, may_be_person, organisation_of


def read(*texts: str, paged: bool = True) -> ReadResult:
    return ReadResult((ReadPage(1, None, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)),), paged)


TITLE_PAGE = read("Oeverlicht", "Jaarplan 2026", "Wij werken in de wijk.")
FIRST_SENTENCE = read("Inwerkgids", "Oeverlicht. Voor nieuwe medewerkers en stagiairs.")
LEGAL_FORM = read("Jaarverslag", "Wij zijn er. Stichting Oeverlicht werkt in Domstede.")
OFTEN = read("Bij Oeverlicht werk je samen.", "Oeverlicht is er voor iedereen.", "Een dag van Oeverlicht begint vroeg.")
ONCE = read("Werkproces geldzorgen", "Bel dan naar Oeverlicht, dat kan altijd.")


@pytest.mark.parametrize("text", [TITLE_PAGE, FIRST_SENTENCE, LEGAL_FORM, OFTEN])
@pytest.mark.parametrize(
    "author", ["Oeverlicht", "Oeverlicht, team kwaliteit", "Oeverlicht (beleid)", "J. Jansen; Oeverlicht"]
)
def test_an_author_that_the_text_makes_an_organisation(author: str, text: ReadResult) -> None:
    assert organisation_of(author, text) == "Oeverlicht"


def test_an_organisation_in_a_list_of_others_is_no_part_of_a_longer_name() -> None:
    text = read("Oeverlicht", "Jaarverslag", "Met Spoorwijk, ZORGKRACHT, Oeverlicht, Moevia en de gemeente.")
    assert organisation_of("Oeverlicht", text) == "Oeverlicht"


@pytest.mark.parametrize("author", ["Gemeente Domstede", "PK Groep", "Buurtwerk Zonneveld", "Zorg aan Zee B.V."])
def test_names_with_a_telling_word_need_one_mention(author: str) -> None:
    assert not may_be_person(author)
    assert organisation_of(author, read(f"Dit is een stuk van {author} over meedoen.")) == author
    assert organisation_of(author, read("Dit is een stuk over meedoen.")) is None


def test_one_mention_of_a_bare_name_is_not_enough() -> None:
    assert organisation_of("Oeverlicht", ONCE) is None


LINDA = [
    read("Voorwoord", "Linda Voortman", "Linda Voortman is wethouder.", *["Vraag het Linda Voortman."] * 5),
    read("Linda Voortman", "Sociale Visie", "Voortman, Linda. Linda Voortman. Met dank aan Linda Voortman."),
    read(
        "L. Voortman", "Wethouder L. Voortman schreef dit. Volgens Linda Voortman kan het. Ook Voortman zelf. Voortman."
    ),
]


@pytest.mark.parametrize("text", LINDA)
@pytest.mark.parametrize(
    "author",
    ["Linda Voortman", "Voortman, Linda", "L. Voortman", "linda voortman", "LINDA VOORTMAN", "Voortman", "Linda",
     "Linda Voortman, wethouder", "Linda Voortman | team beleid", "Voortman, L.M.", "lvoortman@domstede.example"],
)  # fmt: skip
def test_a_person_is_never_an_organisation(author: str, text: ReadResult) -> None:
    assert organisation_of(author, text) is None


@pytest.mark.parametrize(
    "author", ["", "(unspecified)", "Administrator", "Microsoft Office User", "user", "Gemeente", "Stichting", "jan_01"]
)
def test_what_programs_write_is_no_name(author: str) -> None:
    text = read(author, *[f"Hier staat {author} en nog eens {author}."] * 4)
    assert organisation_of(author, text) is None


def test_several_words_may_be_a_person_until_another_document_knows_better() -> None:
    text = read("Sociaal Kompas", *["Bij Sociaal Kompas kan het."] * 5)
    assert organisation_of("Sociaal Kompas", text) is None
    assert known_organisation("Sociaal Kompas, beleid", known_spellings(["Sociaal Kompas"])) == "Sociaal Kompas"
    assert organisation_of("Sociaal Kompas", read("Stichting Sociaal Kompas helpt.")) == "Sociaal Kompas"


def test_spellings_of_one_organisation_are_one() -> None:
    known = known_spellings(["Oeverlicht", "stichting  oeverlicht", "Zonneveld B.V."])
    assert set(known.values()) == {"Oeverlicht", "Zonneveld B.V."}
    assert known_organisation("Stichting Oeverlicht", known) == "Oeverlicht"
    assert known_organisation("zonneveld", known) is None  # a name has a capital
    assert known_organisation("Zonneveld", known) == "Zonneveld B.V."


def test_a_person_turned_round_is_not_cut_at_the_comma() -> None:
    assert author_names("Voortman, Linda") == ("Voortman, Linda",)
    assert author_names("Oeverlicht, team kwaliteit") == ("Oeverlicht, team kwaliteit", "Oeverlicht")
