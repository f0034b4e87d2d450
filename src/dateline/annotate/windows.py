"""Windows over a long text, and the annotation put together from them.

A report longer than one window is read in windows that overlap. Each word piece is taken from the
window in which it stands farthest from an edge; a link from any window that holds both its ends.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 320
SHARED: Final = 96


class Window(msgspec.Struct, frozen=True):
    """Word pieces `start` to `end` (exclusive) of a text; it owns `owned_start` to `owned_end`."""

    start: int
    end: int
    owned_start: int
    owned_end: int


def cut_windows(
    sentences: NDArray[np.int64], *, longest: int = LONGEST, shared: int = SHARED
) -> list[Window]:
    """Return the windows over the pieces whose sentence indexes are `sentences`.

    Windows begin and end between sentences where a sentence is short enough to allow it; each
    shares about `shared` pieces with the next. What they own is disjoint and covers every piece.
    """
    count = len(sentences)
    bounds = [0, *(np.flatnonzero(np.diff(sentences)) + 1).tolist(), count]
    edges: list[tuple[int, int]] = []
    start = 0
    while start < count:
        end = _last_bound(bounds, start + 1, start + longest) or min(start + longest, count)
        edges.append((start, end))
        if end == count:
            break
        back = _last_bound(bounds, start + 1, end - shared) or end - shared
        start = back if back > start else end
    return _owning(edges)


def _last_bound(bounds: Sequence[int], low: int, high: int) -> int | None:
    """Return the last sentence bound between `low` and `high`, both inclusive."""
    place = int(np.searchsorted(bounds, high, side="right")) - 1
    return bounds[place] if place >= 0 and bounds[place] >= low else None


def _owning(edges: Sequence[tuple[int, int]]) -> list[Window]:
    windows: list[Window] = []
    for number, (start, end) in enumerate(edges):
        owned_start = windows[-1].owned_end if windows else start
        is_last = number + 1 == len(edges)
        owned_end = end if is_last else (edges[number + 1][0] + end) // 2
        windows.append(Window(start, end, owned_start, owned_end))
    return windows
