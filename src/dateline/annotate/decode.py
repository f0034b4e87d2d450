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
    path = _best_path(np.log(shares + 1e-9))
    sure = shares[np.arange(len(path)), path]
    spans: list[WordSpan] = []
    index = 0
    while index < len(path):
        tag = path[index]
        stop = index + 1
        if tag:
            while stop < len(path) and path[stop] == tag + 1:
                stop += 1
            spans.append(WordSpan(index, stop - 1, tags[tag][2:], float(sure[index:stop].mean())))
        index = stop
    return spans


def _best_path(logs: Floats) -> list[int]:
    """Return the best legal tags; only the stretches where the best tag is illegal are searched."""
    best = logs.argmax(-1)
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
        path[start:stop] = _viterbi(logs[start:stop])
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
    shares = np.ascontiguousarray(sigmoid(scores).transpose(2, 0, 1))
    bars = np.array([thresholds.get(role, 0.5) for role in ROLES])
    holds = (shares >= bars[:, None, None]) & _may_lead(len(scores))
    tails: dict[tuple[int, int], list[int]] = {}
    for number, head, tail in np.argwhere(holds).tolist():
        tails.setdefault((number, head), []).append(tail)
    for (number, head), found in tails.items():
        role, row = ROLES[number], shares[number, head]
        kept = found
        if role in _SINGLE and len(found) > 1:
            kept = _fewer(row, found, keep_second=role not in _NEVER_SECOND)
        links += [(head, role, tail, float(row[tail])) for tail in kept]
    return _to_first(links if like is None else links + _same_names(links, like))


def _may_lead(count: int) -> NDArray[np.bool_]:
    """Return which span may be the tail of which, [roles, spans, spans]: never of itself."""
    apart = ~np.eye(count, dtype=np.bool_)
    backwards = np.tril(apart)
    return np.stack([backwards if role in _BACKWARDS else apart for role in ROLES])


def _same_names(
    links: Sequence[tuple[int, str, int, float]], like: NDArray[np.int64]
) -> list[tuple[int, str, int, float]]:
    """Return `same` for each name that stands in the report already and has no other link.

    A name has one sense in one text (Gale, Church and Yarowsky 1992).
    """
    linked = {head for head, role, _, _ in links if role == "same"}
    first: dict[int, int] = {}
    for head, tail in np.argwhere(np.tril(like == _SAME_NAME, -1)).tolist():
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


def _fewer(shares: Floats, tails: Sequence[int], *, keep_second: bool) -> list[int]:
    """Return the surest tail, and others only where they are nearly certain, too."""
    best = max(tails, key=lambda tail: (shares[tail], -tail))
    return [tail for tail in tails if tail == best or (keep_second and shares[tail] >= _SECOND)]
