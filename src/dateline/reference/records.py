"""An event as somebody else coded it, in their own codebook."""

from typing import Final, Literal

from dateline.records import Deaths, Record

Scheme = Literal["acled", "ucdp-ged"]
SCHEMES: Final[tuple[Scheme, ...]] = ("acled", "ucdp-ged")


class Party(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A side by its name in the codebook; `beside` are the names of those with it."""

    name: str
    beside: tuple[str, ...] = ()


class ReferenceEvent(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One row of an export, its values in the codebook's own words and numbers.

    `first` and `last` are ISO days, inclusive; ACLED has one day for both. `country` is ISO 3166-1 alpha-3,
    None where the name is not known; `edited` is Unix time, 0 where the row does not say. Of ACLED's `fatalities`
    there is a best total only.
    """

    id: str
    scheme: Scheme
    first: str
    last: str
    date_precision: int | None = None
    event_type: str | None = None
    sub_event_type: str | None = None
    type_of_violence: int | None = None
    sides: tuple[Party | None, Party | None] = (None, None)
    country: str | None = None
    country_name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = None
    deaths: Deaths = Deaths()
    sources: str | None = None
    notes: str | None = None
    edited: int = 0
