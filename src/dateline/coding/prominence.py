"""How much an event is the news of its report."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.coding.mentions import is_guess
from dateline.coding.merge import Told
from dateline.records import Event

_STATUS_WEIGHT: Final = {
    "happened": 1.0, "ongoing": 1.0, "possible": 0.2, "future": -2.0, "denied": -3.0,
}  # fmt: skip
_RECENT_DAYS: Final = 10
_OLD_DAYS: Final = 45


def prominence(event: Event, told: Sequence[Told], status: str, published: str | None) -> float:
    """Return how much an event is the news of its report; higher is more.

    `published` is left out for an event whose day is only assumed.

    Early in the text, deadly, told often, recent and placed counts for it; being a sum of many
    events, old, only expected or denied counts against it. The weights are set on the dev articles.
    """
    first = min(one.sentence for one in told)
    dead = event.deaths.total.best or 0
    age = _age_days(event, published)
    is_background = age > _OLD_DAYS or all(one.background for one in told)
    value = 4.0 / (1 + first) + 0.25 * min(len(told), 6) + _STATUS_WEIGHT[status]
    value += (0.1 if is_background else 0.2) * math.log2(1 + dead) + (1.0 if dead else 0.0)
    fine = event.place and event.place.precision in {"exact", "near"}
    value += 0.5 if fine and event.place and not is_guess(event.place) else 0.0
    value += 1.0 if event.codes.ucdp.type_of_violence else 0.0
    value += 1.0 if age <= _RECENT_DAYS else 0.0
    return value - (4.0 if is_background else 0.0)


def _age_days(event: Event, published: str | None) -> int:
    """Return how many days before publication an event began; one without a day is of middle age."""
    if not (event.first and published):
        return _RECENT_DAYS + 1
    return (date.fromisoformat(published) - date.fromisoformat(event.first)).days
