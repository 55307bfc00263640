"""The drawings of the explanation say in words what they show, and their numbers are those of the list."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from app.drawings import screen_html, way_html
from index.texts import explanation as texts


def test_a_drawing_is_one_picture_with_words_for_who_does_not_see_it():
    for html, shows in ((way_html(), texts.WAY_SHOWS), (screen_html(), texts.SCREEN_SHOWS)):
        [svg] = etree.HTML(html).iter("svg")
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == shows


def test_the_numbers_of_the_screen_are_those_of_the_list():
    numbers = re.findall(r'bw-drawn-number"[^>]*>(\d)<', screen_html())
    assert numbers == [str(number) for number in range(1, len(texts.SCREEN_POINTS) + 1)]
    assert all(point in unescape(screen_html()) for point in texts.SCREEN_POINTS)
