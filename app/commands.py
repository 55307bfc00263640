"""What each command does, apart from parsing its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.console import Console, visible
from app.maintenance import hold_today
from app.purging import purge_removed
from app.wording import worded_lines
from index.cells import cell_in_words
from index.checking import Literal, judge
from index.citation import page_name
from index.disk import bytes_of
from index.doubles import double_warnings
from index.library import DocumentMissingError
from index.results import AnswerStatus, Correction, Hit, SearchFilters, SearchResult
from index.serialise import document_json, quote_json, to_json
from index.service import AskResult, KnowledgeBase
from index.settings import Settings
from index.texts import cli as texts
from index.texts import wording as wording_texts
from index.texts import words_only


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it may find."""

    text: str
    filters: SearchFilters
    top_k: int
    all_versions: bool
    literal: bool


def open_filled(settings: Settings, console: Console) -> KnowledgeBase:
    """Open the index and let it say what holds today, with a word to the user when there is nothing in it."""
    kb = KnowledgeBase.open(settings)
    hold_today(kb.library)
    kb.when_embedded = lambda: words_only.LATER_COMMAND
    if not kb.documents():
        console.note(texts.INDEX_EMPTY)
    return kb


def search(settings: Settings, asked: Asked, console: Console) -> None:
    """Find passages and print them."""
    kb = open_filled(settings, console)
    result = kb.search(asked.text, asked.filters, asked.top_k, all_versions=asked.all_versions, literal=asked.literal)
    console.result(to_json(result), [*_notice(result), *_corrected(result.corrected), *_hit_lines(result.hits)])
    kb.close()


def ask(settings: Settings, asked: Asked, console: Console) -> None:
    """Answer a question and print the answer with its sources."""
    kb = open_filled(settings, console)
    found = kb.ask(asked.text, asked.filters, asked.top_k, all_versions=asked.all_versions, literal=asked.literal)
    result = kb.in_words(found)
    answer = result.answer
    lead = texts.ANSWER_STATUS[answer.status.value] if result.hits else texts.NO_HITS
    lines = [*_notice(result), *_corrected(result.corrected), lead, "", *worded_lines(result)]
    for quote in answer.quotes:
        cells = (quote.asked,) if quote.asked else quote.cells
        lines += [f"  “{quote.text}”", *(f"  {cell_in_words(cell)}" for cell in cells if not cell.names_row)]
        lines += [f"  — {quote.citation}", ""]
    if answer.missing:
        lines.append(texts.MISSING.format(words=", ".join(answer.missing)))
    if answer.status is AnswerStatus.NOT_FOUND and result.hits:
        lines += [texts.NEAREST, "", *_hit_lines(result.hits[:3])]
    console.result(to_json(result), lines)
    kb.close()


def _corrected(corrections: Sequence[Correction]) -> Iterator[str]:
    if corrections:
        to = ", ".join(c.to for c in corrections)
        yield texts.CORRECTED.format(to=to, written=", ".join(f"“{c.written}”" for c in corrections))


def _notice(result: SearchResult | AskResult) -> list[str]:
    """What was searched by words only, with an empty line behind it; nothing when nothing was."""
    return [result.notice, ""] if result.notice else []


def _hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    for hit in hits:
        yield f"{hit.rank}. {hit.citation}"
        if hit.headings:
            yield f"   {' › '.join(hit.headings)}"
        yield from (f"   → {cell_in_words(cell)}" for cell in hit.cells)
        yield "   " + hit.text.replace("\n", "\n   ")
        yield from (f"   {texts.ALSO_IN[one.exact].format(citation=one.citation)}" for one in hit.also_in)
        yield ""
    if not hits:
        yield texts.NO_HITS


def quote(settings: Settings, text: str, console: Console) -> None:
    """Find or check a sentence."""
    kb = open_filled(settings, console)
    result = kb.quote(text)
    letters = judge(text, result, kb.library).literal is Literal.LETTERS
    lines = [texts.QUOTE_LETTERS if letters else texts.QUOTE_VERDICT[result.verdict.value]]
    for match in result.matches:
        lines += ["", f"  “{match.hit.text}”", f"  — {match.hit.citation}"]
    console.result(quote_json(result), lines)
    kb.close()


