"""Rules that make actors: what a common noun means, a country's own forces, peoples, defaults."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, cast

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_entries import KINDS
from dateline.knowledge.actor_tables import Period, name_key, period
from dateline.knowledge.countries import Country
from dateline.knowledge.tables import Readable, Row, package_data, read_rows
from dateline.records import Actor, ActorCodes, Kind

_RULE_COLUMNS: Final = (
    "rule", "kind", "class", "name", "acled", "acled_type", "ucdp", "example",
)  # fmt: skip
_WORD_COLUMNS: Final = ("words", "kind", "rule", "example")
_DEFAULT_COLUMNS: Final = ("country", "from", "to", "rule", "words", "actor", "example")
_SUPPORT_COLUMNS: Final = ("state", "country", "from", "to", "ucdp", "example")
_PEOPLE_COLUMNS: Final = ("name", "words", "place", "countries", "sort", "armed", "example")
MEMBER: Final = "member"
_ANY_KIND: Final = ("", "civilians", "force", "crowd", "media", "org", "person")
_UNARMED: Final = frozenset({"civilians", "crowd"})


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How one sort of a country's actors is named; `{country}` and `{ucdp}` are filled in."""

    id: str
    kind: Kind
    class_: str
    name: str
    acled: str
    acled_type: str
    ucdp: str
    example: str


