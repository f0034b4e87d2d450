"""What a time expression is read against, and what comes of it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import msgspec

from dateline.knowledge.time_fiscal import FiscalYear
from dateline.knowledge.time_holidays import Holiday
from dateline.records import Grain
from dateline.resolve.time_calendar import Days

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "future", ""]
Groups = Mapping[str, str]

NO_PUBLISHED: Final = "it counts from the publication date, which is not known"
NO_TOLD: Final = "it counts from a date told before, and there is none"
NO_SUCH_DAY: Final = "the calendar has no such day"
NO_DAY: Final = "it names no day"
A_LENGTH: Final = "it says how long, not when"
A_HABIT: Final = "it says how often, not when"
OUTSIDE: Final = "it lies outside the years 1 to 9999"
UNKNOWN_DAY: Final = "XXXX-XX-XX"


class Frame(NamedTuple):
    """What an expression is read against.

    `told` are the days of the last dated expression before, `told_day` of the last one that names
    a day, `near` of the closest one in the same sentence, `event` of the event that it counts from,
    `fiscal` the fiscal year of the country that its sentence names.
    `loose` says that the words right before leave the tense in doubt (`by January 14`).
    """

    published: date | None = None
    told: Days | None = None
    told_day: Days | None = None
    near: Days | None = None
    event: Days | None = None
    fiscal: FiscalYear | None = None
    tense: Tense = ""
    loose: bool = False
    holidays: Mapping[str, Holiday] = MappingProxyType({})


class Reading(NamedTuple):
    """What an expression means: TIMEX3 value and modifier, its days, or why there are none.

    `type` is set where it differs from the rule's.
    """

    value: str
    days: Days | None = None
    mod: str | None = None
    reason: str | None = None
    type: TimexType | None = None


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression of a text with its TIMEX3 value and the days it covers.

    `first` and `last` are inclusive; `reason` says why they are missing. `rule` is the name of the
    rule that found it.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    reason: str | None = None
    rule: str = ""
