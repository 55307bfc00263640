"""Take the pictures of the documentation: the real app on the example documents, in Chromium.

    python scripts/screenshots.py [--out docs/screenshots] [--corpus corpus]

It reads the corpus into an index of its own, serves it on a free port, asks, opens and photographs.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
QUESTION = "Wat is het doel voor ziekteverzuim in 2026?"
UNKNOWN = "Hoe bak ik een appeltaart?"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
COLOURS = 128
MOST_BYTES = 250_000


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


def _answer(page: Page) -> None:
    _ask(page, QUESTION)


def _read(page: Page) -> None:
    page.locator(".bw-quote .bw-open").first.click()
    page.wait_for_selector(".bw-reader img")
    page.wait_for_function("document.querySelector('.bw-reader img').naturalWidth > 0")


def _quotes(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Citaten").click()
    page.get_by_label("Onderwerp").fill("hulp vragen")
    page.get_by_label("Alleen uitspraken").check()
    page.wait_for_selector("#citaten-gevonden .bw-speaker")
    for number in range(2):
        page.locator("#citaten-gevonden [data-act=add]").nth(number).click()
    page.wait_for_function("document.querySelectorAll('[data-in-basket]').length === 2")
    page.evaluate("scrollTo(0, 0)")


def _basket(page: Page) -> None:
    page.get_by_role("tab", name="Mijn mandje (2)").click()
    page.wait_for_selector("#mandje .bw-quote")


def _frameworks(page: Page) -> None:
    page.get_by_role("tab", name="Kaders").click()
    page.get_by_label("Je vraag", exact=True).fill("Wat is het doel voor ziekteverzuim?")
    page.get_by_role("button", name="Vraag het alle documenten").click()
    page.wait_for_selector("#kaders-tabel table")


def _years(page: Page) -> None:
    page.get_by_role("tab", name="Twee plannen naast elkaar").click()
    page.wait_for_function("document.querySelector('#kader-nieuw input')?.value")
    page.get_by_role("button", name="Vergelijk").click()
    page.wait_for_selector("#kaders-vergelijking .bw-section")
    page.evaluate("document.activeElement.blur()")


def _begin(page: Page) -> None:
    page.get_by_role("tab", name="Begin hier").click()
    page.wait_for_selector("#woorden dt")


def _making(page: Page) -> None:
    page.get_by_role("button", name="Pas de route Je eerste week in het wijkteam aan").click()
    page.wait_for_selector("#bw-route")
    page.evaluate("document.activeElement.blur()")


def _library(page: Page) -> None:
    page.get_by_role("button", name="Stop zonder te bewaren").click()
    page.wait_for_selector("#bw-route", state="detached")
    page.get_by_role("tab", name="Bibliotheek").click()
    page.wait_for_selector(".bw-record")


def _explanation(page: Page) -> None:
    page.get_by_role("tab", name="Uitleg").click()


STEPS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("start", lambda _: None),
    ("antwoord", _answer),
    ("lezer", _read),
    ("citaten", _quotes),
    ("mandje", _basket),
    ("kaders", _frameworks),
    ("jaren", _years),
    ("begin", _begin),
    ("route-maken", _making),
    ("bibliotheek", _library),
    ("uitleg", _explanation),
)
SCREENS = (
    ("", DESKTOP, "light", None),
    ("-telefoon", PHONE, "light", None),
    ("-donker", DESKTOP, "dark", ("antwoord", "lezer")),
)


def take(browser: Browser, url: str, out: Path) -> None:
    """Every tab on a desktop and on a phone; a few of them dark."""
    for ending, size, scheme, only in SCREENS:
        page = _open(browser, url, size, scheme)
        for name, step in STEPS:
            step(page)
            if only is None or name in only:
                page.wait_for_timeout(350)
                _photograph(page, out / f"{name}{ending}.png")
            if only is not None and name == only[-1]:
                break
        page.context.close()
    page = _open(browser, url, DESKTOP, "light")
    _ask(page, UNKNOWN)
    page.wait_for_timeout(500)
    _photograph(page, out / "niet-gevonden.png")
    page.goto(f"{url}/#/zoeken?vraag=ziekteverzuim&soort=jaarverslag&jaar=2026&jaar=2025")
    page.reload()
    page.wait_for_selector(".bw-without")
    page.wait_for_timeout(350)
    _photograph(page, out / "filters.png")


def _photograph(page: Page, path: Path) -> None:
    """A picture of what is seen, in few colours: a quarter of the bytes, and nobody sees the difference."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES} bytes")


def main() -> None:
    """Serve and photograph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--url", help="an app that runs already")
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with nullcontext(a.url) if a.url else serving(a.corpus) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, url, a.out)
        browser.close()


if __name__ == "__main__":
    main()
