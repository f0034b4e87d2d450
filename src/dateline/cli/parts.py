"""What the commands are made of. Tests put small parts in place of the real ones."""

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from dateline.annotate.annotation import Annotation
    from dateline.coding.reasons import Explanation
    from dateline.fuse.rules import FuseRules
    from dateline.knowledge.actors import Registry
    from dateline.knowledge.versions import Versions
    from dateline.records import CodedReport, Report
    from dateline.reference.parties import Who


class ReportCoder(Protocol):
    """What the commands ask of a coder."""

    @property
    def versions(self) -> "Versions":
        """Return what it codes with."""

    def code_many(self, reports: "Sequence[Report]", /) -> "list[CodedReport]":
        """Return the reports coded, in their order."""

    def annotate(self, report: "Report", /) -> "Annotation":
        """Return what the reader marks in a report."""

    def explain(self, report: "Report", /) -> "tuple[Explanation, ...]":
        """Return the events of a report with the steps behind each."""


class CoderOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says about the coder: the reader's threads, and the table of amounts."""

    threads: int = 1
    amounts: str | None = None


# Imported in the functions: `--help`, `--version` and completion must not wait for the model's
# run time.
def _load_registry() -> "Registry":
    from dateline.knowledge.actors import load_registry  # noqa: PLC0415
    from dateline.knowledge.user_data import find_user_actors  # noqa: PLC0415

    return load_registry(*find_user_actors())


def _rules_with(registry: "Registry") -> "FuseRules":
    from dateline.knowledge.codebook import load_codebook  # noqa: PLC0415
    from dateline.knowledge.fusing import load_fuse_rules  # noqa: PLC0415
    from dateline.knowledge.user_data import find_user_rules  # noqa: PLC0415

    return load_fuse_rules(registry, load_codebook(), beside=find_user_rules())


def _load_rules() -> "FuseRules":
    return _rules_with(_load_registry())


def _load_who() -> "Who":
    from dateline.reference.parties import Who  # noqa: PLC0415

    registry = _load_registry()
    return Who(registry, _rules_with(registry))


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The coder and the renderers a command uses. All are loaded when they are first called."""

    make_coder: "Callable[[CoderOptions], ReportCoder]"
    render_terminal: "Callable[[CodedReport, Console], None]"
    render_explanation: "Callable[[Explanation, Console], None]"
    render_page: "Callable[[Sequence[CodedReport]], str]"
    render_annotation: "Callable[[Report, Annotation], str]"
    load_rules: "Callable[[], FuseRules]" = _load_rules
    load_who: "Callable[[], Who]" = _load_who


def real_parts() -> Parts:
    """Return the parts of dateline itself."""
    return Parts(
        make_coder=_make_coder,
        render_terminal=_render_terminal,
        render_explanation=_render_explanation,
        render_page=_render_page,
        render_annotation=_render_annotation,
    )


def _make_coder(options: CoderOptions) -> ReportCoder:
    from dateline.coder import Coder  # noqa: PLC0415

    return Coder(threads=options.threads, amounts=options.amounts)


def _render_terminal(coded: "CodedReport", console: "Console") -> None:
    from dateline.show.terminal import render_terminal  # noqa: PLC0415

    render_terminal(coded, console)


def _render_explanation(explanation: "Explanation", console: "Console") -> None:
    from dateline.show.explanation import render_explanation  # noqa: PLC0415

    render_explanation(explanation, console)


def _render_page(coded: "Sequence[CodedReport]") -> str:
    from dateline.show.page import render_page  # noqa: PLC0415

    return render_page(coded)


def _render_annotation(report: "Report", annotation: "Annotation") -> str:
    from dateline.show.page import render_annotation  # noqa: PLC0415

    return render_annotation(report, annotation)
