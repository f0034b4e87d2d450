"""Whether a matched pair agrees, field by field, in the codebook of the reference."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from dateline.knowledge.gazetteer_names import place_key, strip_type
from dateline.records import Range, Record
from dateline.reference.items import Item
from dateline.reference.parties import Likeness, Sides, align
from dateline.reference.records import Party, ReferenceEvent, Scheme
from dateline.reference.rules import CompareRules
from dateline.reference.scoring import distance_of

Verdict = Literal["agree", "near", "differ", "unsaid"]

_LIKENESS: Final[Mapping[Likeness, Verdict]] = {
    "same": "agree",
    "kin": "near",
    "unsaid": "unsaid",
    "unsure": "differ",
    "unlike": "differ",
}


class Check(Record, frozen=True, kw_only=True):
    """One field of a pair: what each of the two says, and whether they agree.

    `near` is a value within what the other leaves open; `unsaid` that one or both of them do not say.
    """

    field: str
    verdict: Verdict
    reference: str | None = None
    ledger: str | None = None


class PairOf(Record, frozen=True, kw_only=True):
    """A matched pair with the sides of each as the registry knows them."""

    reference: Item
    ledger: Item
    sides: tuple[Sides, Sides]


Test = Callable[[PairOf, CompareRules], Verdict]
Show = Callable[[ReferenceEvent], str | int | None]


def check_pair(pair: PairOf, rules: CompareRules) -> tuple[Check, ...]:
    """Return a check for every field of the codebook, in order."""
    found = [_check(field, pair, rules) for field in _FIELDS[pair.reference.coded.scheme]]
    return (*found[:_BEFORE_SIDES], *_check_sides(pair, rules), *found[_BEFORE_SIDES:])


def _check(field: tuple[str, Test, Show], pair: PairOf, rules: CompareRules) -> Check:
    name, test, show = field
    verdict = test(pair, rules)
    theirs, own = show(pair.reference.coded), show(pair.ledger.coded)
    # The nought that stands for a toll nobody gave is not shown as one.
    silent = test is _toll and verdict == "unsaid" and theirs is not None
    return _checked(name, verdict, (theirs, None if silent else own))


def _checked(
    name: str, verdict: Verdict, values: tuple[str | int | None, str | int | None]
) -> Check:
    reference, ledger = (None if value is None else str(value) for value in values)
    return Check(field=name, verdict=verdict, reference=reference, ledger=ledger)


def _check_sides(pair: PairOf, rules: CompareRules) -> tuple[Check, Check]:
    """Return a check of each side of the reference with the ledger's that goes with it."""
    first, second, crossed = align(*pair.sides, rules.sides)
    own = pair.ledger.coded.sides
    ours = own[::-1] if crossed else own
    names = _SIDES[pair.reference.coded.scheme]
    parties = zip(names, (first, second), pair.reference.coded.sides, ours, strict=True)
    one, other = (
        _checked(name, _LIKENESS[level], (_name(theirs), _name(mine)))
        for name, level, theirs, mine in parties
    )
    return one, other


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _date(pair: PairOf, _: CompareRules) -> Verdict:
    a, b = pair.reference, pair.ledger
    if (a.coded.first, a.coded.last) == (b.coded.first, b.coded.last):
        return "agree"
    return "near" if a.first <= b.last and b.first <= a.last else "differ"


def _days(event: ReferenceEvent) -> str:
    return event.first if event.first == event.last else f"{event.first}..{event.last}"


def _equal(show: Show) -> Test:
    """Return the test whether two values are the same; names whatever their spelling."""

    def test(pair: PairOf, _: CompareRules) -> Verdict:
        one, other = show(pair.reference.coded), show(pair.ledger.coded)
        if one is None or other is None:
            return "unsaid"
        return "agree" if one == other or _plain(one) == _plain(other) else "differ"

    return test


def _plain(value: str | int) -> str:
    """Return a name without marks and words such as `province`."""
    return strip_type(place_key(str(value)))[0]


def _place(pair: PairOf, rules: CompareRules) -> Verdict:
    one, other = pair.reference.coded, pair.ledger.coded
    km = distance_of(one, other)
    if km is None:
        same = one.place and other.place and _plain(one.place) == _plain(other.place)
        return "agree" if same else "unsaid"
    if km <= rules.agree.same_km:
        return "agree"
    return "near" if km <= rules.agree.near_km else "differ"


def _toll(pair: PairOf, _: CompareRules) -> Verdict:
    """Return `near` where the reference's figure is within the ledger's range, or the ranges of both meet.

    A report that says nothing of deaths is coded as nobody killed; against a figure it says nothing.
    """
    theirs, coded = pair.reference.coded.deaths.total, pair.ledger.coded.deaths.total
    own = pair.ledger.event.deaths.total if pair.ledger.event else coded
    if theirs.best is None:
        return "unsaid"
    if theirs.best == coded.best:
        return "agree"
    if own == Range():
        return "unsaid"
    return "near" if _meet(theirs, own) else "differ"


def _meet(theirs: Range, own: Range) -> bool:
    """Tell whether two ranges share a number; a low that is missing is the best figure, a high is open."""
    low, high = _ends(theirs)
    own_low = own.low if own.low is not None else own.best or 0
    own_high = own.high if own.high is not None else None
    return high >= own_low and (own_high is None or low <= own_high)


def _ends(theirs: Range) -> tuple[int, int]:
    best = theirs.best or 0
    return (
        best if theirs.low is None else min(theirs.low, best),
        best if theirs.high is None else max(theirs.high, best),
    )


def _show_toll(event: ReferenceEvent) -> str | None:
    total = event.deaths.total
    figures = (total.low, total.best, total.high)
    return "-".join(dict.fromkeys(str(one) for one in figures if one is not None)) or None


def _field(name: str, show: Show) -> tuple[str, Test, Show]:
    return name, _equal(show), show


_WHEN: Final = (
    ("date", _date, _days),
    _field("date_precision", lambda one: one.date_precision),
)
_WHERE: Final = (
    _field("country", lambda one: one.country or one.country_name),
    _field("admin1", lambda one: one.admin1),
    ("place", _place, lambda one: one.place),
    _field("place_precision", lambda one: one.place_precision),
)
_FIELDS: Final[Mapping[Scheme, tuple[tuple[str, Test, Show], ...]]] = {
    "acled": (
        *_WHEN,
        *_WHERE,
        _field("event_type", lambda one: one.event_type),
        _field("sub_event_type", lambda one: one.sub_event_type),
        ("fatalities", _toll, _show_toll),
    ),
    "ucdp-ged": (
        *_WHEN,
        *_WHERE,
        _field("type_of_violence", lambda one: one.type_of_violence),
        ("deaths", _toll, _show_toll),
        _field("deaths_civilians", lambda one: one.deaths.civilians.best),
    ),
}
_BEFORE_SIDES: Final = len(_WHEN) + len(_WHERE)
_SIDES: Final[Mapping[Scheme, tuple[str, str]]] = {
    "acled": ("actor1", "actor2"),
    "ucdp-ged": ("side_a", "side_b"),
}
