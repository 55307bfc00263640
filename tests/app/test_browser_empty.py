"""An app without a document, and one that is gone: every tab says so in Dutch, and what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import serving_index

pytestmark = pytest.mark.browser
EMPTY = "Er staan nog geen documenten in de bibliotheek. Voeg ze toe in de tab Bibliotheek"


def test_an_empty_library_is_told_on_every_tab_and_so_is_a_server_that_is_gone(browser, tmp_path):
    with serving_index(tmp_path / "index", tmp_path / "gradio") as served:
        page = browser.new_context(locale="nl-NL", viewport={"width": 375, "height": 800}).new_page()
        page.goto(served.url)
        expect(page.locator("#start")).to_contain_text(EMPTY)
        page.get_by_label("Je vraag of zoekwoorden").fill("ziekteverzuim")
        page.keyboard.press("Enter")
        expect(page.locator("#resultaten")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Citaten").click()
        page.get_by_label("Onderwerp").fill("hulp")
        page.keyboard.press("Enter")
        expect(page.locator("#citaten-gevonden")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Controleer een zin").click()
        page.get_by_label("Plak hier de zin").fill("Een zin.")
        page.get_by_role("button", name="Controleer", exact=True).click()
        expect(page.locator("#citaat-uitkomst")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Kaders").click()
        page.get_by_label("Je vraag", exact=True).fill("hulp")
        page.keyboard.press("Enter")
        expect(page.locator("#kaders-tabel")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Twee plannen naast elkaar").click()
        page.get_by_role("button", name="Vergelijk", exact=True).click()
        expect(page.locator("#kaders-vergelijking")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Begin hier").click()
        expect(page.locator("#routes")).to_contain_text("Er zijn nog geen leesroutes")
        expect(page.locator("#organisaties")).to_contain_text(EMPTY)
        page.get_by_role("tab", name="Bibliotheek").click()
        expect(page.locator("#bibliotheek-kop")).to_contain_text("Er staan nog geen documenten")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        served.process.terminate()
        served.process.wait(timeout=20)
        page.get_by_role("tab", name="Zoeken").click()
        page.get_by_role("button", name="Zoek", exact=True).click()
        expect(page.locator("#bw-melding")).to_contain_text("Bronwijzer geeft geen antwoord.", timeout=20_000)
        expect(page.locator("body")).not_to_have_class(re.compile("bw-busy"))
        expect(page.locator("#bw-melding")).to_be_visible()
        expect(page.get_by_text("Connection")).to_be_hidden()
        page.context.close()
