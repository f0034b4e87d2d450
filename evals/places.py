"""Measures how well gold place spans are resolved.

    python -m evals.places FILE_OR_FOLDER [--publisher] [--errors N]

Reads the XML of LGL, TR-News and GeoVirus (`article` with `toponym` or `location` elements) and
the brat folders of GeoWebNews (notes with a GeoNames id or "latitude, longitude"). Gold places
without usable coordinates are left out, as the authors do: in XML those without `lat` and `lon`, in
brat those whose GeoNames id the gazetteer cannot place.

Printed: share within 161 km, share with the same id or within 10 km, share in the right country
(the country of the populated place nearest to the gold point), mean and median error in
kilometres, toponyms a second of processor time. An unresolved toponym counts as wrong in every share, and as half
the way around the Earth (20,039 km) in the mean, as in Gritta et al. (2020). Below, how far scores
can be trusted: for each band of scores the number of toponyms and the share that is right.
"""

import argparse
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline.knowledge.gazetteer import Gazetteer, load_gazetteer
from dateline.records import Place
from dateline.resolve.place_geometry import distance_km
from dateline.resolve.places import PlaceMention, resolve_mentions

NEAR_KM = 161.0
SAME_KM = 10.0
WORST_KM = 20_039.0
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001)


@dataclass(frozen=True)
class Gold:
    """A gold toponym: where it stands, its GeoNames id or "", and its point."""

    start: int
    end: int
    id: str
    lat: float
    lon: float
    country: str


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    publisher: str
    toponyms: tuple[Gold, ...]


@dataclass(frozen=True)
class Outcome:
    """A gold toponym and what it was resolved to."""

    article: str
    phrase: str
    context: str
    gold: Gold
    place: Place | None
    km: float

    @property
    def same(self) -> bool:
        """Whether the place has the gold id or lies within 10 km of the gold point."""
        found = self.place is not None and self.gold.id != "" and self.place.id == self.gold.id
        return found or self.km <= SAME_KM


