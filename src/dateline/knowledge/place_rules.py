"""What is known about how reports name places: relations, abbreviations, publishers."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from dateline.knowledge.tables import package_rows

_DATA: Final = files("dateline.data")


class Relation(msgspec.Struct, frozen=True):
    """How a described place hangs on a named one."""

    name: str
    precision: str
    pattern: str
    example: str
    groups: dict[str, str]


class _Words(msgspec.Struct, frozen=True):
    words: frozenset[str]
    examples: tuple[str, ...]


class _Relations(msgspec.Struct, frozen=True):
    relation: tuple[Relation, ...]
    abroad: _Words
    field: _Words


class PlaceRules(msgspec.Struct, frozen=True):
    """The rules of `data/place_relations.toml`, `place_abbreviations.tsv`, `place_publishers.tsv`.

    `abbreviations` gives pairs of country and region name by what stands after a comma ("La.");
    `publishers` gives a country by a word of the publisher's name or address. `abroad` are words
    for what is seldom where its name says ("embassy"), `fields` for what offices are about.
    """

    relations: tuple[tuple[Relation, re.Pattern[str]], ...]
    abbreviations: dict[str, tuple[tuple[str, str], ...]]
    publishers: dict[str, str]
    abroad: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def load_place_rules() -> PlaceRules:
    """Return how reports name places."""
    raw = _DATA.joinpath("place_relations.toml").read_text(encoding="utf-8")
    read = msgspec.convert(tomllib.loads(raw), _Relations)
    return PlaceRules(
        relations=tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in read.relation),
        abroad=read.abroad.words,
        fields=read.field.words,
        abbreviations=_abbreviations(),
        publishers={
            form.casefold(): row["country"]
            for row in package_rows("place_publishers.tsv")
            for form in row["forms"].split("|")
        },
    )


Point = tuple[float, float]


@lru_cache(maxsize=1)
def load_borders() -> Mapping[frozenset[str], tuple[Point, ...]]:
    """Return points (latitude, longitude) along the border of two countries (alpha-3).

    The first is near its middle. Source: `tools/build_borders.py`, from GeoNames towns.
    """
    return {
        frozenset((row["country"], row["other"])): tuple(
            _point(point) for point in row["points"].split(" ")
        )
        for row in package_rows("place_borders.tsv")
    }


@lru_cache(maxsize=1)
def load_courses() -> Mapping[str, Mapping[str, tuple[Point, ...]]]:
    """Return points of what several countries share, by place id and country (alpha-3).

    Rivers are written by `tools/build_courses.py` from Natural Earth; deserts, mountains and lakes
    (`place_ranges.tsv`) are set by hand.
    """
    courses: dict[str, dict[str, tuple[Point, ...]]] = {}
    for name in ("place_courses.tsv", "place_ranges.tsv"):
        for row in package_rows(name):
            points = tuple(_point(point) for point in row["points"].split(" "))
            courses.setdefault(row["id"], {})[row["country"]] = points
    return courses


def _point(text: str) -> Point:
    lat, _, lon = text.partition(",")
    return float(lat), float(lon)


class Period(msgspec.Struct, frozen=True):
    """The first and the last year in which there was a place; None is open."""

    first: int | None
    last: int | None


@lru_cache(maxsize=1)
def load_periods() -> Mapping[str, Period]:
    """Return when historical and breakaway territories were, by place id."""
    return {
        row["id"]: Period(
            first=int(row["first"]) if row["first"] else None,
            last=int(row["last"]) if row["last"] else None,
        )
        for row in package_rows("place_periods.tsv")
    }


def _abbreviations() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in package_rows("place_abbreviations.tsv"):
        for form in row["forms"].split("|"):
            found[form] = (*found.get(form, ()), (row["country"], row["name"]))
    return found
