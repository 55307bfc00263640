"""A question as people type and paste it."""

from __future__ import annotations

import pytest

from index.language.typed import as_asked, well_formed


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("  Wat is\n de\tWmo? ", "Wat is de Wmo?"),
        ("WAT IS DE WMO?", "WAT IS DE WMO?"),
        ("WAT IS HET WIJKTEAM?", "wat is het wijkteam?"),
        ("Wat doet het WIJKTEAM?", "Wat doet het WIJKTEAM?"),
        ("“Samen bouwen”", "Samen bouwen"),
        ("“Samen bouwen” en “samen leven”: waarom?", "“Samen bouwen” en “samen leven”: waarom?"),
        ("– wat is een maatje?", "wat is een maatje?"),
        ("• wat is een maatje? 🙂", "wat is een maatje?"),
        ("foto`s en pagina´s", "foto’s en pagina’s"),
        ("clie\u0308nten", "cliënten"),
        ("ziekte\u00adverzuim", "ziekteverzuim"),
        ("€ 1.250,-", "€ 1.250,-"),
        ("“samen bouwen” of “samen leven”", "“samen bouwen” of “samen leven”"),
        ("-5 graden, 37 °C", "-5 graden, 37 °C"),
        ("18-/18+", "18-/18+"),
        ("(voor)school", "(voor)school"),
        ("12,5%", "12,5%"),
        ("?!", ""),
        ("🙂", ""),
    ],
)
def test_only_what_was_not_meant_goes(typed, asked):
    assert as_asked(typed) == asked
    assert as_asked(asked) == asked


def test_halves_of_signs_go():
    assert well_formed("a\ud83db\udc80") == "ab"
