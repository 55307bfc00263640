"""Whether a document held on a given day: by its dates, by what took its place, or else by its year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from index.manifest import DocumentRecord
from index.results import Immutable
from index.series import series_of
from index.types import DocumentStatus, Metadata

_DAY = timedelta(days=1)


class Force(StrEnum):
    """What can be said of a document on a day."""

    HOLDS = "geldig"
    NOT_YET = "nog niet"
    ENDED = "niet meer"
    DRAFT = "concept"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class InForce(Immutable):
    """Whether a document holds on a day, and from when until when (both included), as far as is known.

    :param by_year: the first day comes from the document's year, not from a date that somebody gave.
    :param replaced_by: title of the document that took its place.
    """

    force: Force
    since: date | None
    until: date | None
    by_year: bool = False
    replaced_by: str | None = None


def in_force(record: DocumentRecord, records: Iterable[DocumentRecord], on: date, today: date) -> InForce:
    """What holds for ``record`` on a day.

    :param records: all documents, of which some may have taken the place of this one.
    :param today: what a status without dates is about.
    """
    metadata = record.metadata
    since, by_year = known_first_day(metadata, today)
    heir = min((r for r in records if _takes_place(r, record)), key=_begin, default=None)
    until = date.fromisoformat(metadata.valid_to) if metadata.valid_to else None
    # That it holds although another takes its place is something that only a person says.
    given = metadata.status is not DocumentStatus.EXPIRED and "status" in metadata.origins
    if heir is not None and _begin(heir) < date.max and not given:
        until = min(filter(None, (until, _begin(heir) - _DAY)))
    force = _force(metadata.status, since, until, on, today)
    if since and until and until < since:  # both are of one year, and nobody gave the day on which one ended
        until = None
    return InForce(force, since, until, by_year, heir.metadata.title if heir else None)


def _force(status: DocumentStatus, since: date | None, until: date | None, on: date, today: date) -> Force:
    if status is DocumentStatus.DRAFT:
        return Force.DRAFT
    expired = status is DocumentStatus.EXPIRED
    if expired and on >= today:
        return Force.ENDED
    if since is not None and on < since:
        return Force.NOT_YET
    if until is not None and on > until:
        return Force.ENDED
    if expired and (until is None or until >= today):  # it ended before that, on a day that nobody knows
        return Force.UNKNOWN
    return Force.UNKNOWN if since is None and on < today else Force.HOLDS


def first_day(metadata: Metadata) -> tuple[date | None, bool]:
    """From when a document holds, as far as is known, and whether only its year tells so.

    The year of a vision is the one that it looks forward to: "Sociale Visie 2040" holds long before.
    """
    if metadata.valid_from:
        return date.fromisoformat(metadata.valid_from), False
    return (date(metadata.year, 1, 1), True) if metadata.year and metadata.kind != "visie" else (None, False)


def known_first_day(metadata: Metadata, today: date) -> tuple[date | None, bool]:
    """The same, without a year that is further away than the next: a plan is made one year before it begins.

    "Uitvoeringsprogramma 2040" says how far it looks.
    """
    since, by_year = first_day(metadata)
    far = by_year and since is not None and since.year > today.year + 1
    return (None, False) if far else (since, by_year)


def _begin(record: DocumentRecord) -> date:
    return first_day(record.metadata)[0] or date.max


def _takes_place(new: DocumentRecord, old: DocumentRecord) -> bool:
    """``new`` says that it replaces ``old``, or is the same plan or rule for a later year."""
    if new.document_id == old.document_id or new.metadata.status is DocumentStatus.DRAFT:
        return False
    if new.metadata.replaces is not None and new.metadata.replaces in old.names:
        return True
    ours, theirs = new.metadata, old.metadata
    if (ours.year or 0) <= (theirs.year or 9999):
        return False
    series = series_of(ours)
    return series is not None and series == series_of(theirs)
