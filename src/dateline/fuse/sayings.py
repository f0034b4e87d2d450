"""Who gives which figure: a report's, or each of its voices' where they give different ones."""

from collections.abc import Mapping, Sequence

from dateline.fuse.mentions import Telling
from dateline.fuse.origins import Origins
from dateline.fuse.voices import DEATHS, show_range
from dateline.records import Range, Record


class Saying(Record, frozen=True, kw_only=True):
    """A figure that a telling gives, and the ids of the origins that give it there."""

    telling: Telling
    figure: Range
    origins: tuple[str, ...]

    @property
    def published(self) -> str | None:
        """Return the day of the report."""
        return self.telling.report.published


def find_sayings(tellings: Sequence[Telling], measure: str, origins: Origins) -> tuple[Saying, ...]:
    """Return the figures of a measure that tellings give; those of a denied event are none."""
    return tuple(
        saying
        for one in tellings
        if one.status != "denied"
        for saying in _sayings(one, measure, origins)
    )


def _sayings(one: Telling, measure: str, origins: Origins) -> list[Saying]:
    whole = one.event.deaths.total if measure == DEATHS else one.event.figures.get(measure)
    if whole is None or whole.best is None:
        return []
    figures, by = _rivals(one, measure, origins)
    if len(figures) < 2 or whole.best not in {figure.best for figure in figures.values()}:  # noqa: PLR2004  two differ
        return [Saying(telling=one, figure=whole, origins=origins.of[one.id])]
    return [
        Saying(telling=one, figure=figures[key], origins=tuple(sorted(by[key])))
        for key in sorted(figures)
    ]


def _rivals(
    one: Telling, measure: str, origins: Origins
) -> tuple[Mapping[str, Range], Mapping[str, set[str]]]:
    """Return the figures that the voices of a telling give, by their words, and whose they are."""
    said = [
        (voice.figures.get(measure), origin)
        for voice, origin in zip(one.voices, origins.voices[one.id], strict=True)
    ]
    outlet = origins.outlets[one.id]
    said.append((one.own_figures.get(measure), outlet if outlet in origins.of[one.id] else None))
    figures: dict[str, Range] = {}
    by: dict[str, set[str]] = {}
    for figure, origin in said:
        if figure is not None and origin is not None:
            figures.setdefault(show_range(figure), figure)
            by.setdefault(show_range(figure), set()).add(origin)
    return figures, by
