"""The clusters of `evals/clusters/`: reports whose events say which fused event they belong to.

`evals/clusters/README.md` describes the format.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from dateline.coder import make_report
from dateline.records import Report

CLUSTERS: Final = Path(__file__).resolve().parent / "clusters"
_HEADER: Final = re.compile(
    r"== (?P<id>\S+) \| published=(?P<published>\d{4}-\d\d-\d\d) \| publisher=(?P<publisher>[^|\n]+?)"
    r"(?: \| copy=(?P<copy>\S+))?"
)
_LINK: Final = re.compile(r"> (?P<event>\S+): (?P<words>.+)")


class GoldLink(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one report tells it: the fused event's id and where in the text it is named.

    `start` and `end` (exclusive) count code points of the report's text.
    """

    report: str
    event: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """Return what names the link."""
        return f"{self.report}/{self.event}"


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its links; `copy` is the id of the report it was copied from."""

    report: Report
    links: tuple[GoldLink, ...]
    copy: str | None = None

    @property
    def scenario(self) -> str:
        """Return the story the report belongs to."""
        return self.report.id.rpartition("-")[0]


def is_held(scenario: str) -> bool:
    """Tell whether a scenario is in the half that no weight was set on: by the hash of its name."""
    return hashlib.sha256(scenario.encode()).digest()[0] % 2 == 0


def load_clusters(folder: Path = CLUSTERS) -> list[GoldReport]:
    """Return the reports of all files, in the order of file names and of the files.

    Raises:
        ValueError: a line breaks the format; the message names file and line.
    """
    return [report for path in sorted(folder.glob("*.txt")) for report in read_file(path)]


def read_file(path: Path) -> list[GoldReport]:
    """Return the reports of one file."""
    blocks = re.split(r"\n(?=== )", path.read_text(encoding="utf-8").strip())
    return [_report(block.strip().splitlines(), path.name) for block in blocks]


def _report(lines: Sequence[str], name: str) -> GoldReport:
    header = _HEADER.fullmatch(lines[0])
    if header is None:
        raise ValueError(f"{name}: {lines[0]!r} is no header: see the README beside the file")
    text = "\n".join(line for line in lines[1:] if not line.startswith("> "))
    report = make_report(
        text, id=header["id"], published=header["published"], publisher=header["publisher"]
    )
    links = tuple(_links((line for line in lines[1:] if line.startswith("> ")), report, name))
    return GoldReport(report=report, links=links, copy=header["copy"])


def _links(lines: Iterable[str], report: Report, name: str) -> Iterable[GoldLink]:
    for line in lines:
        found = _LINK.fullmatch(line)
        start = report.text.find(found["words"]) if found else -1
        if found is None or start < 0:
            raise ValueError(f"{name}: {report.id}: the words of {line!r} are not in the text")
        end = start + len(found["words"])
        yield GoldLink(report=report.id, event=found["event"], start=start, end=end)
