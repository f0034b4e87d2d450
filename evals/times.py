"""Time expressions against TimeML: `python -m evals.times FOLDER [--misses]`.

FOLDER holds TimeML files (.tml) with TIMEX3 tags. What is scored is the text inside TEXT, read as
published on the day that DCT gives. Scores are those of TempEval-3 (UzZaman et al. 2013, section
5): strict F1 (same span), relaxed F1 (overlapping spans), and the F1 of relaxed matches that also
have the right type, or the right value. Articles a second count finding and normalising only.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path

from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times

TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
DCT = re.compile(r"<DCT>.*?value=\"(\d{4})-?(\d\d)-?(\d\d)", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")


@dataclass(frozen=True)
class Timex:
    """A TIMEX3 tag: offsets in the text without tags."""

    start: int
    end: int
    text: str
    type: str
    value: str


@dataclass(frozen=True)
class Article:
    """A TimeML file: its text without tags, its day and its TIMEX3 tags."""

    name: str
    text: str
    published: date | None
    gold: tuple[Timex, ...]


@dataclass
class Scores:
    """Counts over all articles."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """Return F1 in per cent for so many right ones."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def row(self, name: str, right: int) -> str:
        """Return precision, recall and F1 in per cent as text."""
        precision = 100 * right / self.found if self.found else 0.0
        recall = 100 * right / self.gold if self.gold else 0.0
        return f"{name:8} {precision:9.1f} {recall:6.1f} {self.f1(right):6.1f}"


def read_article(path: Path) -> Article:
    """Return one TimeML file. Raises ValueError where it has no TEXT."""
    source = path.read_text(encoding="utf-8", errors="replace")
    body = TEXT.search(source)
    if body is None:
        raise ValueError(f"{path} has no <TEXT>: is it TimeML?")
    day = DCT.search(source)
    text, gold = read_tags(body[1])
    published = date(int(day[1]), int(day[2]), int(day[3])) if day else None
    return Article(path.stem, text, published, tuple(gold))


def read_tags(body: str) -> tuple[str, list[Timex]]:
    """Return the text without tags, and its TIMEX3 tags."""
    parts: list[str] = []
    length = position = start = 0
    attributes: dict[str, str] = {}
    gold: list[Timex] = []
    for tag in TAG.finditer(body):
        parts.append(unescape(body[position : tag.start()]))
        length += len(parts[-1])
        position = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            start, attributes = length, dict(ATTRIBUTE.findall(tag[3]))
        else:
            text = "".join(parts)[start:length]
            value = attributes.get("value", "")
            gold.append(Timex(start, length, text, attributes.get("type", ""), value))
    parts.append(unescape(body[position:]))
    return "".join(parts), gold


def pairs(
    gold: Sequence[Timex], found: Sequence[TimeMention]
) -> Iterator[tuple[Timex, TimeMention]]:
    """Yield gold and found expressions that overlap, each used once, same spans first."""
    overlapping = sorted(
        ((known.start, known.end) != (mention.start, mention.end), known.start, mention.start, i, j)
        for i, known in enumerate(gold)
        for j, mention in enumerate(found)
        if known.start < mention.end and mention.start < known.end
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for *_, i, j in overlapping:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def score(article: Article, found: Sequence[TimeMention], scores: Scores) -> None:
    """Add one article to the scores."""
    scores.gold += len(article.gold)
    scores.found += len(found)
    matched = list(pairs(article.gold, found))
    for known, mention in matched:
        strict = (known.start, known.end) == (mention.start, mention.end)
        scores.relaxed += 1
        scores.strict += strict
        scores.type += known.type == mention.type
        scores.value += known.value == mention.value
        if not strict:
            scores.misses.append(f"{article.name} span  {known.text!r} found {mention.text!r}")
        if known.value != mention.value:
            scores.misses.append(
                f"{article.name} value {known.text!r} is {known.value} found {mention.value}"
            )
        if known.type != mention.type:
            scores.misses.append(
                f"{article.name} type  {known.text!r} is {known.type} found {mention.type}"
            )
    _unmatched(article, found, matched, scores)


def _unmatched(
    article: Article,
    found: Sequence[TimeMention],
    matched: Sequence[tuple[Timex, TimeMention]],
    scores: Scores,
) -> None:
    known = {(one.start, one.end) for one, _ in matched}
    taken = {mention.start for _, mention in matched}
    for one in article.gold:
        if (one.start, one.end) not in known:
            scores.misses.append(
                f"{article.name} lost  {_around(article.text, one.start, one.end)}"
            )
    for mention in found:
        if mention.start not in taken:
            scores.misses.append(
                f"{article.name} extra {_around(article.text, mention.start, mention.end)}"
            )


def _around(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return " ".join(shown.split())


def main() -> int:
    """Print the scores of a folder; return 1 where it holds no TimeML."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of TimeML files (.tml)")
    parser.add_argument("--misses", action="store_true", help="list what differs")
    options = parser.parse_args()
    articles = [read_article(path) for path in sorted(options.folder.glob("**/*.tml"))]
    if not articles:
        print(
            f"{options.folder} holds no .tml file: name a folder of TimeML files", file=sys.stderr
        )
        return 1
    rules = load_time_rules()
    begun = time.perf_counter()
    answers = [find_times(one.text, rules=rules, published=one.published) for one in articles]
    seconds = time.perf_counter() - begun
    scores = Scores()
    for article, found in zip(articles, answers, strict=True):
        score(article, found, scores)
    if options.misses:
        print("\n".join(scores.misses))
    print(f"{len(articles)} articles, {scores.gold} time expressions, {scores.found} found")
    print("         precision recall     F1")
    for name in ("strict", "relaxed", "type", "value"):
        print(scores.row(name, getattr(scores, name)))
    print(
        f"{len(articles) / seconds:.0f} articles a second ({20 * seconds / len(articles):.3f} s for 20)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
