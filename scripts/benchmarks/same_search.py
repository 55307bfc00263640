"""Our own search once more, with qdrant-client's local mode where our engine is: the same work, asked of the other."""

from __future__ import annotations

from pathlib import Path

from qdrant_client import QdrantClient

from benchmarks.measuring import TimedEmbedder
from benchmarks.ours import Bronwijzer
from index.library import Library
from index.store.client import ClientEngine
from index.store.collection import complete
from index.store.passages import QdrantPassageStore
from index.units import UNIT_EXTRA

COLLECTION = "passages"


class SameSearchLocal(Bronwijzer):
    """A :class:`benchmarks.searchers.Searcher` that does all that ours does, over the client's local mode.

    :param folder: where the index and the client keep their data.
    """

    def library(self, folder: Path, embedder: TimedEmbedder) -> Library:
        """An index of which the passages are in the client's own engine; what ours remembers is remembered here too."""
        library = Library(folder / "index", embedder)
        library.store.close()
        client = QdrantClient(path=str(folder / "client"))
        complete(client, COLLECTION, embedder.dimension, embedder.dimension + UNIT_EXTRA)
        library.store = QdrantPassageStore(ClientEngine(client, COLLECTION), alone=True, shelf=folder)
        return library
