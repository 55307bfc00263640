"""What stands on the page before anybody asked: examples that have an answer here, and the documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from app.documents import listed
from app.rendering import attributes, button, words_notice
from index.citation import document_info, status_in_words
from index.manifest import DocumentRecord
from index.openings import Openings
from index.results import AnswerStatus
from index.service import KnowledgeBase
from index.texts import app as texts
from index.types import DocumentStatus

EXAMPLES = 4
DOCUMENTS = 12
MOST_USED = 6


def start_html(kb: KnowledgeBase) -> str:
    """Lead, example questions and documents; or what to do when there are none."""
    records = listed(kb)
    if not records:
        return f'<p class="bw-empty">{escape(texts.LEAD_EMPTY)}</p>'
    lead = f'<p class="bw-lead">{escape(texts.LEAD.format(documents=len(records)))}</p>{words_notice(kb.notice())}'
    lacking = kb.words_only().number > 0
    questions = _answered(kb, tuple(record.document_id for record in records), lacking)
    examples = "".join(f"<li>{button(q, 'bw-example', q, data_ask=q)}</li>" for q in questions)
    if examples:
        examples = f'<h2>{escape(texts.EXAMPLES)}</h2><ul class="bw-examples">{examples}</ul>'
    newest = sorted(records, key=lambda r: (r.metadata.status is not DocumentStatus.VALID, -(r.metadata.year or 0)))
    rows = "".join(f"<li>{_document(record)}</li>" for record in newest[:DOCUMENTS])
    lists = (
        f'<div><h2>{escape(texts.DOCUMENTS)}</h2><ul class="bw-documents">{rows}</ul></div>{_most_used(kb, records)}'
    )
    return f'{lead}{examples}<div class="bw-lists">{lists}</div>'


def _most_used(kb: KnowledgeBase, records: Sequence[DocumentRecord]) -> str:
    """What was opened most; nothing as long as that says nothing."""
    known = {record.document_id: record for record in records}
    most = Openings(kb.folder).most(known, MOST_USED)
    if not most:
        return ""
    rows = "".join(f"<li>{_document(known[name], texts.OPENED.format(times=times))}</li>" for name, times in most)
    return f'<div><h2>{escape(texts.MOST_USED)}</h2><ul class="bw-documents">{rows}</ul></div>'


def _document(record: DocumentRecord, told: str = "") -> str:
    info = document_info(record.document_id, record.metadata)
    parts = [info.organisation, info.year, status_in_words(info), told]
    more = ", ".join(str(part) for part in parts if part)
    data = attributes(data_document=info.id, data_start=0, data_end=0)
    title = f'<button type="button" class="bw-button"{data}>{escape(info.title)}</button>'
    return f'{title} <span class="bw-meta">{escape(more)}</span>'


@lru_cache(maxsize=4)
def _answered(kb: KnowledgeBase, documents: tuple[str, ...], lacking: bool) -> tuple[str, ...]:
    """Example questions that these documents answer, most certain first."""
    del documents, lacking  # only tell one library from another
    asked = [(kb.ask(question).answer, question) for question in texts.EXAMPLE_QUESTIONS]
    sure = [(a.confidence, q) for a, q in asked if a.status is AnswerStatus.ANSWERED]
    return tuple(q for _, q in sorted(sure, key=lambda pair: -pair[0])[:EXAMPLES])
