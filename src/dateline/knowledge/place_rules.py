"""What is known about how reports name places: relations, abbreviations, publishers."""

import csv
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

_DATA: Final = files("dateline.data")


class Relation(msgspec.Struct, frozen=True):
    """How a described place hangs on a named one."""

    name: str
    precision: str
    pattern: str
    example: str
    groups: dict[str, str]


class _Relations(msgspec.Struct, frozen=True):
    relation: tuple[Relation, ...]


class PlaceRules(msgspec.Struct, frozen=True):
    """The rules of `data/place_relations.toml`, `place_abbreviations.tsv`, `place_publishers.tsv`.

    `abbreviations` gives pairs of country and region name by what stands after a comma ("La.");
    `publishers` gives a country by a word of the publisher's name or address.
    """

    relations: tuple[tuple[Relation, re.Pattern[str]], ...]
    abbreviations: dict[str, tuple[tuple[str, str], ...]]
    publishers: dict[str, str]


@lru_cache(maxsize=1)
def load_place_rules() -> PlaceRules:
    """Return how reports name places."""
    raw = _DATA.joinpath("place_relations.toml").read_text(encoding="utf-8")
    relations = msgspec.convert(tomllib.loads(raw), _Relations).relation
    return PlaceRules(
        relations=tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in relations),
        abbreviations=_abbreviations(),
        publishers={
            form.casefold(): row["country"]
            for row in _rows("place_publishers.tsv")
            for form in row["forms"].split("|")
        },
    )


def _abbreviations() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _rows("place_abbreviations.tsv"):
        for form in row["forms"].split("|"):
            found[form] = (*found.get(form, ()), (row["country"], row["name"]))
    return found


def _rows(name: str) -> list[dict[str, str]]:
    lines = _DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
