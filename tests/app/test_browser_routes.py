"""The coordinator makes a reading route in a real Chromium, also without a mouse; a newcomer then reads it."""

from __future__ import annotations

import re
import tomllib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.test_browser_jobs import Hands

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TITLE = "Mijn <b>route</b>"
FILE = "mijn-b-route-b.toml"


@pytest.fixture
def making(kept_page, kept_app):
    kept_page.get_by_role("tab", name="Begin hier").click()
    kept_page.get_by_role("button", name="Maak een route").click()
    expect(kept_page.get_by_role("heading", name="Maak een leesroute")).to_be_focused()
    yield kept_page
    (kept_app.folder / "routes" / FILE).unlink(missing_ok=True)


def press(page: Page, name: str) -> None:
    page.locator("#bw-route").get_by_role("button", name=name, exact=True).click()


def steps(page: Page) -> list[str]:
    return page.locator("#bw-route blockquote").all_inner_texts()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#bw-route [name={name.replace('_', '-')}]").fill(value)


def saved(kept_app) -> dict:
    return tomllib.loads((kept_app.folder / "routes" / FILE).read_text(encoding="utf-8"))


def test_a_route_is_made_without_a_mouse_and_read(making, kept_app):
    hands = Hands(making, keys=True)
    hands.press(making.get_by_role("button", name="Bewaar de route"))
    expect(making.get_by_role("alert")).to_contain_text("Naam van de route")
    expect(making.get_by_label("Naam van de route")).to_be_focused()
    for label, words in (("Naam van de route", TITLE), ("Voor wie", "Voor jou"), ("Eén of twee zinnen", "Lees dit.")):
        hands.type(making.get_by_label(label), words)
    hands.walk(making.get_by_label("Document", exact=True))
    making.keyboard.type("Jaarplan 2026")
    hands.press(making.get_by_role("button", name="Toon de kopjes"))
    places = making.get_by_label("Plek in het document")
    expect(places).to_be_focused()
    making.keyboard.type("Wat er verandert")
    hands.press(making.locator("#bw-route").get_by_role("button", name="Zet in route", exact=True))
    why = making.get_by_label("Waarom lees je dit? (Plek 1)")
    expect(why).to_be_focused()
    making.keyboard.type("Dan weet je wat er anders is.")
    hands.press(making.get_by_role("button", name="Bewaar de route"))
    expect(making.locator("#routes [role=status]").first).to_contain_text(f"De route “{TITLE}” is bewaard")
    (step,) = saved(kept_app)["step"]
    assert step == {
        "document": "jaarplan-2026.pdf",
        "sentence": "Wat er verandert ten opzichte van 2025",
        "page": 3,
        "why": "Dan weet je wat er anders is.",
    }
    hands.press(making.get_by_role("button", name=f"Begin met de route {TITLE}"))
    hands.press(making.get_by_role("button", name=re.compile("^Lees plek 1")))
    expect(making.locator("#lezer mark").first).to_have_text("Wat er verandert ten opzichte van 2025")


