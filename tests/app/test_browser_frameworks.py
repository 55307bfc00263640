"""The tab for frameworks as people use it: one question over all documents, a day, two plans side by side."""

from __future__ import annotations

import re
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.conftest import settled

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
QUESTION = "Wat is het doel voor ziekteverzuim?"


@pytest.fixture
def frameworks(page) -> Page:
    page.get_by_role("tab", name="Kaders").click()
    expect(page.get_by_role("heading", name="Kaders vergelijken")).to_be_visible()
    return page


def ask(page: Page, question: str, on: str = "") -> None:
    page.get_by_label("Je vraag", exact=True).fill(question)
    page.get_by_label("Geldig op").fill(on)
    page.get_by_role("button", name="Vraag het alle documenten").click()
    expect(page.locator("#kaders-tabel table")).to_be_visible()


def compare(page: Page) -> None:
    page.get_by_role("tab", name="Twee plannen naast elkaar").click()
    expect(page.get_by_label("Het oudere plan")).to_have_value(re.compile("Jaarplan 2025"))
    expect(page.get_by_label("Het nieuwere plan")).to_have_value(re.compile("Jaarplan 2026"))
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.locator("#kaders-vergelijking .bw-section").first).to_be_visible()


def test_a_manager_sees_what_held_reads_it_and_takes_the_table_away(frameworks, tmp_path):
    ask(frameworks, QUESTION, "1-6-2025")
    expect(frameworks.locator("#kaders-tabel .bw-verdict")).to_contain_text("documenten zeggen hier iets over")
    old = frameworks.get_by_role("row", name=re.compile("Jaarplan 2025")).first
    expect(old).to_contain_text("7,5 procent")
    expect(old).to_contain_text("Ja, geldig")
    expect(old).to_contain_text("vervangen door Jaarplan 2026: op tijd erbij")
    expect(frameworks.get_by_role("row", name=re.compile("Jaarplan 2026: op tijd erbij")).nth(1)).to_contain_text("6,5")
    expect(frameworks.get_by_role("row", name=re.compile("Begrippenlijst"))).to_contain_text("Zegt hier niets over.")
    old.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(frameworks.locator("#lezer-kop")).to_have_text("Jaarplan 2025: kiezen voor dichtbij")
    with frameworks.expect_download() as waiting:
        frameworks.get_by_role("button", name="Bewaar de tabel als Excel").click()
    assert waiting.value.suggested_filename == "kaders.xlsx"
    waiting.value.save_as(tmp_path / "kaders.xlsx")
    with zipfile.ZipFile(tmp_path / "kaders.xlsx") as book:
        assert "7,5 procent" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(
    ("question", "on", "words"),
    [
        ("", "", "Typ eerst een vraag."),
        (QUESTION, "31-2-2025", "is geen datum"),
        (QUESTION, "morgen", "is geen datum"),
        ("Wat doen we? " * 100, "", "hoogstens 1000 tekens"),
    ],
)
def test_words_when_something_is_missing(frameworks, question, on, words):
    frameworks.get_by_label("Je vraag", exact=True).fill(question)
    frameworks.get_by_label("Geldig op").fill(on)
    frameworks.get_by_role("button", name="Vraag het alle documenten").click()
    expect(frameworks.locator("#kaders-tabel")).to_contain_text(words)
    expect(frameworks.locator("body")).not_to_have_class(re.compile("bw-busy"))


def test_two_plans_side_by_side(frameworks):
    compare(frameworks)
    section = frameworks.locator(".bw-section", has_text="Opgave 5. Een gezonde organisatie").first
    expect(section.locator("summary").first).to_contain_text("Veranderd")
    pair = section.locator(".bw-pair", has_text="zestien").first
    expect(pair.locator("del").filter(has_text="zestien")).to_be_visible()
    expect(pair.locator("ins").filter(has_text="veertien")).to_be_visible()
    pair.get_by_role("button", name=re.compile("Lees in het document")).last.click()
    expect(frameworks.locator("#lezer-kop")).to_have_text("Jaarplan 2026: op tijd erbij")
    assert "veertien huishoudens" in " ".join(frameworks.locator(".bw-typeset mark").all_text_contents())
    with frameworks.expect_download() as waiting:
        frameworks.get_by_role("button", name="Bewaar de tabel als Word").click()
    assert waiting.value.suggested_filename == "vergelijking.docx"


def test_a_phone_needs_no_sideways_scrolling(frameworks):
    frameworks.set_viewport_size({"width": 375, "height": 800})
    ask(frameworks, QUESTION)
    assert frameworks.evaluate("document.documentElement.scrollWidth") <= 375
    compare(frameworks)
    assert frameworks.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_can_find(frameworks, scheme):
    frameworks.emulate_media(color_scheme=scheme)
    for step in (lambda: ask(frameworks, QUESTION), lambda: compare(frameworks)):
        step()
        settled(frameworks)
        found = Axe().run(frameworks, options=RULES)
        assert found.violations_count == 0, found.generate_report()
