"""The app with a language model, and the mending of slips, as people see them: a real Chromium, a real endpoint."""

from __future__ import annotations

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from index.texts import wording as texts
from tests.app.conftest import opened
from tests.app.test_browser import ask

pytestmark = pytest.mark.browser
QUESTION = "Wat is het doel voor ziekteverzuim in 2026?"
NOT_HERE = "Hoe smelt je goud in een oven van klei?"


@pytest.fixture
def worded_page(browser, worded):
    yield from opened(browser, worded.url)


@pytest.fixture
def model(worded):
    """The language model, that waits until it may say its first and its second sentence."""
    worded.endpoint.first.clear()
    worded.endpoint.second.clear()
    yield worded.endpoint
    worded.endpoint.first.set()
    worded.endpoint.second.set()


def test_quotes_are_there_at_once_and_checked_words_follow(worded_page, model):
    page, words = worded_page, worded_page.locator("#in-gewone-taal")
    ask(page, QUESTION)
    expect(page.locator(".bw-quote").first).to_contain_text("6,5 procent")
    expect(words).to_have_text(texts.BUSY)
    model.first.set()
    expect(words.locator(".bw-label")).to_have_text(texts.LABEL)
    expect(words).to_contain_text(texts.BUSY)
    expect(words).not_to_contain_text("En dan")
    model.second.set()
    expect(words).not_to_contain_text(texts.BUSY)
    expect(page.locator("p.bw-heard")).to_have_text(texts.ANNOUNCE)
    first = words.locator(".bw-worded a").first
    assert first.get_attribute("href") == "#hit-1"
    first.click()
    expect(page.locator("#hit-1")).to_be_in_viewport()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_who_asks_again_never_sees_words_of_the_question_before(worded_page, model):
    page, words = worded_page, worded_page.locator("#in-gewone-taal .bw-worded")
    model.first.set()
    ask(page, QUESTION)
    expect(words).to_be_visible()
    asked = len(model.asked)
    page.get_by_label("Je vraag of zoekwoorden").fill(NOT_HERE)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(words).not_to_be_visible()
    model.second.set()
    page.wait_for_timeout(1500)
    expect(words).not_to_be_visible()
    assert len(model.asked) == asked, "what is not found is not asked"


def test_the_explanation_says_where_questions_go(worded_page, worded):
    worded_page.get_by_role("tab", name="Uitleg").click()
    host = worded.endpoint.url.removesuffix("/v1")
    expect(worded_page.locator("#uitleg")).to_contain_text(f"naar het taalmodel op {host}")
    expect(worded_page.locator("#uitleg")).not_to_contain_text("Er gaat niets naar buiten. Alles")


def test_the_interface_gives_the_words_with_label_and_hits(worded, model):
    model.first.set()
    model.second.set()
    reply = httpx.post(f"{worded.url}/api/ask", json={"question": QUESTION}, timeout=40).raise_for_status().json()
    answer = reply["answer"]
    assert (answer["generated"], answer["label"]) == (True, texts.LABEL)
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", answer["text"])}
    assert cited == set(answer["cited"]) <= {hit["rank"] for hit in reply["hits"]}
    assert all(quote["text"] in reply["hits"][quote["hit"] - 1]["text"] for quote in answer["quotes"])


def test_a_slip_is_mended_in_sight_and_can_be_taken_back(page):
    ask(page, "wat is het doel voor ziekteverzium in 2026")
    told = page.locator(".bw-corrected")
    expect(told).to_contain_text("Gezocht op ziekteverzuim.")
    expect(page.locator(".bw-quote").first).to_contain_text("6,5 procent")
    told.get_by_role("button", name="Toch zoeken op “ziekteverzium”").click()
    expect(told).to_have_count(0)
    expect(page.locator(".bw-missing")).to_contain_text("ziekteverzium")
    ask(page, "wat is het doel voor ziekteverzium")
    expect(told).to_contain_text("Gezocht op ziekteverzuim.")


def test_the_interface_says_what_was_mended(served):
    found = httpx.get(f"{served.url}/api/search", params={"q": "ziekteverzium"}).raise_for_status().json()
    assert found["corrected"] == [{"from": "ziekteverzium", "to": "ziekteverzuim"}]
    assert found["query"] == "ziekteverzium"
    literal = httpx.get(f"{served.url}/api/search", params={"q": "ziekteverzium", "literal": True}).json()
    assert literal["corrected"] == []
    asked = httpx.post(f"{served.url}/api/ask", json={"question": "doel ziekteverzium"}).json()
    assert asked["corrected"] == [{"from": "ziekteverzium", "to": "ziekteverzuim"}]
    assert not asked["answer"]["generated"]
