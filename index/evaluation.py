"""The project's own figures on a question file, in TREC's words.

A question has evidence groups; a passage holds a group when it holds any of its alternatives, letters and digits
only. Questions without evidence are those that the documents do not answer.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.results import AnswerStatus, Hit
from index.service import AskResult

WORDS_PER_HIT = 220
WORDS_PER_ANSWER = 80
_GRAM = 8
_SHARE = 0.85
"""Eight-letter sequences that must agree: forgives a scar of extraction, not another sentence."""
_BINS = 5
_CUTOFFS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, judged.

    :param rank: rank of the hit that completes the evidence, None when the first ten do not.
    :param gains: for each of the first ten hits whether it holds evidence not seen before.
    """

    question_id: str
    kind: str
    answerable: bool
    rank: int | None
    gains: tuple[bool, ...]
    groups: int
    answered: bool
    pages: tuple[bool, ...]
    status: AnswerStatus
    confidence: float
    ms: float


def letters(text: str) -> str:
    """Lower-case letters and digits only."""
    return re.sub(r"[^0-9a-zà-ÿ€%]", "", unicodedata.normalize("NFKC", text).lower())


def holds(text: str, sought: str) -> bool:
    """Whether ``text`` holds ``sought`` (both already :func:`letters`), give or take an extraction scar."""
    if not sought or sought in text:
        return bool(sought)
    grams = [sought[i : i + _GRAM] for i in range(max(1, len(sought) - _GRAM + 1))]
    return sum(gram in text for gram in grams) / len(grams) >= _SHARE


def judge(entry: Mapping[str, Any], result: AskResult) -> Judged:
    """Judge the result of one question of a question file."""
    groups = [[(letters(a["text"]), a) for a in group] for group in entry.get("evidence") or []]
    texts = [letters(_first_words(hit.text, WORDS_PER_HIT)) for hit in result.hits[:10]]
    ranks = [_first(texts, [sought for sought, _ in group]) for group in groups]
    complete = [r for r in ranks if r is not None]
    said = letters(_first_words(" ".join(q.text for q in result.answer.quotes), WORDS_PER_ANSWER))
    return Judged(
        question_id=str(entry["id"]),
        kind=str(entry.get("type", "")),
        answerable=bool(groups),
        rank=max(complete) if groups and len(complete) == len(groups) else None,
        gains=tuple(number in complete for number in range(1, len(texts) + 1)),
        groups=len(groups),
        answered=any(holds(said, sought) for group in groups for sought, _ in group),
        pages=tuple(_pages(result.hits, texts, groups)),
        status=result.answer.status,
        confidence=result.answer.confidence,
        ms=result.ms,
    )


def _first_words(text: str, number: int) -> str:
    return " ".join(text.split()[:number])


def _first(texts: Sequence[str], sought: Sequence[str]) -> int | None:
    return next((rank for rank, text in enumerate(texts, 1) if any(holds(text, s) for s in sought)), None)


def _pages(hits: Sequence[Hit], texts: Sequence[str], groups: Sequence[Sequence[tuple[str, Any]]]) -> list[bool]:
    checks = []
    for hit, text in zip(hits, texts, strict=False):
        if hit.page is None:
            continue
        for sought, alternative in (pair for group in groups for pair in group):
            known = alternative.get("pdf_pages")
            if known and alternative.get("stem") == Path(hit.file).stem and holds(text, sought):
                checks.append(hit.page in known)
    return checks


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures of a run, ready to print or to keep."""
    yes = [j for j in judged if j.answerable]
    no = [j for j in judged if not j.answerable]
    out: dict[str, Any] = {"questions": len(judged)}
    out |= {f"hit@{k}": _mean(yes, lambda j, k=k: _within(j, k)) for k in _CUTOFFS}  # type: ignore[misc]
    out["mrr@10"] = _mean(yes, lambda j: 1 / j.rank if j.rank else 0.0)
    out["ndcg@10"] = _mean(yes, _ndcg)
    out["answer@1"] = _mean(yes, lambda j: float(j.answered))
    checks = [check for j in judged for check in j.pages]
    out["page"] = round(sum(checks) / len(checks), 3) if checks else None
    out["auroc"] = auroc([j.confidence for j in yes], [j.confidence for j in no])
    out["ece"] = expected_calibration_error([(j.confidence, j.answered) for j in judged])
    out["false_refusal"] = _mean(yes, lambda j: float(j.status is AnswerStatus.NOT_FOUND))
    out["refused"] = _mean(no, lambda j: float(j.status is not AnswerStatus.ANSWERED))
    times = sorted(j.ms for j in judged)
    out["ms_p50"] = times[len(times) // 2] if times else None
    out["ms_p95"] = times[min(len(times) - 1, int(0.95 * len(times)))] if times else None
    kinds = sorted({j.kind for j in yes})
    out["hit@5_by_type"] = {kind: _mean([j for j in yes if j.kind == kind], lambda j: _within(j, 5)) for kind in kinds}
    return out


def _within(judged: Judged, k: int) -> float:
    return float(judged.rank is not None and judged.rank <= k)


def _mean(judged: Sequence[Judged], value: Callable[[Judged], float]) -> float | None:
    return round(sum(map(value, judged)) / len(judged), 3) if judged else None


def _ndcg(judged: Judged) -> float:
    """Normalised discounted cumulative gain, gain 1 for each evidence group at the hit that first holds it."""
    gained = sum(1 / math.log2(rank + 1) for rank, gain in enumerate(judged.gains, 1) if gain)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, judged.groups + 1))
    return min(gained / ideal, 1.0) if ideal else 0.0


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Chance that a random answerable question is surer than a random unanswerable one; ties count half."""
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return round(wins / (len(positive) * len(negative)), 3)


def expected_calibration_error(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Mean gap between stated confidence and share that held, over five equal bins (Naeini et al. 2015)."""
    if not pairs:
        return None
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, held in pairs:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, held))
    gaps = [abs(sum(c for c, _ in b) - sum(h for _, h in b)) for b in bins if b]
    return round(sum(gaps) / len(pairs), 3)
