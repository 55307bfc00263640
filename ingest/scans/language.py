"""Where Tesseract's knowledge of Dutch is on this computer; the program itself is in a Python package."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

LANGUAGE = "nld"
_FILE = f"{LANGUAGE}.traineddata"
_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
_WINDOWS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def language_folder() -> Path | None:
    """The folder with Tesseract's Dutch, None where it is not installed.

    As with Tesseract itself, ``TESSDATA_PREFIX`` names the one folder that counts where it is set.
    """
    if find_spec("tesserocr") is None:
        return None
    return next((folder for folder in _folders() if (folder / _FILE).is_file()), None)


def _folders() -> Iterator[Path]:
    told = os.environ.get("TESSDATA_PREFIX")
    if told:
        yield from (Path(told), Path(told) / "tessdata")
        return
    for pattern in _FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    program = shutil.which("tesseract")
    if program:
        yield Path(program).parent / "tessdata"
        yield Path(program).resolve().parent.parent / "share" / "tessdata"
    for name in _WINDOWS:
        base = os.environ.get(name)
        if base:
            yield from (Path(base) / "Tesseract-OCR/tessdata", Path(base) / "Programs/Tesseract-OCR/tessdata")
