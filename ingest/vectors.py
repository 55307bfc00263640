"""The second half of a sync: documents that can be found by their words get the vectors of their passages.

Passages of several documents go through the model together. A document counts as embedded only when all of its vectors
are flushed; until then it is noted how many of its first passages have theirs. So whatever breaks the work off, a crash
or something that goes before it, costs one bunch of work and nothing else, and a large document that is broken off
again and again still comes to its end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from index.errors import BronwijzerError, ReadError
from index.library import Library
from index.manifest import DocumentRecord
from index.store.protocol import PassageVectors
from ingest.embedding import PassageEncoder, Titled
from ingest.failures import failure
from ingest.protocols import Watcher

PASSAGES_AT_ONCE = 64
"""About a thousand texts: enough to put like lengths together; some 15 seconds of work on two cores."""
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Bunch:
    """What goes through the model at once, which documents are complete with it, and which have how much then."""

    titled: list[Titled] = field(default_factory=list)
    ends: list[DocumentRecord] = field(default_factory=list)
    begun: dict[str, tuple[str, int]] = field(default_factory=dict)

    def without(self, failed: Iterable[str]) -> _Bunch:
        left = [each for each in self.titled if each.passage.document_id not in failed]
        ends = [record for record in self.ends if record.document_id not in failed]
        return _Bunch(left, ends, {one: done for one, done in self.begun.items() if one not in failed})

    def apart(self) -> Iterator[_Bunch]:
        """The same, document by document."""
        ids = dict.fromkeys([each.passage.document_id for each in self.titled])
        for one in dict.fromkeys([*ids, *(record.document_id for record in self.ends)]):
            yield _Bunch(
                [each for each in self.titled if each.passage.document_id == one],
                [record for record in self.ends if record.document_id == one],
            )


@dataclass(frozen=True, slots=True)
class _Awaiting:
    """A document that must be embedded, without the vectors of its first ``done`` passages."""

    record: DocumentRecord
    done: int

    @property
    def left(self) -> int:
        return self.record.passages - self.done


def awaiting(library: Library) -> list[_Awaiting]:
    """Documents that must be embedded: first those whose former version waits for it, last those called otherwise.

    Of each kind the small ones first: what most documents wait for is not held up by what one of them takes.
    """
    changed = {file.document_id for file in library.manifest.files() if file.former_id is not None}
    begun = library.manifest.begun()
    found = [_Awaiting(r, _done(r, begun)) for r in library.records().values() if r.awaits_vectors]
    return sorted(
        found,
        key=lambda one: (
            not one.record.words_only,
            one.record.document_id not in changed,
            one.left,
            one.record.file,
        ),
    )


def _done(record: DocumentRecord, begun: Mapping[str, tuple[str, int]]) -> int:
    """How many of its first passages have vectors of the title that it has now."""
    title, passages = begun.get(record.document_id, ("", 0))
    return passages if title == record.metadata.title else 0


class VectorWork:
    """Embeds what awaits it.

    :param watcher: is told how far it is; may stop the work by raising, which loses one bunch at most.
    """

    def __init__(self, library: Library, encoder: PassageEncoder, watcher: Watcher) -> None:
        self.library = library
        self.encoder = encoder
        self.watcher = watcher
        self.failed: dict[str, ReadError] = {}

    def run(self) -> dict[str, ReadError]:
        """Embed all documents that await it. :returns: those that could not be, by id; they await it still.

        :raises ModelError: the model cannot be used at all.
        :raises StoreError: the index cannot be written any more.
        """
        waiting = awaiting(self.library)
        self.watcher.embedding([replace(one.record, passages=one.left) for one in waiting])
        for bunch in self._bunches(waiting):
            self._embed(bunch.without(self.failed))
        return self.failed

    def _bunches(self, waiting: Iterable[_Awaiting]) -> Iterator[_Bunch]:
        bunch = _Bunch()
        for one in waiting:
            record, title = one.record, one.record.metadata.title
            passages = self.library.store.passages(record.document_id)
            for number, passage in enumerate(passages[one.done :], one.done + 1):
                bunch.titled.append(Titled(title, passage))
                if len(bunch.titled) == PASSAGES_AT_ONCE:
                    bunch.begun[record.document_id] = (title, number)
                    yield bunch
                    bunch = _Bunch()
            bunch.ends.append(record)
        if bunch.ends:
            yield bunch

    def _embed(self, bunch: _Bunch) -> None:
        try:
            vectors = self._vectors(bunch)
        except BronwijzerError:
            raise
        except Exception:  # noqa: BLE001  one document on which the model fails must not cost the others
            vectors = self._one_by_one(bunch)
            bunch = bunch.without(self.failed)
        complete = {record.document_id: record.metadata.title for record in bunch.ends}
        self.library.put_vectors(vectors, complete, bunch.begun)
        for record in bunch.ends:
            self.watcher.embedded(record)

    def _vectors(self, bunch: _Bunch) -> dict[str, PassageVectors]:
        share = len(bunch.titled) / max(self.encoder.length(bunch.titled), 1)
        return self.encoder.vectors(bunch.titled, lambda characters: self.watcher.advance(characters * share))

    def _one_by_one(self, bunch: _Bunch) -> dict[str, PassageVectors]:
        found: dict[str, PassageVectors] = {}
        for part in bunch.apart():
            try:
                found |= self.encoder.vectors(part.titled)
            except BronwijzerError:
                raise
            except Exception as error:  # noqa: BLE001
                _LOG.warning("%s", type(error).__name__, exc_info=True)
                document_id = part.titled[0].passage.document_id
                self.failed[document_id] = failure("NIET_VERWERKT", reason=type(error).__name__)
        return found
