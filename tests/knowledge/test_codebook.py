import csv
from importlib.resources import files

import pytest

from dateline.annotate.annotation import EVENT_LABELS
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.patterns import Stretch

CODEBOOK = load_codebook()


def holds(patterns, name, text):
    return any(patterns.find_in(name, Stretch(text, 0, len(text))))


def sums_up(text):
    return any(holds(CODEBOOK.sought_background, name, text) for name in CODEBOOK.background)


def rows(name):
    lines = (files("dateline") / "data" / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_event_label_has_a_type_and_the_other_way_round():
    assert set(CODEBOOK.types) == set(EVENT_LABELS)


def test_all_twenty_five_sub_event_types_are_there():
    assert len(CODEBOOK.acled) == 25
    assert {code.event_type for code in CODEBOOK.acled.values()} == {
        "Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians",
        "Strategic developments",
    }  # fmt: skip


@pytest.mark.parametrize("row", rows("means_classes.tsv"), ids=lambda row: row["class"])
def test_each_class_of_means_has_its_example(row):
    assert CODEBOOK.means_class(row["example"]) == row["class"]


@pytest.mark.parametrize("row", rows("background_cues.tsv"), ids=lambda row: row["cue"])
def test_each_background_cue_has_its_example(row):
    assert sums_up(row["example"])


@pytest.mark.parametrize("row", rows("acled_cues.tsv"), ids=lambda row: row["cue"])
def test_each_acled_cue_has_its_example_and_leaves_the_other_alone(row):
    assert holds(CODEBOOK.sought_cues, row["cue"], row["example"])
    assert not holds(CODEBOOK.sought_cues, row["cue"], row["against"])


@pytest.mark.parametrize("row", rows("trigger_words.tsv"), ids=lambda row: row["label"])
def test_the_words_of_each_label_have_their_example_and_leave_the_other_alone(row):
    assert row["label"] in CODEBOOK.types
    assert CODEBOOK.trigger_words[row["label"]].search(row["example"])
    assert not CODEBOOK.trigger_words[row["label"]].search(row["against"])


@pytest.mark.parametrize(
    "news",
    [
        "Gunmen killed six people since dawn on Monday.",
        "Two soldiers died in fighting this week.",
        "Rebels have killed 12 villagers, the army said.",
    ],
)
def test_news_is_no_background(news):
    assert not sums_up(news)
