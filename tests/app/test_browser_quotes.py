"""The tab for quotes as people use it: find what young people say, check a sentence, keep a basket, take it away."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from index.texts.app import SAVE_FAILED
from tests.app.conftest import settled, slow

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def quotes(page) -> Page:
    page.get_by_role("tab", name="Citaten").click()
    expect(page.get_by_role("heading", name="Citaten vinden, controleren en bewaren")).to_be_visible()
    return page


def find(page: Page, theme: str, *, residents: bool = False) -> None:
    page.get_by_label("Onderwerp").fill(theme)
    if residents:
        page.get_by_label("Alleen uitspraken van bewoners of jongeren").check()
    page.get_by_role("button", name="Zoek citaten").click()
    expect(
        page.locator("#citaten-gevonden .bw-speaker" if residents else "#citaten-gevonden .bw-quote").first
    ).to_be_visible()


def add(page: Page, number: int) -> str:
    """Put a found quote in the basket; gives its words."""
    quote = page.locator("#citaten-gevonden .bw-quote").nth(number)
    before = page.locator("[data-in-basket]").count()
    quote.get_by_role("button", name=re.compile("Zet in mandje")).click()
    expect(page.locator("[data-in-basket]")).to_have_count(before + 1)
    return quote.locator("blockquote").inner_text()


def check(page: Page, sentence: str) -> str:
    page.get_by_role("tab", name="Controleer een zin").click()
    stamp = "document.querySelector('#citaat-uitkomst [data-arrived]')?.dataset.arrived ?? ''"
    before = page.evaluate(stamp)
    page.get_by_label("Plak hier de zin").fill(sentence)
    page.get_by_role("button", name="Controleer", exact=True).click()
    page.wait_for_function(f"before => ({stamp}) !== before", arg=before)
    expect(page.locator("body")).not_to_have_class(re.compile("bw-busy"))
    return page.locator("#citaat-uitkomst .bw-verdict").inner_text()


def basket(page: Page, number: int) -> None:
    page.get_by_role("tab", name=f"Mijn mandje ({number})").click()
    expect(page.locator("#mandje .bw-quote")).to_have_count(number)


def test_what_is_pasted_and_too_long_is_told_to_be_so(quotes):
    quotes.get_by_role("tab", name="Controleer een zin").click()
    quotes.evaluate("text => navigator.clipboard.writeText(text)", "Wij vragen hulp. " * 200)
    quotes.get_by_label("Plak hier de zin").focus()
    quotes.keyboard.press("Control+V")
    quotes.get_by_role("button", name="Controleer", exact=True).click()
    expect(quotes.locator("#citaat-uitkomst")).to_contain_text("hoogstens 2000 tekens")


def test_a_youth_quote_is_found_checked_and_pasted_with_its_source(quotes, tmp_path):
    find(quotes, "hulp vragen", residents=True)
    expect(quotes.locator("#citaten-gevonden")).to_contain_text("Uitspraak van Yassin (17), jongere")
    words = add(quotes, 0)
    found = quotes.locator("#citaten-gevonden .bw-quote").first
    expect(found.get_by_role("button", name=re.compile("In je mandje"), pressed=True)).to_be_visible()
    assert check(quotes, words).endswith("Letterlijk. Deze zin staat woord voor woord in een document.")
    basket(quotes, 1)
    quotes.get_by_role("button", name="Kopieer alles").click()
    expect(quotes.locator("#bw-melding")).to_have_text("Gekopieerd, met de bron erbij.")
    copied = quotes.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(words)
    assert quotes.locator("#mandje figcaption").inner_text() in copied
    with quotes.expect_download() as waiting:
        quotes.get_by_role("button", name="Bewaar je mandje als Word").click()
    assert waiting.value.suggested_filename == "citaten.docx"
    waiting.value.save_as(tmp_path / "citaten.docx")
    paragraphs = docx.Document(io.BytesIO(Path(tmp_path / "citaten.docx").read_bytes())).paragraphs
    assert words in [paragraph.text for paragraph in paragraphs]
    quotes.route("**/api/exports/**", lambda route: route.fulfill(status=502, body="<html>Bad Gateway</html>"))
    quotes.get_by_role("button", name="Bewaar je mandje als Word").click()
    expect(quotes.locator("#bw-melding")).to_have_text(SAVE_FAILED)


def test_a_quote_opens_in_the_reader(quotes):
    find(quotes, "op tijd erbij")
    quote = quotes.locator("#citaten-gevonden .bw-quote").first
    words = quote.locator("blockquote").inner_text().strip("“”")
    quote.get_by_role("button", name=re.compile("Lees in het document")).click()
    expect(quotes.locator("#lezer-kop")).to_be_focused()
    assert words in " ".join(quotes.locator(".bw-typeset mark").all_text_contents())


def test_the_verdict_of_a_check_is_in_words(quotes):
    assert "Letterlijk." in check(quotes, "Een appje is niet genoeg.")
    assert "leestekens, hoofdletters of accenten niet" in check(quotes, "een appje is niet genoeg!")
    sentence = "Een medewerker met een volledige werkweek begeleidt vanaf 1 januari hooguit zestien huishoudens"
    assert "Wijkt af." in check(quotes, sentence)
    expect(quotes.locator(".bw-differences")).to_contain_text("In het document staat “ten hoogste veertien”.")
    expect(quotes.locator(".bw-diff del")).to_have_text("hooguit zestien")
    expect(quotes.locator(".bw-diff ins")).to_have_text("ten hoogste veertien")
    assert "Komt niet voor." in check(quotes, "Paarse olifanten dansen op dinsdag door de duinen.")
    quotes.get_by_label("Plak hier de zin").fill("")
    quotes.get_by_role("button", name="Controleer", exact=True).click()
    expect(quotes.locator("#citaat-uitkomst")).to_contain_text("Plak eerst een zin.")


def test_a_sentence_that_is_mended_while_the_one_before_is_checked_gets_its_own_verdict(quotes):
    quotes.get_by_role("tab", name="Controleer een zin").click()
    field, button = quotes.get_by_label("Plak hier de zin"), quotes.get_by_role("button", name="Controleer", exact=True)
    with slow(quotes):
        field.fill("Boven de 200 euro tekent de teammanager mee.")
        button.click()
        expect(quotes.locator("#citaat-uitkomst .progress-text")).to_be_attached()
        field.fill("Boven de 300 euro tekent de teammanager mee.")
        button.click()
        quotes.wait_for_timeout(200)
    expect(quotes.locator("#citaat-uitkomst .bw-verdict")).to_contain_text("Wijkt af")


def test_a_basket_is_ordered_styled_and_emptied(quotes):
    find(quotes, "", residents=True)
    first, second, third = (add(quotes, number) for number in range(3))
    basket(quotes, 3)
    kept = quotes.locator("#mandje blockquote")
    quotes.get_by_role("button", name="Zet citaat 3 omhoog").click()
    expect(kept).to_have_text([first, third, second])
    quotes.get_by_role("button", name="Haal citaat 1 weg uit je mandje").click()
    expect(kept).to_have_text([third, second])
    quotes.get_by_label("APA: voor een rapport of artikel").check()
    expect(quotes.locator("#mandje figcaption").first).to_have_text(re.compile(r"\(2\d{3}\)\. "))
    quotes.get_by_role("tab", name="Zoek op onderwerp").click()
    expect(quotes.locator("#citaten-gevonden [data-act=add][aria-pressed=true]")).to_have_count(2)
    quotes.get_by_role("tab", name=re.compile("Mijn mandje")).click()
    quotes.get_by_role("button", name="Maak het mandje leeg").click()
    expect(quotes.locator("#mandje")).to_contain_text("Je mandje is nog leeg.")


def test_two_browsers_do_not_see_each_others_basket(quotes, browser, served):
    find(quotes, "", residents=True)
    add(quotes, 0)
    other = browser.new_context(locale="nl-NL").new_page()
    other.goto(served.url)
    other.wait_for_selector(".bw-documents")
    other.get_by_role("tab", name="Citaten").click()
    other.get_by_role("tab", name=re.compile("Mijn mandje")).click()
    expect(other.locator("#mandje")).to_contain_text("Je mandje is nog leeg.")
    find_other = other.get_by_role("tab", name="Zoek op onderwerp")
    find_other.click()
    find(other, "chat", residents=True)
    theirs = add(other, 1)
    basket(other, 1)
    expect(other.locator("#mandje blockquote")).to_have_text([theirs])
    basket(quotes, 1)
    other.context.close()


def test_nothing_of_it_stays_in_the_browser(quotes):
    find(quotes, "burgerservicenummer 123456782")
    assert "123456782" not in quotes.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")


def test_words_when_there_is_nothing(quotes):
    quotes.get_by_role("button", name="Zoek citaten").click()
    expect(quotes.locator("#citaten-gevonden")).to_contain_text("Typ een onderwerp")
    expect(quotes.locator("body")).not_to_have_class(re.compile("bw-busy"))


def test_markup_in_a_sentence_is_text(quotes):
    check(quotes, "Een paarse zeppelin <script>window.__x = 1</script> landt op dinsdag in de haven van Domstede.")
    expect(quotes.locator("#citaat-uitkomst blockquote")).to_contain_text("<script>window.__x = 1</script>")
    assert quotes.evaluate("window.__x") is None


def test_a_phone_needs_no_sideways_scrolling_and_shows_every_tab(quotes):
    quotes.set_viewport_size({"width": 375, "height": 800})
    find(quotes, "hulp vragen", residents=True)
    add(quotes, 0)
    assert quotes.evaluate("document.documentElement.scrollWidth") <= 375
    check(quotes, "Een belletje is niet genoeg.")
    assert quotes.evaluate("document.documentElement.scrollWidth") <= 375
    basket(quotes, 1)
    assert quotes.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_can_find(quotes, scheme):
    quotes.emulate_media(color_scheme=scheme)
    find(quotes, "hulp vragen", residents=True)
    add(quotes, 0)
    for step in (lambda: None, lambda: check(quotes, "Een belletje is niet genoeg."), lambda: basket(quotes, 1)):
        step()
        settled(quotes)
        found = Axe().run(quotes, options=RULES)
        assert found.violations_count == 0, found.generate_report()
