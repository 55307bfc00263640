"""What is on the screen stands in the address: it can be sent, and back and forward work. Follow-up questions too."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FIRST, SECOND = "Wat doet de buurtgids?", "Wat is het doel voor ziekteverzuim in 2026?"


def ask(page: Page, question: str) -> None:
    field = page.get_by_label("Je vraag of zoekwoorden")
    field.fill(question)
    field.press("Enter")
    page.wait_for_function(
        "text => new URLSearchParams(location.hash.split('?')[1]).get('vraag') === text", arg=question
    )


def asked(page: Page) -> str:
    return page.get_by_label("Je vraag of zoekwoorden").input_value()


def answer(page: Page) -> list[str]:
    return page.locator("#antwoord blockquote").all_inner_texts()


@pytest.fixture
def opened(page) -> Page:
    """A question with a filter, and a passage open."""
    ask(page, "jaarplan doelen vrijwilligers")
    page.get_by_role("button", name="Filters").click()
    page.locator("#filter-year label", has_text="2026").click()
    expect(page.get_by_role("button", name="Filters (1 aan)")).to_be_visible()
    page.locator("#resultaten .bw-open").first.click()
    page.wait_for_function("location.hash.includes('lees=')")
    return page


def test_a_link_brings_a_colleague_to_the_same_place(opened, browser, served):
    opened.locator("#resultaten").get_by_role("button", name="Kopieer link").click()
    expect(opened.locator("#bw-melding")).to_contain_text("Link gekopieerd.")
    link = opened.evaluate("navigator.clipboard.readText()")
    assert link == opened.url
    assert "2026" in unquote_plus(link)
    context = browser.new_context(locale="nl-NL")
    other = context.new_page()
    sent: list[str] = []
    other.on("request", lambda request: sent.append(request.url))
    other.goto(link)
    expect(other.locator("#lezer-kop")).to_have_text(opened.locator("#lezer-kop").inner_text())
    expect(other.locator(".bw-where")).to_have_text(opened.locator(".bw-where").inner_text())
    expect(other.get_by_role("button", name="Filters (1 aan)")).to_be_visible()
    assert asked(other) == asked(opened)
    assert answer(other) == answer(opened)
    assert other.url == link
    assert sent and not [url for url in sent if "vraag" in url or "vrijwilligers" in url]
    context.close()


def test_two_browsers_do_not_see_each_others_question(opened, browser, served):
    context = browser.new_context(locale="nl-NL")
    other = context.new_page()
    other.goto(served.url)
    other.wait_for_selector(".bw-documents")
    assert asked(other) == ""
    ask(other, SECOND)
    expect(other.locator("#filter-year input:checked")).to_have_count(0)
    expect(other.locator(".bw-follow-up")).to_have_count(0)
    assert "jaarplan" in asked(opened)
    assert "ziekteverzuim" not in unquote_plus(opened.url)
    context.close()


def test_back_and_forward(page):
    ask(page, FIRST)
    before = answer(page)
    ask(page, SECOND)
    page.locator(".bw-quote .bw-open").first.click()
    expect(page.locator(".bw-reader")).to_be_visible()
    page.wait_for_function("location.hash.includes('lees=')")
    page.get_by_role("tab", name="Uitleg").click()
    page.wait_for_function("location.hash.startsWith('#/uitleg')")
    page.go_back()
    expect(page.get_by_role("tab", name="Zoeken")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.locator("#lezer-kolom")).to_be_hidden()
    page.go_back()
    expect(page.get_by_label("Je vraag of zoekwoorden")).to_have_value(FIRST)
    expect(page.locator("#antwoord blockquote")).to_have_text(before, use_inner_text=True)
    page.go_back()
    expect(page.locator("#start")).to_be_visible()
    expect(page.get_by_label("Je vraag of zoekwoorden")).to_have_value("")
    page.go_forward()
    expect(page.get_by_label("Je vraag of zoekwoorden")).to_have_value(FIRST)


def test_turning_pages_is_no_step_back(page):
    ask(page, SECOND)
    page.locator(".bw-quote .bw-open").first.click()
    page.get_by_role("button", name="Vorige bladzijde").click()
    page.wait_for_function("/lees=\\w+-\\d+-\\d+-\\d+/.test(location.hash)")
    page.go_back()
    expect(page.locator("#lezer-kolom")).to_be_hidden()
    assert asked(page) == SECOND


@pytest.mark.parametrize(
    ("address", "field", "value", "found"),
    [
        ("#/citaten?onderwerp=hulp+vragen&bewoners=ja", "Onderwerp", "hulp vragen", "#citaten-gevonden .bw-speaker"),
        ("#/kaders?vraag=ziekteverzuim&op=1-6-2025", "Je vraag", "ziekteverzuim", "#kaders-tabel table"),
    ],
)
def test_other_tabs_have_an_address_too(page, served, address, field, value, found):
    page.goto(f"{served.url}/{address}")
    page.reload()
    expect(page.locator(found).first).to_be_visible()
    expect(page.get_by_label(field, exact=True)).to_have_value(value)
    assert page.url.endswith(address)


def test_two_plans_a_route_and_a_list_have_an_address_and_back_works(page, browser, served):
    page.get_by_role("tab", name="Kaders").click()
    page.get_by_role("tab", name="Twee plannen naast elkaar").click()
    expect(page.get_by_label("Het nieuwere plan")).to_have_value(re.compile("Jaarplan 2026"))
    page.get_by_role("button", name="Vergelijk", exact=True).click()
    plans = wait_for(page, "nieuw=")
    page.get_by_role("tab", name="Bibliotheek").click()
    page.get_by_label("Zoek op titel").fill("jaarplan 2025")
    found = wait_for(page, "zoek=jaarplan+2025")
    page.go_back()
    expect(page.locator("#kaders-vergelijking .bw-section").first).to_be_visible()
    assert page.url == plans
    page.go_back()
    expect(page.locator("#kaders-vergelijking .bw-section")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#kaders-vergelijking .bw-section").first).to_be_visible()
    page.wait_for_function("plans => location.href === plans", arg=plans)
    context = browser.new_context(locale="nl-NL")
    for address, shown in ((plans, "#kaders-vergelijking .bw-section"), (found, ".bw-record")):
        other = context.new_page()
        other.goto(address)
        expect(other.locator(shown).first).to_be_visible()
        assert other.url == address
        if address == found:
            expect(other.locator(shown)).to_have_count(1)
        else:
            expect(other.get_by_label("Het oudere plan")).to_have_value(re.compile("Jaarplan 2025"))
    context.close()


def test_plans_that_are_gone_are_told(page, served):
    page.goto(f"{served.url}/#/kaders?oud=x&nieuw=<b>")
    page.reload()
    expect(page.locator("#kaders-vergelijking")).to_contain_text("staat niet meer in de bibliotheek")
    expect(page.get_by_label("Het nieuwere plan")).to_have_value(re.compile("Jaarplan 2026"))


def wait_for(page: Page, part: str) -> str:
    page.wait_for_function("part => location.hash.includes(part)", arg=part)
    return page.url


@pytest.mark.parametrize(
    "made_up",
    [
        "#/nergens?vraag=",
        "#/zoeken?lees=weg-1-2",
        "#/zoeken?%%%",
        "#/zoeken?jaar=x&lees=<b>",
    ],
)
def test_an_address_that_somebody_made_up_does_no_harm(page, served, made_up):
    page.goto(f"{served.url}/{made_up}")
    page.reload()
    page.wait_for_selector(".bw-documents")
    ask(page, FIRST)
    assert answer(page)


def test_what_somebody_types_while_an_address_is_put_on_the_screen_stays(page):
    held = []
    page.route("**/queue/data*", lambda route: held.append(route))
    with page.expect_request("**/queue/data*"):
        page.evaluate("location.hash = '#/zoeken?vraag=jaarplan'")
    field = page.get_by_label("Je vraag of zoekwoorden")
    expect(field).to_have_value("jaarplan")
    field.fill(FIRST)
    for route in held:
        route.continue_()
    page.unroute("**/queue/data*")
    expect(page.locator("#resultaten .bw-card").first).to_be_visible()
    assert asked(page) == FIRST
    ask(page, FIRST)


def test_a_follow_up_question_keeps_its_subject_and_can_be_asked_without(page):
    ask(page, FIRST)
    ask(page, "En wie betaalt dat?")
    note = page.locator(".bw-follow-up")
    expect(note).to_contain_text("Gezocht met “buurtgids” uit je vorige vraag erbij.")
    assert "buurtgids" in " ".join(answer(page)).lower()
    note.get_by_role("button", name="Zoek zonder").click()
    expect(note).to_have_count(0)
    assert "bij=" not in page.url
    ask(page, SECOND)
    expect(note).to_have_count(0)


def test_results_by_year_and_by_document(page):
    ask(page, "ziekteverzuim in 2024, 2025 en 2026")
    by_rank = page.locator(".bw-card h3").all_inner_texts()
    page.get_by_role("button", name="Nieuwste eerst").click()
    expect(page.get_by_role("button", name="Nieuwste eerst", pressed=True)).to_be_visible()
    years = [int(re.search(r"20\d\d", meta)[0]) for meta in page.locator(".bw-card .bw-meta").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    assert sorted(page.locator(".bw-card h3").all_inner_texts()) == sorted(by_rank)
    page.get_by_role("button", name="Per document bij elkaar").click()
    titles = page.locator(".bw-group > h3")
    expect(titles.first).to_be_visible()
    names = [re.sub(r" \d+ passages?$", "", title) for title in titles.all_inner_texts()]
    assert len(set(names)) == len(names)
    page.get_by_role("button", name="Beste eerst").click()
    expect(page.get_by_role("button", name="Beste eerst", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Per document bij elkaar").click()
    expect(page.locator(".bw-card h3")).to_have_text(by_rank)


def test_a_passage_goes_into_the_basket(page):
    ask(page, FIRST)
    page.locator("#antwoord [data-act=add]").first.click()
    page.locator("#resultaten [data-act=add]").nth(1).click()
    expect(page.locator("#resultaten [data-act=add]").nth(1)).to_have_text("✓ In je mandje")
    words = page.locator("#antwoord blockquote").first.inner_text().split("“")[1].rstrip("”")
    page.get_by_role("tab", name="Citaten (2)").click()
    page.get_by_role("tab", name="Mijn mandje (2)").click()
    kept = page.locator("#mandje blockquote")
    expect(kept).to_have_count(2)
    assert kept.first.inner_text().strip("“”") == words
