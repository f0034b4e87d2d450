"""Scores of the amounts: `python -m evals.amounts [CASES.tsv ...]`.

A case is a sentence and the amounts in it: span, low/best/high (or share:best), unit and role. A
line whose expected cell is `?` holds a number that cannot be trusted: nothing, or a warning, is
right. Without arguments both sets of `tests/resolve` are scored.
"""

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dateline.knowledge.amounts import AmountTable, load_amount_table
from dateline.resolve.amounts import Amount, FoundCount, find_counts

_CASES = Path(__file__).parents[1] / "tests" / "resolve"
SETS = (_CASES / "amount_cases.tsv", _CASES / "amount_cases_unseen.tsv")
_CLOSE = 0.005


class Expected(NamedTuple):
    """One amount a sentence holds."""

    words: str
    value: str
    unit: str
    role: str


class Case(NamedTuple):
    """One sentence; `amounts` is None where its number cannot be trusted."""

    name: str
    text: str
    amounts: tuple[Expected, ...] | None


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; `\\n` in a text is a line break."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(row["id"], row["text"].replace("\\n", "\n"), _amounts(row["expected"])) for row in rows
    ]


def _amounts(cell: str) -> tuple[Expected, ...] | None:
    if cell == "?":
        return None
    if cell == "none":
        return ()
    return tuple(_expected(item) for item in cell.split(" | "))


def _expected(item: str) -> Expected:
    words, _, rest = item.partition(" = ")
    value, unit, role = rest.split(" ")
    return Expected(words, value, unit, role)


def value_is(value: str, amount: Amount) -> bool:
    """Return whether the amount has the value written `40/40/-` or `share:0.5`."""
    if value.startswith("share:"):
        share = amount.share
        best = None if share is None else share.best
        return best is not None and abs(best - float(value.removeprefix("share:"))) < _CLOSE
    ends = (amount.low, amount.best, amount.high)
    return value == "/".join("-" if end is None else str(end) for end in ends)


class Scores:
    """Counts of right answers over cases."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, case: Case, found: tuple[FoundCount, ...]) -> None:
        """Count one case."""
        self.counts["sentences"] += 1
        right = self._odd(found) if case.amounts is None else self._compare(case.amounts, found)
        self.counts["sentences right"] += right
        if not right:
            self.wrong.append(f"{case.name} {case.text}\n     expected {_shown(case)}\n     found    "
                              + " | ".join(map(_shown_found, found)))  # fmt: skip

    def _odd(self, found: tuple[FoundCount, ...]) -> bool:
        self.counts["odd"] += 1
        right = all(one.amount.warning for one in found)
        self.counts["odd right"] += right
        return right

    def _compare(self, amounts: tuple[Expected, ...], found: tuple[FoundCount, ...]) -> bool:
        left = list(found)
        self.counts["found"] += len(found)
        self.counts["expected"] += len(amounts)
        whole = 0
        for gold in amounts:
            match = next((one for one in left if one.span.text == gold.words), None)
            if match is None:
                continue
            left.remove(match)
            value = value_is(gold.value, match.amount)
            same = {"span": True, "value": value, "unit": match.unit == gold.unit,
                    "role": match.role == gold.role}  # fmt: skip
            self.counts.update(name for name, right in same.items() if right)
            self.counts["all"] += all(same.values())
            whole += all(same.values())
        return whole == len(amounts) == len(found)

    def table(self) -> str:
        """Return the scores as text: F1 for each of span, value, unit, role and all of them."""
        both = self.counts["found"] + self.counts["expected"]
        lines = [
            f"  {name:<16}{2 * self.counts[name] / both if both else 0:6.3f}"
            for name in ("span", "value", "unit", "role", "all")
        ]
        lines.append(
            f"  sentences right {self.counts['sentences right']}/{self.counts['sentences']}"
        )
        lines.append(f"  odd input right {self.counts['odd right']}/{self.counts['odd']}")
        return "\n".join(lines)


def _shown(case: Case) -> str:
    if not case.amounts:
        return "nothing" if case.amounts == () else "nothing or a warning"
    return " | ".join(f"{one.words} = {one.value} {one.unit} {one.role}" for one in case.amounts)


def _shown_found(one: FoundCount) -> str:
    amount = one.amount
    ends = "/".join("-" if e is None else str(e) for e in (amount.low, amount.best, amount.high))
    value = f"share:{amount.share.best}" if amount.share else ends
    return f"{one.span.text} = {value} {one.unit} {one.role}" + (
        f" [{amount.warning}]" if amount.warning else ""
    )


def score(path: Path, table: AmountTable) -> Scores:
    """Return the scores on one file of cases."""
    scores = Scores()
    for case in read_cases(path):
        scores.add(case, find_counts(case.text, table=table))
    return scores


def main() -> None:
    """Print the scores of each file; `-v` prints the sentences that came out wrong."""
    names = [name for name in sys.argv[1:] if name != "-v"]
    table = load_amount_table()
    for path in [Path(name) for name in names] or list(SETS):
        scores = score(path, table)
        print(path.name)
        if "-v" in sys.argv:
            print("\n".join(scores.wrong))
        print(scores.table())


if __name__ == "__main__":
    main()
