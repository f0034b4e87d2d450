"""The actor registry: who a name means, on a day, in a country."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_candidates import Candidate, Context, ucdp_name
from dateline.knowledge.actor_conflicts import (
    GOVERNMENT,
    Conflict,
    Rivals,
    conflicts_on,
    load_conflicts,
)
from dateline.knowledge.actor_entries import ActorEntry, index_aliases, read_entries
from dateline.knowledge.actor_phrases import (
    Lookup,
    Phrase,
    depends_on_context,
    make_lookup,
    may_name,
    read_phrase,
)
from dateline.knowledge.actor_ranking import rank
from dateline.knowledge.actor_rules import RuleBook, load_rulebook
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.countries import Countries, Country, load_countries
from dateline.knowledge.tables import Readable, package_data
from dateline.records import Actor, ActorCodes

FAMILIES: Final = ("africa", "americas", "asia", "europe", "leaders", "middle_east", "world")
NO_CONTEXT: Final = Context()
_CACHE: Final = 20_000


class UserTable(NamedTuple):
    """A table of the user's under the name it has in errors: where it is, not its name alone."""

    path: Path
    name: str

    def read_text(self, encoding: str | None = None) -> str:
        """Return the whole text."""
        return self.path.read_text(encoding)


class Registry(msgspec.Struct, frozen=True, dict=True):
    """All named actors, the countries and the rules that make the rest."""

    entries: tuple[ActorEntry, ...]
    countries: Countries
    rules: RuleBook
    conflicts: tuple[Conflict, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, ActorEntry]:
        """Return the entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def lookup(self) -> Lookup:
        """Return what the words of a mention are looked up in."""
        return make_lookup(index_aliases(self.entries), self.countries, self.rules)

    @cached_property
    def branches(self) -> Mapping[str, tuple[ActorEntry, ...]]:
        """Return the branches of an actor that bear its name (`islamic-state-...`)."""
        found: dict[str, list[ActorEntry]] = {}
        for entry in self.entries:
            for parent in entry.parents:
                if entry.id.startswith(f"{parent}-"):
                    found.setdefault(parent, []).append(entry)
        return {parent: tuple(entries) for parent, entries in found.items()}

    def read(self, text: str, context: Context = NO_CONTEXT) -> Phrase:
        """Return the words of a mention taken to pieces."""
        return self._read_anywhere(text) or read_phrase(text, self.lookup, context)

    @cached_property
    def _read_anywhere(self) -> Callable[[str], Phrase | None]:
        """Return what reads, once, the words that mean the same in every context: most of them."""

        def read(text: str) -> Phrase | None:
            if depends_on_context(text, self.lookup):
                return None
            return read_phrase(text, self.lookup, NO_CONTEXT)

        return lru_cache(maxsize=_CACHE)(read)

    def find(
        self, name: str, *, on: date | None = None, country: str | None = None
    ) -> tuple[Candidate, ...]:
        """Return whom a name may mean, best first; empty when nobody is known by it.

        `country` is the alpha-3 code of where it happens.
        """
        if not may_name(name, self.lookup):
            return ()
        context = Context(day=on.isoformat() if on else "", countries=(country,) if country else ())
        return rank(self, self.read(name, context), context)

    def forces(self, country: Country, *, on: date | None = None) -> Actor:
        """Return the armed forces of a country: who bears that name on a day, else by rule."""
        name = f"Military Forces of {country.name}"
        known = self.find(name, on=on, country=country.code) if self.is_alias(name) else ()
        return known[0].actor if known else self.rules.actor("military", country)

    def is_alias(self, name: str) -> bool:
        """Tell whether a name is one of an entry's."""
        return name_key(name) in self.lookup.aliases

    def actor(self, entry: ActorEntry, context: Context) -> Actor:
        """Return the actor of an entry as seen from a country and day."""
        stands_for = next((p[1:] for p in entry.parents if p.startswith("=")), None)
        if stands_for is not None:
            rule, _, code = stands_for.partition(":")
            if (rule, context.kind) == ("government", "force"):
                rule = "military"  # `Assad's forces`, `junta fighters`
            return self.rules.actor(rule, self.countries.by_code[code])
        country = _country_of(entry, context.countries)
        return Actor(
            id=entry.id, name=entry.name, kind=entry.kind, country=country,
            codes=ActorCodes(
                acled=self._acled(entry, context, country) or None,
                acled_type=entry.acled_type or None, ucdp=ucdp_name(entry, context.day),
            ),
        )  # fmt: skip

    def rivals(self, country: str, day: str) -> tuple[Rivals, ...]:
        """Return the parties that fight each other in a country on an ISO day."""
        context = Context(kind="force", day=day, countries=(country,))
        return tuple(
            Rivals(
                regions=one.regions,
                sides=(self._party(one, 0, context), self._party(one, 1, context)),
            )
            for one in conflicts_on(self.conflicts, country, day)
        )

    def _party(self, conflict: Conflict, side: int, context: Context) -> Actor:
        id_, rival = conflict.sides[side], conflict.sides[1 - side]
        if id_ == GOVERNMENT or ":" in id_:
            rule, _, code = id_.partition(":")
            rule = "military" if id_ == GOVERNMENT else rule
            return self.rules.actor(rule, self.countries.by_code[code or conflict.country])
        entry = self.by_id[id_]
        name = ucdp_name(entry, context.day, against_government=rival == GOVERNMENT)
        actor = self.actor(entry, context)
        return msgspec.structs.replace(actor, codes=msgspec.structs.replace(actor.codes, ucdp=name))

    def _acled(self, entry: ActorEntry, context: Context, country: str | None) -> str:
        here = context.countries[0] if context.countries else country
        known = self.countries.by_code
        home = known[entry.countries[0]].name if entry.countries else ""
        text = entry.acled.replace("{home}", home)
        if here is None or here not in known:
            return text.replace(" ({country})", "")
        return text.replace("{country}", known[here].name)


