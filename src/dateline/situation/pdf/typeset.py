"""Typst, which sets the pages: the only place that knows it."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import typst

from dateline.errors import ExportError

_STANDARD: Final = "ua-1"  # PDF/UA-1: tagged, with a language and words for each picture
# PDF/UA refuses letters that no font holds, which is how they are found.
_WORDS: Final = b"""#set document(title: "Words", date: none)
#set text(lang: "en", font: ("Libertinus Serif", "DejaVu Sans Mono"))
#for one in json(bytes(sys.inputs.words)) [#par[#one]]
"""
_PICTURE: Final = b"""#set document(title: "Picture", date: none)
#set text(lang: "en")
#image(bytes(sys.inputs.picture), format: "svg", alt: "Picture")
"""


def set_pages(report: str, *, missing: int) -> bytes:
    """Return the PDF of a report, which is given as JSON with the number of letters that are missing.

    The same report gives the same bytes.

    Raises:
        ExportError: it cannot be set.
    """
    try:
        # Fonts of this machine would make the file another one on each machine.
        return typst.compile(
            _template(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"report": report, "missing": str(missing)},
            pdf_standards=_STANDARD,
        )
    except typst.TypstError as error:
        raise ExportError(
            f"the PDF cannot be set: {error}; write the report as HTML and tell the authors of dateline"
        ) from error


class Fonts:
    """The fonts of the PDF, asked what they hold; they are read once, so that many questions cost little."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(ignore_system_fonts=True)

    def hold(self, words: Sequence[str]) -> bool:
        """Tell whether all letters of some words can be drawn."""
        return self._set(_WORDS, {"words": json.dumps(words)})

    def hold_picture(self, svg: str) -> bool:
        """Tell whether all letters of a picture can be drawn."""
        return self._set(_PICTURE, {"picture": svg})

    def _set(self, source: bytes, inputs: dict[str, str]) -> bool:
        try:
            self._compiler.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD)
        except typst.TypstError:
            return False
        return True


@cache
def _template() -> bytes:
    return (files("dateline.situation") / "templates" / "situation.typ").read_bytes()
