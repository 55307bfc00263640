"""Whether an answer is right: kept when somebody says so and at no other moment, seen and removed by the keeper."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
QUESTION, OTHER = "Wat is het doel voor ziekteverzuim in 2026?", "Wat doet de buurtgids?"


def ask(page: Page, question: str) -> None:
    field = page.get_by_label("Je vraag of zoekwoorden")
    field.fill(question)
    field.press("Enter")
    page.wait_for_function(
        "text => new URLSearchParams(location.hash.split('?')[1]).get('vraag') === text", arg=question
    )


def kept(page: Page) -> list[dict]:
    return [json.loads(line) for line in page.request.get("/api/judgements").text().splitlines()]


def test_a_judgement_is_kept_on_a_click_seen_downloaded_and_removed(kept_page):
    page = kept_page
    ask(page, QUESTION)
    expect(page.locator(".bw-judge")).to_contain_text("oordelen.jsonl")
    assert kept(page) == []
    page.get_by_role("button", name="Klopt", exact=True).click()
    expect(page.locator("#oordeel")).to_have_text("Dank je. Je oordeel is bewaard.")
    assert [entry["question"] for entry in kept(page)] == [QUESTION]
    assert "6,5 procent" in kept(page)[0]["evidence"][0][0]["text"]
    ask(page, OTHER)
    page.get_by_text("Klopt niet, want …").click()
    page.get_by_label("Wat had je verwacht?").select_option(label="De documenten zeggen hier niets over")
    page.get_by_label("Wat klopt er niet?").fill("<b>onzin</b>")
    page.get_by_role("button", name="Bewaar mijn oordeel").click()
    expect(page.locator("#oordeel")).to_have_text("Dank je. Je oordeel is bewaard.")
    assert [entry["evidence"] for entry in kept(page)][1] == []
    page.get_by_role("tab", name="Bibliotheek").click()
    rows = page.locator(".bw-judgements li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("<b>onzin</b>")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download alle oordelen").click()
    assert waiting.value.suggested_filename == "oordelen.jsonl"
    page.get_by_role("button", name=re.compile(f"Verwijder het oordeel over: {re.escape(OTHER)}")).click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Verwijder alle oordelen").click()
    expect(page.locator("#oordelen")).to_contain_text("Er zijn nog geen oordelen bewaard.")
    assert kept(page) == []
