"""The library's front door: `Coder().code(text, published=...)`."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from dateline.annotate.annotation import Annotation
from dateline.annotate.reader import read_texts
from dateline.coding.reasons import Explanation
from dateline.knowledge.actors import load_registry
from dateline.knowledge.amounts import amount_source, load_amount_table
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.model import OnnxModel, load_model
from dateline.knowledge.time_rules import load_time_rules
from dateline.knowledge.user_data import find_user_actors, find_user_gazetteers
from dateline.knowledge.versions import Versions, find_versions
from dateline.pipeline import Coding, Knowledge, coded_report, run_stages
from dateline.read.characters import clean_text
from dateline.read.outcomes import ReadOptions
from dateline.read.reports import Fields
from dateline.read.reports import make_report as report_of
from dateline.records import CodedReport, Report, Warning_
from dateline.resolve.time_hint import report_date_hint

_SHORT_TEXT = 20


class Coder:
    """Codes reports. Knowledge is loaded once, on the first call; use one coder for many reports.

    Safe to use from several threads. `threads` is how many the reader's model may use. `amounts`
    is a table of conventions (`acled`, `ucdp` or a file). `gazetteer` and `actors` are files of
    the user's, consulted beside the shipped ones; unless given, they are those of the data folder.
    """

    def __init__(
        self,
        *,
        threads: int = 1,
        amounts: str | Path | None = None,
        gazetteer: Path | None = None,
        actors: Sequence[Path] | None = None,
    ) -> None:
        self._threads = threads
        self._amounts = amounts
        self._gazetteer = gazetteer
        self._actors = actors

    @cached_property
    def knowledge(self) -> Knowledge:
        """Return what is known before reading.

        Raises:
            KnowledgeError: a data file, the package's or the user's, is broken.
        """
        actors = find_user_actors() if self._actors is None else self._actors
        amounts = None if self._amounts is None else amount_source(self._amounts)
        return Knowledge(
            codebook=load_codebook(),
            registry=load_registry(*actors),
            gazetteer=load_gazetteer(beside=self._gazetteer or find_user_gazetteers()),
            times=load_time_rules(),
            amounts=load_amount_table(amounts),
        )

    @cached_property
    def model(self) -> OnnxModel:
        """Return the reader's model."""
        return load_model(threads=self._threads)

    @cached_property
    def versions(self) -> Versions:
        """Return the versions of coder, model, codebook and gazetteer: a store keeps them.

        Raises:
            KnowledgeError: a data file, the package's or the user's, is broken.
        """
        actors = find_user_actors() if self._actors is None else self._actors
        amounts = () if self._amounts is None else (amount_source(self._amounts),)
        gazetteers = (self._gazetteer,) if self._gazetteer else find_user_gazetteers()
        return find_versions(gazetteers=gazetteers, own=(*actors, *amounts))

    def code(
        self,
        text: str,
        *,
        published: str | date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        url: str | None = None,
        id: str | None = None,  # noqa: A002  the record's own word
    ) -> CodedReport:
        """Return one report coded.

        `published` (an ISO day) anchors relative dates; without it they stay unresolved.

        Raises:
            InputError: `published` is not a date.
        """
        report = make_report(
            text, published=published, publisher=publisher, title=title, url=url, id=id
        )
        return self.code_many([report])[0]

    def code_many(self, reports: Sequence[Report]) -> list[CodedReport]:
        """Return the reports coded, in their order; none changes what is coded from another."""
        return [coded_report(coding) for coding in self._run(reports)]

    def annotate(self, report: Report) -> Annotation:
        """Return what the reader marks in a report."""
        return read_texts([report.text], self.model)[0]

    def explain(self, report: Report) -> tuple[Explanation, ...]:
        """Return the events of a report with the steps behind each."""
        return self._run([report])[0].explanations

    def _run(self, reports: Sequence[Report]) -> list[Coding]:
        readable = [report.text if is_readable(report) else "" for report in reports]
        annotations = read_texts(readable, self.model)
        return [
            self._stages(report, annotation)
            for report, annotation in zip(reports, annotations, strict=True)
        ]

    def _stages(self, report: Report, annotation: Annotation) -> Coding:
        """Return the coding of one report; a date in its own header stands in for a missing one."""
        if report.published is None:
            hint = report_date_hint(report.text, rules=self.knowledge.times)
            if hint:
                dated = replace(report, published=hint.isoformat())
                warnings = [*report_warnings(dated), _hint_warning(dated)]
                return run_stages(dated, annotation, self.knowledge, warnings)
        return run_stages(report, annotation, self.knowledge, report_warnings(report))


def make_report(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002  the record's own word
) -> Report:
    """Return a report from its text; a title that does not open the text is put before it.

    Raises:
        InputError: `published` is not a date.
    """
    fields = Fields(
        text=clean_text(text).text,
        id=id,
        title=title,
        published=str(published) if published else None,
        publisher=publisher,
        url=url,
    )
    raw = text.encode("utf-8", "surrogatepass")
    return report_of(fields, raw=raw, options=ReadOptions())


def _hint_warning(report: Report) -> Warning_:
    return Warning_(
        code="publication-date-from-text",
        message=f"no publication date was given; {report.published} is taken from the report's own "
        "header; give --published if it is another day",
    )


def is_readable(report: Report) -> bool:
    """Tell whether the reader can read the report: it reads English only."""
    return report.language in {None, "en"}


def report_warnings(report: Report) -> list[Warning_]:
    """Return what the user should know of a report before its values."""
    warnings = []
    if not is_readable(report):
        warnings.append(
            Warning_(
                code="language",
                message=f"the report seems to be in {report.language!r}; only English is read, "
                "so nothing was coded",
            )
        )
    if report.published is None:
        warnings.append(
            Warning_(
                code="no-publication-date",
                message="the publication date is unknown, so relative dates stay unresolved; "
                "give it with --published or in the report",
            )
        )
    if len(report.text.strip()) < _SHORT_TEXT:
        warnings.append(
            Warning_(code="short-text", message="the report has hardly any text; nothing to code")
        )
    return warnings
