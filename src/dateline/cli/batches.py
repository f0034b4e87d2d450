"""From what was read to what was coded, some reports at a time."""

from collections.abc import Iterable, Iterator
from typing import Final

from dateline.cli.parts import ReportCoder
from dateline.errors import KnowledgeError
from dateline.read import Failure, Outcome, ReadNote, ReadReport
from dateline.records import CodedReport, Record

_REPORTS: Final = 16
# Bounds the memory a batch takes where reports are long.
_CHARACTERS: Final = 500_000


class CodedAt(Record, frozen=True):
    """A coded report and where it was read."""

    where: str
    coded: CodedReport


Coded = CodedAt | ReadNote | Failure


def code_outcomes(outcomes: Iterable[Outcome], coder: ReportCoder) -> Iterator[Coded]:
    """Yield every report coded, in order; notes and failures come as they were read.

    A report that the coder cannot bear becomes a failure, the others of its batch are coded.

    Raises:
        KnowledgeError: a data file is broken, so that no report can be coded.
    """
    batch: list[ReadReport] = []
    for outcome in outcomes:
        if not isinstance(outcome, ReadReport):
            yield outcome
            continue
        yield from outcome.notes
        batch.append(outcome)
        if _is_full(batch):
            yield from _code_batch(batch, coder)
            batch = []
    yield from _code_batch(batch, coder)


def _is_full(batch: list[ReadReport]) -> bool:
    characters = sum(len(read.report.text) for read in batch)
    return len(batch) >= _REPORTS or characters >= _CHARACTERS


def _code_batch(batch: list[ReadReport], coder: ReportCoder) -> Iterator[CodedAt | Failure]:
    if not batch:
        return
    try:
        coded = coder.code_many([read.report for read in batch])
    except (KnowledgeError, ImportError):
        raise
    except Exception as error:  # noqa: BLE001  one report must not take the others with it
        if len(batch) == 1:
            yield _failure(batch[0], error)
            return
        for read in batch:
            yield from _code_batch([read], coder)
    else:
        for read, one in zip(batch, coded, strict=True):
            yield CodedAt(where=read.where, coded=one)


def _failure(read: ReadReport, error: Exception) -> Failure:
    return Failure(
        where=read.where,
        message=f"could not be coded ({type(error).__name__}: {error}); this is a fault of "
        "dateline: please report it with the text",
    )
