"""Set the weights of fusing on the work half: `python -m evals.fusion_weights --coded FILE`; prints what goes in `fuse.toml`.

Logistic regression over the pairs inside each scenario, pulled towards the weights there are (so features
that the clusters hardly show keep their sense); then the thresholds that give the best B-cubed on the same half.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import numpy as np
from evals.cluster_files import GoldReport, is_held, load_clusters
from evals.fusion import by_dateline, code_clusters, load_rules, score
from evals.fusion_links import Linked, link_report
from msgspec.structs import replace

from dateline.fuse.features import FEATURES, compare
from dateline.fuse.profiles import profile
from dateline.fuse.rules import FuseRules
from dateline.fuse.scorer import why_barred

TABLE = Path(__file__).resolve().parent.parent / "src/dateline/data/fuse.toml"
PULL = 2.0  # how strongly the weights are pulled to those there are, in pairs
STEPS = 3000
RATE = 0.05


def training_pairs(
    linked: Sequence[Linked], event_of: Mapping[str, str], rules: FuseRules
) -> tuple[np.ndarray, np.ndarray]:
    """Return features (a row a pair) and answers (1 one event, 0 two) of all pairs inside a scenario.

    Gold and own mentions both count. An own mention that is no gold link differs from those that are
    where their types have nothing in common; else nobody can say, and the pair is left out.
    """
    rows, answers = [], []
    for stories in _by_scenario(linked).values():
        for own in (False, True):
            profiles = [
                profile(t, rules)
                for report in stories
                for t in (report.own if own else report.gold)
            ]
            names = {id_: link for report in stories for id_, link in report.link_of.items()}
            for one, other in combinations(profiles, 2):
                if why_barred(one, other, rules):
                    continue
                events = [event_of.get(names.get(p.telling.id, p.telling.id)) for p in (one, other)]
                features = compare(one, other, rules)
                if None in events and (events == [None, None] or "type_unlike" not in features):
                    continue
                rows.append([features.get(name, 0.0) for name in FEATURES])
                answers.append(events[0] == events[1])
    return np.array(rows), np.array(answers, dtype=float)


def _by_scenario(linked: Sequence[Linked]) -> dict[str, list[Linked]]:
    found: dict[str, list[Linked]] = {}
    for report in linked:
        found.setdefault(report.report.rpartition("-")[0], []).append(report)
    return found


def fit(rows: np.ndarray, answers: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return weights (the last is the bias) pulled towards `start`, by Adam with a fixed number of steps."""
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    weights = start.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        given = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (given - answers) + PULL * (weights - start)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        lift = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
        weights = weights - RATE * (mean / (1 - 0.9**step)) / lift
        weights = np.where(start * weights < 0, 0.0, weights)  # a feature never changes its sense
    return np.asarray(weights)


def best_thresholds(
    gold: Sequence[GoldReport], linked: Sequence[Linked], rules: FuseRules
) -> tuple[float, FuseRules]:
    """Return the best mean B-cubed of gold and own mentions, and the rules that give it."""
    options = []
    for join, absent in product((0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7), (0.1, 0.2)):
        tried = replace(rules, join=join, absent=absent, link=min(rules.link, join))
        found = [score(gold, linked, tried, by_dateline, own=own).b_cubed for own in (True, False)]
        options.append((sum(found) / 2, -abs(join - 0.5), tried))
    best, _, chosen = max(options, key=lambda option: option[:2])
    return best, chosen


def write_weights(rules: FuseRules) -> None:
    """Put bias, thresholds and weights into the package's table; the rest of it stays."""
    values = {"bias": rules.bias, "link": rules.link, "join": rules.join, "absent": rules.absent}
    text = TABLE.read_text(encoding="utf-8")
    for name, value in {**values, **rules.weights}.items():
        text, found = re.subn(rf"(?m)^{name} = \S+", f"{name} = {value}", text, count=1)
        if not found:
            raise ValueError(f"{TABLE.name} has no line for {name}: add `{name} = 0.0`")
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--coded", type=Path, help="reports coded before, as evals.fusion --save wrote them"
    )
    parser.add_argument(
        "--write", action="store_true", help="put them into the package's fuse.toml"
    )
    options = parser.parse_args()
    everything = load_clusters()
    coded = code_clusters(everything, options.coded)
    rules = load_rules()
    pairs = [(g, c) for g, c in zip(everything, coded, strict=True) if not is_held(g.scenario)]
    linked = [link_report(g, c, rules) for g, c in pairs]
    gold = [g for g, _ in pairs]
    event_of = {link.id: link.event for one in gold for link in one.links}
    rows, answers = training_pairs(linked, event_of, rules)
    print(f"{len(answers)} pairs, {int(answers.sum())} of one event")
    start = np.array([*(rules.weights.get(name, 0.0) for name in FEATURES), rules.bias])
    weights = np.round(fit(rows, answers, start), 2)
    tuned = replace(
        rules,
        weights={name: float(value) for name, value in zip(FEATURES, weights, strict=False)},
        bias=float(weights[-1]),
    )
    best, tuned = best_thresholds(gold, linked, tuned)
    print(f"B-cubed on the work half, mean of own and gold mentions: {best:.3f}")
    print(
        f"bias = {tuned.bias}\nlink = {tuned.link}\njoin = {tuned.join}\nabsent = {tuned.absent}\n[weights]"
    )
    for name, value in tuned.weights.items():
        print(f"{name} = {value}")
    if options.write:
        write_weights(tuned)


if __name__ == "__main__":
    main()
