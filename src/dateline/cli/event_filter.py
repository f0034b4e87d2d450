"""The options by which events are chosen."""

from collections.abc import Callable
from functools import wraps
from typing import Final

import click

from dateline.cli import options
from dateline.knowledge.codebook import load_codebook
from dateline.store import EventFilter

Command = Callable[..., None]


def _check_type(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    known = load_codebook().by_name if value else {}
    if value and value not in known:
        raise click.BadParameter(f"{value!r} is no event type; give one of {', '.join(known)}")
    return value


_OPTIONS: Final = (
    click.option(
        "--from", "first", type=options.Day(), metavar="DATE", help="On this day or later."
    ),
    click.option(
        "--to", "last", type=options.Day(), metavar="DATE", help="On this day or earlier."
    ),
    options.country,
    click.option(
        "--place",
        type=options.Words(),
        metavar="NAME",
        help="At this place, or in this district or region: its id, or words of its name.",
    ),
    click.option(
        "--actor",
        type=options.Words(),
        metavar="NAME",
        help="With this actor: its id, or words of its name.",
    ),
    click.option(
        "--type",
        "type_",
        callback=_check_type,
        metavar="TYPE",
        help="Of this type of the codebook.",
    ),
)


def event_filters(command: Command) -> Command:
    """Return the command with the options by which events are chosen, which it gets as `wanted`."""

    @wraps(command)
    def filtered(
        *arguments: object,
        first: str | None,
        last: str | None,
        country: str | None,
        place: str | None,
        actor: str | None,
        type_: str | None,
        **others: object,
    ) -> None:
        wanted = EventFilter(
            first=first, last=last, country=country, place=place, actor=actor, type=type_
        )
        command(*arguments, wanted=wanted, **others)

    made: Command = filtered
    for option in reversed(_OPTIONS):
        made = option(made)
    return made
