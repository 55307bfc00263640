"""The second half of a sync: documents that can be found by their words get the vectors of their passages.

Passages of several documents go through the model together. A document counts as embedded only when all of its vectors
are flushed, so that a crash costs one bunch of work and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    """What goes through the model at once, and which documents are complete with it."""

    titled: list[Titled] = field(default_factory=list)
    ends: list[DocumentRecord] = field(default_factory=list)

    def without(self, failed: Iterable[str]) -> _Bunch:
        left = [each for each in self.titled if each.passage.document_id not in failed]
        return _Bunch(left, [record for record in self.ends if record.document_id not in failed])

    def apart(self) -> Iterator[_Bunch]:
        """The same, document by document."""
        ids = dict.fromkeys([each.passage.document_id for each in self.titled])
        for one in dict.fromkeys([*ids, *(record.document_id for record in self.ends)]):
            yield _Bunch(
                [each for each in self.titled if each.passage.document_id == one],
                [record for record in self.ends if record.document_id == one],
            )


def awaiting(library: Library) -> list[DocumentRecord]:
    """Documents that must be embedded: first those whose former version waits for it, last those called otherwise."""
    changed = {file.document_id for file in library.manifest.files() if file.former_id is not None}
    records = [record for record in library.records().values() if record.awaits_vectors]
    return sorted(records, key=lambda record: (not record.words_only, record.document_id not in changed, record.file))


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
        records = awaiting(self.library)
        self.watcher.embedding(records)
        for bunch in self._bunches(records):
            self._embed(bunch.without(self.failed))
        return self.failed

    def _bunches(self, records: Iterable[DocumentRecord]) -> Iterator[_Bunch]:
        bunch = _Bunch()
        for record in records:
            for passage in self.library.store.passages(record.document_id):
                bunch.titled.append(Titled(record.metadata.title, passage))
                if len(bunch.titled) == PASSAGES_AT_ONCE:
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
        self.library.put_vectors(vectors, {record.document_id: record.metadata.title for record in bunch.ends})
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
