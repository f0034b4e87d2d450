"""What the reader may say: its tags, and which labels may stand at the ends of each role.

Source: the key tables of `corpus/GUIDELINES.md`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotation import CUE_LABEL, EVENT_LABELS, MENTION_LABELS, ROLES

TRIGGER_LABELS: Final = (*EVENT_LABELS, CUE_LABEL)
SPAN_LABELS: Final = (*MENTION_LABELS, *TRIGGER_LABELS)
MENTION_TAGS: Final = ("O", *(f"{b}-{label}" for label in MENTION_LABELS for b in "BI"))
TRIGGER_TAGS: Final = ("O", *(f"{b}-{label}" for label in TRIGGER_LABELS for b in "BI"))

# role: (labels of the head, labels of the tail); EVENT stands for every event label.
_ROLE_ENDS: Final = {
    "agent": ("EVENT", "ACTOR PLACE"),
    "target": ("EVENT", "ACTOR PLACE MEANS"),
    "place": ("EVENT", "PLACE"),
    "from": ("EVENT", "PLACE"),
    "to": ("EVENT SAY", "PLACE ACTOR"),
    "time": ("EVENT SAY", "TIME"),
    "count": ("EVENT", "COUNT"),
    "means": ("EVENT", "MEANS"),
    "cause": ("EVENT", "EVENT"),
    "source": ("SAY", "ACTOR"),
    "says": ("SAY", "EVENT"),
    "of": ("COUNT", "ACTOR MEANS"),
    "same": ("ACTOR PLACE", "ACTOR PLACE"),
    "in": ("PLACE", "PLACE"),
}


def _expand(labels: str) -> list[int]:
    names = labels.replace("EVENT", " ".join(EVENT_LABELS)).split()
    return [SPAN_LABELS.index(name) for name in names]


def role_mask() -> NDArray[np.bool_]:
    """Return which (head label, tail label, role) the guidelines allow, as a boolean array."""
    mask = np.zeros((len(SPAN_LABELS), len(SPAN_LABELS), len(ROLES)), dtype=np.bool_)
    for role, (heads, tails) in _ROLE_ENDS.items():
        for head in _expand(heads):
            for tail in _expand(tails):
                mask[head, tail, ROLES.index(role)] = True
    same = ROLES.index("same")
    actor, place = SPAN_LABELS.index("ACTOR"), SPAN_LABELS.index("PLACE")
    mask[actor, place, same] = mask[place, actor, same] = False
    say = SPAN_LABELS.index(CUE_LABEL)
    mask[say, place, ROLES.index("to")] = False
    return mask
