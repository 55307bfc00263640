"""Three people with a job to do, from the start page to what they take away; each also without a mouse."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
MOUSE_AND_KEYS = pytest.mark.parametrize("keys", [False, True], ids=["muis", "toetsenbord"])
MOST_TABS = 150


class Hands:
    """Presses what is asked for: with the mouse, or by walking there with Tab."""

    def __init__(self, page: Page, *, keys: bool) -> None:
        self.page, self.keys = page, keys

    def press(self, target: Locator) -> None:
        if not self.keys:
            target.click()
            return
        self.walk(target)
        self.page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")

    def walk(self, target: Locator) -> None:
        expect(target).to_be_visible()
        element = target.element_handle()
        for key in ("Tab", "Shift+Tab"):
            for _ in range(MOST_TABS):
                if element.evaluate("element => element === document.activeElement"):
                    return
                self.page.keyboard.press(key)
        raise AssertionError(f"no way to {target} without a mouse")

    def type(self, target: Locator, text: str) -> None:
        if self.keys:
            self.walk(target)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            target.fill(text)

    def tab(self, name: str) -> None:
        """A tab of the page: by its number, or with the arrow keys."""
        found = self.page.get_by_role("tab", name=re.compile(rf"^{name}( \(\d+\))?$"))
        if not self.keys:
            found.click()
            return
        self.walk(found)
        self.page.keyboard.press("Enter")
        expect(found).to_have_attribute("aria-selected", "true")


@MOUSE_AND_KEYS
def test_a_newcomer_finds_what_an_abbreviation_means_and_reads_on(page, keys):
    hands = Hands(page, keys=keys)
    hands.tab("Begin hier")
    hands.type(page.get_by_label("Zoek een woord of afkorting"), "DMA")
    term = page.locator("#woorden dt")
    expect(term).to_have_count(1)
    expect(term).to_contain_text("dienstdoende medewerker aanmelding")
    said = page.locator("#woorden dd .bw-text").inner_text().strip("“”")
    hands.press(page.locator("#woorden dd .bw-link").first)
    expect(page.locator("#lezer-kop")).to_be_focused()
    assert said in " ".join(page.locator("#lezer mark").all_text_contents())
    text = page.locator(".bw-typeset").inner_text()
    assert len(text) > 4 * len(said)
    page.keyboard.press("Escape")
    expect(page.locator("#woorden dd .bw-link").first).to_be_focused()


@MOUSE_AND_KEYS
def test_a_manager_learns_what_is_no_longer_done_and_takes_the_table_along(page, keys, tmp_path):
    hands = Hands(page, keys=keys)
    hands.tab("Kaders")
    hands.type(page.get_by_label("Je vraag", exact=True), "Waar stoppen we mee: welke activiteiten doen we niet meer?")
    hands.press(page.get_by_role("button", name="Vraag het alle documenten"))
    new = row_of(page, "Jaarplan 2026: op tijd erbij")
    expect(new).to_contain_text("Ja, geldig")
    expect(page.locator("#kaders-tabel")).to_contain_text("huiswerkklas")
    old = row_of(page, "Jaarplan 2025: kiezen voor dichtbij")
    expect(old).to_contain_text("Nee, niet meer")
    expect(old).to_contain_text("vervangen door Jaarplan 2026")
    table = save(page, hands, "Bewaar de tabel als Excel", tmp_path)
    with zipfile.ZipFile(table) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "huiswerkklas" in strings and "Nee, niet meer" in strings
    hands.press(page.get_by_role("tab", name="Twee plannen naast elkaar"))
    expect(page.get_by_label("Het nieuwere plan")).to_have_value(re.compile("Jaarplan 2026"))
    hands.press(page.get_by_role("button", name="Vergelijk"))
    expect(page.locator("#kaders-vergelijking .bw-section").first).to_be_visible()
    report = save(page, hands, "Bewaar de tabel als Word", tmp_path)
    cells = [cell.text for table in docx.Document(str(report)).tables for row in table.rows for cell in row.cells]
    assert any("7,5 procent" in cell for cell in cells) and any("2025" in cell for cell in cells)


@MOUSE_AND_KEYS
def test_a_youth_quote_is_found_checked_and_put_into_a_document(page, keys, tmp_path):
    hands = Hands(page, keys=keys)
    hands.tab("Citaten")
    hands.type(page.get_by_label("Onderwerp"), "hulp vragen")
    box = page.get_by_label("Alleen uitspraken van bewoners of jongeren")
    hands.press(box)
    quote = page.locator("#citaten-gevonden .bw-quote", has_text="Yassin (17), jongere").first
    words = quote.locator("blockquote").inner_text()
    hands.press(quote.get_by_role("button", name=re.compile("Zet in mandje")))
    expect(page.get_by_role("tab", name="Citaten (1)")).to_be_visible()
    hands.press(page.get_by_role("tab", name="Controleer een zin"))
    hands.type(page.get_by_label("Plak hier de zin"), words.strip("“”"))
    hands.press(page.get_by_role("button", name="Controleer", exact=True))
    expect(page.locator("#citaat-uitkomst .bw-verdict")).to_contain_text("Letterlijk.")
    hands.press(page.get_by_role("tab", name="Mijn mandje (1)"))
    source = page.locator("#mandje figcaption").inner_text()
    document = docx.Document(str(save(page, hands, "Bewaar je mandje als Word", tmp_path)))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert words in text
    assert any(source in line for line in text)


def row_of(page: Page, title: str) -> Locator:
    """The first row about a document; others name it too, as what replaced them."""
    header = page.get_by_role("rowheader").filter(has=page.get_by_role("button", name=title, exact=True))
    return page.get_by_role("row").filter(has=header).first


def save(page: Page, hands: Hands, name: str, folder: Path) -> Path:
    button = page.get_by_role("button", name=name).locator("visible=true")
    with page.expect_download() as waiting:
        hands.press(button)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
