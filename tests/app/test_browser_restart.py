"""A page that stays open while the app is started again, as at night: what was made on it is still there."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from playwright.sync_api import Page, Route, expect

from tests.app.conftest import opened, settled
from tests.app.test_browser_quotes import add, basket, find
from tests.conftest import free_port, serving_index

pytestmark = pytest.mark.browser


def to_quotes(page: Page) -> None:
    page.get_by_role("tab", name=re.compile("^Citaten")).click()
    page.get_by_role("tab", name="Zoek op onderwerp").click()


def compare(page: Page) -> None:
    """Returns once that is done."""
    stamp = "document.querySelector('#kaders-vergelijking [data-arrived]')?.dataset.arrived ?? ''"
    before = page.evaluate(stamp)
    page.get_by_role("button", name="Vergelijk").click()
    page.wait_for_function(f"before => ({stamp}) !== before", arg=before)
    expect(page.locator("#kaders-vergelijking")).to_contain_text("Onderdelen:")
    settled(page)


def other_version(route: Route) -> None:
    """Ask for an event that this app has not, as a page of another version does."""
    route.continue_(post_data=json.dumps(json.loads(route.request.post_data or "") | {"fn_index": 9_999}))


def test_a_basket_and_a_choice_outlive_a_restart_and_a_basket_a_reload(browser, own_index, tmp_path):
    index, port = tmp_path / "index", free_port()
    shutil.copytree(own_index, index)
    with serving_index(index, tmp_path / "gradio", port) as served:
        visit = opened(browser, served.url)
        page = next(visit)
        page.get_by_role("tab", name="Kaders").click()
        page.get_by_role("tab", name="Twee plannen naast elkaar").click()
        compare(page)
        to_quotes(page)
        find(page, "", residents=True)
        words = [add(page, 0), add(page, 1)]
    page.get_by_label("Onderwerp").fill("hulp vragen")
    page.get_by_role("button", name="Zoek citaten").click()
    expect(page.locator("#bw-melding")).to_contain_text("geen antwoord")
    page.get_by_label("Onderwerp").fill("de tuin")
    page.evaluate("window.before = true")
    with serving_index(index, tmp_path / "gradio", port):  # the page loads itself again
        page.wait_for_function("window.before === undefined")
        expect(page.locator("#citaten-gevonden .bw-quote").first).to_be_visible()
        expect(page.get_by_label("Onderwerp")).to_have_value("de tuin")
        expect(page.get_by_role("tab", name="Citaten (2)")).to_be_visible()
        page.get_by_role("tab", name="Kaders").click()
        page.get_by_role("tab", name="Twee plannen naast elkaar").click()
        compare(page)
        to_quotes(page)
        find(page, "", residents=True)
        expect(page.locator("#citaten-gevonden [data-act=add][aria-pressed=true]")).to_have_count(2)
        page.evaluate("window.before = true")
    with serving_index(index, tmp_path / "gradio", port):  # nothing was asked meanwhile, so the page is as it was
        words.append(add(page, 2))
        basket(page, 3)
        page.get_by_role("tab", name="Kaders").click()
        compare(page)
        assert page.evaluate("window.before")
        page.route("**/queue/join*", other_version)
        page.get_by_role("button", name="Vergelijk").click()
        expect(page.locator("#bw-melding")).to_contain_text("opnieuw gestart")
        page.unroute("**/queue/join*")
        page.reload()
        page.get_by_role("tab", name="Citaten (3)").click()
        basket(page, 3)
        assert page.locator("#mandje blockquote").all_inner_texts() == words
        kept = page.evaluate("JSON.stringify(localStorage)")
        assert not [word for text in words for word in text.split() if len(word) > 6 and word in kept]
        page.get_by_role("button", name="Maak het mandje leeg").click()
        expect(page.locator("#mandje")).to_contain_text("Je mandje is nog leeg.")
        page.reload()
        expect(page.get_by_role("tab", name="Citaten", exact=True)).to_be_visible()
        find(page, "", residents=True)
        expect(page.locator("[data-in-basket]")).to_have_count(0)
        visit.close()
