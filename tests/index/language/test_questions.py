"""What a question asks for is told by its words, and only where they leave no doubt."""

from __future__ import annotations

import pytest

from index.language.questions import Asked, asked_for, compares, holds_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoeveel vrijwilligers zijn er?", Asked.NUMBER),
        ("Hoe vaak komt het team bij elkaar?", Asked.NUMBER),
        ("How many young people are there?", Asked.NUMBER),
        ("Vanaf wanneer geldt dit kader?", Asked.TIME),
        ("In welk jaar begint dat?", Asked.TIME),
        ("Wanneer mag je informatie delen?", Asked.ANYTHING),
        ("Wie beslist daarover?", Asked.ANYTHING),
        ("Hoe gaat het met de buurt?", Asked.ANYTHING),
    ],
)
def test_what_is_asked_for(question, kind):
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("kind", "sentence", "holds"),
    [
        (Asked.NUMBER, "Er werken 142 mensen.", True),
        (Asked.NUMBER, "Het team komt wekelijks bij elkaar.", True),
        (Asked.NUMBER, "Veel mensen komen graag.", False),
        (Asked.NUMBER, "2. Bel de ouder.", False),
        (Asked.NUMBER, "2. Bel 3 keer.", True),
        (Asked.TIME, "Dat begint in maart.", True),
        (Asked.TIME, "Dat begint binnenkort.", False),
        (Asked.ANYTHING, "Veel mensen komen graag.", True),
    ],
)
def test_whether_a_sentence_has_it(kind, sentence, holds):
    assert holds_asked(kind, sentence) is holds


@pytest.mark.parametrize(
    ("question", "side_by_side"),
    [
        ("Wat is het verschil tussen een kader en een visie?", True),
        ("Is het verzuim lager in 2024 dan in 2022?", True),
        ("Hoe groot was de begroting in 2025 en hoe groot is die in 2026?", True),
        ("Wat is er veranderd aan de wachttijd?", True),
        ("Maakt dat verschil?", False),
        ("Wat doen we meer dan praten?", False),
        ("Wat is het doel voor 2026?", False),
    ],
)
def test_whether_things_are_compared(question, side_by_side):
    assert compares(question) is side_by_side
