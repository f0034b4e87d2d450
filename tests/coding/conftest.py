import pytest

from dateline.annotate.markup import parse_markup
from dateline.coder import Coder, make_report
from dateline.pipeline import coded_report, run_stages


@pytest.fixture(scope="session")
def knowledge():
    return Coder().knowledge


@pytest.fixture(scope="session")
def code_marked(knowledge):
    """Code a marked-up text: the mark-up stands in for the reader."""

    def code(marked, published="2021-06-10", publisher=None):
        text, annotation = parse_markup(marked)
        report = make_report(text, published=published, publisher=publisher, id="test")
        return coded_report(run_stages(report, annotation, knowledge))

    return code
