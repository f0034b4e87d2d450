"""Rows for the reports that tell an event and the words they rest on, beside the table of events."""

from collections.abc import Iterator
from typing import Final

from dateline.export.records import Cell, Exported
from dateline.records import EventMention, Span

REPORT_COLUMNS: Final = (
    "event", "mention", "report", "sha256", "publisher", "published", "title", "url", "summary",
)  # fmt: skip
EVIDENCE_COLUMNS: Final = (
    "event", "mention", "sha256", "type", "status", "field", "text", "start", "end",
)  # fmt: skip


def report_rows(exported: Exported) -> Iterator[dict[str, Cell]]:
    """Yield a row for each report that tells an event."""
    for source in exported.sources:
        yield {
            "event": exported.id,
            "mention": source.mention,
            "report": source.report,
            "sha256": source.sha256,
            "publisher": source.publisher,
            "published": source.published,
            "title": source.title,
            "url": source.url,
            "summary": source.summary,
        }


def evidence_rows(exported: Exported) -> Iterator[dict[str, Cell]]:
    """Yield a row for each piece of a report's text that a value rests on.

    `start` and `end` (exclusive) count code points of the report's text.
    """
    for source in exported.sources:
        for mention in source.evidence:
            for field, span in _spans(mention):
                yield {
                    "event": exported.id,
                    "mention": source.mention,
                    "sha256": source.sha256,
                    "type": mention.type,
                    "status": mention.status,
                    "field": field,
                    "text": span.text,
                    "start": span.start,
                    "end": span.end,
                }


def _spans(mention: EventMention) -> Iterator[tuple[str, Span]]:
    found: list[tuple[str, Span | None]] = [
        ("trigger", mention.trigger),
        *(("agent", one.span) for one in mention.agents),
        *(("target", one.span) for one in mention.targets),
        ("place", mention.place.span if mention.place else None),
        ("origin", mention.origin.span if mention.origin else None),
        ("destination", mention.destination.span if mention.destination else None),
        ("time", mention.time.span),
        *((one.measure, one.span) for one in mention.counts),
        *(("means", one.span) for one in mention.means),
    ]
    for said in mention.voices:
        found += [
            ("source", said.source.span if said.source else None),
            ("denial" if said.stance == "deny" else "cue", said.cue),
            ("quote", said.quote),
        ]
    yield from ((name, span) for name, span in found if span)
