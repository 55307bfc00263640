"""The reader: find words, go to a heading, keep what is marked or selected."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(page) -> Page:
    page.get_by_label("Je vraag of zoekwoorden").fill("Wat is het doel voor ziekteverzuim in 2026?")
    page.keyboard.press("Enter")
    page.locator(".bw-quote .bw-open").first.click()
    expect(page.locator("#lezer-kop")).to_be_focused()
    return page


def marked(page: Page) -> str:
    return page.locator("#lezer mark").first.text_content()


def test_a_link_to_a_document_that_is_gone_says_so(page, served):
    page.goto(f"{served.url}/#/zoeken?vraag=ziekteverzuim&lees=0123456789abcdef-0-10")
    page.reload()
    expect(page.locator("#lezer")).to_contain_text("Dit document staat niet meer in de bibliotheek.")
    expect(page.locator("#lezer .bw-empty")).to_be_visible()
    page.get_by_role("button", name="Sluit", exact=True).click()
    expect(page.locator("#lezer-kolom")).to_be_hidden()
    expect(page.locator(".bw-card").first).to_be_visible()


def test_words_are_found_one_after_the_other(reader):
    field = reader.get_by_label("Zoek in dit document")
    field.fill("WIJKTEAM")
    field.press("Enter")
    said = reader.locator(".bw-found")
    expect(said).to_have_text(re.compile(r"Plek 1 van \d+"))
    expect(field).to_be_focused()
    hits = int(said.inner_text().split()[-1])
    assert hits > 2
    assert marked(reader).lower() == "wijkteam"
    first = reader.locator(".bw-reader").get_attribute("data-place")
    reader.get_by_role("button", name="Volgende plek").click()
    expect(said).to_have_text(f"Plek 2 van {hits}")
    assert reader.locator(".bw-reader").get_attribute("data-place") != first
    reader.get_by_role("button", name="Vorige plek").click()
    expect(said).to_have_text(f"Plek 1 van {hits}")
    reader.get_by_role("button", name="Vorige plek").click()
    expect(said).to_have_text(f"Plek {hits} van {hits}")
    field.fill("<b>zeppelin</b>")
    field.press("Enter")
    expect(said).to_have_text("“<b>zeppelin</b>” staat niet in dit document.")


def test_a_heading_opens_where_it_stands(reader):
    reader.get_by_text("Inhoud", exact=True).first.click()
    reader.locator(".bw-contents").get_by_role("button", name="Opgave 2. Rondkomen").click()
    expect(reader.locator("#lezer mark").first).to_have_text("Opgave 2. Rondkomen")


def test_what_is_marked_or_selected_goes_into_the_basket(reader):
    words = marked(reader)
    reader.get_by_role("button", name="Zet het gemarkeerde deel in mandje").click()
    expect(reader.get_by_role("tab", name="Citaten (1)")).to_be_visible()
    reader.get_by_text("Tekst van deze bladzijde").click()
    chosen = reader.evaluate(
        """() => {
          const block = [...document.querySelectorAll('.bw-typeset p')].find((p) => p.textContent.length > 60);
          const range = document.createRange();
          range.setStart(block.firstChild, 4);
          range.setEnd(block.firstChild, 40);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString();
        }"""
    )
    reader.get_by_role("button", name="Zet selectie in mandje").click()
    reader.get_by_role("tab", name="Citaten (2)").click()
    reader.get_by_role("tab", name="Mijn mandje (2)").click()
    kept = reader.locator("#mandje blockquote")
    assert words in kept.nth(0).inner_text()
    expect(kept.nth(1)).to_have_text(f"“{chosen}”")


def test_words_stay_where_they_are_while_somebody_selects_them(page):
    page.get_by_label("Je vraag of zoekwoorden").fill("Wat doet de aandachtsfunctionaris bij zorgen om een kind?")
    page.keyboard.press("Enter")
    page.locator(".bw-card", has_text="Werkproces veiligheid en meldcode").first.locator(".bw-open").click()
    expect(page.locator("#lezer-kop")).to_be_focused()
    words = page.locator(".bw-typeset mark").first
    keep = page.get_by_role("button", name="Zet selectie in mandje")
    for _ in range(2):
        before = words.bounding_box()
        page.mouse.move(before["x"] + 2, before["y"] + 8)
        page.mouse.down()
        page.mouse.move(before["x"] + 100, before["y"] + 8, steps=8)
        page.wait_for_timeout(100)
        assert words.bounding_box() == before
        page.mouse.up()
        expect(keep).to_be_visible()
        assert page.evaluate("getSelection().toString().trim()") in words.inner_text()
    keep.click()
    expect(page.get_by_role("tab", name="Citaten (1)")).to_be_visible()


def test_the_reader_stands_beside_what_was_opened_however_far_down(reader):
    reader.locator(".bw-card").last.locator(".bw-open").first.click()
    expect(reader.locator("#lezer-kop")).to_be_focused()
    expect(reader.locator("#lezer-kop")).to_be_in_viewport()
    expect(reader.locator("#lezer .bw-where")).to_be_in_viewport()
    assert reader.evaluate("scrollY") > 500


def test_what_was_closed_opens_again_at_the_same_place(reader):
    where = marked(reader)
    reader.keyboard.press("Escape")
    expect(reader.locator("#lezer-kolom")).to_be_hidden()
    reader.locator(".bw-quote .bw-open").first.click()
    expect(reader.locator("#lezer-kop")).to_be_focused()
    assert marked(reader) == where