def status(settings: Settings, console: Console) -> None:
    """Print what is in the index."""
    kb = open_filled(settings, console)
    joins = kb.library.manifest.joins
    documents = [document_json(r, joins(r.document_id)) | {"paths": list(r.paths)} for r in kb.documents()]
    failed = [{"file": Path(f.path).name, "error": f.error, "code": f.error_code} for f in kb.library.failed()]
    lacking = kb.words_only()
    size = bytes_of(settings.index)
    model = _language_model(kb)
    values = {
        "documents": documents,
        "failed": failed,
        "passages": kb.library.store.count(),
        "model": kb.embedder.model_id,
        "engine": (settings.qdrant_url and "qdrant") or "qdrant-edge",
        "collection": kb.library.collection,
        "index_bytes": size,
        "llm": model,
        "words_only": lacking.number,
    }
    lines = []
    for r in kb.documents():
        lines.append(f"{r.document_id}  {r.passages:4}  {visible(r.file)}  ({r.metadata.title})")
        lines += [f"  {visible(warning.message)}" for warning in double_warnings(r)]
    lines += [texts.FAILED.format(file=visible(Path(f.path).name), error=f.error) for f in kb.library.failed()]
    lines += [wording_texts.STATUS.format(**model)] if model else []
    if lacking.number:
        lines.append(words_only.words_only(lacking.number, lacking.documents, words_only.LATER_COMMAND))
    console.result(values, lines)
    kb.close()


def _language_model(kb: KnowledgeBase) -> dict[str, str] | None:
    """Which model words answers, and where questions and passages go for it."""
    if kb.writer is None:
        return None
    return {"model": kb.writer.client.model, "host": kb.writer.client.host}


def text(settings: Settings, file_or_id: str, console: Console) -> None:
    """Print the citable text of a document in the index, by id, name or path."""
    kb = open_filled(settings, console)
    names = {r.document_id: r.document_id for r in kb.documents()}
    for record in kb.documents():
        names |= {record.file: record.document_id, **dict.fromkeys(record.paths, record.document_id)}
    wanted = names.get(file_or_id) or names.get(str(Path(file_or_id).resolve()))
    if wanted is None:
        raise DocumentMissingError(texts.NOT_IN_INDEX.format(name=file_or_id))
    document = kb.library.document(wanted)
    pages = [
        {"page": p.page if document.paged else None, "page_label": p.page_label, "start": p.start, "end": p.end}
        for p in document.pages
    ]
    values = {"document_id": wanted, "file": document.file, "text": document.text, "pages": pages}
    lines = []
    for page in document.pages:
        name = page_name(page.page, page.page_label) if document.paged else None
        lines += [*([f"--- {name} ---"] if name else []), document.text[page.start : page.end]]
    console.result(values, lines)
    kb.close()


def remove(settings: Settings, document_id: str, console: Console) -> int:
    """Take a document out of the index, and out of its files. :returns: exit code."""
    kb = KnowledgeBase.open(settings)
    if document_id not in kb.library.records():
        raise DocumentMissingError(texts.NOT_IN_INDEX.format(name=document_id))
    passages = kb.library.remove(document_id)
    kb.close()
    message = texts.REMOVED.format(document_id=document_id, passages=passages)
    console.result({"removed": document_id, "passages": passages}, [message])
    return purge_removed(settings.index, console)


def serve(settings: Settings, console: Console) -> None:
    """Start the app and stay until it is stopped."""
    from app.startup import check_access, check_port

    warning = check_access(settings)
    if warning:
        console.note(warning)
    check_port(settings)
    from app.replaced import ending_when_replaced
    from app.server import serve as run

    kb = open_filled(settings, console)
    kb.library.check()
    console.note(texts.SERVING.format(host=settings.host, port=settings.port))
    try:
        with ending_when_replaced(kb.library):
            run(kb, settings)
    finally:
        kb.close()
