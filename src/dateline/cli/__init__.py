"""The command line: `dateline code`, `show`, `annotate`, `explain` and what goes with them."""

import gc
from importlib import import_module
from typing import Final

import click

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


# New objects between two searches for garbage: knowledge is hundreds of thousands that all stay.
_COLLECT_AFTER: Final = 100_000

# Command: module and name. Each is imported when it is asked for, so that starting costs little.
_COMMANDS: Final = {
    "code": ("code_reports", "code_reports"),
    "show": ("show_report", "show_report"),
    "annotate": ("annotate_report", "annotate_report"),
    "explain": ("explain_event", "explain_event"),
    "add": ("add_reports", "add_reports"),
    "recode": ("add_reports", "recode_reports"),
    "fuse": ("fuse_reports", "fuse_reports"),
    "merge": ("decide_events", "merge_these"),
    "split": ("decide_events", "split_this"),
    "status": ("store_status", "store_status"),
    "events": ("list_events", "list_events"),
    "event": ("show_event", "show_event"),
    "report": ("situation_report", "situation_report"),
    "import": ("import_reference", "import_reference"),
    "compare": ("compare_events", "compare_events"),
    "export": ("export_events", "export_events"),
    "gazetteer": ("gazetteer_places", "gazetteer_places"),
    "actors": ("actor_registry", "actor_registry"),
    "credits": ("print_credits", "print_credits"),
    "completion": ("complete_words", "complete_words"),
}


class _Dateline(click.Group):
    """The commands; an error of dateline becomes one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        gc.set_threshold(_COLLECT_AFTER)
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        """Return the commands in the order they are used."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's own signature
        """Return a command, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"dateline.cli.{module}"), name)
        return command


def _show_version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  click's own signature
    if wanted:
        from importlib import metadata  # noqa: PLC0415  it is slow to import

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
