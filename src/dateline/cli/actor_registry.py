"""`dateline actors`: look up actors, and add one's own."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli import options
from dateline.cli.facts import counted, echo_columns, echo_facts, refuse_country
from dateline.cli.messages import echo_error, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.knowledge.actor_entries import ActorEntry, Alias
    from dateline.knowledge.actor_tables import Period
    from dateline.knowledge.actors import Registry
    from dateline.records import Actor

_SHOWN: Final = 20
_EPILOG: Final = """\b
Examples:
  dateline actors find Taliban --country PAK --on 2010-05-01
  dateline actors info hamas
  dateline actors import actorlist.csv --from ucdp
  dateline actors add mine.tsv
"""


@click.group("actors", epilog=_EPILOG, short_help="Look up actors, and add your own.")
def actor_registry() -> None:
    """Look up the actors dateline knows, and add your own.

    Your own actors are kept in the folder DATELINE_DATA, else in the platform's folder for user
    data, and are found beside the shipped ones whenever reports are coded.
    """


@actor_registry.command("import", short_help="Take in a list of actors.")
@click.argument("file", type=options.FILE)
@click.option(
    "--from",
    "form",
    type=click.Choice(["ucdp", "acled", "opensanctions"]),
    required=True,
    help="Whose list it is: a UCDP actor list, an ACLED export, or OpenSanctions' simple CSV.",
)
@options.quiet
def import_actors(*, file: Path, form: str, quiet: bool) -> None:
    """Take in the actors of FILE, in place of those of such a list taken in before.

    Names that are known already are left out, so that no list changes whom a name means.
    """
    from dateline.knowledge.user_files import import_user_actors  # noqa: PLC0415

    report = import_user_actors(file, form)
    if not quiet:
        echo_error(
            f"{counted(report.rows, 'row')} read, {report.known:,} with a name that is known, "
            f"{report.nameless:,} without a name to add"
        )
        echo_error(printable(f"{counted(report.added, 'actor', verb=True)} now in {report.path}"))


@actor_registry.command("add", short_help="Add a table of actors.")
@click.argument("file", type=options.FILE)
@options.quiet
def add_actors(*, file: Path, quiet: bool) -> None:
    """Add the actors of FILE, a table with the columns of the registry, tabs between.

    It takes the place of a table of the same file name added before.
    """
    from dateline.knowledge.user_files import add_user_actors  # noqa: PLC0415

    added = add_user_actors(file)
    if not quiet:
        instead = ", in place of the table that was there" if added.replaced else ""
        echo_error(
            printable(f"{counted(added.actors, 'actor', verb=True)} now in {added.path}{instead}")
        )


@actor_registry.command("find", short_help="List whom a name may mean.")
@click.argument("name", type=options.Words())
@click.option("--on", "day", type=options.Day(), metavar="DATE", help="The day, as YYYY-MM-DD.")
@options.country
@click.pass_context
def find_actors(context: click.Context, *, name: str, day: str | None, country: str | None) -> None:
    """List whom NAME may mean, best first: score, id, name, kind, country and the reason."""
    registry = _load()
    if country and country not in registry.countries.by_code:
        raise refuse_country(country)
    on = date.fromisoformat(day) if day else None
    found = registry.find(name, on=on, country=country)
    echo_columns(
        [
            (f"{one.score:.2f}", one.actor.id, one.actor.name, one.actor.kind,
             one.actor.country or "", one.reason)
            for one in found[:_SHOWN]
        ]
    )  # fmt: skip
    if len(found) > _SHOWN:
        echo_error(f"only the first {_SHOWN} are shown; narrow it with --on or --country")
    if not found:
        echo_error(printable(f"nobody is known as {name!r}; try another name, or add the actor"))
        context.exit(1)


@actor_registry.command("info", short_help="Show one actor.")
@click.argument("id_", metavar="ID", type=options.Words())
def show_actor(*, id_: str) -> None:
    """Show what is known of the actor ID, such as hamas or military:SYR."""
    registry = _load()
    entry = registry.by_id.get(id_)
    if entry is not None:
        echo_facts(_facts(entry))
        return
    made = _made_by_rule(registry, id_)
    if made is None:
        raise click.UsageError(
            printable(f"no actor has the id {id_!r}; `dateline actors find NAME` gives ids")
        )
    echo_facts(_facts_of_rule(made))


def _load() -> "Registry":
    from dateline.knowledge.actors import load_registry  # noqa: PLC0415
    from dateline.knowledge.user_data import find_user_actors  # noqa: PLC0415

    return load_registry(*find_user_actors())


def _made_by_rule(registry: "Registry", id_: str) -> "Actor | None":
    rule, _, code = id_.partition(":")
    country = registry.countries.by_code.get(code)
    if rule not in registry.rules.rules or (code and country is None):
        return None
    return registry.rules.actor(rule, country)


def _facts(entry: "ActorEntry") -> "Iterator[tuple[str, str]]":
    yield "id", entry.id
    yield "name", entry.name
    yield "kind", f"{entry.kind}, {entry.class_}"
    yield "countries", ", ".join(entry.countries)
    yield "active", _days(entry.years)
    yield "aliases", "; ".join(map(_alias, entry.aliases[1:]))
    yield "parents", ", ".join(entry.parents)
    yield "allies", ", ".join(entry.allies)
    yield (
        "ACLED",
        " ".join(filter(None, (entry.acled, entry.acled_type and f"({entry.acled_type})"))),
    )
    yield "UCDP", "; ".join(f"{one.name}{_scope(_days(one.years))}" for one in entry.ucdp)
    yield "UCDP, against the government", entry.ucdp_state
    yield "source", entry.source
    yield "row", entry.where


def _facts_of_rule(actor: "Actor") -> "Iterator[tuple[str, str]]":
    codes = actor.codes
    yield "id", actor.id
    yield "name", actor.name
    yield "kind", actor.kind
    yield "countries", actor.country or ""
    yield (
        "ACLED",
        " ".join(filter(None, (codes.acled, codes.acled_type and f"({codes.acled_type})"))),
    )
    yield "UCDP", codes.ucdp or ""
    yield "source", "made by rule for every country"


def _alias(alias: "Alias") -> str:
    where = ", ".join((*sorted(alias.countries), *filter(None, [_days(alias.years)])))
    return alias.text + _scope(where)


def _scope(text: str) -> str:
    return f" ({text})" if text else ""


def _days(years: "Period") -> str:
    """Return `2014-06-29 to 2019-03-23`, one end where the other is open, nothing for ever."""
    from dateline.knowledge.actor_tables import OPEN_END, OPEN_START  # noqa: PLC0415

    first = "" if years.first == OPEN_START else f"from {years.first}"
    last = "" if years.last == OPEN_END else f"to {years.last}"
    return f"{first} {last}".strip()
