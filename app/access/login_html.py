"""The page on which people log in: plain HTML without any script."""

from __future__ import annotations

from html import escape

from app.access.doors import LOG_OUT
from index.texts import access as texts

SAME_ORIGIN = '<meta name="referrer" content="same-origin">'
"""Without it browsers hide from which site a form was sent, and then it is refused."""
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0; padding: 1.5rem 1rem; background: #f6f7f5;
  color: #1b1f1d; }
main { max-width: 26rem; margin: 4vh auto 0; padding: 1.5rem; background: #fff; border: 1px solid #76807b;
  border-radius: .5rem; box-sizing: border-box; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .625rem; border: 1px solid #5b655f;
  border-radius: .375rem; background: #fff; color: #1b1f1d; }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; width: 100%; padding: .75rem; border: 0;
  border-radius: .375rem; background: #0b5f5a; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid #b3470b; outline-offset: 2px; }
.said { border-left: .375rem solid #b3261e; background: #fdecea; color: #5c120d; padding: .75rem; margin: 0 0 .5rem; }
.quiet { border-left-color: #0b5f5a; background: #e6f2f1; color: #08403d; }
@media (prefers-color-scheme: dark) {
  body { background: #151817; color: #edf1ef; }
  main { background: #1e2321; border-color: #8b958f; }
  input { background: #151817; color: #edf1ef; border-color: #a3ada7; }
  button { background: #7fd1ca; color: #06211f; }
  .said { background: #3b1512; color: #ffdad6; }
  .quiet { background: #10312f; color: #c9ebe8; }
}
"""


def login_html(said: str = "", name: str = "", *, failed: bool = False) -> str:
    """The page; ``said`` stands above the fields, and the field with what is wrong refers to it."""
    words = ""
    if said:
        kind, role = ("said", "alert") if failed else ("said quiet", "status")
        words = f'<p class="{kind}" id="melding" role="{role}">{escape(said)}</p>'
    wrong = ' aria-invalid="true" aria-describedby="melding"' if failed else ""
    title = f"{texts.WRONG.split('.')[0]} – {texts.TITLE}" if failed else texts.TITLE
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{SAME_ORIGIN}'
        f"<style>{_STYLE}</style></head><body>"
        f"<main><h1>{escape(texts.TITLE)}</h1>{words}<p>{escape(texts.LEAD)}</p>"
        '<form method="post">'  # without action: the place after the # goes along to the page that comes next
        f'<label for="naam">{escape(texts.NAME)}</label>'
        f'<input id="naam" name="naam" value="{escape(name)}" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" maxlength="100" required{"" if name else " autofocus"}{wrong}>'
        f'<label for="wachtwoord">{escape(texts.PASSWORD)}</label>'
        f'<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" maxlength="200" '
        f"required{' autofocus' if name else ''}{wrong}>"
        f"<button>{escape(texts.LOG_IN)}</button></form><p>{escape(texts.FORGOTTEN)}</p></main></body></html>"
    )


def signed_in_html(name: str, *, log_out: bool) -> str:
    """Who is logged in, and the button to leave."""
    leave = f'<form method="post" action="{LOG_OUT}"><button class="bw-button">{escape(texts.LOG_OUT)}</button></form>'
    said = f"<span>{escape(texts.SIGNED_IN.format(name=name))}</span>"
    return f'<div class="bw-account">{said}{leave if log_out else ""}</div>'
