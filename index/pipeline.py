"""Searching and answering as Haystack components, wired into two pipelines."""

from __future__ import annotations

from collections.abc import Callable

from index.answering import answer as make_answer
from index.embedding.protocol import Embedder
from index.expansion import NOTHING, Expansions
from index.grouping import retrieve_once
from index.haystack_core import Pipeline, component
from index.library import Library
from index.ranking import WEIGHTS, Weights
from index.results import Answer, Hit, SearchFilters
from index.retrieval import CANDIDATES, Question, Retrieved, to_hits, understand


@component
class QuestionEncoder:
    """Analyses and embeds a question.

    :param embedder: the model that embedded the documents.
    :param weights: how much of the hub correction is applied.
    :param expansions: gives the abbreviations that the documents explain.
    """

    def __init__(
        self, embedder: Embedder, weights: Weights = WEIGHTS, expansions: Callable[[], Expansions] = lambda: NOTHING
    ) -> None:
        self.embedder = embedder
        self.weights = weights
        self.expansions = expansions

    def warm_up(self) -> None:
        """Load the model."""
        self.embedder.warm_up()

    @component.output_types(question=Question)
    def run(self, text: str, filters: SearchFilters) -> dict[str, Question]:
        """:returns: ``question``: the words and vectors of ``text``."""
        return {"question": understand(text, self.embedder, filters, self.weights, self.expansions())}


@component
class PassageRetriever:
    """Finds and ranks passages.

    :param library: where they are.
    :param limit: candidates that each signal puts forward, > 0.
    :param weights: what each signal counts for.
    """

    def __init__(self, library: Library, limit: int = CANDIDATES, weights: Weights = WEIGHTS) -> None:
        if limit <= 0:
            raise ValueError(f"limit must be > 0, not {limit}")
        self.library = library
        self.limit = limit
        self.weights = weights

    @component.output_types(retrieved=Retrieved)
    def run(self, question: Question) -> dict[str, Retrieved]:
        """:returns: ``retrieved``: candidates in their final order, every passage once."""
        return {"retrieved": retrieve_once(question, self.library, self.limit, self.weights)}


@component
class HitBuilder:
    """Turns ranked passages into hits with title, page, marks and citation."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @component.output_types(hits=tuple[Hit, ...])
    def run(self, retrieved: Retrieved, top_k: int) -> dict[str, tuple[Hit, ...]]:
        """:returns: ``hits``: the first ``top_k``."""
        return {"hits": to_hits(retrieved, self.library, top_k)}


@component
class ExtractiveAnswerer:
    """Answers with verbatim quotes from the hits.

    :param library: names the cells of table rows.
    """

    def __init__(self, library: Library) -> None:
        self.library = library

    @component.output_types(answer=Answer)
    def run(self, retrieved: Retrieved, hits: tuple[Hit, ...]) -> dict[str, Answer]:
        """:returns: ``answer``: quotes, certainty, missing words."""
        return {"answer": make_answer(retrieved, hits, self.library)}


def search_pipeline(
    library: Library,
    embedder: Embedder,
    weights: Weights = WEIGHTS,
    expansions: Callable[[], Expansions] = lambda: NOTHING,
) -> Pipeline:
    """Question -> hits. Inputs: ``encoder.text``, ``encoder.filters``, ``builder.top_k``."""
    pipeline = Pipeline()
    pipeline.add_component("encoder", QuestionEncoder(embedder, weights, expansions))
    pipeline.add_component("retriever", PassageRetriever(library, weights=weights))
    pipeline.add_component("builder", HitBuilder(library))
    pipeline.connect("encoder.question", "retriever.question")
    pipeline.connect("retriever.retrieved", "builder.retrieved")
    return pipeline


def answer_pipeline(
    library: Library,
    embedder: Embedder,
    weights: Weights = WEIGHTS,
    expansions: Callable[[], Expansions] = lambda: NOTHING,
) -> Pipeline:
    """Question -> hits and answer: the search pipeline with an answerer behind it."""
    pipeline = search_pipeline(library, embedder, weights, expansions)
    pipeline.add_component("answerer", ExtractiveAnswerer(library))
    pipeline.connect("retriever.retrieved", "answerer.retrieved")
    pipeline.connect("builder.hits", "answerer.hits")
    return pipeline
