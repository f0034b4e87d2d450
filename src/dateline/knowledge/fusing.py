"""The rules of fusing from their tables; a folder of the user's may hold its own version of any of them."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.fuse.rules import FuseRules, GradeRule, OriginRule, Tables
from dateline.knowledge.actors import Registry
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.tables import Readable, Row, package_data, read_rows
from dateline.records import content_id

WEIGHTS: Final = "fuse.toml"
ORIGINS: Final = "fuse_origins.tsv"
PUBLISHERS: Final = "fuse_publishers.tsv"
GRADES: Final = "fuse_grades.tsv"
WORDS: Final = "fuse_common_words.txt"
ORIGIN_COLUMNS: Final = ("kind", "group", "shared", "grade", "why", "example")
PUBLISHER_COLUMNS: Final = ("publisher", "grade", "why")
GRADE_COLUMNS: Final = (
    "credibility", "origins", "grade", "disputed", "status", "why", "example",
)  # fmt: skip
_SHOWN: Final = 8
_LETTERS: Final = frozenset("ABCDEF")
_DIGITS: Final = frozenset("123456")


def load_fuse_rules(
    registry: Registry, codebook: Codebook, *, beside: Path | None = None
) -> FuseRules:
    """Return the rules of fusing; files of the same names in the folder `beside` take the place of the package's.

    Raises:
        KnowledgeError: a table is broken; the message names file and line.
    """
    tables = _weights(_table(WEIGHTS, beside))
    return FuseRules(
        weights=tables.weights,
        bias=tables.bias,
        link=tables.link,
        join=tables.join,
        absent=tables.absent,
        windows=tables.windows,
        copies=tables.copies,
        related=tuple(frozenset(group) for group in tables.related),
        generic=frozenset(tables.generic),
        roots=find_roots(registry),
        ranks={row.name: row.rank for row in codebook.types.values()},
        nouns={row.name: row.summary for row in codebook.types.values()},
        common=frozenset(_text(_table(WORDS, beside)).split()),
        origins=read_origins(_table(ORIGINS, beside)),
        publishers=_publishers(_table(PUBLISHERS, beside)),
        grades=read_grades(_table(GRADES, beside)),
    )


def fuser_version(rules: FuseRules) -> str:
    """Return the version of what fuses: dateline's, a `+`, and a hash of the code of fusing and its rules.

    The kinship of actors is among the rules, so another registry makes another version.
    """
    from dateline import __version__  # noqa: PLC0415  the package imports this module's users

    code = sorted(
        (one.name, _text(one))
        for one in (files("dateline") / "fuse").iterdir()
        if one.name.endswith(".py")
    )
    written = msgspec.json.encode(rules, order="deterministic").decode()
    return f"{__version__}+{content_id(*code, written, length=_SHOWN)}"


def _table(name: str, beside: Path | None) -> Readable:
    if beside is not None and (beside / name).is_file():
        return beside / name
    return package_data(name)


def _text(source: Readable) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{source.name} cannot be read ({error}): check the file") from error


def _weights(source: Readable) -> Tables:
    try:
        tables = msgspec.convert(tomllib.loads(_text(source)), Tables)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{source.name}: {error}: mend the entry") from error
    for name in ("link", "join", "absent"):
        if not 0 <= getattr(tables, name) <= 1:
            raise KnowledgeError(f"{source.name}: {name} is a probability: write 0 to 1")
    return tables


def read_origins(source: Readable) -> Mapping[str, OriginRule]:
    """Return the kinds of sources by name.

    Raises:
        KnowledgeError: a row is broken, or `outlet` or `agency` is missing.
    """
    found = {}
    for row in read_rows(source, ORIGIN_COLUMNS):
        found[row.cell("kind")] = OriginRule(
            kind=row.cell("kind"),
            group=row.cell("group"),
            shared=_one_of(row, "shared", frozenset({"yes", "no"})) == "yes",
            grade=_one_of(row, "grade", _LETTERS),
            why=row.cell("why"),
        )
    for kind in ("outlet", "agency"):
        if kind not in found:
            raise KnowledgeError(f"{source.name}: there must be a row for {kind}: add it")
    return found


def _publishers(source: Readable) -> Mapping[str, str]:
    rows = read_rows(source, PUBLISHER_COLUMNS)
    return {row.cell("publisher").casefold(): _one_of(row, "grade", _LETTERS) for row in rows}


def read_grades(source: Readable) -> tuple[GradeRule, ...]:
    """Return the rules of the information scale, in their order.

    Raises:
        KnowledgeError: a row is broken.
    """
    return tuple(_grade(row) for row in read_rows(source, GRADE_COLUMNS))


def _grade(row: Row) -> GradeRule:
    if not row.cell("origins").isdecimal():
        raise KnowledgeError(f"{row.where}: origins must be a number, not {row.cell('origins')!r}")
    return GradeRule(
        credibility=_one_of(row, "credibility", _DIGITS),
        origins=int(row.cell("origins")),
        grade=_one_of(row, "grade", _LETTERS),
        disputed=_one_of(row, "disputed", frozenset({"yes", "no", ""})),
        status=row.cell("status"),
        why=row.cell("why"),
    )


def _one_of(row: Row, column: str, allowed: frozenset[str]) -> str:
    value = row.cell(column)
    if value not in allowed:
        raise KnowledgeError(f"{row.where}: {column} {value!r} is none of {sorted(allowed)}")
    return value


def find_roots(registry: Registry) -> Mapping[str, frozenset[str]]:
    """Return the ids of all that an actor belongs to, parents of parents too, by actor id."""
    parents = {
        entry.id: tuple(parent.removeprefix("=") for parent in entry.parents)
        for entry in registry.entries
    }
    return {id_: _above(id_, parents) for id_ in parents if parents[id_]}


def _above(id_: str, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    frontier = list(parents.get(id_, ()))
    while frontier:
        parent = frontier.pop()
        if parent not in found:
            found.add(parent)
            frontier.extend(parents.get(parent, ()))
    return frozenset(found)
