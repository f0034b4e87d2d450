"""The options that commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.parts import Parts, real_parts
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.read import ReadOptions

_MAX_THREADS: Final = 256
_CODE: Final = 3


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


class Words(click.ParamType[str]):
    """A name or id on the command line; bytes that are no text become `?`."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  click's own signature
        """Return the words."""
        return value.encode("utf-8", "replace").decode("utf-8")


class CountryCode(click.ParamType[str]):
    """An ISO 3166-1 alpha-3 code on the command line, in capitals."""

    name = "country"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code."""
        code = value.upper()
        if len(code) != _CODE or not (code.isascii() and code.isalpha()):
            self.fail(f"{value!r} is no ISO 3166-1 alpha-3 code, such as SYR", param, ctx)
        return code


class AmountsTable(click.ParamType[str]):
    """A table of amounts on the command line: the name of a ready one, or a file."""

    name = "table"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name or the path."""
        from dateline.knowledge.amounts import PUBLISHED  # noqa: PLC0415

        if value not in PUBLISHED and (not os.path.exists(value) or os.path.isdir(value)):  # noqa: PTH110, PTH112  a path raises where the name is too long
            ready = " nor ".join(PUBLISHED)
            self.fail(f"{value!r} is neither {ready} nor a file; give one of them", param, ctx)
        return value


INPUT: Final = click.Path(path_type=Path, allow_dash=True)
OUTPUT: Final = click.Path(path_type=Path, dir_okay=False, allow_dash=True)

FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)
FOLDER: Final = click.Path(path_type=Path, exists=True, file_okay=False)

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
amounts: Final = click.option(
    "--amounts",
    type=AmountsTable(),
    metavar="TABLE",
    help="What hedges and vague words are worth: acled, ucdp, or a table of your own.",
)
country: Final = click.option(
    "--country", type=CountryCode(), metavar="XXX", help="The country, as ISO 3166-1 alpha-3."
)
store: Final = click.option(
    "--store",
    default="dateline.db",
    show_default=True,
    metavar="FILE_OR_URL",
    help="Where reports and events are kept: a file, or postgresql://USER@HOST/DATABASE.",
)
no_fuse: Final = click.option(
    "--no-fuse", is_flag=True, help="Leave the fusing to a later `dateline fuse`."
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
