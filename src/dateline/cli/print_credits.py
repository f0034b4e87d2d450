"""`dateline credits`: whose work the data rests on."""

from typing import Final

import click

_EPILOG: Final = """\b
Examples:
  dateline credits
"""


@click.command("credits", epilog=_EPILOG, short_help="Name the sources of the data.")
def print_credits() -> None:
    """Name the sources of the data that dateline ships, with their licences."""
    from dateline.knowledge.credits import load_credits  # noqa: PLC0415  `--help` need not wait

    for number, credit in enumerate(load_credits()):
        click.echo(("\n" if number else "") + f"{credit.name} ({credit.licence})")
        click.echo(click.wrap_text(credit.text, 88, "  ", "  "))
