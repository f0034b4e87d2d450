"""The example in README.md is what dateline prints."""

import runpy
from pathlib import Path

TOOL = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "readme_example.py"))


def test_the_example_is_real_output():
    page = TOOL["README"].read_text("utf-8")
    assert TOOL["shown"](page) == TOOL["example"](page), (
        "README.md shows old output; run: python tools/readme_example.py"
    )
