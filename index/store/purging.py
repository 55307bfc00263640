"""Take what was deleted out of the files of the embedded engine too.

A deleted point is found no more, but its text stays in a page of its segment and in the write-ahead log. The engine
copies what lives into new files when it optimises, and lets go of an old part of its log when new parts are full; both
are brought about here. It holds the whole process up, for seconds in a large library, so it is never done in the app.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import qdrant_edge as qe

from index.store.edge import engine_errors
from index.store.points import SPARSE
from index.store.shelf import FILE as SHELF_FILE

_LOG_PART = 32 * 2**20
"""Bytes of one part of the engine's log. It keeps the last full part, so two must be filled and the rest of one."""
_FILLING = 2**20
_ANY_DELETED = qe.EdgeOptimizersConfig(deleted_threshold=1e-9, vacuum_min_vector_number=1, indexing_threshold=0)
"""One deleted point is enough; and no index over vectors is built, because they are searched exactly."""


def purge_engine(folder: Path) -> None:
    """Rewrite the files of an engine that nobody has open, without what was deleted.

    Where this is cut short points may be there twice, so it is done in a copy.

    :raises StoreError: it does not open.
    """
    with engine_errors(folder):
        config = qe.EdgeConfig(
            sparse_vectors={SPARSE: qe.EdgeSparseVectorParams(modifier=qe.Modifier.Idf)}, optimizers=_ANY_DELETED
        )
        shard = qe.EdgeShard.load(str(folder), config)
        shard.optimize()
        _fill_log(shard)
        shard.flush()
        shard.close()
    _purge_shelf(folder / SHELF_FILE)


def _fill_log(shard: qe.EdgeShard) -> None:
    """With changes of nothing."""
    nothing = qe.Filter(must=[qe.HasIdCondition(set())])
    filling = qe.UpdateOperation.set_payload_by_filter(nothing, {"": "-" * _FILLING})
    for _ in range(3 * _LOG_PART // _FILLING):
        shard.update(filling)


def _purge_shelf(path: Path) -> None:
    """Nothing is only there, so what cannot be rewritten goes."""
    try:
        if path.exists():
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.execute("VACUUM")
    except sqlite3.Error:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
