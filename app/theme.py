"""How the app looks: one calm theme, light and dark; the style sheet is ``static/app.css``."""

from __future__ import annotations

import gradio as gr

# A style sheet of its own: Gradio rewrites the rules it is given, and drops those about the page as a whole.
HEAD = """
<link rel="stylesheet" href="/page-assets/app.css">
<link rel="stylesheet" href="/page-assets/tabs.css">
<script src="/page-assets/app.js" defer></script>
<script src="/page-assets/tabs.js" defer></script>
<meta name="robots" content="noindex">
"""
_FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def theme() -> gr.themes.Base:
    """The theme; only fonts that every computer has, so nothing is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_lg,
        font=_FONTS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    ).set(
        button_primary_background_fill="#0b5563",
        button_primary_background_fill_hover="#083f4a",
        button_primary_background_fill_dark="#0f7486",
        button_primary_text_color="#ffffff",
    )