def read_articles(path: Path, gazetteer: Gazetteer) -> Iterator[Article]:
    """Yield the articles of a file or folder."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".xml":
            yield from _xml_articles(file)
        elif file.suffix == ".ann":
            yield _brat_article(file, gazetteer)


def _xml_articles(file: Path) -> Iterator[Article]:
    root = ET.parse(file).getroot()  # noqa: S314  a gold file the user names
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        name = article.get("docid") or f"{file.stem}-{number}"
        tags = [*article.iter("toponym"), *article.iter("location")]
        golds = (_xml_gold(tag) for tag in tags)
        yield Article(
            name, text, article.findtext("domain") or "", tuple(gold for gold in golds if gold)
        )


def _xml_gold(tag: ET.Element) -> Gold | None:
    home = tag.find("gaztag")
    source = home if home is not None else tag
    lat, lon = source.findtext("lat"), source.findtext("lon")
    start, end = tag.findtext("start"), tag.findtext("end")
    if not lat or not lon or start is None or end is None:
        return None
    number = source.get("geonameid") or ""
    id_ = f"gn:{number}" if number.isdecimal() else ""
    country = source.findtext("country") or ""
    return Gold(int(start), int(end), id_, float(lat), float(lon), country)


def _brat_article(file: Path, gazetteer: Gazetteer) -> Article:
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    spans: dict[str, tuple[int, int]] = {}
    golds = []
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("T"):
            ends = re.findall(r"\d+", columns[1])
            spans[columns[0]] = (int(ends[0]), int(ends[-1]))
        elif line.startswith("#"):
            span = spans.get(columns[1].split()[-1])
            gold = _brat_gold(span, columns[2].strip(), gazetteer) if span else None
            if gold:
                golds.append(gold)
    return Article(file.stem, text, "", tuple(sorted(golds, key=lambda gold: gold.start)))


def _brat_gold(span: tuple[int, int], note: str, gazetteer: Gazetteer) -> Gold | None:
    if note.isdecimal():
        place = gazetteer.by_id(f"gn:{note}")
        if place is None:
            return None
        return Gold(*span, place.id, place.lat, place.lon, place.country or "")
    point = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*,?\s+(-?\d+(?:\.\d+)?)", note.replace(",", ", "))
    return Gold(*span, "", float(point[1]), float(point[2]), "") if point else None


def resolve_articles(
    articles: Sequence[Article], gazetteer: Gazetteer, *, with_publisher: bool
) -> tuple[list[Outcome], float]:
    """Return what each gold toponym was resolved to, and the seconds it took."""
    outcomes = []
    seconds = 0.0
    for article in articles:
        mentions = [
            PlaceMention(start=gold.start, end=gold.end, text=article.text[gold.start : gold.end])
            for gold in article.toponyms
        ]
        publisher = article.publisher if with_publisher else None
        start = time.process_time()
        answers = resolve_mentions(article.text, mentions, gazetteer=gazetteer, publisher=publisher)
        seconds += time.process_time() - start
        for gold, mention, answer in zip(article.toponyms, mentions, answers, strict=True):
            outcomes.append(_outcome(article, gold, mention, answer.place))
    return outcomes, seconds


def _outcome(article: Article, gold: Gold, mention: PlaceMention, place: Place | None) -> Outcome:
    around = article.text[max(0, gold.start - 60) : gold.end + 60].replace("\n", " ")
    km = WORST_KM
    if place is not None and place.lat is not None and place.lon is not None:
        km = distance_km((gold.lat, gold.lon), (place.lat, place.lon))
    return Outcome(article.name, mention.text, around, gold, place, km)


def summary(outcomes: Sequence[Outcome], seconds: float, gazetteer: Gazetteer) -> str:
    """Return the table of figures."""
    total = len(outcomes)
    near = sum(outcome.km <= NEAR_KM for outcome in outcomes)
    same = sum(outcome.same for outcome in outcomes)
    judged = [outcome for outcome in outcomes if _gold_country(outcome.gold, gazetteer)]
    right = sum(
        outcome.place is not None
        and outcome.place.country == _gold_country(outcome.gold, gazetteer)
        for outcome in judged
    )
    errors = [outcome.km for outcome in outcomes]
    with_id = [outcome.km <= NEAR_KM for outcome in outcomes if outcome.gold.id]
    return "\n".join(
        (
            f"toponyms                {total}",
            f"within 161 km           {100 * near / total:.1f} %",
            f"  of those with an id   {100 * statistics.fmean(with_id or [0]):.1f} % of {len(with_id)}",
            f"same id or within 10 km {100 * same / total:.1f} %",
            f"country                 {100 * right / max(1, len(judged)):.1f} %",
            f"mean error              {statistics.fmean(errors):.0f} km",
            f"median error            {statistics.median(errors):.1f} km",
            f"unresolved              {sum(outcome.place is None for outcome in outcomes)}",
            f"toponyms a CPU second   {total / seconds:.0f}",
        )
    )


def _gold_country(gold: Gold, gazetteer: Gazetteer) -> str | None:
    if gold.id:
        place = gazetteer.by_id(gold.id)
        if place is not None:
            return place.country
    for place in gazetteer.find(gold.country) if gold.country else ():
        if place.kind == "country":
            return place.country
    return None


def reliability(outcomes: Sequence[Outcome]) -> str:
    """Return how often places of each range of scores are within 161 km."""
    lines = ["score          number  within 161 km  same or 10 km  mean score"]
    for low, high in pairwise(BINS):
        rows = [o for o in outcomes if o.place is not None and low <= o.place.score < high]
        if rows:
            near = sum(o.km <= NEAR_KM for o in rows) / len(rows)
            same = sum(o.same for o in rows) / len(rows)
            mean = statistics.fmean(o.place.score for o in rows if o.place)
            lines.append(
                f"{low:.2f} - {min(high, 1):.2f}  {len(rows):7}  {100 * near:11.1f} %"
                f"  {100 * same:11.1f} %  {mean:10.3f}"
            )
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures the resolution of gold place spans.")
    parser.add_argument("path", type=Path, help="XML file, or folder of .xml or .ann files")
    parser.add_argument("--publisher", action="store_true", help="tell the resolver the publisher")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong answers")
    parser.add_argument("--gazetteer", type=Path, help="another gazetteer file")
    options = parser.parse_args()
    gazetteer = load_gazetteer(options.gazetteer)
    articles = list(read_articles(options.path, gazetteer))
    outcomes, seconds = resolve_articles(articles, gazetteer, with_publisher=options.publisher)
    if not outcomes:
        print(f"{options.path}: no gold toponyms with coordinates here", file=sys.stderr)
        return 1
    print(summary(outcomes, seconds, gazetteer))
    print(reliability(outcomes))
    for wrong in [outcome for outcome in outcomes if outcome.km > NEAR_KM][: options.errors]:
        place = wrong.place
        named = f"{place.name}, {place.admin1}, {place.country} {place.score}" if place else "none"
        print(f"{wrong.article}\t{wrong.phrase}\t{wrong.gold.id}\t{named}\t{wrong.context}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
