"""The date in a report's own header, which may serve as its publication date."""

import re
from datetime import date
from typing import Final

from dateline.knowledge.time_rules import TimeRules
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times

_HEADER: Final = 600  # code points: a header stands at the top
_SIGNS: Final = re.compile(
    r"(?:^|\n)[ \t]*(?:last )?(?:published|updated|posted|date|dated|issued|released|sent|filed)"
    r"(?: on| at)?[ \t]*:?[ \t]*(?:[A-Za-z]+day,? )?$",
    re.IGNORECASE,
)
_PLACE_LINE: Final = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][A-Z'’. /-]{2,40}(?:,[^\n,(]{2,30}){0,2},[ \t]*(?:[A-Za-z]+day,? )?$"
)
_OWN_LINE: Final = re.compile(r"(?:^|\n)[ \t(\[]*(?:[A-Za-z]+day,? )?$")
_REST_OF_LINE: Final = re.compile(r"[ \t)\].,|-]*(?:(?:at )?\d{1,2}[:.]\d\d.{0,20})?(?:\n|$)")


def report_date_hint(text: str, *, rules: TimeRules) -> date | None:
    """Return the day that the report's dateline or header gives, or None.

    Only a full date (day, month, year) counts: after `Published:` and the like, in a place line
    (`KABUL, Sept. 12, 2004`), or alone on a line of the header. The caller should say that the
    publication date was taken from the text.
    """
    head = text[:_HEADER]
    full = [
        found
        for found in find_times(head, rules=rules)
        if found.first and found.grain in {"day", "time"}
    ]
    for sign in (_SIGNS, _PLACE_LINE):
        for mention in full:
            if sign.search(head, 0, mention.start):
                return mention.first
    return next((found.first for found in full if _stands_alone(head, found)), None)


def _stands_alone(head: str, mention: TimeMention) -> bool:
    before = _OWN_LINE.search(head, 0, mention.start)
    return before is not None and _REST_OF_LINE.match(head, mention.end) is not None
