"""What a place mention says: a name, or a described place that hangs on named ones."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from dateline.knowledge.gazetteer_names import place_key
from dateline.knowledge.place_rules import PlaceRules

_ARTICLE: Final = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our) (?=\S)", re.IGNORECASE)
_EDGES: Final = " \t\n\r\"'“”‘’«»()[]{}.,;:!?*_–—-"


class Reading(msgspec.Struct, frozen=True):
    """How a mention is to be looked up.

    `name` is the place the answer is or hangs on, `other` a second one (between, a border),
    `inside` a container to which `name` belongs. `relation` is "" for a plain name. `described`
    says that the mention itself names nothing ("a market").
    """

    name: str
    other: str = ""
    inside: str = ""
    relation: str = ""
    number: str = ""
    unit: str = ""
    way: str = ""
    described: bool = False


def read_mention(
    text: str,
    rules: PlaceRules,
    known: Callable[[str], bool],
    prominent: Callable[[str], bool],
) -> Reading:
    """Return how the words of a mention are to be looked up.

    `known` says whether the gazetteer has a name as it stands; a name it has is never taken
    apart. `prominent` says whether a name is large enough to stand for a longer one that holds
    it. A mention without a capital letter is `described`.
    """
    bare = text.strip(_EDGES)
    name = bare_name(bare)
    if not _names_something(bare):  # "home" and "central city" describe; there is a Home, too
        return Reading(name=name, described=True)
    if known(bare) or (name and known(name)):
        return Reading(name=name or bare)
    for rule, pattern in rules.relations:
        match = pattern.fullmatch(bare)
        if match is None or not _names_something(match["place"]):
            continue
        if rule.name == "of" and _is_office(match["head"], match["place"], rules, known):
            break
        if rule.name in {"part", "of"}:
            head = match["head"] if rule.name == "part" else ""
            return _part(bare_name(match["place"]), bare_name(head), rules, known, prominent)
        other = match.groupdict().get("other")
        if other is None or _names_something(other):
            return _related(rule.name, match.groupdict())
    abroad = _abroad(name, rules)
    rest = name[abroad:].strip()
    inner = rest if abroad and rest and prominent(rest) else _inner_name(rest, prominent)
    if inner and not (abroad and rest.startswith("of ")):
        return Reading(name=inner, relation="part")
    return Reading(name=name, described=abroad > 0)


def _related(relation: str, found: Mapping[str, str | None]) -> Reading:
    return Reading(
        name=bare_name(found["place"] or ""),
        other=bare_name(found.get("other") or ""),
        relation=relation,
        number=found.get("number") or "",
        unit=found.get("unit") or "",
        way=found.get("way") or "",
    )


def _is_office(head: str, of: str, rules: PlaceRules, known: Callable[[str], bool]) -> bool:
    """Whether "X of Y" is an office, not X in Y ("Embassy of Chad", "Chamber of Commerce")."""
    if not _names_something(head):
        return False
    name = bare_name(of)
    return _abroad(head, rules) > 0 or not known(name) or place_key(name) in rules.fields


def _abroad(name: str, rules: PlaceRules) -> int:
    """Return where the first word ends that makes the names before it no hint at the place, or 0.

    The "British Embassy Tokyo" is in Tokyo, "Frenchmen Street" is not in France.
    """
    for word in re.finditer(r"\w+", name):
        if word[0].lower() in rules.abroad:
            return word.end()
    return 0


def _inner_name(name: str, prominent: Callable[[str], bool]) -> str:
    """Return the first prominent name inside a longer one ("Kabul Serena Hotel": Kabul)."""
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            inner = " ".join(words[start : start + size])
            if inner[0].isupper() and prominent(inner):
                return inner
    return ""


def _part(
    place: str,
    head: str,
    rules: PlaceRules,
    known: Callable[[str], bool],
    prominent: Callable[[str], bool],
) -> Reading:
    inner = read_mention(place, rules, known, prominent)
    if head and _names_something(head) and (known(head) or not head.islower()):
        outer = read_mention(head, rules, known, prominent)
        if not outer.described and not outer.inside:
            return msgspec.structs.replace(outer, inside=inner.name)
    return msgspec.structs.replace(inner, relation=inner.relation or "part")


def bare_name(text: str) -> str:
    """Return a name without its article, quotes and possessive ending."""
    name = _ARTICLE.sub("", text.strip(_EDGES)).strip(_EDGES)
    for ending in ("'s", "’s", "s'", "s’"):
        if name.endswith(ending):
            return name[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return name


def _names_something(text: str) -> bool:
    """Whether a text has a capital letter or a letter of a script without cases."""
    return any(
        letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
        for letter in text
    )
