"""`dateline annotate`: what the reader marks in a report, to check, correct and feed back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click
import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.annotate.markup import MarkedDocument, write_document
from dateline.cli import options
from dateline.cli.loading import load_reports
from dateline.cli.messages import Messages
from dateline.cli.parts import CoderOptions, Parts, ReportCoder
from dateline.cli.writing import open_output
from dateline.errors import KnowledgeError
from dateline.read import Failure, Outcomes, ReadNote, ReadReport
from dateline.records import Record, Report, Warning_

_EPILOG: Final = """\b
Examples:
  dateline annotate report.txt --published 2019-03-02
  dateline annotate report.txt --published 2019-03-02 -o mine.txt
  dateline annotate report.txt --format html -o report.html

\b
Exit codes:
  0  all is written
  1  a report failed; the others are written
  2  wrong use
"""
_ONE_A_PAGE: Final = "a page shows one report, and an earlier one of the file has it; give this one a file of its own"


class AnnotatedReport(Record, frozen=True):
    """One line of `--format json`: the report, its spans in text order, and their links."""

    report: Report
    spans: tuple[LabelledSpan, ...]
    links: tuple[Link, ...]


@click.command("annotate", epilog=_EPILOG, short_help="Mark what the reader finds in a report.")
@click.argument("file", type=options.INPUT)
@click.option(
    "--format",
    "form",
    type=click.Choice(["corpus", "html", "json"]),
    default="corpus",
    show_default=True,
    help="The corpus's own mark-up, a page, or one object a line.",
)
@options.published
@options.publisher
@options.output("Write to FILE instead of standard output.")
@options.threads
@options.quiet
@click.pass_context
def annotate_report(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    file: Path,
    form: str,
    published: str | None,
    publisher: str | None,
    output: Path | None,
    threads: int,
    quiet: bool,
) -> None:
    """Mark the mentions, triggers, cues and roles the reader finds in FILE.

    The default is the mark-up of the training corpus, with its header, so that it can be
    corrected by hand and fed back.
    """
    parts = options.parts_of(context)
    messages = Messages(quiet=quiet)
    reports = load_reports(file, options.read_options(published, publisher))
    marked = _annotated(reports, parts.make_coder(CoderOptions(threads=threads)), messages)
    with open_output(output) as handle:
        for piece in _writer(form, parts, file)(marked, messages):
            handle.write(piece.encode("utf-8", "replace"))
            handle.flush()
    if messages.failed:
        context.exit(1)


Marked = tuple[ReadReport, Annotation]
Writer = Callable[[Iterator[Marked], Messages], Iterator[str]]


def _annotated(outcomes: Outcomes, coder: ReportCoder, messages: Messages) -> Iterator[Marked]:
    for read in messages.reports(outcomes):
        messages.warnings(read.where, _language_warnings(read.report))
        annotation = _annotate(read, coder, messages)
        if annotation is not None:
            yield read, annotation


def _language_warnings(report: Report) -> tuple[Warning_, ...]:
    if report.language in {None, "en"}:
        return ()
    message = (
        f"the report seems to be in {report.language!r} and the reader knows English only; "
        "do not trust what it marks"
    )
    return (Warning_(code="language", message=message),)


def _annotate(read: ReadReport, coder: ReportCoder, messages: Messages) -> Annotation | None:
    try:
        return coder.annotate(read.report)
    except (KnowledgeError, ImportError):
        raise
    except Exception as error:  # noqa: BLE001  one report must not take the others with it
        message = f"could not be annotated ({type(error).__name__}: {error}); please report it"
        messages.failure(Failure(where=read.where, message=message))
        return None


def _writer(form: str, parts: Parts, file: Path) -> Writer:
    if form == "json":
        return _write_json
    if form == "html":
        return lambda marked, messages: _write_page(marked, messages, parts)
    return lambda marked, messages: _write_corpus(marked, messages, file)


def _write_json(marked: Iterator[Marked], _messages: Messages) -> Iterator[str]:
    for read, annotation in marked:
        one = AnnotatedReport(report=read.report, spans=annotation.spans, links=annotation.links)
        yield msgspec.json.encode(one).decode() + "\n"


def _write_page(marked: Iterator[Marked], messages: Messages, parts: Parts) -> Iterator[str]:
    for number, (read, annotation) in enumerate(marked):
        if number:
            messages.failure(Failure(where=read.where, message=_ONE_A_PAGE))
        else:
            yield parts.render_annotation(read.report, annotation)


def _write_corpus(marked: Iterator[Marked], messages: Messages, file: Path) -> Iterator[str]:
    name = re.sub(r"[^a-z0-9]", "", file.stem.lower()) or "report"
    for number, (read, annotation) in enumerate(marked, 1):
        report = read.report
        if report.published is None:
            message = "the header says published=unknown; give --published, or put the day there"
            messages.note(ReadNote(where=read.where, message=message))
        document = MarkedDocument(
            name=f"{name}-{number:03d}",
            style=_style(report.publisher),
            published=report.published or "unknown",
            text=report.text,
            annotation=annotation,
        )
        yield ("\n" if number > 1 else "") + write_document(document)


def _style(publisher: str | None) -> str:
    return re.sub(r"[^a-z]+", "-", (publisher or "").lower()).strip("-") or "report"
