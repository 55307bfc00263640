"""Take the pictures of the README: the real app on the example documents, in Chromium.

    python scripts/screenshots.py [--out docs/screenshots] [--corpus corpus]

It reads the corpus into an index of its own, serves it on a free port, asks, opens and photographs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
QUESTION = "Wat is het doel voor ziekteverzuim in 2026?"
UNKNOWN = "Hoeveel kost een buskaartje naar Maastricht op zondag?"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def serving(corpus: Path) -> Iterator[str]:
    """The app over a corpus, at an address of its own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        index = Path(folder) / "index"
        subprocess.run([BRONWIJZER, "ingest", corpus, "--index", index], check=False, cwd=ROOT)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen([BRONWIJZER, "serve", "--port", str(port), "--index", index], cwd=ROOT)
        try:
            _wait(f"http://127.0.0.1:{port}/api/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the app does not answer")


def _open(browser: Browser, url: str, size: dict[str, int], scheme: str) -> Page:
    page = browser.new_context(viewport=size, locale="nl-NL", color_scheme=scheme).new_page()
    page.goto(url)
    page.wait_for_selector(".bw-documents")
    return page


def _ask(page: Page, question: str) -> None:
    page.get_by_label("Je vraag of zoekwoorden").fill(question)
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.wait_for_selector(".bw-verdict")


def _read(page: Page) -> None:
    page.locator(".bw-quote .bw-open").first.click()
    page.wait_for_selector(".bw-reader img")
    page.wait_for_function("document.querySelector('.bw-reader img').naturalWidth > 0")
    page.wait_for_timeout(300)


def take(browser: Browser, url: str, out: Path) -> None:
    """All pictures."""
    for name, size, scheme in (("", DESKTOP, "light"), ("-donker", DESKTOP, "dark"), ("-telefoon", PHONE, "light")):
        page = _open(browser, url, size, scheme)
        page.screenshot(path=out / f"begin{name}.png")
        _ask(page, QUESTION)
        page.screenshot(path=out / f"antwoord{name}.png")
        _read(page)
        page.screenshot(path=out / f"lezer{name}.png")
        page.context.close()
    page = _open(browser, url, DESKTOP, "light")
    _ask(page, UNKNOWN)
    page.get_by_role("button", name="Filters").click()
    page.wait_for_timeout(500)
    page.screenshot(path=out / "niet-gevonden.png")


def main() -> None:
    """Serve and photograph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with serving(a.corpus) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, url, a.out)
        browser.close()


if __name__ == "__main__":
    main()
