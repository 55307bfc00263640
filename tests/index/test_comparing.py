"""Where a question compares, each document that can answer gets a quote of its own."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "files", "words"),
    [
        (
            "Hoe groot was de begroting in 2025 en hoe groot is die in 2026?",
            {"jaarplan-2025.pdf", "jaarplan-2026.pdf"},
            ("9,8 miljoen", "9,4 miljoen"),
        ),
        (
            "Wat is er veranderd aan het maximum aantal huishoudens per medewerker tussen 2025 en 2026?",
            {"jaarplan-2025.pdf", "jaarplan-2026.pdf"},
            ("zestien huishoudens", "veertien huishoudens"),
        ),
    ],
)
def test_both_sides_are_quoted(kb, question, files, words):
    answer = kb.ask(question).answer
    assert {quote.file for quote in answer.quotes[:2]} == files
    assert all(word in answer.text for word in words)
    assert sum(len(quote.text.split()) for quote in answer.quotes) <= 80
