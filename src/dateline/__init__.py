"""dateline: who did what to whom, where, when, and who says so, from news reports."""

from dateline.coder import Coder
from dateline.errors import DatelineError, InputError, KnowledgeError, MarkupError
from dateline.library import find_counts, find_times, resolve_places
from dateline.records import CodedReport, Event, EventMention, Report

__version__ = "0.1.0"

__all__ = [
    "CodedReport",
    "Coder",
    "DatelineError",
    "Event",
    "EventMention",
    "InputError",
    "KnowledgeError",
    "MarkupError",
    "Report",
    "__version__",
    "find_counts",
    "find_times",
    "resolve_places",
]
