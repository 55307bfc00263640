"""The app as people see it: a real Chromium on the running app, over the example documents."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.conftest import settled

pytestmark = pytest.mark.browser
QUESTION = "Voor hoe laat moet ik bellen als ik ziek ben?"


def ask(page: Page, question: str) -> None:
    page.get_by_label("Je vraag of zoekwoorden").fill(question)
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.wait_for_selector("#passages-kop, #resultaten .bw-empty")


def test_from_a_question_to_the_page_it_stands_on(page):
    ask(page, "Wat is het doel voor ziekteverzuim in 2026?")
    quote = page.locator(".bw-quote").first
    expect(quote.locator("blockquote")).to_contain_text("6,5 procent")
    expect(quote.locator("figcaption")).to_have_text(re.compile(r"Jaarplan 2026: op tijd erbij, p\. \d \(pdf \d\)"))
    quote.get_by_role("button", name=re.compile("Lees in het document")).click()
    reader = page.locator(".bw-reader")
    expect(reader.get_by_role("heading", name="Jaarplan 2026: op tijd erbij")).to_be_focused()
    picture = reader.locator("img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.bw-reader img').naturalWidth > 500")
    assert yellow_share(page, picture.get_attribute("src")) > 0.001
    reader.get_by_text("Tekst van deze bladzijde").click()
    expect(reader.locator("mark", has_text="6,5 procent")).to_be_visible()


def yellow_share(page: Page, address: str) -> float:
    """Share of the picture's pixels that carry the colour of a mark."""
    return page.evaluate(
        """async (address) => {
          const image = await createImageBitmap(await (await fetch(address)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const data = context.getImageData(0, 0, image.width, image.height).data;
          let yellow = 0;
          for (let i = 0; i < data.length; i += 4) yellow += data[i] > 200 && data[i + 1] > 180 && data[i + 2] < 150;
          return yellow / (data.length / 4);
        }""",
        address,
    )


def test_a_page_can_be_turned_zoomed_and_closed(page):
    ask(page, "Wat is het doel voor ziekteverzuim in 2026?")
    opener = page.locator(".bw-card").first.get_by_role("button", name=re.compile("Lees in het document"))
    opener.click()
    where = page.locator(".bw-where")
    first = where.inner_text()
    page.get_by_role("button", name="Vorige bladzijde").click()
    expect(where).not_to_have_text(first)
    page.get_by_role("button", name="Volgende bladzijde").click()
    expect(where).to_have_text(first)
    narrow = page.locator(".bw-picture").bounding_box()["width"]
    page.get_by_role("button", name="Groter").click()
    assert page.locator(".bw-picture").bounding_box()["width"] > narrow * 1.2
    page.keyboard.press("Escape")
    expect(page.locator("#lezer-kolom")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_document_without_pages_opens_at_the_marked_words(page):
    ask(page, "Wat doet de aandachtsfunctionaris bij zorgen over de veiligheid van een kind?")
    card = page.locator(".bw-card", has_text="Werkproces veiligheid en meldcode").first
    card.get_by_role("button", name=re.compile("Lees in het document")).click()
    mark = page.locator(".bw-typeset mark").first
    expect(mark).to_be_in_viewport()
    assert mark.inner_text().strip()[:40] in " ".join(card.locator(".bw-text").inner_text().split())


def test_a_quote_is_copied_with_its_source(page):
    ask(page, QUESTION)
    quote = page.locator(".bw-quote").first
    words = quote.locator("blockquote").inner_text().split("“", 1)[1].rstrip("”")
    quote.get_by_role("button", name=re.compile("Kopieer citaat")).click()
    expect(page.locator("#bw-melding")).to_have_text("Gekopieerd, met de bron erbij.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“{' '.join(words.split())}” ({quote.locator('figcaption').inner_text()})"


def test_filters_count_and_limit(page):
    ask(page, "jaarplan doelen vrijwilligers")
    page.get_by_role("button", name="Filters").click()
    label = page.locator("#filter-year label", has_text="2024")
    assert re.fullmatch(r"2024 \(\d+\)", label.inner_text().strip())
    label.click()
    page.wait_for_function(
        "[...document.querySelectorAll('.bw-card .bw-meta')].every(meta => meta.innerText.includes('2024'))"
    )
    assert page.locator(".bw-card").count() > 0
    expect(page.get_by_role("button", name="Filters (1 aan)")).to_be_visible()
    page.get_by_role("button", name="Haal alle filters weg").click()
    page.wait_for_function(
        "[...document.querySelectorAll('.bw-card .bw-meta')].some(meta => !meta.innerText.includes('2024'))"
    )


def test_markup_inside_a_document_is_text(page):
    ask(page, "Waar landt de paarse zeppelin op dinsdag?")
    expect(page.locator(".bw-card").first).to_contain_text("<script>window.__x = 1</script>")
    expect(page.locator(".bw-card").first).to_contain_text('<img src="x" onerror=')
    page.locator(".bw-card").first.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(page.locator(".bw-typeset")).to_contain_text("<iframe srcdoc=")
    ask(page, "<img src=x onerror='window.__x=1'> zeppelin <script>window.__x=1</script>")
    settled(page)
    assert page.evaluate("window.__x") is None
    assert page.locator("#resultaten iframe, #lezer iframe, #resultaten form, #lezer form").count() == 0


def test_a_question_that_no_document_answers_is_not_answered(page):
    ask(page, "Hoeveel kost een buskaartje naar Maastricht op zondag?")
    verdict = page.locator(".bw-verdict")
    expect(verdict).to_have_class(re.compile("bw-(not_found|uncertain)"))
    expect(page.locator(".bw-missing")).to_contain_text("Maastricht")


def test_an_empty_question_gets_words(page):
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.locator("#resultaten")).to_contain_text("Typ eerst een vraag of een paar woorden.")


def test_examples_lead_to_an_answer(page):
    page.locator(".bw-example").first.click()
    expect(page.locator(".bw-verdict.bw-answered")).to_be_visible()


def test_nothing_leaves_the_computer_and_nothing_stays_in_the_browser(page, served):
    ask(page, "burgerservicenummer 123456782")
    assert page.requested
    assert [url for url in page.requested if not url.startswith((served.url, "data:", "blob:"))] == []
    kept = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie")
    assert "123456782" not in kept


def test_a_keyboard_is_enough(page):
    page.get_by_label("Je vraag of zoekwoorden").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-quote")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('bw-open')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#lezer-kop")).to_be_focused()


@pytest.mark.parametrize("width", [375, 700])
def test_a_narrow_screen_needs_no_sideways_scrolling(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".bw-quote").first.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(page.locator(".bw-reader")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_can_find(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.reload()
    page.wait_for_selector(".bw-documents")
    ask(page, QUESTION)
    page.get_by_role("button", name="Filters").click()
    page.wait_for_selector("#filter-year label")
    page.locator(".bw-quote").first.get_by_role("button", name=re.compile("Lees in het document")).click()
    page.wait_for_selector(".bw-reader")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_the_page_says_that_it_is_dutch(page):
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title() == "Bronwijzer"
