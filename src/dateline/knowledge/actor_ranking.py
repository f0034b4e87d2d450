"""Whom the words of a mention mean: candidates with scores and reasons.

The scores are dateline's own weights, not probabilities: what counts is their order and the marks
at 0.5 (below it a name is taken as unknown) and 0.8 (above it the words alone decide).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.knowledge.actor_candidates import OPEN_DAY, Candidate, Context, is_active, near
from dateline.knowledge.actor_phrases import CountryHit, NameHit, Phrase, WordHit
from dateline.knowledge.actor_rules import MEMBER
from dateline.knowledge.actor_tables import name_key

if TYPE_CHECKING:
    from dateline.knowledge.actor_entries import ActorEntry, Alias
    from dateline.knowledge.actors import Registry
    from dateline.knowledge.countries import Country

WHOLE: Final = 1.0
CONTAINED: Final = 0.92
NAMED_MEMBER: Final = 0.9
PART_OF_NAME: Final = 0.5
_RULE: Final = 0.86
_BARE: Final = 0.7
_SHORT: Final = 4
_DOUBT: Final = 0.9
_STATE: Final = ("military", "police", "security", "government")
_ARMED: Final = ("rebels", "militia", "communal", "unidentified")
_KIND_RULE: Final = {
    "force": "military", "government": "government", "civilians": "civilians",
    "crowd": "protesters", "media": "media", "org": "org", "person": "person",
}  # fmt: skip


def rank(registry: "Registry", phrase: Phrase, context: Context) -> tuple[Candidate, ...]:
    """Return whom the words may mean, best first, each actor once."""
    here = widen(phrase, context)
    found = [
        *_named(registry, phrase, here), *_peoples(registry, phrase, here),
        *_ruled(registry, phrase, here),
    ]  # fmt: skip
    best: dict[str, Candidate] = {}
    for candidate in found:
        known = best.get(candidate.actor.id)
        if candidate.score > 0 and (known is None or known.score < candidate.score):
            best[candidate.actor.id] = candidate
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.actor.id)))


def widen(phrase: Phrase, context: Context) -> Context:
    """Return the context with the countries the words themselves name put first."""
    own = [
        country.iso for hit in phrase.countries for country in hit.countries
        if len(hit.countries) == 1 or country.iso in context.countries
    ]  # fmt: skip
    own += [hit.people.countries[0] for hit in phrase.peoples if len(hit.people.countries) == 1]
    return Context(
        kind=context.kind, day=context.day,
        countries=tuple(dict.fromkeys((*own, *context.countries))),
    )  # fmt: skip


def _named(registry: "Registry", phrase: Phrase, context: Context) -> Iterator[Candidate]:
    for order, hit in enumerate(phrase.names):
        cover, how = _cover(phrase, hit)
        for entry, alias in hit.owners:
            place = _place_factor(entry, alias, context)
            time = _time_factor(entry, alias, context.day)
            both = 0.7 if place < _DOUBT and time < _DOUBT else 1.0
            score = cover * place * time * both * _kind_factor(entry, context.kind) - 0.02 * order
            reason = f"{how} {alias.text!r}{_doubts(place, time)}"
            yield _candidate(registry, entry, context, score=score, reason=reason)
            yield from _branches(registry, entry, context, score)


def _candidate(
    registry: "Registry", entry: "ActorEntry", context: Context, *, score: float, reason: str
) -> Candidate:
    actor = registry.actor(entry, context)
    return Candidate(
        actor=actor, score=round(min(max(score, 0.0), 1.0), 3), reason=reason, class_=entry.class_
    )


def _branches(
    registry: "Registry", entry: "ActorEntry", context: Context, score: float
) -> Iterator[Candidate]:
    if not context.countries or set(context.countries[:1]) & set(entry.countries):
        return
    for branch in registry.branches.get(entry.id, ()):
        if context.countries[0] in branch.countries and _in_years(branch, context.day):
            reason = f"branch of {entry.name} in {context.countries[0]}"
            yield _candidate(registry, branch, context, score=min(score + 0.1, 0.95), reason=reason)


def _in_years(entry: "ActorEntry", day: str) -> bool:
    return not day or entry.years.holds(day)


def _cover(phrase: Phrase, hit: NameHit) -> tuple[float, str]:
    if phrase.is_whole(hit.first, hit.last):
        return WHOLE, "named"
    unknown = [i for i in phrase.proper if not hit.first <= i < hit.last]
    if not unknown:
        return CONTAINED, "words around"
    if _is_owner(phrase, hit.last - 1) or all(_is_owner(phrase, i) for i in unknown):
        return NAMED_MEMBER, "part of"
    after = all(i >= hit.last for i in unknown)
    nouns = any(noun.first >= hit.last and noun.last <= unknown[0] for noun in phrase.nouns)
    title = any(noun.last <= hit.first for noun in phrase.nouns)
    if (after and nouns) or (title and not any(i == hit.last for i in unknown)):
        return NAMED_MEMBER, "person of"
    return PART_OF_NAME, "part of a longer name:"


def _is_owner(phrase: Phrase, position: int) -> bool:
    """Return whether the word has a possessive `'s`."""
    return phrase.words[position].text.casefold().endswith(("'s", "’s", "s'", "s’"))


def _place_factor(entry: "ActorEntry", alias: "Alias", context: Context) -> float:
    here = frozenset(context.countries)
    if alias.countries:
        return (1.0 if alias.countries & here else 0.0) if here else 0.6
    if not entry.countries or not here:
        return 0.98
    if here & frozenset(entry.countries):
        return 0.99
    return 0.6 if len(alias.key) <= _SHORT and " " not in alias.key else 0.85


def _time_factor(entry: "ActorEntry", alias: "Alias", day: str) -> float:
    if is_active(entry, alias, day):
        return 1.0
    return 0.85 if near(entry.years, day) else 0.7


def _kind_factor(entry: "ActorEntry", kind: str | None) -> float:
    if kind in {None, "person", entry.kind}:
        return 1.0
    if kind in {"civilians", "crowd"}:
        return 0.45 if entry.kind == "force" else 0.7
    if {kind, entry.kind} <= {"force", "government"}:
        return 1.0
    return 0.8


def _doubts(place: float, time: float) -> str:
    doubts = (
        "not known to act here" if place < _DOUBT else "",
        "not known to act then" if time < 1 else "",
    )
    told = ", ".join(filter(None, doubts))
    return f" ({told})" if told else ""


def _peoples(registry: "Registry", phrase: Phrase, context: Context) -> Iterator[Candidate]:
    noun = head_noun(registry, phrase, context.kind or "force")
    rule = registry.rules.rule_of(noun.key, context.kind or "force") if noun else None
    for hit in phrase.peoples:
        code = next((c for c in context.countries if c in hit.people.countries), None)
        home = registry.countries.by_code.get(code or hit.people.countries[0])
        if rule in _STATE:
            yield _made(registry, rule, home, (_RULE, f"{rule} among the {hit.people.name}"))
        elif context.kind == "force" or (context.kind is None and rule in _ARMED):
            actor = registry.rules.people_actor(hit.people, home)
            reason = f"armed {hit.people.name}"
            yield Candidate(actor=actor, score=_RULE, reason=reason, class_="communal")
        else:
            made = _KIND_RULE[context.kind or "civilians"]
            reason = f"{hit.people.name} people of {home.name if home else hit.people.place}"
            yield _made(registry, made, home, (_BARE, reason))


def _made(
    registry: "Registry", rule: str, country: "Country | None", why: tuple[float, str]
) -> Candidate:
    made = registry.rules.rules[rule]
    actor = registry.rules.actor(rule, country)
    return Candidate(actor=actor, score=why[0], reason=why[1], class_=made.class_)


def _ruled(registry: "Registry", phrase: Phrase, context: Context) -> Iterator[Candidate]:
    hit = phrase.countries[0] if phrase.countries else None
    if hit is None:
        return
    noun = head_noun(registry, phrase, context.kind)
    rule = registry.rules.rule_of(noun.key, context.kind) if noun else None
    for order, country in enumerate(_owners(hit, context)):
        lower = 0.05 * order
        if noun is not None and rule is not None:
            lower += 0.4 * _is_in_name(phrase, noun)
            yield _said(registry, country, (rule, noun.key), context=context, lower=lower)
        else:
            yield from _bare(registry, hit, country, context=context, lower=lower)


def _owners(hit: CountryHit, context: Context) -> tuple["Country", ...]:
    def misfit(country: "Country") -> tuple[bool, bool]:
        then = not context.day or country.years.holds(context.day)
        return not then, country.iso not in context.countries

    return tuple(sorted(hit.countries, key=misfit))


def _said(
    registry: "Registry",
    country: "Country",
    call: tuple[str, str],
    *,
    context: Context,
    lower: float,
) -> Candidate:
    rule, key = call
    default = registry.rules.default(country.iso, context.day or OPEN_DAY, rule=rule, word=key)
    if default is not None:
        entry = registry.by_id[default]
        reason = f"{key} of {country.name} at that time"
        return _candidate(registry, entry, context, score=_RULE - lower, reason=reason)
    return _made(registry, rule, country, (_RULE - lower, f"{key} of {country.name}"))


def _bare(
    registry: "Registry", hit: CountryHit, country: "Country", *, context: Context, lower: float
) -> Iterator[Candidate]:
    why = f"{hit.how} of {country.name}"
    if context.kind is not None:
        yield _made(registry, _KIND_RULE[context.kind], country, (_BARE - lower, why))
        return
    first = "government" if hit.how in {"name", "seat"} else "civilians"
    for rule in dict.fromkeys((first, "government", "civilians", "military")):
        score = _BARE - lower - (0.0 if rule == first else 0.2)
        yield _made(registry, rule, country, (score, why))


def _is_in_name(phrase: Phrase, noun: WordHit) -> bool:
    """Return whether a common noun ends a name nobody knows (`Syrian Martyrs Brigade`)."""
    before = any(i < noun.first for i in phrase.proper)
    return before and phrase.words[noun.last - 1].text[:1].isupper()


def head_noun(registry: "Registry", phrase: Phrase, kind: str | None) -> WordHit | None:
    """Return the common noun that says what the mention is: `soldiers of the government`.

    Words that fit any group (members, officials, commander) give way to telling ones.
    """
    rules = registry.rules
    called = [noun for noun in phrase.nouns if rules.rule_of(noun.key, kind)]
    edge = phrase.before_of()
    ordered = [
        *(noun for noun in reversed(called) if noun.first < edge),
        *(noun for noun in called if noun.first >= edge),
    ]
    telling = (noun for noun in ordered if (noun.key, MEMBER) not in rules.words)
    return next(telling, ordered[0] if ordered else None)


def is_pronoun(text: str) -> bool:
    """Return whether a mention is a pronoun or another word without content of its own."""
    return name_key(text) in _PRONOUNS


_PRONOUNS: Final = frozenset(
    [
        "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "its",
        "their", "theirs", "our", "ours", "my", "who", "whom", "which", "himself", "herself",
        "themselves", "itself", "ourselves", "others", "other", "one", "ones", "some", "those",
        "these", "this", "that", "both", "all", "another", "many", "the latter", "the former",
        "everyone", "anyone", "no one", "each", "nobody", "someone", "somebody", "anybody", "everybody",
    ]
)  # fmt: skip
