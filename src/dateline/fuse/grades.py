"""The Admiralty grades of an event, by the user's table.

Source: NATO AJP-2.1 (source reliability A-F, information credibility 1-6).
"""

from dateline.fuse.origins import Origins
from dateline.fuse.records import Grades
from dateline.fuse.rules import UNKNOWN_GRADE, FuseRules, GradeRule
from dateline.records import Status


def grade_event(origins: Origins, rules: FuseRules, *, disputed: bool, status: Status) -> Grades:
    """Return the grades of an event: the best source's letter, and the first rule that holds.

    Where no rule holds the information cannot be judged: 6.
    """
    said = [origin for origin in origins.origins if not origin.denies]
    best = min(said, key=lambda origin: (origin.grade, origin.id), default=None)
    letter = best.grade if best else UNKNOWN_GRADE
    source_why = (
        f"best of {len(said)} origins: {best.name} ({best.group})"
        if best
        else "no origin asserts it"
    )
    for rule in rules.grades:
        if holds(rule, origins=origins.independent, grade=letter, disputed=disputed, status=status):
            return Grades(
                source=letter,
                information=rule.credibility,
                source_why=source_why,
                information_why=rule.why,
            )
    return Grades(
        source=letter,
        information="6",
        source_why=source_why,
        information_why="no rule holds: cannot be judged",
    )


def holds(rule: GradeRule, *, origins: int, grade: str, disputed: bool, status: str) -> bool:
    """Tell whether a row of the table holds for an event."""
    return (
        origins >= rule.origins
        and grade <= rule.grade
        and rule.disputed in {"", "yes" if disputed else "no"}
        and rule.status in {"", status}
    )
