import io
import re

import msgspec
import pytest
from rich.console import Console

from dateline.records import Report
from dateline.show.terminal import harmless, render_terminal


def shown(coded, *, width, colour=False):
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        no_color=not colour,
    )
    render_terminal(coded, console)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 109, 110, 140, 200])
def test_nothing_is_wider_than_the_console(coded, width):
    assert max(len(line.rstrip()) for line in shown(coded, width=width).splitlines()) <= width


@pytest.mark.parametrize("width", [60, 200])
def test_the_values_of_the_event_are_there(coded, width):
    out = " ".join(shown(coded, width=width).split())
    for words in ("Air strike", "Coalition", "Baghouz", "9 or more", "happened", "e-strike"):
        assert words in out


def test_without_colour_spans_are_bracketed_with_their_part(coded):
    out = shown(coded, width=200)
    assert "[bombed|trigger] the camp at [Baghouz|place] on [Sunday|time]" in out
    assert "\x1b" not in out


def test_with_colour_spans_are_coloured_and_the_text_is_whole(coded):
    out = shown(coded, width=200, colour=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "Coalition warplanes bombed the camp at Baghouz on Sunday, killing" in plain
    assert "\x1b[32mBaghouz" in out


def test_warnings_are_shown(coded):
    assert "Warning (place-unknown): the camp is not in the gazetteer" in shown(coded, width=100)


def test_a_report_without_events_says_so(coded):
    bare = msgspec.structs.replace(coded, event_mentions=(), events=(), warnings=())
    out = shown(bare, width=80)
    assert "No event was found in this report." in out
    assert "Marked" not in out


def test_a_report_cannot_drive_the_terminal(coded):
    report = Report(id="x", text="\x1b[2Jgone\x9b31m [bold]not markup[/bold]", sha256="0" * 64)
    out = shown(msgspec.structs.replace(coded, report=report, event_mentions=()), width=80)
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "[bold]not markup[/bold]" in out


def test_harmless_keeps_the_length():
    text = "a\x1bb\tc\nd\x85e\ud800f"
    assert len(harmless(text)) == len(text)
    assert harmless(text) == "a\ufffdb\tc\nd\ufffde\ufffdf"
