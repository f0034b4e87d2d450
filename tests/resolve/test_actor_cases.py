"""Sentences with names that two parties share, or that are no party at all."""

import re
from datetime import date
from pathlib import Path

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.knowledge.actors import load_registry
from dateline.resolve.actors import resolve_annotation_actors

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("actor_cases.tsv").read_text("utf-8").splitlines()[1:]
]
REGISTRY = load_registry()


def actor_of(sentence, kind, country, published):
    marked = re.search(r"\[(.+?)\]", sentence)
    assert marked is not None
    text = sentence.replace("[", "").replace("]", "")
    start = marked.start()
    mention = LabelledSpan(
        id="a1", label="ACTOR", start=start, end=start + len(marked[1]), text=marked[1], kind=kind
    )
    found = resolve_annotation_actors(
        Annotation(spans=(mention,)), text, registry=REGISTRY, countries={},
        main_country=country, published=date.fromisoformat(published),
    )  # fmt: skip
    return found["a1"].actor.id


def fits(actor, expected):
    """`not:x` = anyone but x; a bare word = any id of that sort (`unknown:...`)."""
    if expected.startswith("not:"):
        return actor != expected.removeprefix("not:")
    return actor == expected or actor.split(":")[0] == expected


def test_there_are_150_cases():
    assert len(CASES) >= 150


def test_shared_names_lead_to_the_right_party():
    wrong = [
        (sentence, expected, actor)
        for *ask, expected in CASES
        for sentence, actor in [(ask[0], actor_of(*ask))]
        if not fits(actor, expected)
    ]
    assert wrong == []
