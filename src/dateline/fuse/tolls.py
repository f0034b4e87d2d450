"""The toll of an event from what its reports say: low, best and high, with the rule that chose."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dateline.fuse.claims import make_claim
from dateline.fuse.mentions import Telling
from dateline.fuse.records import Claim
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


def show_range(figure: Range) -> str:
    """Return a figure as text: `12`, `at least 12`, `10 to 15`, `up to 15`."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"up to {high}" if high is not None else f"at least {low}"
    if high is None and low is not None:
        return f"at least {low}" if low == best else f"about {best}"
    if low in {None, best} and high in {None, best}:
        return str(best)
    return f"{best} ({low if low is not None else '?'} to {high if high is not None else '?'})"


def find_toll(
    told: Sequence[tuple[Telling, Range]],
    of: Mapping[str, tuple[str, ...]],
    grades: Mapping[str, str],
) -> Toll | None:
    """Return the toll that the figures make up, None where nobody gives one.

    Of each origin only the latest figure stands. Among those published within a day of the last one the
    figure that most origins give is best, then that of the best grade, then the exact one, then the later.
    `low` and `high` are the ends of all that stand; `of` gives the origins of a telling, `grades` theirs.
    """
    said = [(one, figure) for one, figure in told if figure.best is not None]
    if not said:
        return None
    standing = [pair for pair in said if not _overtaken(pair[0], said, of)]
    last = max(_day(one) for one, _ in standing)
    recent = [pair for pair in standing if _apart(_day(pair[0]), last) <= _FRESH_DAYS]
    claims = _claims(said, of)
    best = min(_claims(recent, of), key=lambda pair: _rank(pair, grades))
    chosen = best[1]
    return Toll(
        range=_ends(best[0], [figure for _, figure in standing]),
        rule=_rule(best, claims, recent, grades),
        best=next(claim for _, claim in claims if claim.value == chosen.value),
        claims=tuple(claim for _, claim in claims),
        chosen=chosen.tellings,
    )


def _day(one: Telling) -> str:
    return one.report.published or _OLD


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _overtaken(
    one: Telling, said: Sequence[tuple[Telling, Range]], of: Mapping[str, tuple[str, ...]]
) -> bool:
    """Tell whether each origin of a telling gives a figure in a later report."""
    later = {origin for other, _ in said if _day(other) > _day(one) for origin in of[other.id]}
    return bool(of[one.id]) and set(of[one.id]) <= later


def _claims(
    said: Sequence[tuple[Telling, Range]], of: Mapping[str, tuple[str, ...]]
) -> list[tuple[Range, Claim]]:
    figures: dict[str, Range] = {}
    tellings: dict[str, list[Telling]] = {}
    for one, figure in said:
        key = show_range(figure)
        figures.setdefault(key, figure)
        tellings.setdefault(key, []).append(one)
    return [(figures[key], make_claim(key, tellings[key], of)) for key in sorted(tellings)]


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
    recent: Sequence[tuple[Telling, Range]],
    grades: Mapping[str, str],
) -> str:
    if len(claims) == 1:
        return "only"
    if len(best[1].origins) > 1:
        return "agreed"
    rivals = {show_range(figure) for _, figure in recent}
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
