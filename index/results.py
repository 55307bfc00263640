"""What a question brings: filters, hits, answers, checked quotes. The words of :mod:`index.types`, seen by users.

All are frozen and hold tuples, so a result can be shared between users and threads, and copying one is never needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from index.types import DocumentStatus


class Immutable:
    """A value that nobody can change is its own copy: pipelines copy all that passes between components."""

    __slots__ = ()

    def __deepcopy__(self, memo: object) -> Self:
        """The value itself."""
        return self


@dataclass(frozen=True, slots=True)
class SearchFilters(Immutable):
    """What may be found. An empty tuple means: no limit. Filters are applied in the store, before ranking."""

    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    organisations: tuple[str, ...] = ()
    statuses: tuple[DocumentStatus, ...] = ()
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter and how many *documents* have it."""

    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The document part of a hit, as CONTRACT names it."""

    id: str
    title: str
    organisation: str | None
    kind: str | None
    year: int | None
    status: DocumentStatus
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another place where what a hit says is said too; ``exact``: with the same letters and digits, else nearly."""

    document: DocumentInfo
    file: str
    page: int | None
    page_label: str | None
    citation: str
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell of a table with the names of its row and column; ``text == citable_text[start:end]``."""

    text: str
    row: str
    column: str
    start: int
    end: int

    @property
    def names_row(self) -> bool:
        """Whether this cell is the name of the row itself."""
        return self.text == self.row


@dataclass(frozen=True, slots=True)
class Hit(Immutable):
    """One passage found. ``text == citable_text[start:end]``; ``highlights`` are relative to ``text``.

    ``cells`` are those cells of a table in it that the question asks for.

    ``score`` orders hits and means nothing on its own: it is never shown to a user as a certainty.
    """

    rank: int
    score: float
    document: DocumentInfo
    file: str
    page: int | None
    page_label: str | None
    headings: tuple[str, ...]
    text: str
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]
    citation: str
    ocr: bool = False
    also_in: tuple[AlsoIn, ...] = ()
    cells: tuple[NamedCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction(Immutable):
    """A slip of the pen: what was typed, and what was searched instead. JSON calls them ``from`` and ``to``."""

    written: Annotated[str, Field(serialization_alias="from")]
    to: str


@dataclass(frozen=True, slots=True)
class Corrected(Immutable):
    """A question with its slips mended."""

    text: str
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsOnly(Immutable):
    """So many (``number``) of the ``documents`` that were searched can be found by their words only, for now."""

    number: int = 0
    documents: int = 0


NOTHING_LACKS = WordsOnly()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one question, best first. ``total`` counts the passages that passed the filters.

    ``query`` is as typed; ``corrected`` says which of its words were searched otherwise.
    ``words_only``: documents that were searched by their words only; ``notice`` says so in Dutch, empty when there are
    none.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    ms: float
    corrected: tuple[Correction, ...] = ()
    words_only: int = 0
    notice: str = ""


class AnswerStatus(StrEnum):
    """How sure the answer is."""

    ANSWERED = "answered"
    UNCERTAIN = "uncertain"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice of a document: ``text == citable_text[start:end]``; ``hit`` is the rank it came from.

    ``cells`` are the cells of the table row that was quoted, ``asked`` the one of them that the question asks for.
    """

    text: str
    file: str
    page: int | None
    page_label: str | None
    start: int
    end: int
    citation: str
    hit: int
    cells: tuple[NamedCell, ...] = ()
    asked: NamedCell | None = None


@dataclass(frozen=True, slots=True)
class Answer(Immutable):
    """What the documents say. ``text`` is made of the quotes unless ``generated``.

    ``confidence`` is calibrated (0-1); ``missing`` are the words of the question that no document speaks of.
    ``generated``: a language model wrote ``text``; each ``[n]`` in it is the rank of a hit, all of them in ``cited``;
    ``label`` is what must stand beside it, and ``dropped`` counts its sentences that did not hold.
    """

    status: AnswerStatus
    confidence: float
    text: str
    quotes: tuple[Quote, ...]
    missing: tuple[str, ...] = ()
    generated: bool = False
    cited: tuple[int, ...] = ()
    label: str = ""
    dropped: int = 0


class QuoteVerdict(StrEnum):
    """Whether a remembered sentence stands in a document."""

    EXACT = "exact"
    NEAR = "near"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """One place where a remembered sentence stands, or nearly.

    ``diff`` is a list of (operation, text): ``equal``, ``insert`` (only in the document), ``delete`` (only remembered).
    """

    hit: Hit
    similarity: float
    diff: tuple[tuple[str, str], ...]
