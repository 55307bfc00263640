"""Bring a manifest of a former version up to this one, so that nobody has to read all documents again."""

from __future__ import annotations

import json
import sqlite3
import zlib

SCHEMA_VERSION = 2
"""1: every document had vectors. 2: a document may be found by its words before it has vectors, and the repairs of its
text are kept apart from what is known of every document."""


_ADDED = (
    ("documents", "embedded_title", "TEXT"),
    ("documents", "joins", "BLOB"),
    ("files", "again", "TEXT NOT NULL DEFAULT ''"),
    ("files", "former_id", "TEXT"),
)
"""Table, column and type of what version 1 did not have."""


def migrate(db: sqlite3.Connection) -> None:
    """Change the tables of version 1; all of it or nothing. Tables of this version are left alone.

    :param db: a connection that does not begin transactions by itself.
    """
    if not _lacking(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        lacking = _lacking(db)  # another process may have been first
        for table, column, kind in lacking:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        if _ADDED[0] in lacking:
            _keep_vectors_and_repairs(db)
        if _ADDED[2] in lacking:  # what could not be read then is tried once more
            db.execute("UPDATE files SET again = 'next' WHERE document_id IS NULL")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite took it back itself where the disk is full
            db.execute("ROLLBACK")
        raise


def _keep_vectors_and_repairs(db: sqlite3.Connection) -> None:
    for document_id, metadata, report in db.execute("SELECT document_id, metadata, report FROM documents").fetchall():
        try:
            title, told = json.loads(metadata)["title"], json.loads(report)
        except (ValueError, KeyError) as error:  # what no person can mend: as damaged as a file that is no database
            raise sqlite3.DatabaseError(str(error)) from error
        joins = zlib.compress(json.dumps(told.pop("joins", [])).encode(), 1)
        values = (title, joins, json.dumps(told).encode(), document_id)
        db.execute("UPDATE documents SET embedded_title = ?, joins = ?, report = ? WHERE document_id = ?", values)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),))


def _lacking(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    there = {(table, str(row[1])) for table, _, _ in _ADDED for row in db.execute(f"PRAGMA table_info({table})")}
    return [(table, column, kind) for table, column, kind in _ADDED if (table, column) not in there]
