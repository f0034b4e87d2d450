"""The errors dateline raises.

    DatelineError
    |-- InputError        a file, page, row or option that cannot be read as a report
    |-- KnowledgeError    a data file (codebook, registry, gazetteer, rules, model) that is broken
    |-- ExportError       events that cannot be written in the form that was asked for
    |-- MarkupError       text in the corpus's mark-up that breaks its rules
    `-- StoreError        a store that cannot be opened, read or written
        |-- StoreMissingError   there is none
        |-- StoreCorruptError   a file that is damaged or no store
        |-- StoreVersionError   made by a newer dateline
        |-- StoreReadOnlyError  it may not be written
        |-- StoreFullError      the disk is full
        |-- StoreBusyError      others write to it
        `-- StoreLostError      the connection was lost

Every message says what is wrong, where, and what to do.
"""


class DatelineError(Exception):
    """What every error of dateline is."""


class InputError(DatelineError):
    """Input that cannot be read as a report."""


class KnowledgeError(DatelineError):
    """A data file that is missing, cut short or inconsistent."""


class ExportError(DatelineError):
    """Events that cannot be written in the form that was asked for."""


class MarkupError(DatelineError):
    """Marked-up text that breaks the corpus's rules."""


class StoreError(DatelineError):
    """A store that cannot be opened, read or written."""


class StoreMissingError(StoreError):
    """There is no store where one was looked for."""


class StoreCorruptError(StoreError):
    """A file that is damaged, or is no store of dateline."""


class StoreVersionError(StoreError):
    """A store that a newer dateline made."""


class StoreReadOnlyError(StoreError):
    """A store, or its folder, that may not be written."""


class StoreFullError(StoreError):
    """No room is left on the disk of the store."""


class StoreBusyError(StoreError):
    """Another program writes to the store, or wrote what this one builds on."""


class StoreLostError(StoreError):
    """The connection to the database was lost."""
