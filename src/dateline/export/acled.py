"""The columns of ACLED's standard export, for events ACLED would code. The rows are not ACLED's.

Source: ACLED Codebook 2024 and the column list of acledR. `docs/export.md` says what each column
holds and which events are left out.
"""

from collections.abc import Iterable
from typing import BinaryIO, Final

from dateline.export.columns import load_foreign_columns, note_empty
from dateline.export.countries import country_codes
from dateline.export.delimited import DelimitedWriter
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported, joined
from dateline.export.windows import days_of
from dateline.records import Actor, Event, Place

_WEEK: Final = 7
_MONTH: Final = 31
_CIVILIANS: Final = "7"
_NOBODY: Final = "0"
_GEO_PRECISION: Final = {"exact": 1, "near": 2, "admin2": 2, "admin1": 3}
# Besides violence against civilians, where civilians may be the only or main target.
_MAY_TARGET: Final = frozenset({"Explosions/Remote violence", "Riots"})


def write_acled(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the events ACLED would code as its CSV; the others are counted with the reason."""
    writer = DelimitedWriter(handle, [column.name for column in load_foreign_columns("acled")])
    note_empty("acled", losses)
    for exported in events:
        why = why_not_acled(exported)
        if why:
            losses.left_out(exported, why)
        else:
            writer.row(acled_row(exported))
            losses.wrote(exported)
    writer.close()


def why_not_acled(exported: Exported) -> str | None:
    """Return why ACLED would not code an event, None if it would."""
    event = exported.event
    days = days_of(event)
    tests = (
        (
            exported.status not in {"happened", "ongoing"},
            f"its status is {exported.status}; only what happened is coded",
        ),
        (not event.codes.acled.sub_event_type, "it has no ACLED sub-event type"),
        (days is None, "no day is known"),
        (days is not None and days > _MONTH, "its days are vaguer than a month"),
        (not (event.side_a or event.side_b), "no actor is known"),
        (event.place is None, "no place is known"),
        (
            event.place is not None and event.place.precision == "country",
            "only its country is known",
        ),
        (event.place is not None and event.place.lat is None, "its place has no coordinates"),
    )
    return next((why for holds, why in tests if holds), None)


def acled_row(exported: Exported) -> dict[str, Cell]:
    """Return an event in ACLED's columns; those that stay empty are left out."""
    event = exported.event
    codes = event.codes.acled
    return {
        # ACLED's own ids are three letters and a number; this is plainly none.
        "event_id_cnty": f"dateline:{exported.id}",
        "event_date": event.first,
        "year": (event.first or "")[:4],
        "time_precision": time_precision(days_of(event) or 1),
        "disorder_type": codes.disorder_type,
        "event_type": codes.event_type,
        "sub_event_type": codes.sub_event_type,
        **_actors(event),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(event) else None,
        **(_where(event.place) if event.place else {}),
        "source": joined(source.publisher for source in exported.sources),
        "notes": _notes(exported),
        "fatalities": _fatalities(event),
    }


def time_precision(days: int) -> int:
    """Return ACLED's code: 1 the day, 2 a week at most, 3 a month at most."""
    if days == 1:
        return 1
    return 2 if days <= _WEEK else 3


def _actors(event: Event) -> dict[str, Cell]:
    """Return the actors; who stands first says nothing in ACLED, and the first is never empty."""
    first, second = event.side_a or event.side_b, event.side_b if event.side_a else None
    one, other = _type(first), _type(second)
    known = sorted((one, other)) if one and other else []
    return {
        "actor1": _name(first),
        "inter1": one,
        "actor2": _name(second),
        "inter2": other,
        "interaction": "".join(known if known[:1] != [_NOBODY] else known[::-1]),
    }


def _name(actor: Actor | None) -> str | None:
    return (actor.codes.acled or actor.name) if actor else None


def _type(actor: Actor | None) -> str:
    """Return ACLED's number of the actor's type, 0 for nobody, empty where it is not known."""
    return (actor.codes.acled_type or "") if actor else _NOBODY


def _targets_civilians(event: Event) -> bool:
    codes = event.codes.acled
    if codes.event_type == "Violence against civilians":
        return True
    if codes.sub_event_type == "Excessive force against protesters":
        return True
    hit = event.side_b is not None and event.side_b.codes.acled_type == _CIVILIANS
    return codes.event_type in _MAY_TARGET and hit


def _where(place: Place) -> dict[str, Cell]:
    codes = country_codes(place.country)
    return {
        "iso": codes.numeric if codes else None,
        "region": codes.acled_region if codes else None,
        "country": codes.name if codes else place.country,
        "admin1": place.admin1 or (place.name if place.precision == "admin1" else None),
        "admin2": place.admin2 or (place.name if place.precision == "admin2" else None),
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _GEO_PRECISION.get(place.precision),
    }


def _notes(exported: Exported) -> str:
    said = joined(exported.event.sources)
    return exported.event.summary + (f" Sources named: {said}." if said else "")


def _fatalities(event: Event) -> int:
    """Return the lowest figure that stands: ACLED takes the most conservative report."""
    total = event.deaths.total
    figures = (total.low, total.best, total.high)
    return next((figure for figure in figures[:2] if figure is not None), 0)
