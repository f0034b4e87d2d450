"""The errors dateline raises.

    DatelineError
    |-- InputError        a file, page, row or option that cannot be read as a report
    |-- KnowledgeError    a data file (codebook, registry, gazetteer, rules, model) that is broken
    `-- MarkupError       text in the corpus's mark-up that breaks its rules

Every message says what is wrong, where, and what to do.
"""


class DatelineError(Exception):
    """What every error of dateline is."""


class InputError(DatelineError):
    """Input that cannot be read as a report."""


class KnowledgeError(DatelineError):
    """A data file that is missing, cut short or inconsistent."""


class MarkupError(DatelineError):
    """Marked-up text that breaks the corpus's rules."""
