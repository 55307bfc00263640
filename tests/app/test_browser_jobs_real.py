"""The same three jobs on real documents. Reading those takes minutes: only with ``BRONWIJZER_TEST_REAL=1``."""

from __future__ import annotations

import html
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

DOCUMENTS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("BRONWIJZER_TEST_REAL") or not DOCUMENTS.is_dir(),
        reason="real documents are not there, or not asked for (BRONWIJZER_TEST_REAL=1)",
    ),
]
SECONDS = 60_000


@pytest.fixture(scope="module")
def real_url(serving, tmp_path_factory) -> Iterator[str]:
    """The app over the real documents."""
    with serving(tmp_path_factory.mktemp("echt") / "index", DOCUMENTS) as url:
        yield url


@pytest.fixture
def real(browser, real_url) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL", base_url=real_url)
    page = context.new_page()
    page.goto(real_url)
    page.wait_for_selector(".bw-documents")
    yield page
    context.close()


def test_a_newcomer_finds_what_an_abbreviation_means_and_reads_on(real):
    real.get_by_role("tab", name="Begin hier").click()
    real.wait_for_selector("#woorden dt", timeout=SECONDS)
    real.get_by_label("Zoek een woord of afkorting").fill("EVU")
    term = real.locator("#woorden dt").first
    expect(term).to_contain_text(re.compile("EVU .*Veiligheid Utrecht"))
    said = real.locator("#woorden dd .bw-text").first.inner_text().strip("“”")
    real.locator("#woorden dd .bw-link").first.click()
    expect(real.locator("#lezer-kop")).to_be_focused()
    assert said[:40] in " ".join(real.locator("#lezer mark").all_text_contents())


def test_a_manager_learns_what_is_stopped_in_2025_beside_what_an_older_plan_says(real, tmp_path):
    real.get_by_role("tab", name="Kaders").click()
    real.get_by_label("Je vraag", exact=True).fill("Met welke werkzaamheden stoppen we?")
    real.get_by_label("Geldig op").fill("1-6-2025")
    real.get_by_role("button", name="Vraag het alle documenten").click()
    row = real.get_by_role("row", name=re.compile("Jaarplan 2025")).first
    expect(row).to_contain_text("stoppen", timeout=SECONDS)
    expect(row).to_contain_text("Ja, geldig")
    older = real.get_by_role("row", name=re.compile("Jaarverslag 2022")).first
    expect(older).to_contain_text("vanaf 1-1-2022 (volgens het jaar van het document)")
    expect(older).not_to_contain_text("gaan we ook met een aantal werkzaamheden stoppen")
    told = older.locator(".bw-passage").inner_text()
    older.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(real.locator("#lezer-kop")).to_have_text("Jaarverslag 2022")
    expect(real.locator("#lezer img.bw-picture")).to_be_in_viewport()
    real.keyboard.press("Escape")
    row.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(real.locator("#lezer-kop")).to_have_text("Jaarplan 2025")
    marked = " ".join(" ".join(real.locator("#lezer mark").all_text_contents()).split())
    assert "met een aantal werkzaamheden stoppen" in marked
    with real.expect_download() as waiting:
        real.get_by_role("button", name="Bewaar de tabel als Excel").click()
    waiting.value.save_as(tmp_path / "kaders.xlsx")
    with zipfile.ZipFile(tmp_path / "kaders.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "met een aantal werkzaamheden stoppen" in strings
    assert "Jaarverslag 2022" in strings and html.escape(told.strip("“”"), quote=False) in strings
    assert "Samen bouwen aan een veerkrachtig Utrecht" in strings, "the silent ones are named too"


def test_a_youth_quote_is_found_checked_and_put_into_a_document(real, tmp_path):
    real.get_by_role("tab", name="Citaten").click()
    real.get_by_label("Alleen uitspraken van bewoners of jongeren").check()
    quote = real.locator("#citaten-gevonden .bw-quote", has=real.locator(".bw-speaker", has_text="jongere")).first
    expect(quote).to_be_visible(timeout=SECONDS)
    words = quote.locator("blockquote").inner_text()
    quote.get_by_role("button", name=re.compile("Zet in mandje")).click()
    real.get_by_role("tab", name="Controleer een zin").click()
    real.get_by_label("Plak hier de zin").fill(words.strip("“”"))
    real.get_by_role("button", name="Controleer", exact=True).click()
    expect(real.locator("#citaat-uitkomst .bw-verdict")).to_contain_text("Letterlijk.", timeout=SECONDS)
    real.get_by_role("tab", name="Mijn mandje (1)").click()
    with real.expect_download() as waiting:
        real.get_by_role("button", name="Bewaar je mandje als Word").click()
    waiting.value.save_as(tmp_path / "citaten.docx")
    text = [paragraph.text for paragraph in docx.Document(str(tmp_path / "citaten.docx")).paragraphs]
    assert words in text
