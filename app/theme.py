"""How the app looks: one calm theme, light and dark; the style sheets are in ``static``."""

from __future__ import annotations

import gradio as gr

# Style sheets of its own: Gradio rewrites the rules it is given, and drops those about the page as a whole.
SHEETS = ("app", "tabs", "layout", "print")
SCRIPTS = ("app", "tabs", "address", "reader", "keys")
_FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def _head() -> str:
    sheets = "".join(f'<link rel="stylesheet" href="/page-assets/{name}.css">' for name in SHEETS)
    scripts = "".join(f'<script src="/page-assets/{name}.js" defer></script>' for name in SCRIPTS)
    return f'{sheets}{scripts}<meta name="robots" content="noindex">'


HEAD = _head()


def theme() -> gr.themes.Base:
    """The theme; only fonts that every computer has, so nothing is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_lg,
        font=_FONTS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    ).set(
        body_background_fill="#f6f8f9",
        body_background_fill_dark="#12191f",
        background_fill_primary_dark="#1c242b",
        background_fill_secondary_dark="#12191f",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1c242b",
        input_border_color="#6b7882",
        input_border_color_dark="#93a1ad",
        input_border_color_focus="#0b5563",
        input_border_color_focus_dark="#7fd3e0",
        input_border_width="1px",
        input_border_width_dark="1px",
        button_primary_background_fill="#0b5563",
        button_primary_background_fill_hover="#083f4a",
        button_primary_background_fill_dark="#0f7486",
        button_primary_background_fill_hover_dark="#0b5f6e",
        button_primary_text_color="#ffffff",
    )
