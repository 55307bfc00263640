"""The first tab before and while somebody asks: what is used most, filters one by one, and nobody too quick for it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.app.conftest import ARGUMENTS, JOIN, opened, slow, until_held

pytestmark = pytest.mark.browser
QUESTION = "ziekteverzuim in 2024, 2025 en 2026"


def ask(page: Page, question: str) -> None:
    page.get_by_label("Je vraag of zoekwoorden").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "text => new URLSearchParams(location.hash.split('?')[1]).get('vraag') === text", arg=question
    )


def test_what_is_opened_most_is_shown_and_nothing_else_is_kept(browser, kept_app):
    first = opened(browser, kept_app.url)
    page = next(first)
    title = page.locator("#start .bw-documents button").nth(2).inner_text()
    for _ in range(3):
        page.locator("#start .bw-documents").first.get_by_role("button", name=title, exact=True).click()
        expect(page.locator("#lezer-kop")).to_be_focused()
        page.keyboard.press("Escape")
    first.close()
    page = next(other := opened(browser, kept_app.url))
    most = page.locator("#start div", has=page.get_by_role("heading", name="Meest gebruikt")).last
    expect(most.get_by_role("button", name=title, exact=True)).to_be_visible()
    expect(most).to_contain_text(re.compile(r"\d+ keer geopend"))
    counts = json.loads((kept_app.folder.parent / "index" / "geopend.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) and type(number) is int for name, number in counts.items())
    other.close()


def test_each_filter_is_taken_away_by_itself_without_a_mouse(page):
    ask(page, "jaarplan doelen vrijwilligers")
    page.get_by_role("button", name="Filters").click()
    page.locator("#filter-year label", has_text="2026").click()
    expect(page.locator(".bw-chip")).to_have_text(["jaar: 2026 ✕"])
    page.locator("#filter-year label", has_text="2024").click()
    expect(page.locator(".bw-chip")).to_have_count(2)
    page.get_by_role("button", name="Haal het filter jaar 2026 weg").focus()
    page.keyboard.press("Enter")
    last = page.get_by_role("button", name="Haal het filter jaar 2024 weg")
    expect(last).to_be_focused()
    expect(page.locator("#filter-year input:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".bw-chip")).to_have_count(0)
    expect(page.locator("#filters")).not_to_contain_text("aan)")
    assert "jaar=" not in page.url


def test_filters_that_leave_nothing_say_what_each_less_would_give(page, served):
    page.goto(f"{served.url}/#/zoeken?vraag=ziekteverzuim&soort=jaarverslag&jaar=2026")
    page.reload()
    expect(page.locator("#resultaten")).to_contain_text("Er is niets gevonden met deze filters.")
    offers = page.locator(".bw-without")
    expect(offers).to_have_text([re.compile(r"Zonder “jaarverslag”: \d+ passages"), re.compile("Zonder “2026”: ")])
    promised = int(re.search(r"\d+", offers.first.inner_text().split(":")[1])[0])
    offers.first.click()
    expect(page.locator("#resultaten .bw-count")).to_contain_text(f"van {promised} passages")
    expect(page.locator(".bw-chip")).to_have_text(["jaar: 2026 ✕"])


def test_two_quick_buttons_both_count(page):
    ask(page, QUESTION)
    page.wait_for_selector(".bw-card")
    page.evaluate(
        """() => {
          const buttons = [...document.querySelectorAll('.bw-choice')];
          const press = (name) => buttons.find((button) => button.textContent === name).click();
          press('Nieuwste eerst');
          press('Per document bij elkaar');
        }"""
    )
    expect(page.locator("#resultaten .bw-choice[aria-pressed=true]")).to_have_text(
        ["Nieuwste eerst", "Per document bij elkaar"]
    )
    page.wait_for_function("location.hash.includes('volgorde=nieuwste') && location.hash.includes('groep=document')")


def test_a_search_that_takes_long_says_so_until_it_is_there(page):
    waiting = page.get_by_text("Bezig met zoeken", exact=False)
    field = page.get_by_label("Je vraag of zoekwoorden")
    for question, found in (("ziekteverzuim", ".bw-card"), ("?", ".bw-empty"), ("!", ".bw-empty")):
        field.fill(question)
        with slow(page) as held:
            page.keyboard.press("Enter")
            until_held(page, held)
            page.wait_for_timeout(500)
            expect(waiting).to_be_visible()
        expect(page.locator(f"#resultaten {found}").first).to_be_visible()
        expect(page.locator("#resultaten .progress-text")).to_have_count(0)
        expect(waiting).to_be_hidden()


def test_a_question_that_is_pasted_and_too_long_is_told_to_be_so(page):
    page.evaluate("text => navigator.clipboard.writeText(text)", "Wij vragen hulp. " * 300)
    page.get_by_label("Je vraag of zoekwoorden").focus()
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")
    expect(page.locator("#resultaten")).to_contain_text("hoogstens 1000 tekens")
    expect(page.locator(".bw-card")).to_have_count(0)


def test_a_browser_that_may_keep_nothing_shows_the_page(browser, served, chromium, tmp_path):
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text('{"profile": {"default_content_setting_values": {"cookies": 2}}}', encoding="utf-8")
    kind = browser.browser_type
    context = kind.launch_persistent_context(tmp_path, executable_path=chromium, args=ARGUMENTS, base_url=served.url)
    page, errors = context.pages[0], []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(served.url)
    ask(page, QUESTION)
    page.locator(".bw-quote [data-act=add]").first.click()
    expect(page.get_by_role("tab", name="Citaten (1)")).to_be_visible()
    page.get_by_role("button", name="Sneltoetsen").click()
    expect(page.locator("#bw-toetsen")).to_be_visible()
    assert errors == []
    context.close()


def test_who_has_colours_of_his_own_sees_what_is_ticked_and_which_tab_is_open(page):
    page.emulate_media(forced_colors="active")
    tab, other = page.get_by_role("tab", name="Zoeken"), page.get_by_role("tab", name="Begin hier")
    open_tab = tab.screenshot()
    page.get_by_role("button", name="Filters").click()
    tick = page.locator("#filter-year input").first
    expect(tick).to_be_visible()
    before = tick.screenshot()
    tick.check()
    page.wait_for_timeout(300)
    tick.blur()
    assert tick.screenshot() != before
    other.click()
    page.mouse.move(0, 0)
    assert tab.screenshot() != open_tab


def test_a_question_that_is_changed_while_the_one_before_is_searched_is_answered(page):
    field = page.get_by_label("Je vraag of zoekwoorden")
    with slow(page):
        field.fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator("#resultaten .progress-text")).to_be_attached()
        field.fill("Wat is een VOG?")
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
    page.wait_for_function("location.hash.includes('VOG')")
    expect(page.locator(".bw-quote").first).to_contain_text("Verklaring Omtrent het Gedrag")
    expect(field).to_have_value("Wat is een VOG?")


def test_a_tick_while_the_one_before_is_searched_stays_and_counts(page):
    ask(page, "jaarplan doelen vrijwilligers")
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filter-year label").first).to_be_visible()
    with slow(page):
        page.locator("#filter-kind label", has_text="jaarplan").click()
        expect(page.locator("#resultaten .progress-text")).to_be_attached()
        page.locator("#filter-year label", has_text="2026").click()
        page.wait_for_timeout(200)
    page.wait_for_function("location.hash.includes('soort=jaarplan') && location.hash.includes('jaar=2026')")
    expect(page.locator(".bw-chip")).to_have_count(2)
    expect(page.locator("#filters input:checked")).to_have_count(2)


def test_who_asks_before_the_start_page_came_keeps_the_answer(browser, served):
    """The start page is held back until the answer is there, as on a slow computer."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    held = []

    def first_waits(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(JOIN, first_waits)
    page.goto(served.url)
    page.wait_for_selector("#vraag textarea, #vraag input")
    page.wait_for_function("document.querySelector('#antwoord [data-listens]')")
    for _ in iter(lambda: bool(held), True):
        page.wait_for_timeout(20)
    page.get_by_label("Je vraag of zoekwoorden").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#antwoord .bw-quote")
    held[0].continue_()
    page.wait_for_selector("#start .bw-documents", state="attached")
    expect(page.locator("#antwoord .bw-quote").first).to_be_visible()
    expect(page.locator("#start")).to_be_hidden()
    context.close()
