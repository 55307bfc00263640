"""Every tab for everybody: no barrier that axe finds, no sideways scrolling, keys, the way past the top, paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.conftest import settled

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
QUESTION = "Wat is het doel voor ziekteverzuim in 2026?"


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(rf"^{name}( \(\d+\))?$")).click()


def search(page: Page) -> None:
    page.get_by_label("Je vraag of zoekwoorden").fill("Wat doet de buurtgids?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-verdict")
    page.get_by_label("Je vraag of zoekwoorden").fill("En wie betaalt dat?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-follow-up")
    page.get_by_role("button", name="Per document bij elkaar").click()
    page.wait_for_selector(".bw-group")
    page.get_by_text("Klopt niet, want …").click()
    page.locator(".bw-quote .bw-open").first.click()
    page.wait_for_selector(".bw-reader")


def quotes(page: Page) -> None:
    page.keyboard.press("Escape")
    tab(page, "Citaten")
    page.get_by_label("Alleen uitspraken van bewoners of jongeren").check()
    page.wait_for_selector("#citaten-gevonden .bw-speaker")


def frameworks(page: Page) -> None:
    tab(page, "Kaders")
    page.get_by_label("Je vraag", exact=True).fill("Wat is het doel voor ziekteverzuim?")
    page.get_by_role("button", name="Vraag het alle documenten").click()
    page.wait_for_selector("#kaders-tabel table")


def begin(page: Page) -> None:
    tab(page, "Begin hier")
    page.wait_for_selector("#woorden dt")


def library(page: Page) -> None:
    tab(page, "Bibliotheek")
    page.wait_for_selector(".bw-record")


def explanation(page: Page) -> None:
    tab(page, "Uitleg")
    page.wait_for_selector("#uitleg h2")


def keys(page: Page) -> None:
    page.get_by_role("button", name="Sneltoetsen").click()
    page.wait_for_selector("#bw-toetsen[open]")


STEPS: tuple[Callable[[Page], None], ...] = (search, quotes, frameworks, begin, library, explanation, keys)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_on_any_tab(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.reload()
    page.wait_for_selector(".bw-documents")
    for step in (lambda _: None, *STEPS):
        step(page)
        settled(page)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 640])
def test_no_tab_needs_sideways_scrolling(page, width):
    """320: a small phone, and WCAG's reflow. 640: a laptop at 200 %."""
    page.set_viewport_size({"width": width, "height": 800})
    for step in STEPS[:-1]:
        step(page)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step.__name__


def active(page: Page, what: str) -> str:
    return page.evaluate(f"document.activeElement.{what}")


def test_keys_do_what_the_list_says(page):
    page.get_by_label("Je vraag of zoekwoorden").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-verdict")
    page.keyboard.press("?")
    expect(page.locator("#bw-toetsen")).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#bw-toetsen")).to_be_hidden()
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.press("j")
    first = active(page, "innerText")
    page.keyboard.press("j")
    assert active(page, "innerText") != first
    page.keyboard.press("k")
    assert active(page, "innerText") == first
    page.keyboard.press("m")
    expect(page.get_by_role("tab", name="Citaten (1)")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#bw-melding")).to_contain_text("Gekopieerd")
    page.keyboard.press("o")
    expect(page.locator("#lezer-kop")).to_be_focused()
    where = page.locator(".bw-where").inner_text()
    page.keyboard.press("p")
    expect(page.locator(".bw-where")).not_to_have_text(where)
    page.keyboard.press("n")
    expect(page.locator(".bw-where")).to_have_text(where)
    page.keyboard.press("Escape")
    page.keyboard.press("6")
    expect(page.locator("#uitleg")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Je vraag of zoekwoorden")).to_be_focused()


def test_keys_can_be_turned_off(page):
    keys(page)
    page.get_by_label("Sneltoetsen aan").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Sluit").click()
    page.keyboard.press("6")
    page.reload()
    page.wait_for_selector(".bw-documents")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("6")
    page.keyboard.press("?")
    expect(page.get_by_label("Sneltoetsen aan")).not_to_be_checked()
    expect(page.get_by_role("tab", name="Zoeken", include_hidden=True)).to_have_attribute("aria-selected", "true")


def test_the_way_past_the_top_leads_to_what_was_found(page):
    page.get_by_label("Je vraag of zoekwoorden").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-verdict")
    skip = page.get_by_role("link", name="Naar de resultaten")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert active(page, "id") == "antwoord-kop"
    frameworks(page)
    skip.focus()
    page.keyboard.press("Enter")
    assert "documenten" in active(page, "innerText")


def test_what_has_the_focus_is_seen(page):
    for _ in range(6):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
        )
        assert style[0] != "none" and float(style[1].rstrip("px")) >= 2, active(page, "outerHTML")


def test_on_paper_are_the_quotes_with_their_sources_and_nothing_to_press(page):
    page.get_by_label("Je vraag of zoekwoorden").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-verdict")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".bw-quote figcaption").first).to_be_visible()
    expect(page.locator(".bw-card .bw-meta").first).to_be_visible()
    assert page.locator("button:visible, input[type=checkbox]:visible").count() == 0
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('.bw-quote blockquote')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
