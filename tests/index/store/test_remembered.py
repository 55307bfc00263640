"""What is remembered of a store is what the store holds: never older than the last write."""

from __future__ import annotations

from index.store.remembered import Remembered


def test_what_was_fetched_is_not_fetched_again_until_something_is_written():
    asked: list[tuple[str, ...]] = []

    def fetch(ids):
        asked.append(tuple(ids))
        return {i: f"{i}-{len(asked)}" for i in ids if i != "weg"}

    kept: Remembered[str, str] = Remembered(10)
    assert kept.get(("a", "weg", "b"), fetch) == {"a": "a-1", "b": "b-1"}
    assert list(kept.get(("b", "c", "a"), fetch)) == ["b", "c", "a"]
    kept.forget()
    assert kept.get(("a",), fetch) == {"a": "a-3"}
    assert asked == [("a", "weg", "b"), ("c",), ("a",)]


def test_what_comes_in_after_a_write_is_not_kept():
    kept: Remembered[str, str] = Remembered(10)

    def old(ids):
        kept.forget()  # somebody writes while this is fetched
        return dict.fromkeys(ids, "old")

    assert kept.get(("a",), old) == {"a": "old"}
    assert kept.get(("a",), lambda ids: dict.fromkeys(ids, "new")) == {"a": "new"}


def test_there_are_never_more_than_the_limit_and_none_without():
    for limit in (0, 3):
        kept: Remembered[str, int] = Remembered(limit)
        for first in range(0, 12, 2):
            kept.get((str(first), str(first + 1)), lambda ids: {i: int(i) for i in ids})
            assert len(kept._kept) <= limit


def test_the_first_that_came_go():
    kept: Remembered[str, int] = Remembered(2)
    for asked in ("a", "b", "c"):
        kept.get((asked,), lambda ids: dict.fromkeys(ids, 0))
    fetched: list[str] = []

    def fetch(ids):
        fetched.extend(ids)
        return dict.fromkeys(ids, 1)

    assert kept.get(("a", "b", "c"), fetch) == {"a": 1, "b": 0, "c": 0}
    assert fetched == ["a"]
