"""The documents in the index: manifest, passages and kept originals as one thing.

A document is added in the order originals -> passages (flushed) -> manifest, and removed in the order manifest ->
passages -> originals. :meth:`Library.recover` finishes what a crash left half done.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from index.built_with import check_built_with
from index.disk import writing_in
from index.embedding.protocol import Embedder
from index.errors import BronwijzerError
from index.kept_records import KeptRecords
from index.layout import MANIFEST_FILE, ORIGINALS, PASSAGES
from index.manifest import DocumentRecord, FileRecord, Manifest, Near, ReadReport
from index.originals import keep_only, keep_original, original_of
from index.own_collection import claim, collection_of, drop_unfinished
from index.ownership import Ownership
from index.purging import note_removal
from index.renewal import finish_renewal
from index.rewriting import Rewriting
from index.roots import note_roots, roots_of
from index.server import Server
from index.soundness import SAMPLE, check_originals, check_sizes, check_vectors
from index.store import open_store
from index.store.protocol import PassageStore, PassageVectors, StoredPassage
from index.texts import store as texts
from index.types import CitableDocument, Metadata, SparseVector
from index.units import UNIT_EXTRA


class DocumentMissingError(BronwijzerError):
    """A document id that is not in the index."""


class Library:
    """All documents of one index folder.

    :param index_dir: folder of the index; made (mode 0700) when it is not there.
    :param embedder: only its ``model_id`` and ``dimension`` are used here.
    :param server: where the passages are; None for the engine in this process.
    :raises StoreMismatchError: the index was built with another model, analyser or version.
    :raises StoreError: it is locked, damaged or not writable.

    ``is_limited``: there may be documents that are not shown (see :mod:`index.limited`).
    ``collection``: where the passages are on the server; empty where there is none.
    """

    is_limited = False

    def __init__(self, index_dir: Path, embedder: Embedder, server: Server | None = None) -> None:
        self.path = index_dir
        self._server = server
        with writing_in(index_dir):
            index_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            finish_renewal(index_dir, partial(drop_unfinished, server))
            (index_dir / ORIGINALS).mkdir(exist_ok=True)
        with ExitStack() as undoing:
            self.ownership = Ownership(index_dir, shared=server is not None)
            undoing.callback(self.ownership.release)
            self.manifest = Manifest(index_dir / MANIFEST_FILE, self.ownership.require)
            undoing.callback(self.manifest.close)
            self._kept = KeptRecords(self.manifest, self.ownership)
            check_built_with(self.manifest, embedder, index_dir, server=server is not None)
            self.collection = collection_of(self.manifest) if server is not None else ""
            self.store: PassageStore = open_store(
                index_dir / PASSAGES,
                dimension=embedder.dimension,
                unit_dimension=embedder.dimension + UNIT_EXTRA,
                server=server,
                collection=self.collection,
                owned=self.ownership.owns,
            )
            self._rewriting = Rewriting(self.manifest, self.store, self._kept.changed)
            undoing.pop_all()

    def recover(self) -> int:
        """Finish what a crash left half done: passages and originals of documents that do not count go.

        :returns: documents cleaned up.
        :raises StoreDamagedError: passages of a document that counts are not there.
        :raises CollectionForeignError: passages of another index are there.
        """
        if not self.ownership.owns:  # what another process is writing now looks half done
            return 0
        if self._server is not None:
            claim(self.manifest, self.store, self.path)
        self.finish_rewriting()
        for orphan in self.manifest.document_ids() - self.manifest.named_ids():  # replaced by what was read after it
            self.remove(orphan)
        ready = self.manifest.sizes()
        there = self.store.sizes()
        strays = set(there) - set(ready)
        for document_id in strays:
            self._clean(document_id)
        keep_only(self.path / ORIGINALS, ready)
        check_sizes(ready, there, self.path)
        if self._server is not None:  # left by a move to the server that was cut short
            shutil.rmtree(self.path / PASSAGES, ignore_errors=True)
        return len(strays)

    def finish_rewriting(self) -> None:
        """Write what could not be written when a document got other passages; to be done before anything else is."""
        self._rewriting.finish()

    def check(self, sample: int = SAMPLE) -> None:
        """Look whether what is stored is sound. :raises StoreDamagedError: it is not."""
        check_originals(self.manifest.document_ids(), self.path)
        check_vectors(self.store, self.manifest, sample, self.path)

    def add(
        self,
        document: CitableDocument,
        stored: Sequence[StoredPassage],
        read_metadata: Metadata,
        report: ReadReport,
        original: Path,
    ) -> None:
        """Add one document, or write it again. When this returns it survives a crash.

        :raises OSError: the original cannot be read any more.
        """
        self.ownership.require()
        keep_original(self.path / ORIGINALS, document.document_id, original)
        self.write_again(document, stored, read_metadata, report)

    def write_again(
        self, document: CitableDocument, stored: Sequence[StoredPassage], read_metadata: Metadata, report: ReadReport
    ) -> None:
        """Write a document of which the original is kept already. It awaits vectors where its passages have none."""
        self.ownership.require()
        self.finish_rewriting()
        embedded = all(passage.vectors is not None for passage in stored)
        is_new = not self.has(document.document_id)
        if is_new:
            self.store.add(stored, document.metadata)
        with self.manifest.transaction():
            self.manifest.put_document(document, read_metadata, len(stored), report, embedded=embedded)
            if not is_new:
                self._rewriting.note(stored)
        self._kept.changed()
        if not is_new:
            self._rewriting.carry_out(document.document_id, stored)

    def resplit(self, document: CitableDocument, stored: Sequence[StoredPassage]) -> None:
        """Make the passages of a document that counts anew; it awaits their vectors."""
        self.ownership.require()
        self.store.remove(document.document_id)
        self.store.add(stored, document.metadata)
        self.manifest.put_unembedded(document.document_id, len(stored))
        self._kept.changed()

    def retitle(self, document_id: str, metadata: Metadata, words: Mapping[str, SparseVector]) -> None:
        """Call a document otherwise: found by the words of its title at once, by its meaning when that is embedded.

        :param words: term weights with the new title, of every passage.
        """
        self.ownership.require()
        self.store.put_words(words)
        self.set_metadata(document_id, metadata)

    def put_vectors(
        self,
        vectors: Mapping[str, PassageVectors],
        embedded: Mapping[str, str],
        begun: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        """Give passages their vectors. When this returns they survive a crash.

        :param embedded: documents that have all their vectors now, with the title under which these were made.
        :param begun: documents that have those of their first passages, with that title and how many.
        """
        self.ownership.require()
        self.store.put_vectors(vectors)
        with self.manifest.transaction():
            for document_id, title in embedded.items():
                self.manifest.put_embedded(document_id, title)
            for document_id, (title, passages) in (begun or {}).items():
                self.manifest.put_begun(document_id, title, passages)
        self._kept.changed()

    def remove(self, document_id: str) -> int:
        """Remove a document and everything of it, a former version that waits for it too.

        :returns: passages of it removed.
        """
        with self.manifest.transaction():
            self.manifest.remove_document(document_id)
            gone = self.manifest.files_of(document_id)
            self.manifest.remove_files(f.path for f in gone)
            formers = {f.former_id for f in gone if f.former_id} - self.manifest.named_ids()
            for former in formers:
                self.manifest.remove_document(former)
        self._kept.changed()
        for former in formers:
            self._clean(former)
        return self._clean(document_id)

    def _clean(self, document_id: str) -> int:
        """Take away what is left of a document that does not count any more. :returns: passages removed."""
        note_removal(self.path)
        removed = self.store.remove(document_id)
        shutil.rmtree(self.path / ORIGINALS / document_id, ignore_errors=True)
        return removed

    def set_metadata(self, document_id: str, metadata: Metadata) -> None:
        """Change what a document is said to be, in the passages and in the manifest."""
        self.ownership.require()
        self.store.update_metadata(document_id, metadata)
        self.manifest.put_metadata(document_id, metadata)
        self._kept.changed()

    def set_read(self, document_id: str, read_metadata: Metadata, report: ReadReport) -> None:
        """Change what a document itself was found to say."""
        self.manifest.put_read_metadata(document_id, read_metadata, report)
        self._kept.changed()

    def rename(self, document_id: str, file: str) -> None:
        """Show a document under another of the names under which its content was found."""
        self.manifest.rename_document(document_id, file)
        self._kept.changed()

    def put_near(self, document_id: str, near: Near | None) -> None:
        """Remember which other document this one is most like."""
        self.manifest.put_near(document_id, near)
        self._kept.changed()

    def records(self) -> dict[str, DocumentRecord]:
        """Every document that counts, by id, in the order of their file names; kept until something changes."""
        return self._kept.all()

    def record(self, document_id: str) -> DocumentRecord | None:
        """One document that counts, without looking at all others."""
        return self.manifest.record(document_id)

    def roots(self) -> tuple[Path, ...]:
        """The folders and files that the index was last made equal to; none when nobody noted them."""
        return roots_of(self.manifest)

    def set_roots(self, roots: Iterable[Path]) -> None:
        """Note what the index is made equal to, so that the app can read the same again."""
        note_roots(self.manifest, roots)

    def has(self, document_id: str) -> bool:
        """Whether a document counts, without looking at the others."""
        return self.manifest.has_document(document_id)

    def size(self, document_id: str) -> tuple[int | None, int]:
        """Pages (None where it has none) and passages of one document, without looking at the others."""
        return self.manifest.size(document_id)

    def has_vectors(self, document_id: str) -> bool:
        """Whether a document counts and can be found by its meaning."""
        return self.manifest.is_embedded(document_id)

    def put_file(self, file: FileRecord) -> None:
        """Remember how a file was last seen."""
        self.manifest.put_file(file)
        self._kept.changed()

    def forget_files(self, paths: Iterable[str]) -> None:
        """Remember files no longer; a document of which none is left goes with the next clean-up."""
        self.manifest.remove_files(paths)
        self._kept.changed()

    def failed(self) -> tuple[FileRecord, ...]:
        """Files that could not be read."""
        return tuple(f for f in self.manifest.files() if f.document_id is None)

    def document(self, document_id: str, *, with_boxes: bool = False) -> CitableDocument:
        """A document with its text. :raises DocumentMissingError: it is not in the index."""
        found = self.manifest.document(document_id, with_boxes=True) if with_boxes else self._kept.document(document_id)
        if found is None:
            raise DocumentMissingError(texts.DOCUMENT_MISSING.format(document_id=document_id))
        return found

    def original(self, document_id: str) -> Path:
        """The kept original. :raises DocumentMissingError: it is not in the index."""
        path = original_of(self.path / ORIGINALS, document_id) if self.has(document_id) else None
        if path is None:
            raise DocumentMissingError(texts.DOCUMENT_MISSING.format(document_id=document_id))
        return path

    def close(self) -> None:
        """Flush and let go."""
        try:
            self.store.close()
        finally:
            self.ownership.release()
            self.manifest.close()
