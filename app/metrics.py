"""Figures for Prometheus, on a port of their own on this computer: how much, how fast, how it ended; never what."""

from __future__ import annotations

from collections.abc import Iterable
from socketserver import BaseServer

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from app.startup import METRICS_HOST
from index.events import Event
from index.service import KnowledgeBase

_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 1.5, 3.0, 10.0, 30.0)


class Metrics:
    """The figures of one process, and where they can be read."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(_Library(kb))
        into = self.registry
        self._done = Counter("bronwijzer_done", "What was done, and how it ended", ["kind", "outcome"], registry=into)
        self._seconds = Histogram("bronwijzer_seconds", "How long it took", ["kind"], buckets=_SECONDS, registry=into)
        self._server: BaseServer | None = None

    def observe(self, event: Event) -> None:
        """Count something that was done."""
        self._done.labels(event.kind, event.outcome).inc()
        self._seconds.labels(event.kind).observe(event.ms / 1000)

    def start(self, port: int) -> None:
        """Answer to Prometheus on this computer. :raises OSError: the port is taken."""
        self._server, _ = start_http_server(port, METRICS_HOST, self.registry)

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


class _Library(Collector):
    """How large the library is, looked up when it is asked."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked up before somebody asks."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Documents, passages, what awaits vectors and what could not be read."""
        library = self._kb.library
        values = {
            "documents": ("Documents that can be found", len(library.records())),
            "passages": ("Passages in the index", library.store.count()),
            "words_only_documents": ("Documents that can be found by their words only", self._kb.words_only().number),
            "failed_files": ("Files that could not be read", len(library.failed())),
        }
        for name, (explanation, value) in values.items():
            yield GaugeMetricFamily(f"bronwijzer_{name}", explanation, value=value)
