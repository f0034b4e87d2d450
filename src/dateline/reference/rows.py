"""One row of an ACLED or UCDP GED export made into a reference event."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from dateline.errors import InputError
from dateline.knowledge.codebook import load_codebook
from dateline.read.publication import parse_published
from dateline.records import Deaths, Range
from dateline.reference.columns import values_of
from dateline.reference.countries import find_country
from dateline.reference.records import Party, ReferenceEvent, Scheme

_WHOLE: Final = re.compile(r"(\d{1,300})(?:\.0*)?", re.ASCII)
_DEGREES: Final = re.compile(r"-?(?:\d{1,3}(?:[.,]\d*)?|[.,]\d+)(?:[eE]-?\d{1,2})?", re.ASCII)
_TIME: Final = re.compile(r"\d{1,12}", re.ASCII)
_MOST: Final = {"lat": 90.0, "lon": 180.0}
_DAY_SECONDS: Final = 86_400
_EPOCH: Final = date(1970, 1, 1)

Values = Mapping[str, str]


def read_row(scheme: Scheme, cells: Mapping[str, str]) -> ReferenceEvent:
    """Return the event of a row, given by column; columns that are not known are passed over.

    Raises:
        InputError: it has no id or no day, or a value is none.
    """
    values = values_of(scheme, cells)
    if "id" not in values:
        raise InputError("the row has no id; export the table with its ids, or leave the row out")
    first = _day(values, "first")
    last = _day(values, "last") if "last" in values else first
    if last < first:
        raise InputError(f"the row ends on {last}, before it begins on {first}; correct the days")
    type_, sub_type = _acled_types(values) if scheme == "acled" else (None, None)
    return ReferenceEvent(
        id=values["id"],
        scheme=scheme,
        first=first,
        last=last,
        date_precision=_whole(values, "date_precision"),
        event_type=type_,
        sub_event_type=sub_type,
        type_of_violence=_whole(values, "type_of_violence"),
        sides=(_party(values, "1"), _party(values, "2")),
        country=find_country(scheme, values.get("country_number", ""), values.get("country", "")),
        country_name=values.get("country"),
        admin1=values.get("admin1"),
        admin2=values.get("admin2"),
        place=values.get("place"),
        lat=_degrees(values, "lat"),
        lon=_degrees(values, "lon"),
        place_precision=_whole(values, "place_precision"),
        deaths=_deaths(values),
        sources=values.get("sources"),
        notes=values.get("notes"),
        edited=_edited(values.get("edited", "")),
    )


def _day(values: Values, name: str) -> str:
    """Return the ISO day of `12 March 2019`, `12-Mar-2019`, `2019-03-12` or that with a time."""
    written = values.get(name, "")
    words = written.replace("-", " ") if re.search("[A-Za-z]{3}", written) else written
    try:
        return parse_published(words)
    except InputError as error:
        raise InputError(
            f"{written[:60]!r} is no day that can be read; write it as 2019-03-12 or 12 March 2019"
        ) from error


def _whole(values: Values, name: str) -> int | None:
    written = values.get(name)
    if written is None:
        return None
    found = _WHOLE.fullmatch(written)
    if found is None:
        raise InputError(f"{name} {written[:60]!r} is no whole number from 0 up; correct it")
    return int(found[1])


def _degrees(values: Values, name: str) -> float | None:
    written = values.get(name)
    if written is None:
        return None
    if not _DEGREES.fullmatch(written):
        raise InputError(f"{name} {written[:60]!r} is no number of degrees; correct it")
    degrees = float(written.replace(",", "."))
    if abs(degrees) > _MOST[name]:
        raise InputError(f"{name} {written} is beyond {_MOST[name]:g} degrees; correct it")
    return degrees


def _party(values: Values, number: str) -> Party | None:
    name = values.get(f"actor{number}")
    if name is None:
        return None
    beside = (part.strip() for part in values.get(f"with{number}", "").split(";"))
    return Party(name=name, beside=tuple(filter(None, beside)))


def _deaths(values: Values) -> Deaths:
    parts = {
        name: Range(best=_whole(values, name))
        for name in ("side_a", "side_b", "civilians", "unknown")
    }
    total = Range(
        low=_whole(values, "low"), best=_whole(values, "best"), high=_whole(values, "high")
    )
    return Deaths(**parts, total=total)


def _edited(written: str) -> int:
    """Return when a row was edited, 0 where it does not say so."""
    if _TIME.fullmatch(written):
        return int(written)
    try:
        day = date.fromisoformat(parse_published(written))
    except InputError:
        return 0
    return (day - _EPOCH).days * _DAY_SECONDS


def _acled_types(values: Values) -> tuple[str | None, str | None]:
    """Return event type and sub-event type as ACLED writes them now; new ones as they are."""
    sub_type = _spelled(values.get("sub_event_type"))
    return _spelled(values.get("event_type")), sub_type


def _spelled(written: str | None) -> str | None:
    return _spellings().get(_plain(written), written) if written else None


def _plain(name: str) -> str:
    # ACLED's own tables say both `protesters` and `protestors`, `Developments` and `developments`.
    return name.casefold().replace("protestor", "protester")


@cache
def _spellings() -> Mapping[str, str]:
    codes = load_codebook().acled.values()
    names = (name for code in codes for name in (code.event_type, code.sub_event_type))
    return {_plain(name): name for name in names if name}
