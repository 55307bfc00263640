"""A browser, and an app of its own for tests that change the library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds that a test waits for what it expects: a first visit took more than five seconds on a slow computer."""
DESKTOP = {"width": 1400, "height": 900}


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, served) -> Iterator[Page]:
    yield from opened(browser, served.url)


@pytest.fixture
def kept_page(browser, kept_app) -> Iterator[Page]:
    """The app that may be changed."""
    yield from opened(browser, kept_app.url)


def opened(browser: Browser, url: str) -> Iterator[Page]:
    """The start page in a browser that has never been there."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL", base_url=url)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    page = context.new_page()
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    page.goto(url)
    page.wait_for_selector(".bw-documents")
    yield page
    context.close()


JOIN = "**/gradio_api/queue/join*"


@contextmanager
def slow(page: Page) -> Iterator[list[Route]]:
    """What the page asks of the app arrives only at the end of this, as on a slow network; what is held back."""
    held: list[Route] = []
    over = False
    # It stays with the page: a next one comes before it, and this one lets all pass.
    page.route(JOIN, lambda route: route.fallback() if over else held.append(route))
    yield held
    over = True
    for route in held:
        route.continue_()


def until_held(page: Page, held: list[Route]) -> None:
    """Wait for what was asked to be held back; on a busy computer the page takes more than half a second to ask."""
    for _ in range(PATIENCE // 50):
        if held:
            return
        page.wait_for_timeout(50)
    pytest.fail("the page asked nothing")


def settled(page: Page) -> None:
    """Wait until nothing moves any more, so that colours and places are what they stay."""
    page.wait_for_function(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
          [...document.images].every((image) => image.complete)
          && document.getAnimations().every((one) => one.playState !== "running")
        ))))"""
    )


@dataclass(frozen=True)
class KeptApp:
    """An app whose folder and index belong to these tests."""

    url: str
    folder: Path


@pytest.fixture(scope="session")
def kept_app(own_index, tmp_path_factory, serving) -> Iterator[KeptApp]:
    """The example documents with their routes in a folder of their own; nothing is embedded anew for it."""
    home = tmp_path_factory.mktemp("eigen")
    folder, index = home / "map", home / "index"
    shutil.copytree(ROOT / "corpus" / "voorbeeld", folder)
    shutil.copytree(ROOT / "corpus" / "routes", folder / "routes")
    shutil.copytree(own_index, index)
    with serving(index, folder) as url:
        yield KeptApp(url, folder)
