"""Tab-separated tables: rows with their file and line."""

import csv
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple, Protocol

from dateline.errors import KnowledgeError


class Readable(Protocol):
    """A file that can be read: a path, or a file inside the package."""

    @property
    def name(self) -> str:
        """Return the name that stands in error messages."""
        ...

    def read_text(self, encoding: str | None = None) -> str:
        """Return the whole text."""
        ...


class Row(NamedTuple):
    """One line of a table: its cells by column, and where it stands (`actors.tsv:12`)."""

    cells: Mapping[str, str]
    where: str

    def cell(self, column: str) -> str:
        """Return the cell without blanks around it, empty where the column is empty."""
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that are set apart by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())


def package_data(name: str) -> Readable:
    """Return a data file of the package."""
    return files("dateline") / "data" / name


def package_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a plain table of the package, by column: no quoting, no comments."""
    lines = package_data(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_lines(source: Readable, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the lines below the header, each with where it stands; those that start with `#` are comments.

    Raises:
        KnowledgeError: the header is not `columns`.
    """
    lines = source.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(f"{source.name}:1: the header must be {' '.join(columns)} with tabs")
    yield from _numbered(lines, source)


def read_rows(source: Readable, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a tab-separated table; lines that start with `#` are comments.

    Raises:
        KnowledgeError: the header is not `columns`, or a row has too few or too many cells.
    """
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{source.name} cannot be read ({error}): check the file") from error
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(
            f"{source.name}:1: the header must be {' '.join(columns)} (tabs between), not "
            f"{lines[0] if lines else 'an empty file'!r}"
        )
    for line, where in _numbered(lines, source):
        yield _row(line, columns, where)


def _numbered(lines: list[str], source: Readable) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            yield line, f"{source.name}:{number}"


def _row(line: str, columns: tuple[str, ...], where: str) -> Row:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != len(columns):
        raise KnowledgeError(f"{where}: {len(cells)} cells, {len(columns)} expected: mend the row")
    return Row(dict(zip(columns, cells, strict=True)), where)
