"""Can the registry tell UCDP's sides at all? `python -m evals.sides FILE`.

FILE is a JSON Lines file of UCDP-AEC (Simon et al. 2025). For each article the UCDP names are
collected that any words of its text can lead to through registry and rules, in the country and on
the day of the record; a gold side among them is found. This is the ceiling that the registry sets
for coding sides, without the reader. The sides not found are listed: add whole families of actors,
never the actor of one article.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.knowledge.actor_candidates import Context, ucdp_name
from dateline.knowledge.actor_entries import ActorEntry
from dateline.knowledge.actor_phrases import Phrase
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.actors import Registry, load_registry

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SIDE = re.compile(r", (?=[A-Z])")
_KINDS = ("force", "civilians", "crowd", "government")
_PIECE = 380


class Article(msgspec.Struct, frozen=True):
    """One row of the file, as far as it is used."""

    id: int
    source_article: str
    source_date: str
    side_a_name: str
    side_b_name: str
    location_root_name: str


def find_ucdp_names(registry: Registry, text: str, context: Context) -> set[str]:
    """Return the UCDP names to which any words of the text can lead."""
    pieces = (
        sentence[start : start + _PIECE]
        for sentence in _SENTENCE.split(text)
        for start in range(0, len(sentence), _PIECE)
    )
    return {
        name
        for piece in pieces
        for name in _names(registry, registry.read(piece, context), context)
    }


def _names(registry: Registry, phrase: Phrase, context: Context) -> Iterator[str]:
    for hit in phrase.names:
        for entry, _ in hit.owners:
            yield from _of_entry(registry, entry, context)
    for country_hit in phrase.countries:
        yield from (country.ucdp for country in country_hit.countries)
    for noun in phrase.nouns:
        for rule in {registry.rules.rule_of(noun.key, kind) for kind in _KINDS} - {None}:
            yield from _of_noun(registry, (str(rule), noun.key), context)


def _of_entry(registry: Registry, entry: ActorEntry, context: Context) -> Iterator[str]:
    yield registry.actor(entry, context).codes.ucdp or ""
    yield ucdp_name(entry, context.day, against_government=False) or ""


def _of_noun(registry: Registry, call: tuple[str, str], context: Context) -> Iterator[str]:
    for code in context.countries:
        country = registry.countries.by_code[code]
        yield registry.rules.actor(call[0], country).codes.ucdp or ""
        default = registry.rules.default(code, context.day, rule=call[0], word=call[1])
        if default is not None:
            yield from _of_entry(registry, registry.by_id[default], context)


def country_of(registry: Registry, name: str) -> tuple[str, ...]:
    """Return the code of a country as UCDP writes it (`Myanmar (Burma)`), empty if unknown."""
    forms = (name, re.sub(r"\s*\(.*\)", "", name))
    found = (registry.countries.names.get(name_key(form)) for form in forms)
    return next(((rows[0].iso,) for rows in found if rows), ())


def main() -> None:
    """Print the share of gold sides found, and those not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    registry = load_registry()
    found = total = 0
    for line in options.file.open(encoding="utf-8"):
        article = msgspec.convert(json.loads(line), Article)
        context = Context(
            day=article.source_date[:10],
            countries=country_of(registry, article.location_root_name),
        )
        names = find_ucdp_names(registry, article.source_article, context)
        for side in (*_SIDE.split(article.side_a_name), *_SIDE.split(article.side_b_name)):
            total += 1
            found += side in names
            if side not in names:
                print(f"not found: {side} ({article.location_root_name}, article {article.id})")
    print(f"sides found {100 * found / max(total, 1):.1f} % ({found} of {total})")


if __name__ == "__main__":
    main()
