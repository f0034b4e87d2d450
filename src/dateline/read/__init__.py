"""bytes, pages and tables -> Report."""

from dateline.read.outcomes import Failure, Outcome, Outcomes, ReadNote, ReadOptions, ReadReport
from dateline.read.paths import read_path, read_paths, read_stdin

__all__ = [
    "Failure",
    "Outcome",
    "Outcomes",
    "ReadNote",
    "ReadOptions",
    "ReadReport",
    "read_path",
    "read_paths",
    "read_stdin",
]
