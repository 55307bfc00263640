"""What a crash left: is the index readable, is everything in it that was said to be, and is no document half there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from crashes.documents import ID_LENGTH, Folder, mark, paragraphs_of
from crashes.working import Chance
from index.errors import StoreError
from index.library import Library
from ingest.splitting import split


@dataclass(frozen=True, slots=True)
class Verdict:
    """Troubles found, each a sentence."""

    lost: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    documents: int = 0


def judge(index: Path, folder: Folder) -> Verdict:
    """Open an index as the app does after a crash, and compare it with what was acknowledged."""
    try:
        library = Library(index, Chance())
    except StoreError as error:
        return Verdict(unreadable=(str(error),))
    try:
        library.recover()
        library.check()
        records = library.records()
        half = [f"{one}: {why}" for one in records for why in _half(library, one, folder)]
        strays = library.store.document_ids() - set(records)
        half += [f"{one}: passages without a document" for one in strays]
        return Verdict(tuple(_lost(set(records), folder)), tuple(half), (), len(records))
    except StoreError as error:
        return Verdict(unreadable=(str(error),))
    finally:
        library.close()


def _lost(there: set[str], folder: Folder) -> list[str]:
    lost = []
    for name, allowed in folder.allowed.items():
        found = {one for one in there if folder.texts[one][0] == name}
        if None not in allowed and not found & allowed:
            lost.append(f"{name}: {sorted(map(str, allowed))} acknowledged, {sorted(found)} there")
        if allowed == {None} and found:
            lost.append(f"{name}: removal acknowledged, still there")
    return lost


def _half(library: Library, document_id: str, folder: Folder) -> list[str]:
    document = library.document(document_id)
    passages = library.store.passages(document_id)
    name, version = folder.texts[document_id]
    marks = [mark(name, version, number) for number in range(paragraphs_of(name, version))]
    wrong = []
    if any(p.text != document.text[p.start : p.end] for p in passages):
        wrong.append("a passage is not a slice of the text")
    if {p.passage_id for p in passages} != {p.passage_id for p in split(document)}:
        wrong.append("not the passages of its text")
    if not all(any(word in p.text for p in passages) for word in marks):
        wrong.append("a paragraph is in no passage")
    embedded = library.store.unit_vectors([p.passage_id for p in passages])
    if library.has_vectors(document_id) and len(embedded) != len(passages):
        wrong.append("vectors are missing")
    if hashlib.sha256(library.original(document_id).read_bytes()).hexdigest()[:ID_LENGTH] != document_id:
        wrong.append("the original is not what it was")
    return wrong
