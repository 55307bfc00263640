"""Rival (b): Haystack's own store in memory, BM25 and embeddings joined by RRF, as its documentation shows it."""

from __future__ import annotations

from collections.abc import Sequence

import index.haystack_core  # noqa: F401  first, because Haystack by itself loads PyTorch

# isort: split
from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from benchmarks.examples import Example
from benchmarks.searchers import TOP_K
from index.embedding.protocol import Embedder


class HaystackMemory:
    """A :class:`benchmarks.searchers.Searcher` over ``InMemoryDocumentStore``; nothing is kept on disk."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._store = InMemoryDocumentStore(embedding_similarity_function="dot_product", return_embedding=False)
        self._pipeline = Pipeline()
        self._pipeline.add_component("words", InMemoryBM25Retriever(self._store, top_k=TOP_K))
        self._pipeline.add_component("meaning", InMemoryEmbeddingRetriever(self._store, top_k=TOP_K))
        self._pipeline.add_component("joiner", DocumentJoiner("reciprocal_rank_fusion", top_k=TOP_K))
        self._pipeline.connect("words", "joiner")
        self._pipeline.connect("meaning", "joiner")

    def add(self, examples: Sequence[Example]) -> None:
        """Write passages with their text and vector."""
        self._store.write_documents(
            [
                Document(
                    id=stored.passage.passage_id,
                    content=stored.passage.text,
                    embedding=stored.vectors.dense.tolist(),
                    meta={"document_id": stored.passage.document_id},
                )
                for example in examples
                for stored in example.stored
            ]
        )

    def search(self, question: str) -> int:
        """Both retrievers, joined by reciprocal rank."""
        vector = self._embedder.embed_queries([question])[0].tolist()
        found = self._pipeline.run({"words": {"query": question}, "meaning": {"query_embedding": vector}})
        return len(found["joiner"]["documents"])

    def close(self) -> None:
        """Forget all passages."""
        self._store.delete_documents([document.id for document in self._store.filter_documents()])
