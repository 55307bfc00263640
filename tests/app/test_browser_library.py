"""Whoever keeps the library, in a real Chromium: look, remove, change, add, read again."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NOTE = "Gespreksnotitie jongerenpanel: niet over ons zonder ons"
SPARE = b"# Ballonnenbeleid\n\nEen rode luchtballon stijgt alleen op zondag op bij de Sluiskade.\n"
SECONDS = 60_000


@pytest.fixture
def library(kept_page):
    kept_page.get_by_role("tab", name="Bibliotheek").click()
    kept_page.wait_for_selector(".bw-record")
    return kept_page


def card(page: Page, title: str):
    return page.locator(".bw-record", has=page.get_by_role("heading", name=title))


def found_by_search(page: Page, question: str) -> str:
    return page.request.get("/api/search", params={"q": question}).text()


def test_a_document_is_found_in_the_list_and_opens_in_the_reader(library):
    library.get_by_label("Zoek op titel, organisatie, soort of jaar").fill("jaarplan 2025")
    expect(library.locator(".bw-record")).to_have_count(1)
    expect(library.locator(".bw-record")).to_contain_text("vervallen")
    library.get_by_role("button", name=re.compile("^Open Jaarplan 2025")).click()
    expect(library.locator("#lezer-kop")).to_have_text("Jaarplan 2025: kiezen voor dichtbij")


def test_a_document_is_removed_after_a_question_and_comes_back_with_the_folder(library):
    card(library, NOTE).get_by_role("button", name=f"Verwijder {NOTE}").click()
    no = library.get_by_role("button", name="Nee, laat staan")
    expect(no).to_be_focused()
    expect(library.locator(".bw-ask")).to_contain_text(
        "Het bestand gespreksnotitie-jongerenpanel.docx blijft in de map"
    )
    no.click()
    expect(library.locator(".bw-ask")).to_have_count(0)
    card(library, NOTE).get_by_role("button", name=f"Verwijder {NOTE}").click()
    library.get_by_role("button", name="Ja, haal weg").click()
    expect(library.locator("#bibliotheek-lijst .bw-empty")).to_contain_text("is uit de bibliotheek gehaald")
    expect(card(library, NOTE)).to_have_count(0)
    assert NOTE not in found_by_search(library, "Wat zei het jongerenpanel over de Oeverchat?")
    library.get_by_role("button", name="Lees de map opnieuw").click()
    expect(card(library, NOTE)).to_have_count(1, timeout=SECONDS)
    expect(library.locator("#bibliotheek-stand")).to_contain_text(
        re.compile(r"Klaar: 1 nieuw, \d+ ongewijzigd"), timeout=SECONDS
    )
    assert NOTE in found_by_search(library, "Wat zei het jongerenpanel over de Oeverchat?")


def test_what_is_said_of_a_document_is_changed(library):
    title = "Werkproces geldzorgen"
    card(library, title).get_by_role("button", name=f"Gegevens aanpassen van {title}").click()
    expect(library.get_by_role("heading", name=f"Gegevens van {title}")).to_be_focused()
    library.get_by_label("Jaar", exact=False).and_(library.locator("#gegeven-year input, #gegeven-year textarea")).fill(
        "geen"
    )
    library.get_by_role("button", name="Bewaar", exact=True).click()
    expect(library.locator("#gegevens-melding")).to_contain_text("“geen” is geen jaar")
    library.locator("#gegeven-year").locator("input, textarea").fill("2027")
    library.get_by_label("Concept", exact=True).check()
    library.get_by_role("button", name="Bewaar", exact=True).click()
    expect(library.locator("#gegevens")).to_be_hidden()
    expect(card(library, title)).to_contain_text(re.compile(r"concept[\s\S]*2027"), timeout=SECONDS)


def test_the_browser_asks_before_what_is_filled_in_is_lost(library):
    asked = []
    library.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    card(library, "Werkproces geldzorgen").get_by_role("button", name=re.compile("^Gegevens aanpassen")).click()
    library.locator("#gegeven-year").locator("input, textarea").fill("2028")
    with library.expect_event("dialog"):
        library.close(run_before_unload=True)
    expect(library.locator("#gegeven-year").locator("input, textarea")).to_have_value("2028")
    assert asked == ["beforeunload"]
    library.get_by_role("button", name="Niet bewaren", exact=True).click()
    expect(library.locator("#gegevens")).to_be_hidden()


def test_a_file_is_added_and_found(library, kept_app):
    library.locator("#bw-bestanden").set_input_files(
        [
            {"name": "ballonnen.md", "mimeType": "text/markdown", "buffer": SPARE},
            {"name": "<b>fout</b>.pdf", "mimeType": "application/pdf", "buffer": b"geen pdf"},
        ]
    )
    lines = library.locator(".bw-sent li")
    expect(lines.nth(0)).to_contain_text("ballonnen.md is toegevoegd", timeout=SECONDS)
    expect(lines.nth(1)).to_contain_text("<b>fout</b>.pdf is niet toegevoegd.", timeout=SECONDS)
    expect(card(library, "Ballonnenbeleid")).to_have_count(1, timeout=SECONDS)
    assert "rode luchtballon" in found_by_search(library, "Wanneer stijgt de rode luchtballon op?")
    (kept_app.folder / "ballonnen.md").unlink()
    library.get_by_role("button", name="Lees de map opnieuw").click()
    expect(card(library, "Ballonnenbeleid")).to_have_count(0, timeout=SECONDS)


def test_files_that_are_dropped_are_sent(library):
    data = library.evaluate_handle(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["MZ"], "programma.exe"));
          return data;
        }"""
    )
    library.dispatch_event(".bw-drop", "drop", {"dataTransfer": data})
    expect(library.locator(".bw-sent li")).to_contain_text("programma.exe is niet toegevoegd.", timeout=SECONDS)


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1400, "light")])
def test_no_barrier_and_no_sideways_scrolling(library, width, scheme):
    library.set_viewport_size({"width": width, "height": 900})
    if scheme == "dark":
        library.evaluate("document.body.classList.add('dark')")
    library.get_by_role("button", name=f"Verwijder {NOTE}").click()
    library.wait_for_selector(".bw-ask")
    library.get_by_role("button", name=re.compile("Gegevens aanpassen van Jaarplan 2026")).click()
    library.wait_for_selector("#gegevens h3")
    assert library.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(library, options=RULES)
    assert found.violations_count == 0, found.generate_report()
