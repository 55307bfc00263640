"""A Qdrant server or cluster, as the settings describe it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is, and how a new collection is spread over it.

    :param shards: parts that a collection is cut into, so that several nodes search it.
    :param replicas: copies of every part, on as many nodes.
    :param write_consistency: copies that must have a write before it counts.
    """

    url: str
    api_key: str = ""
    shards: int = 1
    replicas: int = 1
    write_consistency: int = 1
