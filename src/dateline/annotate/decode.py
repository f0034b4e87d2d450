"""Scores of the network -> spans and links."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotation import ROLES
from dateline.annotate.likeness import LIKENESS

Floats = NDArray[np.float32]

# A head has one tail in these roles, unless a second one is nearly certain.
_SINGLE: Final = frozenset({"same", "in", "cause", "time", "source", "of"})
_SECOND: Final = 0.8
_NEVER_SECOND: Final = frozenset({"same", "in"})
_BACKWARDS: Final = frozenset({"same"})
# A score that is farther below its bar than this cannot reach it by rounding.
_NEAR: Final = 0.01
_BARS: Final = (1e-6, 1 - 1e-5)
_SAME_NAME: Final = LIKENESS.index("same name")
_SAME_NAME_SHARE: Final = 0.9  # of such pairs in the corpus and in real news this many are the same


class WordSpan(msgspec.Struct, frozen=True):
    """A labelled run of words: indexes of the first and the last word, both inclusive."""

    first: int
    last: int
    label: str
    score: float


def softmax(scores: Floats) -> Floats:
    """Return the softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = raised / raised.sum(-1, keepdims=True)
    return shares


def sigmoid(scores: Floats) -> Floats:
    """Return the logistic function of `scores`."""
    values = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return values.astype(np.float32)


def decode_tags(scores: Floats, tags: Sequence[str]) -> list[WordSpan]:
    """Return the spans of the best legal tag sequence.

    `scores` is [words, tags]; `tags` are "O", then "B-X", "I-X" in pairs, so that in the order of
    `tags` odd indexes begin and even ones from 2 continue the label before them.
    """
    if not len(scores):
        return []
    shares = softmax(scores)
    path = _best_path(shares)
    sure: list[float] = shares[np.arange(len(path)), path].tolist()
    spans: list[WordSpan] = []
    index = 0
    while index < len(path):
        tag = path[index]
        stop = index + 1
        if tag:
            while stop < len(path) and path[stop] == tag + 1:
                stop += 1
            mean = sum(sure[index:stop]) / (stop - index)
            spans.append(WordSpan(index, stop - 1, tags[tag][2:], mean))
        index = stop
    return spans


def _best_path(shares: Floats) -> list[int]:
    """Return the best legal tags; only the stretches where the best tag is illegal are searched."""
    best = shares.argmax(-1)
    continues = (best > 0) & (best % 2 == 0)
    before = np.concatenate([[0], best[:-1]])
    illegal = continues & (before != best) & (before != best - 1)
    path: list[int] = best.tolist()
    done = 0
    for place in np.flatnonzero(illegal).tolist():
        if place < done:
            continue
        start, stop = place, place + 1
        while start > 0 and path[start - 1]:
            start -= 1
        start = max(0, start - 1)
        while stop < len(path) and path[stop]:
            stop += 1
        path[start:stop] = _viterbi(np.log(shares[start:stop] + 1e-9))
        done = stop
    return path


def _viterbi(logs: Floats) -> list[int]:
    """Return the best legal tag sequence of one stretch."""
    begins = np.arange(1, logs.shape[1], 2)
    totals = logs[0].copy()
    totals[begins + 1] = -1e9
    back = np.zeros(logs.shape, dtype=np.int64)
    for index in range(1, len(logs)):
        top = int(totals.argmax())
        back[index] = top
        reached = np.full(logs.shape[1], totals[top], dtype=logs.dtype)
        goes_on = totals[begins + 1] > totals[begins]
        back[index, begins + 1] = np.where(goes_on, begins + 1, begins)
        reached[begins + 1] = np.maximum(totals[begins + 1], totals[begins])
        totals = reached + logs[index]
    path = [int(totals.argmax())]
    for index in range(len(logs) - 1, 0, -1):
        path.append(int(back[index, path[-1]]))
    return path[::-1]


def decode_roles(
    scores: Floats, thresholds: Mapping[str, float], like: NDArray[np.int64] | None = None
) -> list[tuple[int, str, int, float]]:
    """Return (head, role, tail, probability) of each link that holds.

    `scores` is [spans, spans, roles], in the order of the text; `like` [spans, spans] as
    `annotate.likeness` gives it.
    """
    links: list[tuple[int, str, int, float]] = []
    tails: dict[tuple[int, int], dict[int, float]] = {}
    for number, head, tail, share in _holding(scores, thresholds):
        if tail < head or (tail > head and ROLES[number] not in _BACKWARDS):
            tails.setdefault((number, head), {})[tail] = share
    for (number, head), shares in tails.items():
        role = ROLES[number]
        kept = list(shares)
        if role in _SINGLE and len(shares) > 1:
            kept = _fewer(shares, keep_second=role not in _NEVER_SECOND)
        links += [(head, role, tail, shares[tail]) for tail in kept]
    return _to_first(links if like is None else links + _same_names(links, like))


def _holding(scores: Floats, thresholds: Mapping[str, float]) -> list[tuple[int, int, int, float]]:
    """Return (role, head, tail, probability) where the probability reaches the role's bar, sorted.

    Few do, so probabilities are only worked out where a score comes near its bar.
    """
    bars = np.array([thresholds.get(role, 0.5) for role in ROLES])
    shares = np.clip(bars, *_BARS)
    near = np.log(shares / (1.0 - shares)) - _NEAR
    heads, tails, roles = np.nonzero(scores >= near.astype(np.float32))
    found = sigmoid(scores[heads, tails, roles])
    holds = found >= bars[roles]
    columns = (column[holds].tolist() for column in (roles, heads, tails, found))
    return sorted(zip(*columns, strict=True))


def _same_names(
    links: Sequence[tuple[int, str, int, float]], like: NDArray[np.int64]
) -> list[tuple[int, str, int, float]]:
    """Return `same` for each name that stands in the report already and has no other link.

    A name has one sense in one text (Gale, Church and Yarowsky 1992).
    """
    linked = {head for head, role, _, _ in links if role == "same"}
    first: dict[int, int] = {}
    for head, tail in np.argwhere(like == _SAME_NAME).tolist():
        if tail < head:
            first.setdefault(head, tail)
    return [
        (head, "same", tail, _SAME_NAME_SHARE) for head, tail in first.items() if head not in linked
    ]


def _to_first(
    links: Sequence[tuple[int, str, int, float]],
) -> list[tuple[int, str, int, float]]:
    """Return the links with each `same` leading to the first mention, as the guidelines ask."""
    before = {head: tail for head, role, tail, _ in links if role == "same"}
    return [
        (head, role, _first(tail, before) if role == "same" else tail, share)
        for head, role, tail, share in links
    ]


def _first(span: int, before: Mapping[int, int]) -> int:
    while span in before:  # ends: `same` only leads backwards
        span = before[span]
    return span


def _fewer(shares: Mapping[int, float], *, keep_second: bool) -> list[int]:
    """Return the surest tail, and others only where they are nearly certain, too."""
    best = max(shares, key=lambda tail: (shares[tail], -tail))
    return [
        tail for tail, share in shares.items() if tail == best or (keep_second and share >= _SECOND)
    ]
