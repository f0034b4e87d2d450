"""The options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.parts import Parts, real_parts
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.read import ReadOptions

_MAX_THREADS: Final = 256


class Day(click.ParamType[str]):
    """A day on the command line, kept as ISO."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the ISO day."""
        from dateline.read.publication import parse_published  # noqa: PLC0415

        try:
            return parse_published(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


INPUT: Final = click.Path(path_type=Path, allow_dash=True)
OUTPUT: Final = click.Path(path_type=Path, dir_okay=False, allow_dash=True)

published: Final = click.option(
    "--published",
    type=Day(),
    metavar="DATE",
    help="Publication date of the reports that say none themselves, as YYYY-MM-DD.",
)
publisher: Final = click.option(
    "--publisher", metavar="NAME", help="Publisher of the reports that say none themselves."
)
threads: Final = click.option(
    "--threads",
    type=click.IntRange(1, _MAX_THREADS),
    default=1,
    show_default=True,
    metavar="N",
    help="Threads the reader may use.",
)
quiet: Final = click.option(
    "-q", "--quiet", is_flag=True, help="No notes, warnings or progress; errors are still said."
)


def output(help_: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option `-o`, with the help of one command."""
    return click.option("-o", "--output", type=OUTPUT, metavar="FILE", help=help_)


def parts_of(context: click.Context) -> Parts:
    """Return the parts the command runs with."""
    found = context.find_object(Parts)
    return real_parts() if found is None else found


def read_options(
    published: str | None, publisher: str | None, *, leave_out: Path | None = None
) -> "ReadOptions":
    """Return what holds for reports that say nothing themselves. The output is no input."""
    from dateline.read import ReadOptions  # noqa: PLC0415

    output = leave_out is not None and str(leave_out) != "-"
    return ReadOptions(
        published=published,
        publisher=publisher,
        leave_out=(str(leave_out.resolve()),) if output and leave_out else (),
    )
