"""The forms of a situation report, and what writes each; the libraries a form needs are imported when it is asked for."""

from collections.abc import Callable, Sequence
from typing import Final

from dateline.errors import ExportError
from dateline.records import Record
from dateline.situation.gather import Situation

FORMS: Final = ("html", "markdown", "pdf")
TEXT_FORMS: Final = frozenset({"html", "markdown"})


class Rendered(Record, frozen=True, kw_only=True):
    """A report as it is written, and the letters in it that the fonts of its form do not hold."""

    content: bytes
    missing: tuple[str, ...] = ()


# The versions say, a line each, what coded the reports.
Render = Callable[[Situation, Sequence[str]], Rendered]


def load_renderer(form: str) -> Render:
    """Return what writes a form.

    Raises:
        ExportError: a library the form needs is not installed.
    """
    return {"html": _load_html, "markdown": _load_markdown, "pdf": _load_pdf}[form]()


def _load_html() -> Render:
    from dateline.situation.page import render_situation  # noqa: PLC0415  one form is enough

    return lambda situation, _: Rendered(content=_encoded(render_situation(situation)))


def _load_markdown() -> Render:
    from dateline.situation.markdown import render_markdown  # noqa: PLC0415

    return lambda situation, _: Rendered(content=_encoded(render_markdown(situation)))


def _load_pdf() -> Render:
    try:
        from dateline.situation.pdf.page import render_pdf  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ExportError(
            f"pdf: this form needs {error.name}; install it with `pip install 'dateline[pdf]'`"
        ) from error

    def render(situation: Situation, versions: Sequence[str]) -> Rendered:
        found = render_pdf(situation, versions=versions)
        return Rendered(content=found.content, missing=found.missing)

    return render


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", "replace")
