"""The sources at the end of the PDF: each report with the sentences that the events rest on."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from dateline.records import CodedReport, Record, Report
from dateline.show.days import day_words
from dateline.show.elements import anchor
from dateline.show.marks import Piece, cut_pieces
from dateline.situation.gather import Situation
from dateline.situation.pdf.runs import Run, run
from dateline.situation.sources import evidence, mention_owners, own_marks, source_name

_LANGUAGE: Final = re.compile("[a-z]{2,3}")


class Source(Record, frozen=True, kw_only=True):
    """A report: `key` is the label that leads here, `words` the sentences that are quoted."""

    key: str
    name: str
    publisher: str
    published: str
    url: str
    sha256: str
    language: str
    words: tuple[Run, ...]


def sources(situation: Situation) -> tuple[Source, ...]:
    """Return the reports in the order of their numbers."""
    owners = mention_owners(situation)
    return tuple(_source(one, n, owners) for n, one in enumerate(situation.sources, 1))


def _source(coded: CodedReport, number: int, owners: Mapping[str, int]) -> Source:
    report = coded.report
    return Source(
        key=f"r{number}",
        name=run(f"[{number}] {source_name(report)}").text,
        publisher=run(report.publisher or "").text,
        published=day_words(report.published, report.published) if report.published else "no date",
        url=run(report.url or "").text,
        sha256=report.sha256,
        language=_language(report),
        words=tuple(_distinct(_excerpt(coded, f"r{number}", owners))),
    )


def _language(report: Report) -> str:
    language = report.language or "en"
    return language if _LANGUAGE.fullmatch(language) else "en"


def _excerpt(coded: CodedReport, key: str, owners: Mapping[str, int]) -> Iterable[Run]:
    sentences = evidence(coded, owners)
    edges = [place for sentence in sentences for place in sentence]
    pieces = cut_pieces(coded.report.text, own_marks(coded, owners), also=edges)
    before = None
    for start, end in sentences:
        if before is not None:
            yield run(" … " if coded.report.text[before:start].strip() else " ")
        yield from (_piece(piece, key, owners) for piece in pieces if start <= piece.start < end)
        before = end


def _piece(piece: Piece, key: str, owners: Mapping[str, int]) -> Run:
    """Return a stretch of text; what an event rests on leads to the event, and can be led to."""
    if not piece.marks:
        return run(piece.text)
    begun = [anchor(key, mark.start, mark.end) for mark in piece.marks if mark.start == piece.start]
    number = min(owners[mark.owner] for mark in piece.marks)
    marked = run(piece.text, "mark", to=f"e{number}")
    return replace(marked, keys=tuple(dict.fromkeys(begun)))


def _distinct(runs: Iterable[Run]) -> Iterable[Run]:
    """Yield the runs, each label at the first that has it."""
    seen: set[str] = set()
    for one in runs:
        yield replace(one, keys=tuple(key for key in one.keys if key not in seen))
        seen.update(one.keys)
