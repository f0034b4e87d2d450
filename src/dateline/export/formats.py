"""The table of formats: what each is called, whether it is text, and what writes it."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import msgspec

from dateline.errors import ExportError
from dateline.export.records import Write

_EXTRA: Final = "this format needs {missing}; install it with `pip install 'dateline[export]'`"


class ExportFormat(msgspec.Struct, frozen=True):
    """A format; `module` and `function` write it and are imported when they are needed."""

    module: str
    function: str
    text: bool = True


FORMATS: Final[Mapping[str, ExportFormat]] = {
    "acled": ExportFormat("acled", "write_acled"),
    "ucdp-ged": ExportFormat("ucdp_ged", "write_ucdp_ged"),
    "plover": ExportFormat("plover", "write_plover"),
    "polecat": ExportFormat("polecat", "write_polecat"),
    "hxl": ExportFormat("tables", "write_hxl"),
    "geojson": ExportFormat("geojson", "write_geojson"),
    "geopackage": ExportFormat("geopackage", "write_geopackage", text=False),
    "parquet": ExportFormat("parquet", "write_parquet", text=False),
    "csv": ExportFormat("tables", "write_csv"),
    "jsonl": ExportFormat("tables", "write_jsonl"),
    "xlsx": ExportFormat("xlsx", "write_xlsx", text=False),
}


def load_writer(name: str) -> Write:
    """Return what writes a format.

    Raises:
        ExportError: a library the format needs is not installed.
    """
    chosen = FORMATS[name]
    try:
        module = import_module(f"dateline.export.{chosen.module}")
    except ModuleNotFoundError as error:
        raise ExportError(f"{name}: {_EXTRA.format(missing=error.name)}") from error
    writer: Write = getattr(module, chosen.function)
    return writer
