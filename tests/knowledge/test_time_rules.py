"""The rule files for time expressions: what is refused, and the index by first characters."""

import re
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.prefixes import prefixes_of
from dateline.knowledge.time_rules import (
    COLUMNS,
    load_time_rules,
    read_time_cues,
    read_time_rules,
    read_time_words,
)

RULES = load_time_rules()
HEADER = "\t".join(COLUMNS)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_names_are_unique():
    names = [rule.name for rule in RULES.rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_the_index_leads_to_every_rule(rule):
    marked = re.search(r"\[(.*?)\]", rule.example)
    assert marked is not None
    begun = re.sub(r"\d", "0", marked[1].lower().replace("’", "'"))
    keys = [begun[:length] for length in range(5, 0, -1)]
    found = next(RULES.by_prefix[key] for key in keys if key in RULES.by_prefix)
    outside = any("out" in rule.pattern.compiled.groupindex for _ in [rule])
    assert rule in found or outside


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\ttype\n", "rules.tsv:1: the header"),
        ("", "rules.tsv:1: the header"),
        (f"{HEADER}\nshort\tDATE\n", "rules.tsv:2: 7 cells"),
        (f"{HEADER}\nodd\tDAY\tx\tdate\t\tx\tx\n", "rules.tsv:2: 7 cells and one of"),
        (f"{HEADER}\nodd\tDATE\t<moon>\tdate\t\tx\tx\n", "rules.tsv:2: no class or macro 'moon'"),
    ],
)
def test_broken_rules_are_refused(tmp_path, text, message):
    path = write(tmp_path, "rules.tsv", text)
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        list(read_time_rules(path, RULES.words))


def test_a_pattern_that_is_no_regular_expression_is_refused_when_it_is_tried(tmp_path):
    path = write(tmp_path, "rules.tsv", f"{HEADER}\nodd\tDATE\t(\tdate\t\tx\tx\n")
    (rule,) = read_time_rules(path, RULES.words)
    with pytest.raises(KnowledgeError, match=re.escape("rules.tsv:2: no regular expression")):
        rule.pattern.match("friday", 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[cased", "words.toml cannot be used"),
        ('[cased]\nwords=[]\n[macros]\n[classes.m]\n1=["a"]\n2=["a"]\n', "'a' stands twice"),
    ],
)
def test_broken_words_are_refused(tmp_path, text, message):
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        read_time_words(write(tmp_path, "words.toml", text))


def test_missing_cues_are_refused(tmp_path):
    with pytest.raises(KnowledgeError, match=re.escape("cues.toml cannot be used")):
        read_time_cues(tmp_path / "cues.toml")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("may", {"may"}),
        ("(?:the )?day", {"the d", "day"}),
        ("a|b", {"a", "b"}),
        ("[0-9]{1,2} x", {"0 x", "00 x", "000 x", "0000 ", "00000"}),
        (r"(?!no)x\.?y", {"x.y", "xy"}),
        ("[a-z]x", {"*"}),
        ("", {""}),
    ],
)
def test_prefixes(pattern, expected):
    assert expected <= prefixes_of(pattern, {})
