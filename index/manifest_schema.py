"""The tables of the manifest, and how a document is read from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from index.records import DocumentRecord, FileRecord, Near, ReadReport
from index.types import Metadata

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, file TEXT NOT NULL, pages INTEGER, passages INTEGER NOT NULL,
    document BLOB NOT NULL, boxes BLOB NOT NULL, metadata BLOB NOT NULL, read_metadata BLOB NOT NULL,
    report BLOB NOT NULL, added TEXT NOT NULL, embedded_title TEXT, joins BLOB);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    document_id TEXT, error_code TEXT, error TEXT, again TEXT NOT NULL DEFAULT '', former_id TEXT);
CREATE TABLE IF NOT EXISTS learned (
    document_id TEXT PRIMARY KEY, version INTEGER NOT NULL, learned BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sketches (
    document_id TEXT PRIMARY KEY, letters TEXT NOT NULL, sketch BLOB NOT NULL, compared INTEGER NOT NULL DEFAULT 0,
    near TEXT, share REAL, more INTEGER, fewer INTEGER);
CREATE TABLE IF NOT EXISTS begun (document_id TEXT PRIMARY KEY, title TEXT NOT NULL, passages INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS sketches_letters ON sketches (letters);
CREATE INDEX IF NOT EXISTS files_document ON files (document_id);
"""
RECORDS = """
SELECT document_id, file, pages, passages, metadata, read_metadata, report, added, embedded_title,
    near, share, more, fewer
FROM documents LEFT JOIN sketches USING (document_id)
"""
METADATA = TypeAdapter(Metadata)
REPORT = TypeAdapter(ReadReport)


def record_of(row: tuple[Any, ...], files: Sequence[FileRecord]) -> DocumentRecord:
    """A row of :data:`RECORDS` with the files that are that document."""
    document_id, file, pages, passages, metadata, read_metadata, report, added, embedded_title, *near = row
    own = tuple(sorted(f.path for f in files if f.is_own))
    copies = tuple(sorted(f.path for f in files if not f.is_own))
    return DocumentRecord(
        document_id=document_id,
        file=file,
        paths=own + copies,
        pages=pages,
        passages=passages,
        metadata=METADATA.validate_json(metadata),
        read_metadata=METADATA.validate_json(read_metadata),
        report=REPORT.validate_json(report),
        added=added,
        embedded_title=embedded_title,
        copies=copies,
        near=Near(*near) if near[0] is not None else None,
    )
