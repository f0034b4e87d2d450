"""What the rest of a report says about where it is: cues beside and between the mentions."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace, main_name
from dateline.knowledge.gazetteer_names import place_key
from dateline.knowledge.place_rules import PlaceRules

_WORDS: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_AFTER: Final = re.compile(
    r"\s*(?:,|,? in(?: the)?)\s+(?:(?:far|north|south|east|west|central)[\w-]*\s+)*"
    r"((?:[A-Z][\w.&'’-]*\s?){1,3})"
)
_WIDE: Final = frozenset({"country", "territory", "admin1"})
_SHORT: Final = 4
_LONGEST: Final = 3
_CUE_PLACES: Final = 4
_NAME_WEIGHT: Final = 0.6
_PEOPLE_WEIGHT: Final = 0.35
_MAX_WORDS: Final = 4000


class Cue(msgspec.Struct, frozen=True):
    """A place the text names outside the mentions: where, and which places it may be.

    `weight` is how much it says about where the report is (a demonym says less than a name).
    """

    start: int
    end: int
    places: tuple[GazetteerPlace, ...]
    weight: float


def find_cues(text: str, taken: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> tuple[Cue, ...]:
    """Return the countries, regions, capitals and demonyms named outside the `taken` spans."""
    cues = []
    words = list(_WORDS.finditer(text))[:_MAX_WORDS]
    skip = -1
    spans = iter(sorted(taken))
    span = next(spans, None)
    for number, word in enumerate(words):
        if number <= skip or not word[0][0].isupper():
            continue
        while span is not None and span[1] <= word.start():
            span = next(spans, None)
        if span is not None and span[0] < word.end():
            continue
        if not gazetteer.opens_cue(word[0]):
            continue
        found = _cue_at(words, number, text, gazetteer)
        if found:
            cue, length = found
            cues.append(cue)
            skip = number + length - 1
    return tuple(cues)


def _cue_at(
    words: Sequence[re.Match[str]], number: int, text: str, gazetteer: Gazetteer
) -> tuple[Cue, int] | None:
    start = words[number].start()
    for length in range(min(_LONGEST, len(words) - number), 0, -1):
        end = words[number + length - 1].end()
        name = text[start:end]
        if "\n" in name or not text[words[number + length - 1].start()].isupper():
            continue
        name = name.rstrip(".'’").removesuffix("'s").removesuffix("’s")
        end = start + len(name)
        if len(name) < 4 and not name.isupper():  # noqa: PLR2004  short words are rarely places
            continue
        people = gazetteer.demonym(name)
        if people:
            return Cue(start, end, (people,), _PEOPLE_WEIGHT), length
        key = place_key(name)
        if key in gazetteer.cues:
            return Cue(start, end, gazetteer.named(key)[:_CUE_PLACES], _NAME_WEIGHT), length
    return None


def place_after(
    text: str, end: int, rules: PlaceRules, gazetteer: Gazetteer
) -> tuple[GazetteerPlace, ...]:
    """Return the regions or countries that a comma or "in" hangs behind a name ending at `end`.

    "Springfield, Ill." and "Springfield in Illinois" give Illinois.
    """
    match = _AFTER.match(text, end)
    if match is None:
        return ()
    words = match[1].strip()
    for form in (words, words.split()[0], words.rstrip(".")):
        if form in rules.abbreviations:
            return tuple(
                place
                for country, name in rules.abbreviations[form]
                for place in gazetteer.named(place_key(name))
                if place.country == country and place.kind in {"admin1", "country"}
            )
    for size in range(len(words.split()), 0, -1):
        name = " ".join(words.split()[:size])
        places = gazetteer.named(place_key(name))
        wide = tuple(
            place
            for place in places
            if place.kind in _WIDE or (place.kind == "admin2" and main_name(place, place_key(name)))
        )
        if wide:
            return wide
    return ()


def publisher_country(publisher: str | None, rules: PlaceRules) -> str | None:
    """Return the alpha-3 country of a publisher's name or address, None if not known."""
    if not publisher:
        return None
    name = publisher.casefold()
    words = re.split(r"\W+", name)
    known = [
        form for form in rules.publishers if form in name and (len(form) > _SHORT or form in words)
    ]
    if known:
        return rules.publishers[max(known, key=lambda form: (len(form), form))]
    ending = name.rsplit(".", 1)[-1]
    return _DOMAINS.get(ending) if "." in name else None


_DOMAINS: Final = {
    "uk": "GBR", "ie": "IRL", "ca": "CAN", "au": "AUS", "nz": "NZL", "in": "IND", "pk": "PAK",
    "za": "ZAF", "ng": "NGA", "ke": "KEN", "ge": "GEO", "ru": "RUS", "ua": "UKR", "il": "ISR",
    "lb": "LBN", "eg": "EGY", "tr": "TUR", "ir": "IRN", "iq": "IRQ", "sy": "SYR", "ps": "PSE",
    "lk": "LKA", "bd": "BGD", "np": "NPL", "ph": "PHL", "id": "IDN", "my": "MYS", "th": "THA",
    "mm": "MMR", "cn": "CHN", "jp": "JPN", "kr": "KOR", "de": "DEU", "fr": "FRA", "es": "ESP",
    "it": "ITA", "pl": "POL", "mx": "MEX", "co": "COL", "ve": "VEN", "br": "BRA", "ar": "ARG",
    "pe": "PER", "cl": "CHL", "et": "ETH", "sd": "SDN", "so": "SOM", "ug": "UGA", "tz": "TZA",
    "ml": "MLI", "bf": "BFA", "ne": "NER", "cm": "CMR", "td": "TCD", "cd": "COD", "rw": "RWA",
    "bi": "BDI", "mz": "MOZ", "zw": "ZWE", "ly": "LBY", "tn": "TUN", "dz": "DZA", "ma": "MAR",
    "ye": "YEM", "sa": "SAU", "ae": "ARE", "qa": "QAT", "jo": "JOR", "kw": "KWT", "az": "AZE",
    "am": "ARM", "kz": "KAZ", "kg": "KGZ", "tj": "TJK", "uz": "UZB", "af": "AFG", "rs": "SRB",
}  # fmt: skip
