from collections.abc import Callable, Sequence
from functools import cache

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.cli import main
from dateline.cli.parts import CoderOptions, Parts, real_parts
from dateline.coding.reasons import Explanation, Step
from dateline.knowledge.versions import Versions
from dateline.records import CodedReport, Event, Report, Span, Warning_, content_id

Run = Callable[..., Result]
load_rules = cache(real_parts().load_rules)
load_who = cache(real_parts().load_who)


class SmallCoder:
    """Codes without a model: one event for each time the text says `attacked`."""

    def __init__(self, options: CoderOptions) -> None:
        self.options = options
        self.batches: list[int] = []

    versions = Versions(coder="0.1.0+small", model="none", codebook="c1", gazetteer="g1")

    def code_many(self, reports: Sequence[Report]) -> list[CodedReport]:
        self.batches.append(len(reports))
        return [self._code(report) for report in reports]

    def annotate(self, report: Report) -> Annotation:
        if "EXPLODE" in report.text:
            raise ZeroDivisionError("by nought")
        army = LabelledSpan(
            id="s0", label="ACTOR", start=0, end=8, text=report.text[:8], kind="force"
        )
        return Annotation(spans=(army,))

    def explain(self, report: Report) -> tuple[Explanation, ...]:
        step = Step(field="type", value="attack", why="the trigger says so")
        return tuple(Explanation(event=one, steps=(step,)) for one in self._code(report).events)

    def _code(self, report: Report) -> CodedReport:
        if "EXPLODE" in report.text:
            raise ZeroDivisionError("by nought")
        events = tuple(
            Event(id=content_id(report.id, number), type="attack", summary=f"Attack {number}.")
            for number in range(report.text.count("attacked"))
        )
        return CodedReport(report=report, events=events, warnings=tuple(_warnings(report)))


def _warnings(report: Report):
    if report.published is None:
        yield Warning_(code="no-date", message="no publication date; give --published")
    if report.language not in {None, "en"}:
        yield Warning_(code="language", message=f"in {report.language}, not English; not coded")
    yield Warning_(code="span", message="of one value", span=Span(start=0, end=1, text="T"))


def _print_report(coded: CodedReport, console: Console) -> None:
    console.print(f"SHOWN {coded.report.id} {len(coded.events)}")


def _print_explanation(explanation: Explanation, console: Console) -> None:
    console.print(f"EXPLAINED {explanation.event.id} {explanation.steps[0].why}")


@pytest.fixture
def coders() -> list[SmallCoder]:
    """Return the coders the command made."""
    return []


@pytest.fixture
def run(coders: list[SmallCoder], tmp_path, monkeypatch) -> Run:
    """Return a call that runs `dateline` in an empty folder with the small coder."""
    monkeypatch.chdir(tmp_path)

    def make_coder(options: CoderOptions) -> SmallCoder:
        coders.append(SmallCoder(options))
        return coders[-1]

    parts = Parts(
        make_coder=make_coder,
        render_terminal=_print_report,
        render_explanation=_print_explanation,
        render_page=lambda coded: "<html>" + " ".join(one.report.id for one in coded),
        render_annotation=lambda report, annotation: (
            f"<html>{report.id} {annotation.spans[0].text}"
        ),
        load_rules=load_rules,
        load_who=load_who,
    )

    def run_main(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin, obj=parts)

    return run_main
