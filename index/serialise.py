"""Results as plain JSON values, with the names that CONTRACT promises."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from index.doubles import double_warnings
from index.manifest import DocumentRecord
from index.quote_search import QuoteResult
from index.reading_report import reading_report


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(kind)


def to_json(result: object) -> Any:  # noqa: ANN401  JSON is any of six types
    """A frozen dataclass of this project as dicts, lists, strings, numbers and None."""
    kind: Any = type(result)
    return _adapter(kind).dump_python(result, mode="json", by_alias=True)


def quote_json(result: QuoteResult) -> dict[str, Any]:
    """A checked quote: every match is a hit with how alike it is and what differs."""
    matches = [to_json(m.hit) | {"similarity": m.similarity, "diff": [list(d) for d in m.diff]} for m in result.matches]
    return {"verdict": result.verdict.value, "matches": matches}


def document_json(record: DocumentRecord, joins: Sequence[tuple[str, str]] | None = None) -> dict[str, Any]:
    """A document as lists of documents show it; no path of this computer in it.

    :param joins: every repaired word as (as found, as healed), where they are asked for.
    """
    told = {} if joins is None else {"joins": [list(join) for join in joins]}
    return {
        "document_id": record.document_id,
        "file": record.file,
        "pages": record.pages,
        "passages": record.passages,
        "metadata": to_json(record.metadata),
        "warnings": [to_json(w) for w in (*record.report.warnings, *double_warnings(record))],
        "reading": to_json(reading_report(record)) | told,
    }
