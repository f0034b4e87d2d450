"""The pages that repeat what the code holds say the same as the code."""

import re
from pathlib import Path

import msgspec
import pytest

from dateline import records
from dateline.knowledge.codebook import load_codebook

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
RECORDS = [
    pytest.param(record, id=record.__name__)
    for record in vars(records).values()
    if isinstance(record, type)
    and issubclass(record, records.Record)
    and record is not records.Record
]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_the_record_is_explained(record):
    page = (DOCS / "record.md").read_text("utf-8")
    named = {part for code in re.findall(r"`([^`\n]+)`", page) for part in code.split(".")}
    missing = {field.encode_name for field in msgspec.structs.fields(record)} - named
    assert missing == set()


def test_every_event_type_is_listed_with_its_codes():
    page = (DOCS / "reference" / "codebooks.md").read_text("utf-8")
    for row in load_codebook().types.values():
        plover = " / ".join(part for part in row.plover if part)
        line = (
            f"| `{row.name}` | {row.definition} | {row.part} | {row.measure or ''} "
            f"| {row.acled} | {plover} | {row.cameo} |"
        )
        assert line in page


def test_every_warning_code_is_listed():
    page = (DOCS / "record.md").read_text("utf-8")
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r'\bcode="([a-z-]+)"', source)}
    assert codes
    assert {code for code in codes if f"| `{code}` |" not in page} == set()


def test_links_between_pages_lead_somewhere():
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
