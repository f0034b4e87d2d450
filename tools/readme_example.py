"""Keeps the example of README.md true: `python tools/readme_example.py` writes it anew.

The report is the quotation in README.md; the example is what `dateline show` prints of it.
"""

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from dateline import Coder
from dateline.show.terminal import render_terminal

README = Path(__file__).resolve().parent.parent / "README.md"
PUBLISHED = "2019-03-15"
_REPORT = re.compile(r"^From the report\n\n((?:> .*\n)+)", re.MULTILINE)
_EXAMPLE = re.compile(r"(?<=```text\n).*?(?=\n```)", re.DOTALL)


def example(page: str) -> str:
    """Return what `dateline show` prints, 80 columns wide and without colour, of the page's report."""
    found = _REPORT.search(page)
    if found is None:
        sys.exit(f"{README}: there is no quotation after 'From the report'")
    text = " ".join(line.removeprefix("> ") for line in found[1].splitlines())
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None, no_color=True)
    render_terminal(Coder().code(text, published=PUBLISHED), console)
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def shown(page: str) -> str:
    """Return the example as the page has it."""
    found = _EXAMPLE.search(page)
    return found[0] if found else ""


def main() -> None:
    page = README.read_text("utf-8")
    README.write_text(_EXAMPLE.sub(lambda _: example(page), page, count=1), "utf-8")


if __name__ == "__main__":
    main()
