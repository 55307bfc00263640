"""Logging in with a real browser on a phone: no barrier, no script needed, and the page shows what one may do."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.app.access.house import PASSWORD

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def phone(browser, house):
    context = browser.new_context(viewport=PHONE, locale="nl-NL", base_url=house.url)
    yield context.new_page()
    context.close()


def enter(page, name, password=PASSWORD):
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.keyboard.press("Enter")


def at_a_desk(browser, house, name):
    """The page of somebody who logged in."""
    context = browser.new_context(locale="nl-NL", base_url=house.url, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto("/")
    enter(page, name)
    return page


def test_a_reader_logs_in_reads_and_leaves(phone, house):
    phone.goto("/")
    expect(phone).to_have_title("Aanmelden bij Bronwijzer")
    enter(phone, "eva", "een verkeerd wachtwoord")
    expect(phone.get_by_role("alert")).to_contain_text("klopt niet")
    expect(phone.get_by_label("Naam")).to_have_value("eva")
    expect(phone.get_by_label("Wachtwoord")).to_be_focused()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(phone, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    enter(phone, "eva")
    expect(phone.get_by_text("Aangemeld als eva")).to_be_visible()
    expect(phone.locator(".bw-documents").first.locator("li")).to_have_count(1)  # the second: what is opened most
    assert phone.get_by_role("tab", name="Bibliotheek").count() == 0
    phone.get_by_role("button", name="Afmelden").click()
    expect(phone.get_by_role("status")).to_contain_text("afgemeld")
    phone.goto("/")
    expect(phone).to_have_title("Aanmelden bij Bronwijzer")


def test_a_keeper_has_the_library(browser, house):
    page = at_a_desk(browser, house, "kim")
    expect(page.get_by_text("Aangemeld als kim")).to_be_visible()
    page.get_by_role("tab", name="Bibliotheek").click()
    expect(page.locator(".bw-record")).to_have_count(4)
    page.context.close()


def test_who_has_to_log_in_again_is_told(browser, house):
    page = at_a_desk(browser, house, "eva")
    expect(page.get_by_text("Aangemeld als eva")).to_be_visible()
    page.wait_for_selector(".bw-documents")
    page.context.clear_cookies()
    page.get_by_label("Je vraag of zoekwoorden").fill("maaltijden")
    page.keyboard.press("Enter")
    expect(page.locator("#bw-melding")).to_contain_text("niet meer aangemeld")
    expect(page.locator("body")).not_to_have_class(re.compile("bw-busy"))
    page.reload()
    expect(page).to_have_title("Aanmelden bij Bronwijzer")
    page.context.close()


def test_who_logs_in_comes_where_the_link_led(browser, house):
    context = browser.new_context(locale="nl-NL", base_url=house.url, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto("/#/zoeken?vraag=maaltijden")
    enter(page, "eva", "een verkeerd wachtwoord")
    expect(page.get_by_role("alert")).to_contain_text("klopt niet")
    enter(page, "eva")
    expect(page.get_by_label("Je vraag of zoekwoorden")).to_have_value("maaltijden")
    expect(page.locator("#resultaten article, #antwoord").first).to_contain_text("maaltijd")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("status")).to_contain_text("afgemeld")
    assert "maaltijden" not in page.url
    context.close()


def test_a_keeper_says_with_a_new_file_who_may_see_it(browser, spare):
    page = at_a_desk(browser, spare, "kim")
    page.get_by_role("tab", name="Bibliotheek").click()
    page.locator("#bw-groepen").fill("Bestuur")
    note = {"name": "zeehond.md", "mimeType": "text/markdown", "buffer": b"# Nota zeehond\n\nDe zeehond slaapt vaak.\n"}
    page.locator("#bw-bestanden").set_input_files(note)
    expect(page.locator(".bw-sent li")).to_contain_text("zeehond.md is toegevoegd", timeout=30_000)
    expect(page.locator(".bw-record", has_text="zeehond")).to_contain_text("alleen voor bestuur", timeout=30_000)
    page.context.close()