def _country_of(entry: ActorEntry, countries: Sequence[str]) -> str | None:
    here = next((code for code in countries if code in entry.countries), None)
    return here or (entry.countries[0] if entry.countries else None)


def registry_tables() -> tuple[Readable, ...]:
    """Return the actor tables of the package."""
    return tuple(package_data(f"actors_{family}.tsv") for family in FAMILIES)


def load_registry(*extra: Readable) -> Registry:
    """Return the registry of the package, with the user's own tables after it.

    Raises:
        KnowledgeError: a table is broken; the message names file and line.
    """
    own = (UserTable(table, str(table)) if isinstance(table, Path) else table for table in extra)
    return make_registry((*registry_tables(), *own))


def make_registry(tables: Iterable[Readable]) -> Registry:
    """Return a registry of these actor tables with the package's countries and rules."""
    entries = read_entries(tables)
    ids = {entry.id for entry in entries}
    conflicts = tuple(one for one in load_conflicts() if _are_known(one.sides, ids))
    registry = Registry(entries, load_countries(), load_rulebook(), conflicts)
    for entry in registry.entries:
        _check_known(entry, registry)
    return registry


def _are_known(sides: Iterable[str], ids: Container[str]) -> bool:
    return all(side == GOVERNMENT or ":" in side or side in ids for side in sides)


def _check_known(entry: ActorEntry, registry: Registry) -> None:
    for code in entry.countries:
        if code not in registry.countries.by_code:
            raise KnowledgeError(f"{entry.where}: {code} is the code of no country: mend the row")
    for parent in entry.parents:
        rule, _, code = parent.removeprefix("=").partition(":")
        known = rule in registry.rules.rules and code in registry.countries.by_code
        if ":" in parent and not known:
            raise KnowledgeError(
                f"{entry.where}: {parent!r} is no actor of the rules: write military:SYR or the like"
            )
