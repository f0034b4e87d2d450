"""The command line: `dateline code`, `show`, `annotate`, `explain` and what goes with them."""

from importlib import metadata
from typing import Final

import click

from dateline.cli.actor_registry import actor_registry
from dateline.cli.annotate_report import annotate_report
from dateline.cli.code_reports import code_reports
from dateline.cli.complete_words import complete_words
from dateline.cli.explain_event import explain_event
from dateline.cli.gazetteer_places import gazetteer_places
from dateline.cli.print_credits import print_credits
from dateline.cli.show_report import show_report
from dateline.errors import DatelineError

_EPILOG: Final = """\b
Examples:
  dateline code reports/ -o coded.jsonl
  dateline show report.txt --published 2019-03-02
  dateline explain report.txt 1 --published 2019-03-02

\b
Exit codes:
  0  all is well
  1  a report failed, the others were coded; or nothing was found
  2  wrong use
"""


class _Dateline(click.Group):
    """The commands; an error of dateline becomes one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        """Return the commands in the order they are used."""
        return list(self.commands)


def _show_version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  click's own signature
    if wanted:
        try:
            version = metadata.version("dateline")
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        click.echo(f"dateline {version}")
        context.exit()


@click.group(
    cls=_Dateline, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and leave.",
)
def main() -> None:
    """Read news reports about armed conflict and write down, with the words that say so, who did
    what to whom, where, when, with what, to how many people, and who says it.

    Everything runs on this machine; nothing is sent anywhere.
    """  # noqa: D205  the help is one sentence


for command in (
    code_reports,
    show_report,
    annotate_report,
    explain_event,
    gazetteer_places,
    actor_registry,
    print_credits,
    complete_words,
):
    main.add_command(command)
