"""The progress bar on standard error."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.cli.messages import echo_error

Advance = Callable[[], None]
Write = Callable[[str], None]


def is_watched(output: Path | None) -> bool:
    """Tell whether a bar can be seen and does not run into records on the same terminal."""
    to_terminal = output is None and sys.stdout.isatty()
    return sys.stderr.isatty() and not to_terminal


@contextmanager
def progress_bar(*, total: int | None, shown: bool) -> Iterator[tuple[Advance, Write]]:
    """Give the call that counts one report, and the one that writes a line beside the bar."""
    if not shown:
        yield _nothing, echo_error
        return
    from rich.console import Console  # noqa: PLC0415  not needed without a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = ("reports", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reports", total=total)
        yield (
            lambda: progress.advance(task),
            lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True),
        )


@contextmanager
def reading_bar(folder: Path, *, quiet: bool) -> Iterator[Callable[[str, int], None] | None]:
    """Give the call that shows how far a file of a folder is read, None if nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  not needed without a terminal
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn  # noqa: PLC0415

    columns = ("{task.description}", BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("places", total=None)

        def show(name: str, offset: int) -> None:
            size = (folder / name).stat().st_size
            progress.update(task, description=name, total=size, completed=offset)

        yield show


def count_files(paths: Sequence[Path]) -> int | None:
    """Return how many reports the paths hold, None where that takes reading them."""
    tables = {".jsonl", ".ndjson", ".json", ".csv", ".tsv"}
    single = all(path.is_file() and path.suffix.lower() not in tables for path in paths)
    return len(paths) if single else None


def _nothing() -> None:
    """Count nothing."""