class Default(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a common noun means in a country over some years: `separatists` in Cameroon."""

    country: str
    years: Period
    rules: tuple[str, ...]
    words: frozenset[str]
    actor: str
    example: str


class People(msgspec.Struct, frozen=True, kw_only=True):
    """A people, faith or region below the state, with the place and countries it points to.

    `armed` is the name of its armed men, empty where they act under no name of their own.
    """

    name: str
    words: tuple[str, ...]
    place: str
    countries: tuple[str, ...]
    sort: str
    armed: str
    example: str


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A state whose forces fight beside a party in another country: UCDP counts them to that side.

    Source: UCDP's distinction of primary and secondary warring parties.
    """

    state: str
    country: str
    years: Period
    ucdp: str
    example: str


class RuleBook(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All rules, the words that call them, the defaults and the peoples."""

    rules: Mapping[str, Rule]
    words: Mapping[tuple[str, str], str]
    defaults: tuple[Default, ...]
    peoples: tuple[People, ...]
    supports: tuple[Support, ...] = ()
    examples: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def by_people(self) -> Mapping[str, People]:
        """Return the peoples by the keys of their words."""
        return {name_key(word): people for people in self.peoples for word in people.words}

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return the keys of all common nouns that call a rule or stand for a member."""
        return frozenset(key for key, _ in self.words)

    def rule_of(self, key: str, kind: str | None) -> str | None:
        """Return the rule a word calls for a mention of this kind, `None` for unknown words.

        Civilians and crowds stay what the reader says they are, whatever their trade.
        """
        kinds = _ANY_KIND if kind is None else (kind,) if kind in _UNARMED else (kind, "")
        return next((self.words[key, k] for k in kinds if (key, k) in self.words), None)

    def default(self, country: str, day: str, *, rule: str, word: str) -> str | None:
        """Return the id of the actor a common noun means in a country on a day."""
        fit = [
            row for row in self.defaults
            if row.country == country and rule in row.rules and row.years.holds(day)
        ]  # fmt: skip
        exact = next((row.actor for row in fit if word in row.words), None)
        return exact or next((row.actor for row in fit if not row.words), None)

    def supported(self, state: str, country: str, day: str) -> str | None:
        """Return the UCDP side beside which a state's forces fight in another country on a day."""
        return next(
            (
                row.ucdp
                for row in self.supports
                if (row.state, row.country) == (state, country) and row.years.holds(day)
            ),
            None,
        )

    def people_actor(self, people: People, country: Country | None) -> Actor:
        """Return the armed men of a people: an identity militia in the terms of ACLED."""
        home = country.name if country else people.place
        name = f"{people.armed or people.name + ' Ethnic Militia'} ({home})"
        return Actor(
            id=f"people:{name_key(people.name).replace(' ', '-')}"
            + (f":{country.code}" if country else ""),
            name=name, kind="force", country=country.iso if country else None,
            codes=ActorCodes(acled=name, acled_type="4", ucdp=people.name),
        )  # fmt: skip

    def actor(self, rule: str, country: Country | None) -> Actor:
        """Return the actor a rule makes for a country, or for no known country."""
        made = self.rules[rule]
        return Actor(
            id=f"{rule}:{country.code}" if country else rule,
            name=_fill(made.name, country), kind=made.kind,
            country=country.iso if country else None,
            codes=ActorCodes(
                acled=_fill(made.acled, country) or None,
                acled_type=made.acled_type or None,
                ucdp=_ucdp(made.ucdp, country),
            ),
        )  # fmt: skip


def _fill(template: str, country: Country | None) -> str:
    if country is not None:
        return template.replace("{country}", country.name)
    for gap in (" ({country})", " of {country}"):
        template = template.replace(gap, "")
    return template


def _ucdp(template: str, country: Country | None) -> str | None:
    if "{ucdp}" in template:
        return (country.ucdp or None) if country else None
    return template or None


def load_rulebook(
    rules: Readable | None = None,
    words: Readable | None = None,
    defaults: Readable | None = None,
    peoples: Readable | None = None,
) -> RuleBook:
    """Return the rules of the package, or those of other tables.

    Raises:
        KnowledgeError: a table is broken, or a word calls a rule that is not there.
    """
    made = {row.id: row for row in _rules(rules or package_data("actor_rules.tsv"))}
    table = list(read_rows(words or package_data("actor_words.tsv"), _WORD_COLUMNS))
    return RuleBook(
        rules=made, words=_words(table, made),
        defaults=tuple(
            _default(row, made)
            for row in read_rows(defaults or package_data("actor_defaults.tsv"), _DEFAULT_COLUMNS)
        ),
        peoples=tuple(
            _people(row) for row in read_rows(peoples or package_data("demonyms.tsv"), _PEOPLE_COLUMNS)
        ),
        supports=tuple(_supports()),
        examples=tuple((r.cell("example"), r.cell("kind"), r.cell("rule")) for r in table),
    )  # fmt: skip


def _rules(source: Readable) -> Iterable[Rule]:
    for row in read_rows(source, _RULE_COLUMNS):
        if row.cell("kind") not in KINDS:
            raise KnowledgeError(
                f"{row.where}: kind {row.cell('kind')!r} is none of {sorted(KINDS)}"
            )
        yield Rule(
            id=row.cell("rule"), kind=cast("Kind", row.cell("kind")), class_=row.cell("class"),
            name=row.cell("name"), acled=row.cell("acled"), acled_type=row.cell("acled_type"),
            ucdp=row.cell("ucdp"), example=row.cell("example"),
        )  # fmt: skip


def _words(table: Iterable[Row], rules: Mapping[str, Rule]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in table:
        rule = row.cell("rule")
        if rule not in rules and rule != MEMBER:
            raise KnowledgeError(f"{row.where}: no rule {rule!r}: add it to actor_rules.tsv")
        if rule == MEMBER:
            continue
        for word in row.parts("words"):
            for kind in row.parts("kind") or ("",):
                if found.setdefault((name_key(word), kind), rule) != rule:
                    raise KnowledgeError(f"{row.where}: {word!r} calls two rules: keep one")
    for row in table:
        if row.cell("rule") == MEMBER:
            found.update({(name_key(word), MEMBER): MEMBER for word in row.parts("words")})
    return found


def _default(row: Row, rules: Mapping[str, Rule]) -> Default:
    for rule in row.parts("rule"):
        if rule not in rules:
            raise KnowledgeError(f"{row.where}: no rule {rule!r}: add it to actor_rules.tsv")
    return Default(
        country=row.cell("country"), rules=row.parts("rule"), actor=row.cell("actor"),
        years=period(row.cell("from"), row.cell("to"), row.where),
        words=frozenset(name_key(word) for word in row.parts("words")), example=row.cell("example"),
    )  # fmt: skip


def _supports() -> Iterable[Support]:
    for row in read_rows(package_data("actor_supports.tsv"), _SUPPORT_COLUMNS):
        yield Support(
            state=row.cell("state"), country=row.cell("country"), ucdp=row.cell("ucdp"),
            years=period(row.cell("from"), row.cell("to"), row.where), example=row.cell("example"),
        )  # fmt: skip


def _people(row: Row) -> People:
    if not row.parts("words") or not row.parts("countries"):
        raise KnowledgeError(f"{row.where}: give the words of the people and its countries")
    return People(
        name=row.cell("name"), words=row.parts("words"), place=row.cell("place"),
        countries=row.parts("countries"), sort=row.cell("sort"), armed=row.cell("armed"),
        example=row.cell("example"),
    )  # fmt: skip
