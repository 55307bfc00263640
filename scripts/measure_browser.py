"""Measure the app in a real Chromium: ``python scripts/measure_browser.py [--rounds N] [--corpus FOLDER | --url URL]``.

From the key press to what is on the screen: the first page, results of a question, a page of a document, a tab.
Writes ``docs/browser.md`` and prints it. Only the example documents, no network; a few minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import ARGUMENTS, ROOT, serving

DESKTOP = {"width": 1400, "height": 900}
QUESTIONS = ROOT / "corpus" / "voorbeeld" / "vragen.jsonl"
PAINTED = """
(seen) => new Promise((done) => {
  const began = performance.now();
  const look = () => {
    if (!seen()) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
  act();
})
"""
"""Milliseconds from ``act()`` until the frame in which ``seen()`` holds was painted."""


@dataclass
class Figure:
    """What was measured, in milliseconds, and what it may take at most in 95 of 100 times."""

    name: str
    at_most: float
    ms: list[float] = field(default_factory=list)

    def row(self) -> str:
        """A line of the table."""
        ordered = sorted(self.ms)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        met = "yes" if p95 <= self.at_most else "**no**"
        return (
            f"| {self.name} | {len(ordered)} | {statistics.median(ordered):.0f} | {p95:.0f} | {ordered[-1]:.0f} "
            f"| {self.at_most:.0f} | {met} |"
        )


def timed(page: Page, act: str, seen: str) -> float:
    """Milliseconds in the browser's own clock."""
    script = PAINTED.replace("(seen) =>", "() =>").replace("seen()", f"({seen})").replace("act()", act)
    return float(page.evaluate(f"({script})()"))


def first_page(browser: Browser, url: str, rounds: int) -> tuple[Figure, Figure]:
    """In a browser that has never been there: something to see, and the field can be used."""
    paint, ready = Figure("first paint", 2000), Figure("start page with examples and documents", 2000)
    for _ in range(rounds):
        context = browser.new_context(viewport=DESKTOP)
        page = context.new_page()
        began = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(".bw-documents")
        ready.ms.append((time.perf_counter() - began) * 1000)
        paint.ms.append(float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
        context.close()
    return paint, ready


def results(page: Page, questions: list[str]) -> Figure:
    """Enter pressed in the field until the results are painted."""
    figure = Figure("Enter to results on the screen", 400)
    box = page.get_by_label("Je vraag of zoekwoorden")
    for question in questions:
        box.fill(question)
        page.wait_for_timeout(120)  # as a person: not in the same instant as the last letter
        press = (
            "document.querySelector('#vraag :is(input, textarea)').dispatchEvent("
            "new KeyboardEvent('keypress', { key: 'Enter', bubbles: true, cancelable: true }))"
        )
        wanted = json.dumps(question)
        seen = (
            "new URLSearchParams(document.querySelector('#resultaten [data-address]')?.dataset.address)"
            f".get('vraag') === {wanted}.trim().split(/\\s+/).join(' ')"
        )
        figure.ms.append(timed(page, press, seen))
    return figure


def pages(page: Page, rounds: int) -> tuple[Figure, Figure]:
    """A button pressed until the reader with the page's picture is painted; and each next page."""
    opening, turning = Figure("opening a page, with its picture", 500), Figure("turning a page, with its picture", 500)
    drawn = (
        "((img) => img && img.complete && img.naturalWidth > 0 && img.src !== window.__was)"
        "(document.querySelector('#lezer img.bw-picture'))"
    )
    was = "window.__was = document.querySelector('#lezer img.bw-picture')?.src"
    opens = page.locator(".bw-card:has(.bw-meta:text('pdf')) .bw-open")
    for number in range(min(rounds, opens.count())):
        opens.nth(number).evaluate("button => { window.__press = button; }")
        page.evaluate(was)
        opening.ms.append(timed_with_picture(page, "window.__press.click()", drawn))
    for label in ["Vorige bladzijde", "Volgende bladzijde"] * (rounds // 2):
        button = page.get_by_role("button", name=label)
        if not button.is_enabled():
            continue
        page.evaluate(was)
        button.evaluate("button => { window.__press = button; }")
        turning.ms.append(timed_with_picture(page, "window.__press.click()", drawn))
    return opening, turning


def timed_with_picture(page: Page, act: str, seen: str) -> float:
    """As :func:`timed`; a picture that arrives is no change of the page, so every frame is looked at."""
    return float(
        page.evaluate(
            f"""() => new Promise((done) => {{
              const began = performance.now();
              const look = () => {{
                if ({seen}) setTimeout(() => done(performance.now() - began));
                else requestAnimationFrame(look);
              }};
              {act};
              requestAnimationFrame(look);
            }})"""
        )
    )


def tabs(page: Page, rounds: int) -> Figure:
    """A tab pressed until what is on it is painted."""
    figure = Figure("opening a tab", 500)
    seen = {"Bibliotheek": ".bw-record", "Begin hier": "#woorden dt", "Uitleg": "#uitleg h2", "Zoeken": "#vraag"}
    for _ in range(max(1, rounds // len(seen))):
        for name, selector in seen.items():
            tab = page.get_by_role("tab", name=name)
            tab.evaluate("button => { window.__press = button; }")
            shown = f"document.querySelector({json.dumps(selector)})?.offsetParent"
            figure.ms.append(timed(page, "window.__press.click()", shown))
    return figure


def measure(browser: Browser, url: str, rounds: int) -> list[Figure]:
    """Everything, on a page that is kept open."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines][: max(rounds, 5)]
    start = first_page(browser, url, max(5, rounds // 4))
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.goto(url)
    page.wait_for_selector(".bw-documents")
    results(page, questions[:2])  # what is loaded once is not counted
    answered = results(page, questions)
    results(page, ["Wat doen we in 2024, 2025 en 2026 anders?"])
    return [*start, answered, *pages(page, rounds), tabs(page, rounds)]


def report(figures: list[Figure], load: Callable[[], str]) -> str:
    """The page of the documentation."""
    rows = "\n".join(figure.row() for figure in figures)
    return (
        "# Speed in the browser\n\n"
        "Measured by `python scripts/measure_browser.py` in Chromium on the example documents: from the key press or\n"
        "click until the frame is painted, Gradio's queue and the network on one computer included.\n\n"
        "| what | times | median ms | p95 ms | slowest ms | at most (p95) | met |\n|---|---|---|---|---|---|---|\n"
        f"{rows}\n\n{load()}\n"
    )


def computer() -> str:
    """What it was measured on, and what else that computer was doing."""
    one, five, _ = os.getloadavg()
    cores = os.cpu_count() or 1
    busy = "\nOther work kept this computer busy: on a quiet one everything takes less.\n" if one > 2 * cores else ""
    return f"{cores} cores; load while measuring {one:.1f} (last minute), {five:.1f} (last five minutes).{busy}"


def main() -> None:
    """Serve, measure, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--url", help="an app that runs already")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "browser.md")
    a = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with nullcontext(a.url) if a.url else serving(a.corpus) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = report(measure(browser, url, a.rounds), computer)
        browser.close()
    a.out.write_text(page, encoding="utf-8", newline="\n")
    print(page)


if __name__ == "__main__":
    main()
