"""dateline: who did what to whom, where, when, and who says so, from news reports.

The names below are loaded when they are first used, so that `dateline --help` need not wait for the
reader's model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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

_HOMES: Final = {
    "Coder": "coder",
    "DatelineError": "errors",
    "InputError": "errors",
    "KnowledgeError": "errors",
    "MarkupError": "errors",
    "find_counts": "library",
    "find_times": "library",
    "resolve_places": "library",
    "CodedReport": "records",
    "Event": "records",
    "EventMention": "records",
    "Report": "records",
}


def __getattr__(name: str) -> object:
    """Return a public name, loading the module it lives in.

    Raises:
        AttributeError: dateline has no such public name.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(f"dateline.{home}"), name)
