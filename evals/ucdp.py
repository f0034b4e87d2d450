"""Events coded against UCDP's own records: `python -m evals.ucdp FILE`.

FILE is a JSON Lines file of UCDP-AEC (Simon et al. 2025): an article and the GED event a coder made
from it. The most prominent event of each article is compared with the record, field by field.
`--misses FIELD` lists the articles whose FIELD differs.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dateline import Coder
from dateline.coder import make_report
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Actor, CodedReport, Event, Range

_WORDS = re.compile(
    r"\b(governorate|province|region|state|district|departement|department|oblast|county|division|"
    r"township|zone|municipality|prefecture|town|city|village|wilayat?|autonomous|union territory)\b"
)
SUBSET = {"sides": ("side_a", "side_b"), "dates": ("start", "end"), "places": ("country", "adm1")}
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "deaths_low", "deaths_high")


class Article(msgspec.Struct, frozen=True):
    """One row of the file, as far as it is used."""

    id: int
    source_article: str
    source_date: str
    deaths_side_a: int
    deaths_side_b: int
    deaths_civilian: int
    deaths_unknown: int
    deaths_low: int
    deaths_high: int
    side_a_name: str
    side_b_name: str
    location_root_name: str
    start_date: str
    end_date: str
    location_adm1_name: str | None = None
    location_adm2_name: str | None = None


class Judge:
    """Compares events with records; names are matched through registry and gazetteer."""

    def __init__(self, coder: Coder) -> None:
        self.registry = coder.knowledge.registry
        self.gazetteer: Gazetteer = coder.knowledge.gazetteer

    def compare(self, article: Article, event: Event | None) -> dict[str, bool]:
        """Return which fields agree."""
        place = event.place if event else None
        deaths = event.deaths if event else None
        country = place.country if place else None
        gold_country = self.country(article.location_root_name)
        fields = {
            "country": country is not None and country == gold_country,
            "adm1": self.same_region(
                article.location_adm1_name, place.admin1 if place else None, country
            ),
            "start": bool(event and event.first == article.start_date),
            "end": bool(event and event.last == article.end_date),
            "side_a": self.same_side(article.side_a_name, event.side_a if event else None),
            "side_b": self.same_side(article.side_b_name, event.side_b if event else None),
            "deaths_a": best(deaths.side_a if deaths else None) == article.deaths_side_a,
            "deaths_b": best(deaths.side_b if deaths else None) == article.deaths_side_b,
            "deaths_civilians": best(deaths.civilians if deaths else None)
            == article.deaths_civilian,
            "deaths_unknown": best(deaths.unknown if deaths else None) == article.deaths_unknown,
            "deaths_low": bound(deaths.total if deaths else None, "low") == article.deaths_low,
            "deaths_high": bound(deaths.total if deaths else None, "high") == article.deaths_high,
        }
        swapped = self.same_side(article.side_a_name, event.side_b if event else None) and (
            self.same_side(article.side_b_name, event.side_a if event else None)
        )
        fields["both sides"] = fields["side_a"] and fields["side_b"]
        fields["both sides, any order"] = fields["both sides"] or swapped
        return fields

    def country(self, name: str) -> str | None:
        """Return the alpha-3 code of a country as UCDP writes it (`Myanmar (Burma)`)."""
        for form in (name, re.sub(r"\s*\(.*\)", "", name), *re.findall(r"\((.*?)\)", name)):
            found = [p for p in self.gazetteer.find(form) if p.kind == "country"]
            if found:
                return found[0].country
        return None

    def same_region(self, gold: str | None, found: str | None, country: str | None) -> bool:
        """Tell whether two names are of one first-level region; a record without one agrees with none."""
        if not gold:
            return not found
        if not found:
            return False
        if plain(gold) == plain(found):
            return True
        ids = [
            {p.admin1_id for p in self.gazetteer.find(name, country=country) if p.kind == "admin1"}
            for name in (gold, found)
        ]
        return bool(ids[0] & ids[1])

    def same_side(self, gold: str, found: Actor | None) -> bool:
        """Tell whether a side is the record's: by UCDP name, by name, or by the registry's entry."""
        if found is None:
            return False
        for name in gold.split(", "):
            if name in {found.codes.ucdp, found.name} or (
                name == "Civilians" and found.kind in {"civilians", "person", "org", "media"}
            ):
                return True
            if any(c.actor.id == found.id for c in self.registry.find(name)[:1]):
                return True
        return False


def plain(name: str) -> str:
    """Return a region's name without its kind, marks and blanks."""
    folded = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", _WORDS.sub("", letters))


def best(figure: Range | None) -> int:
    """Return the best figure, 0 where none is said."""
    return (figure.best or 0) if figure else 0


def bound(figure: Range | None, name: str) -> int:
    """Return the low or high figure, the best one where the bound is open."""
    if figure is None:
        return 0
    value = figure.low if name == "low" else figure.high
    return value if value is not None else (figure.best or 0)


def load_articles(path: Path) -> list[Article]:
    """Return the articles of a UCDP-AEC file."""
    return [msgspec.convert(json.loads(line), Article) for line in path.open(encoding="utf-8")]


def code_articles(coder: Coder, articles: list[Article]) -> list[CodedReport]:
    """Return the articles coded as reports published on their source dates."""
    reports = [
        make_report(a.source_article, published=a.source_date[:10], id=str(a.id)) for a in articles
    ]
    return coder.code_many(reports)


def table(rows: list[dict[str, bool]], coded: list[CodedReport]) -> str:
    """Return the shares of agreement as text."""
    count = len(rows)
    share = {name: 100 * sum(row[name] for row in rows) / count for name in rows[0]}
    groups = {name: sum(share[f] for f in fields) / len(fields) for name, fields in SUBSET.items()}
    groups["deaths"] = sum(share[f] for f in DEATHS) / len(DEATHS)
    empty = sum(not one.events for one in coded)
    lines = [f"{name:24} {value:6.1f}" for name, value in share.items()]
    lines += ["", *(f"{name:24} {value:6.1f}" for name, value in groups.items())]
    lines += [
        f"{'over all':24} {sum(groups.values()) / len(groups):6.1f}",
        f"{'articles without event':24} {100 * empty / count:6.1f}",
        f"{'articles':24} {count:6d}",
    ]
    return "\n".join(lines)


def miss(article: Article, event: Event | None, field: str) -> Mapping[str, object]:
    """Return what the record and the event say, to be read by a person."""
    return {
        "id": article.id,
        "field": field,
        "gold": [
            article.side_a_name, article.side_b_name, article.start_date, article.end_date,
            article.location_root_name, article.location_adm1_name,
            [article.deaths_side_a, article.deaths_side_b, article.deaths_civilian,
             article.deaths_unknown, article.deaths_low, article.deaths_high],
        ],
        "event": event.summary if event else None,
        "sides": [s.codes.ucdp or s.name for s in (event.side_a, event.side_b) if s] if event else [],
        "admin1": event.place.admin1 if event and event.place else None,
    }  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", metavar="FIELD")
    options = parser.parse_args()
    coder = Coder(threads=2)
    articles = load_articles(options.file)
    coded = code_articles(coder, articles)
    judge = Judge(coder)
    tops = [one.events[0] if one.events else None for one in coded]
    rows = [judge.compare(a, e) for a, e in zip(articles, tops, strict=True)]
    if options.misses:
        for article, event, row in zip(articles, tops, rows, strict=True):
            if not row[options.misses]:
                print(json.dumps(miss(article, event, options.misses), ensure_ascii=False))
    print(table(rows, coded))


if __name__ == "__main__":
    main()