def test_places_come_from_results_and_reader_and_can_be_put_in_order(making, kept_app):
    fill(making, title=TITLE, role="Voor jou", lead="Lees dit.")
    making.get_by_role("tab", name="Zoeken").click()
    making.get_by_label("Je vraag of zoekwoorden").fill("Wat is het doel voor ziekteverzuim in 2026?")
    making.keyboard.press("Enter")
    making.locator("#antwoord .bw-quote").first.get_by_role("button", name=re.compile("^Zet in route")).click()
    expect(making.locator("#bw-melding")).to_contain_text("Toegevoegd aan je route als plek 1.")
    making.locator("#antwoord .bw-open").first.click()
    making.locator("#lezer").get_by_role("button", name="Zet bladzijde in route").click()
    expect(making.locator("#bw-melding")).to_contain_text("als plek 2.")
    making.locator("#resultaten .bw-card").last.get_by_role("button", name=re.compile("^Zet in route")).click()
    expect(making.locator("#bw-melding")).to_contain_text("als plek 3.")
    making.keyboard.press("Escape")
    making.get_by_role("tab", name="Begin hier").click()
    expect(making.get_by_label("Naam van de route")).to_have_value(TITLE)
    first, last = steps(making)
    press(making, "Zet plek 3 omhoog")
    expect(making.get_by_role("button", name="Zet plek 2 omhoog")).to_be_focused()
    fill(making, why_1="Een.", why_2="Twee.", why_3="Drie.")
    press(making, "Haal plek 1 weg")
    undo = making.get_by_role("button", name="Zet plek 1 terug")
    expect(undo).to_be_focused()
    assert [making.locator(f"#bw-route [name=why-{number}]").input_value() for number in (1, 2)] == ["Twee.", "Drie."]
    undo.click()
    expect(making.locator("#bw-route [name=why-1]")).to_have_value("Een.")
    assert steps(making) == [first, last]
    press(making, "Bekijk als lezer")
    expect(making.locator("#bw-route .bw-why")).to_have_text(["Een.", "Twee.", "Drie."])
    press(making, "Terug naar het aanpassen")
    press(making, "Bewaar de route")
    edit = making.get_by_role("button", name=f"Pas de route {TITLE} aan")
    expect(edit).to_be_visible()
    assert [step["why"] for step in saved(kept_app)["step"]] == ["Een.", "Twee.", "Drie."]
    edit.click()
    press(making, "Gooi de route weg")
    expect(making.get_by_role("button", name="Nee, laat staan")).to_be_focused()
    assert (kept_app.folder / "routes" / FILE).exists()
    press(making, "Ja, gooi weg")
    expect(making.locator("#routes")).to_contain_text(f"De route “{TITLE}” is weg.")
    expect(edit).to_have_count(0)
    assert not (kept_app.folder / "routes" / FILE).exists()


def test_a_broken_place_and_the_work_of_somebody_else_are_told(making, kept_app):
    path = kept_app.folder / "routes" / FILE
    lost = '[[step]]\ndocument = "weg.pdf"\nsentence = "Een zin."\nwhy = "Daarom."\n'
    kept = '[[step]]\ndocument = "jaarplan-2026.pdf"\npage = 2\nwhy = "Hierom."\n'
    path.write_text(f'title = "{TITLE}"\nrole = "r"\nlead = "l"\n{lost}{kept}', encoding="utf-8")
    press(making, "Stop zonder te bewaren")
    making.get_by_role("button", name=f"Pas de route {TITLE} aan").click()
    expect(making.locator("#bw-route")).to_contain_text("Het document “weg.pdf” staat niet in de bibliotheek.")
    path.write_text(path.read_text(encoding="utf-8").replace("Hierom.", "Van een ander."), encoding="utf-8")
    press(making, "Haal plek 1 weg")
    press(making, "Bewaar de route")
    expect(making.get_by_role("alert")).to_contain_text("Iemand anders heeft deze route intussen veranderd")
    assert "Van een ander." in path.read_text(encoding="utf-8")
    press(making, "Bewaar mijn versie eroverheen")
    expect(making.locator("#routes")).to_contain_text("is bewaard")
    assert [step["why"] for step in saved(kept_app)["step"]] == ["Hierom."]


def test_who_makes_no_route_sees_no_buttons_for_it(kept_page):
    kept_page.get_by_label("Je vraag of zoekwoorden").fill("ziekteverzuim")
    kept_page.keyboard.press("Enter")
    kept_page.wait_for_selector(".bw-card")
    kept_page.locator(".bw-card .bw-open").first.click()
    kept_page.wait_for_selector("#lezer-kop")
    assert kept_page.get_by_role("button", name=re.compile("in route")).count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1400, "light")])
def test_no_barrier_and_no_sideways_scrolling(making, width, scheme):
    making.set_viewport_size({"width": width, "height": 900})
    making.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    press(making, "Toon de kopjes")
    making.wait_for_selector("[name=pick-place]")
    press(making, "Zet in route")
    expect(making.locator("#bw-route [name=why-1]")).to_be_focused()
    press(making, "Bewaar de route")
    making.wait_for_selector("[role=alert]")
    assert making.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(making, options=RULES)
    assert found.violations_count == 0, found.generate_report()
