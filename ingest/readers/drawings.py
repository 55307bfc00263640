"""Words in DrawingML, which PowerPoint and Word share."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.readers.xml import local

DIAGRAM_DATA, CHART = "diagramData", "chart"
"""Kinds of the relation between a drawing and the texts of its SmartArt, and between it and a chart."""


def words_in(paragraph: etree._Element) -> Iterator[str]:
    """The words of an ``a:p``, fields such as a date too."""
    for child in paragraph:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield " "
        elif name in {"r", "fld"}:
            yield from words_in(child)


def chart_titles(chart: etree._Element) -> Iterator[str]:
    """The titles of a chart and of its axes. :param chart: its ``c:chartSpace``."""
    for title in (element for element in chart.iter() if local(element) == "title"):
        yield " ".join("".join(words_in(element)) for element in title.iter() if local(element) == "p")


def diagram_texts(data: etree._Element) -> Iterator[str]:
    """The texts of a SmartArt drawing, in the order of its outline. :param data: its ``dgm:dataModel``."""
    for paragraph in (element for element in data.iter() if local(element) == "p"):
        yield "".join(words_in(paragraph))
