"""The corpus's own mark-up, in place of the reader's, through every stage."""

from pathlib import Path

import pytest

from dateline.annotate.markup import parse_documents
from dateline.coder import Coder, make_report
from dateline.pipeline import STAGES, coded_report, run_stages

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
EVERY = 3  # a third is enough to hold the rules; all take half a minute


@pytest.fixture(scope="module")
def knowledge():
    return Coder().knowledge


def test_stages_have_names_of_their_own():
    names = [name for name, _ in STAGES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_document_is_coded_and_rests_on_its_words(knowledge, path):
    documents = list(parse_documents(path.read_text("utf-8").splitlines(), source=path.name))
    for document in documents[::EVERY]:
        report = make_report(document.text, published=document.published, id=document.name)
        assert report.text == document.text
        coded = coded_report(run_stages(report, document.annotation, knowledge))
        assert len(coded.event_mentions) == len(list(document.annotation.triggers))
        used = sorted(mention for event in coded.events for mention in event.mentions)
        assert used == sorted(mention.id for mention in coded.event_mentions)
        for event in coded.events:
            total = event.deaths.total
            known = [n for n in (total.low, total.best, total.high) if n is not None]
            assert known == sorted(known), (document.name, event.summary)
            if event.first and event.last:
                assert event.first <= event.last, (document.name, event.summary)
