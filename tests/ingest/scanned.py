"""PDFs of which every page is a picture, made of pages of another PDF as a scanner would make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def scanned(
    source: Path, out: Path, *, dpi: int = 200, pages: Sequence[int] = (), turned: int = 0, askew: float = 0.0
) -> Path:
    """Pictures of ``pages`` (1-based; all of them by default).

    :param turned: degrees by which the paper lay counter-clockwise on the scanner, 0, 90, 180 or 270.
    :param askew: degrees by which it lay a little askew besides.
    """
    pdf = pdfium.PdfDocument(source)
    canvas = Canvas(str(out))
    for number in pages or range(1, len(pdf) + 1):
        picture = pdf[number - 1].render(scale=dpi / 72, grayscale=True).to_pil()
        picture = picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        add_picture(canvas, picture.rotate(turned, expand=True, fillcolor=255), dpi)
    canvas.save()
    pdf.close()
    return out


def add_picture(canvas: Canvas, picture: Image.Image, dpi: int = 200) -> None:
    """A page that is nothing but a picture, packed as scanners pack it."""
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=75)
    size = (picture.width * 72 / dpi, picture.height * 72 / dpi)
    canvas.setPageSize(size)
    canvas.drawImage(ImageReader(packed), 0, 0, *size)
    canvas.showPage()
