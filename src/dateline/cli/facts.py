"""Plain lines about places and actors: aligned columns, or one fact a line."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import click
import msgspec

from dateline.cli.messages import printable
from dateline.knowledge.versions import Versions


def columns_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with their columns under each other, two blanks between."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return [printable("  ".join(map(str.ljust, row, widths)).rstrip()) for row in rows]


def echo_columns(rows: Sequence[Sequence[str]]) -> None:
    """Write rows with their columns under each other, two blanks between."""
    for line in columns_of(rows):
        click.echo(line)


def echo_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Write `name  value` for each fact that has a value."""
    echo_columns([fact for fact in facts if fact[1]])


def counted(number: int, thing: str, *, verb: bool = False) -> str:
    """Return `1 place`, `1,200 places`; with `is` or `are` behind it if a verb is wanted."""
    many = number != 1
    tail = (" are" if many else " is") if verb else ""
    return f"{number:,} {thing}{'s' if many else ''}{tail}"


def version_words(versions: Versions) -> str:
    """Return in one line what reports were coded with."""
    return ", ".join(f"{name} {one}" for name, one in msgspec.structs.asdict(versions).items())


def refuse_country(country: str) -> click.BadParameter:
    """Return the error of a country code that nothing stands under."""
    return click.BadParameter(
        f"{country} is the code of no country; give its ISO 3166-1 alpha-3 code, such as SYR",
        param_hint="'--country'",
    )
