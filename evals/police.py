"""What police did, sentence by sentence: `python -m evals.police FILE [--misses NAME]`.

FILE is IndiaPoliceEvents (Halterman et al. 2021) as lines of text and five columns of 0 or 1: police
killed, made arrests, acted in any way, failed to act, used force. Each sentence is coded as a
report of its own. dateline has no type for a failure to act, so that one is not scored.
"""

import argparse
from pathlib import Path
from typing import Final

from evals.labelled import flag_scores, read_flags, table

from dateline import Coder
from dateline.coder import make_report
from dateline.records import Actor, CodedReport, EventMention

NAMES: Final = ("kill", "arrest", "any action", "fail to act", "force")
_FORCE: Final = frozenset({"repress", "attack", "abuse", "injure", "kill", "clash"})


def is_police(actor: Actor) -> bool:
    """Tell whether an actor is police or another force of a state."""
    return actor.codes.acled_type == "1" or "police" in actor.name.lower()


def police_did(coded: CodedReport) -> dict[str, bool]:
    """Return what police did in a sentence; arrests are theirs where nobody else made them."""
    done = [one for one in coded.event_mentions if one.status in {"happened", "ongoing"}]
    arrested = any(one.type == "detain" and _may_be_police(one) for one in done)
    own = {one.type for one in done if any(map(is_police, one.agents))}
    hurt = {one.type for one in done}
    killed = "kill" in own or ("repress" in own and "kill" in hurt)
    return {
        "kill": killed,
        "arrest": arrested,
        "any action": bool(own) or arrested,
        "fail to act": False,
        "force": not own.isdisjoint(_FORCE),
    }


def _may_be_police(mention: EventMention) -> bool:
    return not mention.agents or any(map(is_police, mention.agents))


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", metavar="NAME", choices=NAMES)
    options = parser.parse_args()
    rows = read_flags(options.file, NAMES)
    coded = Coder(threads=2).code_many(
        [make_report(text, published="2002-04-01", id=str(n)) for n, (text, _) in enumerate(rows)]
    )
    given = [police_did(one) for one in coded]
    if options.misses:
        for (text, gold), found in zip(rows, given, strict=True):
            if gold[options.misses] != found[options.misses]:
                print("missed" if gold[options.misses] else "wrong ", text)
    scores = flag_scores([gold for _, gold in rows], given)
    del scores["fail to act"]
    print(table(scores, width=16))


if __name__ == "__main__":
    main()
