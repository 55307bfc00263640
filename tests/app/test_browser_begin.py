"""A newcomer in a real Chromium: a route, a word, an organisation; and the explanation."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
ROUTE = "Begin met de route Je eerste week in het wijkteam"
KEPT = "Object.entries(localStorage).filter(([name]) => name.includes('leesroutes')).map(([, value]) => value).join()"


def go(page: Page, tab: str) -> None:
    """Open a tab, also where the screen is too narrow to show its name."""
    found = page.get_by_role("tab", name=tab)
    if not found.is_visible():
        page.locator(".overflow-menu > button").click()
        page.locator(".overflow-dropdown button", has_text=tab).click()
        return
    found.click()


@pytest.fixture
def begin(kept_page):
    go(kept_page, "Begin hier")
    kept_page.wait_for_selector(".bw-routes .bw-card")
    return kept_page


def again(page: Page) -> None:
    """The same page, opened anew in the same browser."""
    page.reload()
    page.wait_for_selector(".bw-documents", state="attached")  # the address brings the tab back by itself
    go(page, "Begin hier")
    page.wait_for_selector("#routes [data-address]", state="attached")


def test_a_route_is_read_step_by_step_and_remembered(begin):
    begin.get_by_role("button", name=ROUTE).click()
    expect(begin.get_by_role("heading", name="Je eerste week in het wijkteam")).to_be_focused()
    expect(begin.locator(".bw-step")).to_have_count(8)
    begin.get_by_role("button", name=re.compile("Lees plek 3: .*Inwerkgids.* p. 9")).click()
    expect(begin.locator("#lezer mark")).to_have_text("Ziek? Bel je teammanager voor 8.30 uur.")
    begin.get_by_role("button", name="Vink plek 3 af: gelezen").click()
    undo = begin.get_by_role("button", name="Plek 3 is gelezen. Haal het vinkje weg")
    expect(undo).to_be_focused()
    expect(begin.get_by_text("1 van 8 gelezen")).to_be_visible()
    begin.wait_for_function(f"({KEPT}).length > 0")
    again(begin)
    expect(begin.get_by_text("1 van 8 gelezen")).to_be_visible()  # the address brings the route back too
    begin.get_by_role("button", name="Terug naar alle routes").click()
    begin.get_by_role("button", name="Ga verder met de route Je eerste week in het wijkteam").click()
    undo.click()
    expect(begin.get_by_text("0 van 8 gelezen")).to_be_visible()


def test_a_route_has_an_address_and_stays_open_when_its_tab_is_opened_again(begin, browser, kept_app):
    begin.get_by_role("button", name=ROUTE).click()
    begin.wait_for_function("location.hash.endsWith('route=eerste-week-wijkteam')")
    link = begin.url
    go(begin, "Uitleg")
    go(begin, "Begin hier")
    expect(begin.locator(".bw-step")).to_have_count(8)
    begin.get_by_role("button", name="Terug naar alle routes").click()
    begin.wait_for_selector(".bw-routes")
    begin.go_back()
    expect(begin.locator(".bw-step")).to_have_count(8)
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.locator(".bw-step")).to_have_count(8)
    assert other.url == link
    other.context.close()


def test_a_tick_stays_with_its_place_when_the_route_changes(begin, kept_app):
    path = kept_app.folder / "routes" / "eerste-week-wijkteam.toml"
    before = path.read_text(encoding="utf-8")
    begin.get_by_role("button", name=ROUTE).click()
    begin.get_by_role("button", name="Vink plek 1 af: gelezen").click()
    expect(begin.get_by_text("1 van 8 gelezen")).to_be_visible()
    head, first, rest = before.split("[[step]]", 2)
    try:
        path.write_text("[[step]]".join([head, rest.split("[[step]]")[0], first, *rest.split("[[step]]")[1:]]))
        begin.get_by_role("button", name="Vink plek 3 af: gelezen").click()
        expect(begin.get_by_role("button", name="Plek 2 is gelezen. Haal het vinkje weg")).to_be_visible()
        expect(begin.get_by_role("button", name="Vink plek 1 af: gelezen")).to_be_visible()
    finally:
        path.write_text(before, encoding="utf-8")


def test_two_visitors_do_not_see_each_others_ticks(begin, browser, kept_app):
    begin.get_by_role("button", name=ROUTE).click()
    begin.get_by_role("button", name="Vink plek 1 af: gelezen").click()
    expect(begin.get_by_text("1 van 8 gelezen")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(kept_app.url)
    other.wait_for_selector(".bw-documents")
    go(other, "Begin hier")
    expect(other.get_by_text("0 van 8 gelezen")).to_be_visible()
    other.context.close()


def test_a_word_is_looked_up_and_read_in_its_document(begin):
    begin.get_by_label("Zoek een woord of afkorting").fill("VOG")
    expect(begin.locator("#woorden dt")).to_have_count(1)
    expect(begin.locator("#woorden dt")).to_have_text("VOG Verklaring Omtrent het Gedrag")
    said = begin.locator("#woorden dd .bw-text").inner_text().strip("“”")
    begin.locator("#woorden dd .bw-link").first.click()
    expect(begin.locator("#lezer mark").first).to_have_text(said)
    begin.get_by_label("Zoek een woord of afkorting").fill("zeppelin")
    expect(begin.locator("#woorden")).to_contain_text("in geen enkel document uitgelegd")


def test_organisations_have_their_documents(begin):
    begin.locator("#organisaties summary", has_text="Gemeente Domstede").click()
    begin.get_by_role("button", name="Kaderbrief sociaal werk 2026", exact=True).click()
    expect(begin.locator("#lezer-kop")).to_have_text("Kaderbrief sociaal werk 2026")


def test_a_route_that_does_not_fit_is_named(begin, kept_app):
    wrong, other = kept_app.folder / "routes" / "fout.toml", kept_app.folder / "routes" / "elders.toml"
    wrong.write_text("<b>dit is geen route</b>", encoding="utf-8")
    step = '[[step]]\ndocument = "<i>weg</i>.pdf"\nsentence = "Een zin."\nwhy = "Daarom."\n'
    other.write_text(f'title = "<b>Elders</b>"\nrole = "r"\nlead = "l"\n{step}', encoding="utf-8")
    try:
        again(begin)
        begin.locator("#routes summary").click()
        notes = begin.locator("#routes details li")
        expect(notes.first).to_have_text("<b>Elders</b>: geen van de 1 documenten staat in de bibliotheek.")
        expect(notes.last).to_contain_text("De route in fout.toml klopt niet")
    finally:
        wrong.unlink()
        other.unlink()


def test_the_explanation_is_there(kept_page):
    go(kept_page, "Uitleg")
    for words in ("Wat kan Bronwijzer niet?", "Wat gebeurt er met mijn vragen?", "Werken met het toetsenbord"):
        expect(kept_page.get_by_role("heading", name=words)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1400, "light")])
def test_no_barrier_and_no_sideways_scrolling(begin, width, scheme):
    begin.set_viewport_size({"width": width, "height": 900})
    if scheme == "dark":
        begin.evaluate("document.body.classList.add('dark')")
    begin.get_by_role("button", name=ROUTE).click()
    begin.get_by_role("button", name="Vink plek 1 af: gelezen").click()
    begin.locator(".bw-done").wait_for()
    for tab in ("Begin hier", "Uitleg"):
        go(begin, tab)
        assert begin.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(begin, options=RULES)
        assert found.violations_count == 0, found.generate_report()
