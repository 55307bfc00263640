"""Bring a manifest of a former version up to this one, so that nobody has to read all documents again."""

from __future__ import annotations

import json
import sqlite3
import zlib

SCHEMA_VERSION = 2
"""1: every document had vectors. 2: a document may be found by its words before it has vectors, and the repairs of its
text are kept apart from what is known of every document."""


def migrate(db: sqlite3.Connection) -> None:
    """Change the tables of version 1; all of it or nothing. Tables of this version are left alone.

    :param db: a connection that does not begin transactions by itself.
    """
    if "embedded_title" in _columns(db, "documents"):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        if "embedded_title" not in _columns(db, "documents"):  # another process may have been first
            _from_first(db)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _from_first(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE documents ADD COLUMN embedded_title TEXT")
    db.execute("ALTER TABLE documents ADD COLUMN joins BLOB")
    db.execute("ALTER TABLE files ADD COLUMN again TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE files ADD COLUMN former_id TEXT")
    db.execute("UPDATE files SET again = 'next' WHERE document_id IS NULL")  # what could not be read is tried again
    for document_id, metadata, report in db.execute("SELECT document_id, metadata, report FROM documents").fetchall():
        try:
            title, told = json.loads(metadata)["title"], json.loads(report)
        except (ValueError, KeyError) as error:  # what no person can mend: as damaged as a file that is no database
            raise sqlite3.DatabaseError(str(error)) from error
        joins = zlib.compress(json.dumps(told.pop("joins", [])).encode(), 1)
        values = (title, joins, json.dumps(told).encode(), document_id)
        db.execute("UPDATE documents SET embedded_title = ?, joins = ?, report = ? WHERE document_id = ?", values)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),))


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")}
