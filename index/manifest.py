"""What the index knows of its documents: a small SQLite database beside the vectors.

A document counts only when it is here with state ``ready``; it gets there after its passages were flushed. So a
crash at any moment leaves either the old state or the new one: :mod:`index.library` removes what is in the store
but not ready here.

A document that is here can be found by its words. It can be found by meaning once its vectors are flushed too, which
is noted as the title under which they were made.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.database import Database
from index.manifest_schema import METADATA, RECORDS, REPORT, SCHEMA, record_of
from index.migration import migrate
from index.records import FILE_COLUMNS, DocumentRecord, FileRecord, Learned, Near, ReadReport, named
from index.types import CitableDocument, Metadata, TextBox

__all__ = ["DocumentRecord", "FileRecord", "Learned", "Manifest", "Near", "ReadReport"]

_FILES = f"SELECT {FILE_COLUMNS} FROM files"
_DOCUMENT = TypeAdapter(CitableDocument)
_BOXES = TypeAdapter(tuple[TextBox, ...])
_JOINS = TypeAdapter(tuple[tuple[str, str], ...])
_LEARNED = TypeAdapter(Learned)
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
"""Exact enough to tell one writing of a document from the next."""


class Manifest(Database):
    """Open the manifest at ``path``; safe to use from several threads.

    :param may_change: raises a StoreError where this process may not change it; asked before everything that does.
    :raises StoreDamagedError: the file is no readable manifest. Every method may raise a StoreError.
    """

    def __init__(self, path: Path, may_change: Callable[[], None] = lambda: None) -> None:
        super().__init__(path, SCHEMA, migrate, may_change)

    def meta(self, key: str) -> str | None:
        """A remembered value, or None."""
        row = self._one("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value."""
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def forget_meta(self, key: str) -> None:
        """Do not remember a value any more."""
        self._write("DELETE FROM meta WHERE key = ?", (key,))

    def put_document(
        self,
        document: CitableDocument,
        read_metadata: Metadata,
        passages: int,
        report: ReadReport,
        *,
        embedded: bool = True,
    ) -> None:
        """Make a document count. Its passages must be flushed already, and where it is ``embedded`` their vectors.

        What was learned from a text that it had before is forgotten.
        """
        bare = replace(document, boxes=())
        self._write(
            f"INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {_NOW}, ?, ?)",
            (
                document.document_id,
                document.file,
                len(document.pages) if document.paged else None,
                passages,
                zlib.compress(_DOCUMENT.dump_json(bare), 1),
                zlib.compress(_BOXES.dump_json(document.boxes), 1),
                METADATA.dump_json(document.metadata),
                METADATA.dump_json(read_metadata),
                REPORT.dump_json(replace(report, joins=())),
                document.metadata.title if embedded else None,
                zlib.compress(_JOINS.dump_json(report.joins), 1),
            ),
        )
        self._write("DELETE FROM learned WHERE document_id = ?", (document.document_id,))
        self._forget_begun(document.document_id)

    def put_embedded(self, document_id: str, title: str) -> None:
        """Note that a document has the vectors of this title. They must be flushed already."""
        self._write("UPDATE documents SET embedded_title = ? WHERE document_id = ?", (title, document_id))
        self._forget_begun(document_id)

    def put_begun(self, document_id: str, title: str, passages: int) -> None:
        """Note that of a document the first so many passages have the vectors of this title; these must be flushed.

        What it has of another title is no longer whole, and will not do for that title any more.
        """
        values = (document_id, title, passages)
        self._write("INSERT OR REPLACE INTO begun (document_id, title, passages) VALUES (?, ?, ?)", values)
        whole = "document_id = ? AND embedded_title IS NOT NULL"
        self._write(f"UPDATE documents SET embedded_title = '' WHERE {whole}", (document_id,))

    def begun(self) -> dict[str, tuple[str, int]]:
        """By id, of documents that have a part of their vectors: under which title, and how many passages do."""
        rows = self._all("SELECT document_id, title, passages FROM begun", ())
        return {str(row[0]): (str(row[1]), int(row[2])) for row in rows}

    def _forget_begun(self, document_id: str) -> None:
        self._write("DELETE FROM begun WHERE document_id = ?", (document_id,))

    def await_vectors(self) -> None:
        """Note that the vectors of all documents are to be made once more, and that those there are may be used."""
        self._write("DELETE FROM begun", ())
        self._write("UPDATE documents SET embedded_title = '' WHERE embedded_title IS NOT NULL", ())

    def put_unembedded(self, document_id: str, passages: int) -> None:
        """Note that a document has only words, in so many passages."""
        self._forget_begun(document_id)
        values = (passages, document_id)
        self._write("UPDATE documents SET embedded_title = NULL, passages = ? WHERE document_id = ?", values)

    def put_read_metadata(self, document_id: str, metadata: Metadata, report: ReadReport) -> None:
        """Change what a document itself says, and what reading it brought to light."""
        values = (METADATA.dump_json(metadata), REPORT.dump_json(report), document_id)
        self._write("UPDATE documents SET read_metadata = ?, report = ? WHERE document_id = ?", values)

    def put_metadata(self, document_id: str, metadata: Metadata) -> None:
        """Change what a document is said to be (validity, edits)."""
        self._write(
            "UPDATE documents SET metadata = ? WHERE document_id = ?", (METADATA.dump_json(metadata), document_id)
        )

    def rename_document(self, document_id: str, file: str) -> None:
        """Show a document under another of its names."""
        self._write("UPDATE documents SET file = ? WHERE document_id = ?", (file, document_id))

    def remove_document(self, document_id: str) -> None:
        """Make a document not count any more. Documents that were most like it are to be compared again."""
        self._write("DELETE FROM documents WHERE document_id = ?", (document_id,))
        self._write("DELETE FROM learned WHERE document_id = ?", (document_id,))
        self._write("DELETE FROM sketches WHERE document_id = ?", (document_id,))
        self._forget_begun(document_id)
        self._write("UPDATE sketches SET compared = 0, near = NULL WHERE near = ?", (document_id,))

    def put_sketch(self, document_id: str, letters: str, sketch: bytes) -> None:
        """Remember what a document's text is like. ``letters``: the same for the same letters and digits."""
        self._write(
            "INSERT OR REPLACE INTO sketches (document_id, letters, sketch) VALUES (?, ?, ?)",
            (document_id, letters, sketch),
        )

    def sketches(self) -> tuple[tuple[str, bytes, bool], ...]:
        """Id, sketch, and whether it was compared with the others, of every document that has one; oldest first."""
        sql = "SELECT document_id, sketch, compared FROM sketches JOIN documents USING (document_id) ORDER BY added, 1"
        return tuple((str(row[0]), bytes(row[1]), bool(row[2])) for row in self._all(sql, ()))

    def same_text(self, letters: str) -> tuple[str, ...]:
        """Ids of the documents with these letters and digits."""
        return tuple(str(row[0]) for row in self._all("SELECT document_id FROM sketches WHERE letters = ?", (letters,)))

    def put_near(self, document_id: str, near: Near | None) -> None:
        """Remember which other document this one is most like, None for none."""
        found = (near.document_id, near.share, near.more, near.fewer) if near else (None, None, None, None)
        self._write(
            "UPDATE sketches SET compared = 1, near = ?, share = ?, more = ?, fewer = ? WHERE document_id = ?",
            (*found, document_id),
        )

    def document(self, document_id: str, *, with_boxes: bool = False) -> CitableDocument | None:
        """A document with its text, and its boxes when asked."""
        row = self._one("SELECT document, metadata, boxes, file FROM documents WHERE document_id = ?", (document_id,))
        if row is None:
            return None
        document = _DOCUMENT.validate_json(zlib.decompress(row[0]))
        boxes = _BOXES.validate_json(zlib.decompress(row[2])) if with_boxes else ()
        return replace(document, metadata=METADATA.validate_json(row[1]), boxes=boxes, file=str(row[3]))

    def joins(self, document_id: str) -> tuple[tuple[str, str], ...]:
        """Every repair of a document's text as (as found, as healed)."""
        row = self._one("SELECT joins FROM documents WHERE document_id = ?", (document_id,))
        return _JOINS.validate_json(zlib.decompress(row[0])) if row and row[0] else ()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document that counts, by file name."""
        files: dict[str, list[FileRecord]] = {}
        for file in self.files():
            if file.document_id is not None:
                files.setdefault(file.document_id, []).append(file)
        rows = self._all(RECORDS, ())
        records = {str(row[0]): record_of(row, files.get(str(row[0]), ())) for row in rows}
        complete = (replace(r, near=named(r.near, records)) for r in records.values())
        return tuple(sorted(complete, key=lambda r: (r.file, r.document_id)))

    def record(self, document_id: str) -> DocumentRecord | None:
        """One document that counts, without looking at all others."""
        found = self._bare(document_id)
        if found is None or found.near is None:
            return found
        other = self._bare(found.near.document_id)
        return replace(found, near=named(found.near, {} if other is None else {other.document_id: other}))

    def _bare(self, document_id: str) -> DocumentRecord | None:
        row = self._one(f"{RECORDS} WHERE document_id = ?", (document_id,))
        return None if row is None else record_of(row, self.files_of(document_id))

    def sizes(self) -> dict[str, int]:
        """Number of passages of every document that counts."""
        return {str(row[0]): int(row[1]) for row in self._all("SELECT document_id, passages FROM documents", ())}

    def document_ids(self) -> set[str]:
        """Ids of every document that counts."""
        return set(self.sizes())

    def has_document(self, document_id: str) -> bool:
        """Whether a document counts."""
        return self._one("SELECT 1 FROM documents WHERE document_id = ?", (document_id,)) is not None

    def is_embedded(self, document_id: str) -> bool:
        """Whether a document counts and has vectors."""
        row = self._one("SELECT embedded_title FROM documents WHERE document_id = ?", (document_id,))
        return row is not None and row[0] is not None

    def size(self, document_id: str) -> tuple[int | None, int]:
        """Pages and passages of a document; (None, 0) where it does not count."""
        row = self._one("SELECT pages, passages FROM documents WHERE document_id = ?", (document_id,))
        return (None, 0) if row is None else (row[0], row[1])

    def put_learned(self, document_id: str, added: str, version: int, learned: Learned) -> None:
        """Remember what a document taught that was ``added`` then; nothing when it was removed or written again since.

        Whoever reads may: it follows from the document alone, and everybody would write the same.
        """
        blob = zlib.compress(_LEARNED.dump_json(learned), 1)
        there = "SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM documents WHERE document_id = ? AND added = ?)"
        self._execute(f"INSERT OR REPLACE INTO learned {there}", (document_id, version, blob, document_id, added))

    def learned(self, document_id: str, version: int) -> Learned | None:
        """What a document taught, when it was learned by this version."""
        row = self._one("SELECT learned FROM learned WHERE document_id = ? AND version = ?", (document_id, version))
        try:
            return None if row is None else _LEARNED.validate_json(zlib.decompress(row[0]))
        except (ValidationError, zlib.error):  # it can always be learned again
            return None

    def put_file(self, file: FileRecord) -> None:
        """Remember how a file was last seen."""
        marks = ", ".join("?" * len(file.row))
        self._write(f"INSERT OR REPLACE INTO files ({FILE_COLUMNS}) VALUES ({marks})", file.row)

    def move_file(self, path: str, to: str) -> None:
        """Note that a file lies elsewhere now."""
        self._write("UPDATE OR REPLACE files SET path = ? WHERE path = ?", (to, path))

    def remove_files(self, paths: Iterable[str]) -> None:
        """Forget files."""
        for path in paths:
            self._write("DELETE FROM files WHERE path = ?", (path,))

    def named_ids(self) -> set[str]:
        """Ids of the documents that some file is, or was and still needs: the former of one without vectors."""
        rows = self._all(
            "SELECT f.document_id FROM files f WHERE f.document_id IS NOT NULL UNION "
            "SELECT f.former_id FROM files f JOIN documents d ON d.document_id = f.document_id "
            "WHERE f.former_id IS NOT NULL AND d.embedded_title IS NULL",
            (),
        )
        return {str(row[0]) for row in rows}

    def files(self) -> tuple[FileRecord, ...]:
        """Every file as last seen, by path."""
        return tuple(map(FileRecord.from_row, self._all(f"{_FILES} ORDER BY path", ())))

    def files_of(self, document_id: str) -> tuple[FileRecord, ...]:
        """Files that are this document."""
        rows = self._all(f"{_FILES} WHERE document_id = ? ORDER BY path", (document_id,))
        return tuple(map(FileRecord.from_row, rows))
