"""Kinds of insurgent attack, report by report: `python -m evals.satp FILE [--misses NAME]`.

FILE holds incidents of the South Asia Terrorism Portal as lines of text and four columns of 0 or 1:
armed assault, bombing, kidnapping, attack on property. A kind counts where a mention that happened
has its type.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from evals.labelled import flag_scores, read_flags, table

from dateline import Coder
from dateline.coder import make_report
from dateline.records import CodedReport

KINDS: Final[Mapping[str, frozenset[str]]] = {
    "armed assault": frozenset({"attack", "clash", "kill", "abuse"}),
    "bombing": frozenset({"bombing", "shelling", "airstrike"}),
    "kidnapping": frozenset({"abduct"}),
    "property": frozenset({"destroy"}),
}


def kinds_told(coded: CodedReport) -> dict[str, bool]:
    """Return which kinds of attack a report tells; deaths by a bomb are no armed assault."""
    types = {one.type for one in coded.event_mentions if one.status in {"happened", "ongoing"}}
    told = {kind: not types.isdisjoint(names) for kind, names in KINDS.items()}
    if told["bombing"] and types.isdisjoint({"attack", "clash", "abuse"}):
        told["armed assault"] = False
    return told


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", metavar="NAME", choices=tuple(KINDS))
    options = parser.parse_args()
    rows = read_flags(options.file, tuple(KINDS))
    coded = Coder(threads=2).code_many(
        [make_report(text, id=str(number)) for number, (text, _) in enumerate(rows)]
    )
    given = [kinds_told(one) for one in coded]
    if options.misses:
        for (text, gold), found in zip(rows, given, strict=True):
            if gold[options.misses] != found[options.misses]:
                print("missed" if gold[options.misses] else "wrong ", text)
    print(table(flag_scores([gold for _, gold in rows], given), width=16))


if __name__ == "__main__":
    main()
