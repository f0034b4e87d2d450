"""What an event may have that some format does not carry: each under a name, with how to tell."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dateline.records import Range

if TYPE_CHECKING:
    from dateline.export.records import Exported

_SIDES: Final = ("side_a", "side_b", "civilians", "unknown")


def _said(one: Range) -> bool:
    return any(number is not None for number in (one.low, one.best, one.high))


def _deaths_by_side(one: "Exported") -> bool:
    return any(_said(getattr(one.event.deaths, side)) for side in _SIDES)


def _open_range(one: "Exported") -> bool:
    total = one.event.deaths.total
    return _said(total) and (total.low is None or total.high is None)


def _ranges(one: "Exported") -> bool:
    total = one.event.deaths.total
    return _said(total) and len({total.low, total.best, total.high}) > 1


CONTENTS: Final[Mapping[str, Callable[["Exported"], bool]]] = {
    "status": lambda one: one.status != "happened",
    "score": lambda one: one.event.score < 1,
    "days": lambda one: one.event.first != one.event.last,
    "date_grain": lambda one: one.event.date_grain is not None,
    "place.precision": lambda one: one.event.place is not None,
    "place.id": lambda one: bool(one.event.place and one.event.place.id),
    "place.score": lambda one: bool(one.event.place and one.event.place.score < 1),
    "origin and destination": lambda one: bool(one.origin or one.destination),
    "who acted on whom": lambda one: bool(one.event.side_a and one.event.side_b),
    "actor ids": lambda one: bool(one.event.side_a or one.event.side_b),
    "others": lambda one: bool(one.event.others),
    "deaths not said": lambda one: not _said(one.event.deaths.total),
    "deaths.total": lambda one: _said(one.event.deaths.total),
    "deaths range": _ranges,
    "deaths open range": _open_range,
    "deaths by side": _deaths_by_side,
    "deaths by side range": _deaths_by_side,
    "figures": lambda one: any(map(_said, one.event.figures.values())),
    "figures but injured and detained": lambda one: any(
        _said(value)
        for name, value in one.event.figures.items()
        if name not in {"injured", "detained"}
    ),
    "figures range": lambda one: any(map(_said, one.event.figures.values())),
    "type": lambda _: True,
    "codes.acled": lambda one: bool(one.event.codes.acled.sub_event_type),
    "codes.ucdp": lambda one: bool(one.event.codes.ucdp.type_of_violence),
    "codes.plover": lambda one: bool(one.event.codes.plover.event_type),
    "codes.cameo": lambda one: bool(one.event.codes.cameo),
    "means": lambda one: any(m.means for s in one.sources for m in s.evidence),
    "sources": lambda one: bool(one.event.sources),
    "summary": lambda one: bool(one.event.summary),
    "urls": lambda one: any(source.url for source in one.sources),
    "report hashes": lambda one: bool(one.sources),
    "evidence": lambda one: any(source.evidence for source in one.sources),
    "grade": lambda one: one.grade is not None,
    "contradictions": lambda one: bool(one.contradictions),
    "alternatives": lambda one: any(field.alternatives for field in one.values),
    "disputes": lambda one: bool(one.disputes),
    "origins": lambda one: bool(one.said_by),
    "denials": lambda one: bool(one.denied_by),
    "responsibility": lambda one: bool(one.responsibility),
}
