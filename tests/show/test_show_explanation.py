import io

from rich.console import Console

from dateline.coding.reasons import Explanation, Step
from dateline.show.explanation import render_explanation


def test_each_step_says_value_reason_and_words(coded, find_span):
    steps = (
        Step(
            field="place", value="Baghouz", why="a place is a role", spans=(find_span("Baghouz"),)
        ),
        Step(field="deaths", value="9", why="the only toll"),
    )
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None)
    render_explanation(Explanation(event=coded.events[0], steps=steps), console)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    start = coded.report.text.index("Baghouz")
    assert lines[0] == "Air strike  e-strike"
    assert "1. place: Baghouz" in lines
    assert "   because a place is a role" in lines
    assert f"   “Baghouz”  {start}-{start + 7}" in lines
    assert lines[-1] == "   no words of the report"
