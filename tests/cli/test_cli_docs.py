"""The page on the command line names every command and every option."""

import re
from pathlib import Path

import click
import pytest

from dateline.cli import main
from dateline.read.paths import READERS

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^## dateline (\w+)[^\n]*\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
)
CONTEXT = click.Context(main)
TOP = {
    name: command
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name))
}
COMMANDS = [(name, f"{name}", command) for name, command in TOP.items()] + [
    (name, f"{name} {part}", command)
    for name, group in TOP.items()
    if isinstance(group, click.Group)
    for part, command in group.commands.items()
]
OPTIONS = [
    pytest.param(name, option, id=f"{full} {option}")
    for name, full, command in COMMANDS
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


def test_every_command_has_a_section_with_an_example_and_no_other_has():
    assert set(SECTIONS) == set(TOP)
    for name, section in SECTIONS.items():
        assert f"    $ dateline {name} " in section


@pytest.mark.parametrize("full", [full for _, full, _ in COMMANDS if " " in full])
def test_every_part_of_a_command_has_an_example(full):
    assert f"    $ dateline {full}" in SECTIONS[full.split()[0]]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_is_in_the_section_of_its_command(name, option):
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", SECTIONS[name])


def test_no_section_names_an_option_that_is_not_there():
    for name, section in SECTIONS.items():
        known = {option for _, _, command in COMMANDS for p in command.params for option in p.opts}
        table = " ".join(line for line in section.splitlines() if line.startswith("| `-"))
        assert set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*", table)) <= known, name


def test_every_form_that_is_read_is_listed():
    for suffix in filter(None, READERS):
        assert f"`{suffix}`" in PAGE


@pytest.mark.parametrize("code", ["0", "1", "2", "130"])
def test_every_exit_code_is_listed(code):
    assert f"| {code} |" in PAGE


@pytest.mark.parametrize("name", TOP)
def test_every_help_has_an_example(name):
    assert f"dateline {name}" in str(TOP[name].epilog)
