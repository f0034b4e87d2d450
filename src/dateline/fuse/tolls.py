"""The toll of an event from what its reports say: low, best and high, with the rule that chose."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dateline.fuse.claims import make_claim
from dateline.fuse.records import Claim
from dateline.fuse.sayings import Saying
from dateline.fuse.voices import show_range
from dateline.records import Range, Record

_FRESH_DAYS: Final = 1  # a toll stands beside one that was published a day later
_OLD: Final = "0001-01-01"
RULES: Final = {
    "only": "the only figure",
    "agreed": "the figure most origins give among the latest",
    "latest": "the latest figure; older ones were overtaken",
    "graded": "the latest figure of the best graded origin",
}


class Toll(Record, frozen=True, kw_only=True):
    """A figure over all reports; `rule` names a row of `RULES`, `best` is the claim it comes from."""

    range: Range
    rule: str
    best: Claim
    claims: tuple[Claim, ...]
    chosen: tuple[str, ...]


def find_toll(said: Sequence[Saying], grades: Mapping[str, str]) -> Toll | None:
    """Return the toll that the figures make up, None where nobody gives one.

    Of each origin only the latest figure stands. Among those published within a day of the last one the
    figure that most origins give is best, then that of the best grade, then the exact one, then the later.
    `low` and `high` are the ends of all that stand; `grades` are those of origins.
    """
    if not said:
        return None
    standing = [one for one in said if not _overtaken(one, said)]
    last = max(map(_day, standing))
    recent = [one for one in standing if _apart(_day(one), last) <= _FRESH_DAYS]
    claims = claims_of(said)
    best = min(claims_of(recent), key=lambda pair: _rank(pair, grades))
    chosen = best[1]
    return Toll(
        range=_ends(best[0], [one.figure for one in standing]),
        rule=_rule(best, claims, recent, grades),
        best=next(claim for _, claim in claims if claim.value == chosen.value),
        claims=tuple(claim for _, claim in claims),
        chosen=chosen.tellings,
    )


def _day(one: Saying) -> str:
    return one.published or _OLD


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _overtaken(one: Saying, said: Sequence[Saying]) -> bool:
    """Tell whether each origin of a figure gives one in a later report."""
    later = {origin for other in said if _day(other) > _day(one) for origin in other.origins}
    return bool(one.origins) and set(one.origins) <= later


def claims_of(said: Sequence[Saying]) -> list[tuple[Range, Claim]]:
    """Return the figures that are given with their claims, in the order of their words."""
    by_value: dict[str, list[Saying]] = {}
    for one in said:
        by_value.setdefault(show_range(one.figure), []).append(one)
    return [(by_value[key][0].figure, _claim(key, by_value[key])) for key in sorted(by_value)]


def _claim(value: str, said: Sequence[Saying]) -> Claim:
    origins = {origin for one in said for origin in one.origins}
    return make_claim(value, [one.telling for one in said], origins)


def _rank(pair: tuple[Range, Claim], grades: Mapping[str, str]) -> tuple[object, ...]:
    figure, claim = pair
    exact = figure.low == figure.best == figure.high
    later = date.fromisoformat(claim.last_said or _OLD).toordinal()
    return (-len(claim.origins), _grade(claim, grades), not exact, -later, figure.best)


def _grade(claim: Claim, grades: Mapping[str, str]) -> str:
    return min((grades.get(origin, "F") for origin in claim.origins), default="F")


def _rule(
    best: tuple[Range, Claim],
    claims: Sequence[tuple[Range, Claim]],
    recent: Sequence[Saying],
    grades: Mapping[str, str],
) -> str:
    if len(claims) == 1:
        return "only"
    if len(best[1].origins) > 1:
        return "agreed"
    rivals = {show_range(one.figure) for one in recent}
    if len(rivals) == 1:
        return "latest"
    others = [
        _grade(claim, grades) for _, claim in claims if claim.value in rivals - {best[1].value}
    ]
    return "graded" if all(_grade(best[1], grades) < other for other in others) else "latest"


def _ends(best: Range, standing: Sequence[Range]) -> Range:
    lows = [figure.low if figure.low is not None else figure.best for figure in standing]
    highs = [figure.high for figure in standing if figure.high is not None]
    highs += [figure.best for figure in standing if figure.best is not None]
    top = max(highs, default=None)
    open_ended = best.high is None and (top is None or (best.best is not None and top <= best.best))
    low = min((one for one in lows if one is not None), default=None)
    return Range(low=low, best=best.best, high=None if open_ended else top)
