"""What is told of a document whose text stands in the library more than once."""

from __future__ import annotations

from pathlib import Path

from index.manifest import DocumentRecord, Near
from index.texts import reading as texts
from index.types import ReadWarning

NEARLY_ALL, MOST = 0.9, 0.75


def near_warning(near: Near) -> ReadWarning:
    """That another document is nearly the same, how much so, and what differs."""
    share = (
        texts.SHARES["nearly"] if near.share >= NEARLY_ALL else texts.SHARES["most" if near.share >= MOST else "much"]
    )
    if near.share == 1 and not near.more + near.fewer:
        share = texts.SHARES["all"]
    words = texts.WARNINGS["BIJNA_DUBBEL"].format(title=near.title, file=near.file, share=share)
    return ReadWarning("BIJNA_DUBBEL", f"{words} {difference(near)}".strip())


def difference(near: Near) -> str:
    """What differs, in sentences; empty where no sentence does."""
    changed, extra = min(near.more, near.fewer), near.more - near.fewer
    parts = [
        _counted(texts.CHANGED, changed),
        _counted(texts.MORE, extra),
        _counted(texts.FEWER, -extra),
    ]
    told = texts.AND.join(part for part in parts if part)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def double_warnings(record: DocumentRecord) -> tuple[ReadWarning, ...]:
    """Under which other names the same text is in the library, and which document is nearly the same."""
    others = [path for path in record.paths if Path(path).name != record.file or path in record.copies]
    files = ", ".join(dict.fromkeys(Path(path).name for path in others))
    found = [ReadWarning("DUBBEL", texts.OTHER_NAMES.format(files=files))] if files else []
    return (*found, *([near_warning(record.near)] if record.near else []))


def _counted(words: dict[int, str], number: int) -> str:
    return words.get(number, words[0]).format(number=number) if number > 0 else ""
