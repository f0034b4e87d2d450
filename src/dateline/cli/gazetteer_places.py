"""`dateline gazetteer`: look up places, and add one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli import options
from dateline.cli.facts import counted, echo_columns, echo_facts, refuse_country
from dateline.cli.messages import echo_error, printable
from dateline.cli.progress import reading_bar

if TYPE_CHECKING:
    from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
    from dateline.knowledge.gazetteer_import import ImportReport

_SHOWN: Final = 20
_INTERRUPTED: Final = 130
_EPILOG: Final = """\b
Examples:
  dateline gazetteer find "Deir Ezzor" --country SYR
  dateline gazetteer info gn:170794
  dateline gazetteer add checkpoints.csv
  dateline gazetteer import geonames/
"""


@click.group("gazetteer", epilog=_EPILOG, short_help="Look up places, and add your own.")
def gazetteer_places() -> None:
    """Look up the places dateline knows, and add your own.

    Your own places are kept in the folder DATELINE_DATA, else in the platform's folder for user
    data, and are found beside the shipped ones whenever reports are coded.
    """


@gazetteer_places.command("import", short_help="Take in a GeoNames download.")
@click.argument("folder", metavar="DIR", type=options.FOLDER)
@options.quiet
def import_places(*, folder: Path, quiet: bool) -> None:
    """Take in the GeoNames download in DIR, in place of the one taken in before.

    DIR holds allCountries.txt or country files such as SY.txt, and if wanted alternateNamesV2.txt,
    admin1CodesASCII.txt and admin2Codes.txt. Stopped, it goes on when it is called again.
    """
    from dateline.knowledge.user_data import geonames_path  # noqa: PLC0415
    from dateline.knowledge.user_files import import_user_places  # noqa: PLC0415

    try:
        with reading_bar(folder, quiet=quiet) as progress:
            report = import_user_places(folder, progress=progress)
    except KeyboardInterrupt:
        echo_error("stopped; the same command goes on where it was")
        raise click.exceptions.Exit(_INTERRUPTED) from None
    _echo_report(report, geonames_path(), quiet=quiet)


@gazetteer_places.command("add", short_help="Add the places of a list.")
@click.argument("file", type=options.FILE)
@options.quiet
def add_places(*, file: Path, quiet: bool) -> None:
    """Add the places of FILE, a CSV table or GeoJSON points.

    A table has the columns name, lat and lon, and if wanted country, kind, aliases (parted by |),
    population and id. A place whose id is there already is replaced.
    """
    from dateline.knowledge.user_data import places_path  # noqa: PLC0415
    from dateline.knowledge.user_files import add_user_places  # noqa: PLC0415

    _echo_report(add_user_places(file), places_path(), quiet=quiet)


@gazetteer_places.command("find", short_help="List the places of a name.")
@click.argument("name", type=options.Words())
@options.country
@click.pass_context
def find_places(context: click.Context, *, name: str, country: str | None) -> None:
    """List the places NAME may mean, most prominent first, in any spelling.

    Columns are id, name, kind, first-level region, country, latitude, longitude and inhabitants.
    """
    gazetteer = _load()
    if country and not gazetteer.has_country(country):
        raise refuse_country(country)
    found = gazetteer.find(name, country=country, limit=_SHOWN + 1)
    echo_columns([_row(place) for place in found[:_SHOWN]])
    if len(found) > _SHOWN:
        echo_error(f"only the first {_SHOWN} are shown; narrow it with --country or a fuller name")
    if not found:
        advice = "leave out --country, or " if country else ""
        echo_error(printable(f"no place is known as {name!r}; {advice}try another spelling"))
        context.exit(1)


@gazetteer_places.command("info", short_help="Show one place.")
@click.argument("id_", metavar="ID", type=options.Words())
def show_place(*, id_: str) -> None:
    """Show what is known of the place ID, such as gn:170794."""
    gazetteer = _load()
    place = gazetteer.by_id(id_)
    if place is None:
        raise click.UsageError(
            printable(f"no place has the id {id_!r}; `dateline gazetteer find NAME` gives ids")
        )
    echo_facts(
        [
            ("id", place.id),
            ("name", place.name),
            ("kind", place.kind),
            ("country", place.country or ""),
            ("admin1", _region(place.admin1, place.admin1_id)),
            ("admin2", _region(place.admin2, place.admin2_id)),
            ("point", f"{place.lat:.4f} {place.lon:.4f}"),
            ("population", f"{place.population:,}" if place.population else ""),
            ("rank", f"{place.rank:.2f}"),
        ]
    )


@gazetteer_places.command("stats", short_help="Count the places.")
def count_places() -> None:
    """Count the places of each gazetteer file in use, by kind."""
    file: Gazetteer | None = _load()
    while file is not None:
        sizes = file.sizes()
        click.echo(printable(f"{counted(sum(sizes.values()), 'place')} in {file.path}"))
        if sizes:
            echo_columns([(f"  {kind}", f"{count:>9,}") for kind, count in sizes.items()])
        file = file.beside


def _load() -> "Gazetteer":
    from dateline.knowledge.gazetteer import load_gazetteer  # noqa: PLC0415
    from dateline.knowledge.user_data import find_user_gazetteers  # noqa: PLC0415

    return load_gazetteer(beside=find_user_gazetteers())


def _row(place: "GazetteerPlace") -> tuple[str, ...]:
    return (
        place.id, place.name, place.kind, place.admin1 or "", place.country or "",
        f"{place.lat:.4f}", f"{place.lon:.4f}", str(place.population or ""),
    )  # fmt: skip


def _region(name: str | None, id_: str | None) -> str:
    return f"{name} ({id_})" if name else ""


def _echo_report(report: "ImportReport", path: Path, *, quiet: bool) -> None:
    for problem in report.problems:
        echo_error(printable(f"{problem}; left out"))
    if report.skipped > len(report.problems):
        echo_error(f"{report.skipped - len(report.problems):,} more rows were left out")
    if not quiet:
        resumed = " (went on with an import that was stopped)" if report.resumed else ""
        echo_error(f"{counted(report.rows, 'row')} read, {report.skipped:,} left out{resumed}")
        echo_error(printable(f"{counted(report.places, 'place', verb=True)} now in {path}"))
