"""Scores of a reader: what it marks against what the corpus says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.annotate.annotation import ROLES, Annotation, LabelledSpan
from dateline.annotate.assemble import span_group


@dataclass
class Tally:
    """Right, found and gold counts by name."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def f1(self, *names: str) -> float:
        """Return the F1 over `names` together, or over all where none is given."""
        pick = names or tuple(self.found | self.gold)
        right = sum(self.right[n] for n in pick)
        both = sum(self.found[n] + self.gold[n] for n in pick)
        return 2 * right / both if both else 0.0

    def row(self, name: str) -> str:
        """Return precision, recall, F1 and gold count of one name as text."""
        precision = self.right[name] / self.found[name] if self.found[name] else 0.0
        recall = self.right[name] / self.gold[name] if self.gold[name] else 0.0
        return f"{precision:6.3f} {recall:6.3f} {self.f1(name):6.3f} {self.gold[name]:6d}"


@dataclass
class ReaderScores:
    """All scores of a reader over a set of documents."""

    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    labels: Tally = field(default_factory=Tally)
    roles: Tally = field(default_factory=Tally)
    kind_right: int = 0
    kind_all: int = 0
    status_right: int = 0
    status_all: int = 0

    def add(self, gold: Annotation, found: Annotation) -> None:
        """Count one document."""
        gold_keys = {(s.start, s.end, s.label): s for s in gold.spans}
        found_keys = {(s.start, s.end, s.label): s for s in found.spans}
        for key, span in gold_keys.items():
            self._count_gold(span)
            match = found_keys.get(key)
            if match:
                self.exact.right[span_group(span.label)] += 1
                self.labels.right[span.label] += 1
                self._count_features(span, match)
        for span in found_keys.values():
            self.exact.found[span_group(span.label)] += 1
            self.overlap.found[span_group(span.label)] += 1
            self.labels.found[span.label] += 1
        self._count_roles(gold, found, pair_overlapping(gold, found))

    def _count_gold(self, span: LabelledSpan) -> None:
        self.exact.gold[span_group(span.label)] += 1
        self.overlap.gold[span_group(span.label)] += 1
        self.labels.gold[span.label] += 1

    def _count_features(self, gold: LabelledSpan, found: LabelledSpan) -> None:
        if gold.kind:
            self.kind_all += 1
            self.kind_right += gold.kind == found.kind
        if gold.status:
            self.status_all += 1
            self.status_right += gold.status == found.status

    def _count_roles(self, gold: Annotation, found: Annotation, pairs: dict[str, str]) -> None:
        for span in found.spans:
            if span.id in pairs:
                self.overlap.right[span_group(span.label)] += 1
        wanted = {(link.head, link.role, link.tail) for link in gold.links}
        for _, role, _ in wanted:
            self.roles.gold[role] += 1
        for link in {(link.head, link.role, link.tail) for link in found.links}:
            self.roles.found[link[1]] += 1
            if (pairs.get(link[0]), link[1], pairs.get(link[2])) in wanted:
                self.roles.right[link[1]] += 1

    def summary(self) -> dict[str, float]:
        """Return the headline numbers."""
        return {
            "mentions exact": self.exact.f1("mention"),
            "triggers exact": self.exact.f1("trigger"),
            "triggers overlap": self.overlap.f1("trigger"),
            "cues exact": self.exact.f1("cue"),
            "roles": self.roles.f1(),
            "kind": self.kind_right / max(1, self.kind_all),
            "status": self.status_right / max(1, self.status_all),
        }

    def table(self) -> str:
        """Return the scores by label and by role as text."""
        lines = [f"{name:18} {value:6.3f}" for name, value in self.summary().items()]
        lines += ["", f"{'label':18} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}"]
        lines += [f"{name:18} {self.labels.row(name)}" for name in sorted(self.labels.gold)]
        lines += ["", f"{'role':18} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}"]
        lines += [f"{name:18} {self.roles.row(name)}" for name in ROLES]
        return "\n".join(lines)


def pair_overlapping(gold: Annotation, found: Annotation) -> dict[str, str]:
    """Return found id -> gold id: same label, overlapping, each used once, the best overlap first."""
    options = []
    for one in found.spans:
        for other in gold.spans:
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0 and one.label == other.label:
                whole = max(one.end, other.end) - min(one.start, other.start)
                options.append((-shared / whole, one.start, one.id, other.id))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, one_id, other_id in sorted(options):
        if one_id not in pairs and other_id not in taken:
            pairs[one_id] = other_id
            taken.add(other_id)
    return pairs


def score_all(documents: Iterable[tuple[Annotation, Annotation]]) -> ReaderScores:
    """Return the scores over (gold, found) pairs."""
    scores = ReaderScores()
    for gold, found in documents:
        scores.add(gold, found)
    return scores
