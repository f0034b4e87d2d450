"""A situation as Markdown: the same parts as the page, with the words of the sources quoted at the end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dateline.fuse.control import Control, control_of_places
from dateline.fuse.records import Claim, Contradiction, FusedEvent
from dateline.fuse.responsibility import as_claim
from dateline.fuse.situation import Flow, MonthFigure, displacement_flows, monthly_figures
from dateline.records import CodedReport
from dateline.show.days import day_words
from dateline.show.facts import place_words
from dateline.show.words import is_said, measure_words, range_words
from dateline.situation.figures import key_figures
from dateline.situation.gather import RESPONSIBILITY, Situation, quotes_of
from dateline.situation.sources import evidence, mention_owners, source_name
from dateline.situation.timeline import find_timeline
from dateline.situation.values import (
    claim_words,
    days,
    field_words,
    figure_line,
    heading,
    inside_words,
    period_of,
    plural,
    said_by,
    said_when,
    sides,
    title_of,
)

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_OPENING: Final = re.compile(r"^([-+#=]|\d+(?=[.)]))")  # what makes a list or a heading of a line
_REFUSED: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def render_markdown(situation: Situation) -> str:
    """Return the report as Markdown (CommonMark with tables). The same situation gives the same text."""
    parts = (
        ("Key figures", _figures(situation)),
        ("When", _timeline(situation)),
        ("Who holds what", _control(situation)),
        ("People on the move", _flows(situation)),
        ("Figures by month", _months(situation)),
        ("Events", _events(situation)),
        ("Events in full", _full(situation)),
        ("Sources", _sources(situation)),
    )
    told = (
        f"{plural(len(situation.events), 'event')} from {plural(len(situation.sources), 'report')}"
    )
    lines = [f"# {plain(title_of(situation))}", "", f"{plain(period_of(situation))}; {told}.", ""]
    lines += ["What is written here is said by the reports, not established by dateline.", ""]
    for name, body in parts:
        lines += [f"## {name}", "", *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def plain(words: str) -> str:
    """Return words on one line with everything escaped that Markdown or HTML could take for its own."""
    line = _SPECIAL.sub(r"\\\1", " ".join(_REFUSED.sub(" ", words).split()))
    opening = _OPENING.match(line)
    if not opening:
        return line
    end = opening.end()
    return f"{line[:end]}\\{line[end:]}" if line[0].isdigit() else f"\\{line}"


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table of cells that are escaped already."""
    body = ["| " + " | ".join(row) + " |" for row in rows]
    if not body:
        return ["Nothing is reported."]
    return ["| " + " | ".join(headers) + " |", "|" + "---|" * len(headers), *body]


def _numbers(situation: Situation, ids: Iterable[str]) -> str:
    known = situation.numbers
    return ", ".join(str(n) for n in sorted(known[id_] for id_ in ids if id_ in known))


def _cites(situation: Situation, reports: Iterable[str]) -> str:
    known = situation.source_numbers
    return "".join(f"\\[{n}\\]" for n in sorted(known[id_] for id_ in reports if id_ in known))


def _figures(situation: Situation) -> list[str]:
    rows = (
        (one.name, plain(one.value), plain(one.note), _numbers(situation, one.events))
        for one in key_figures(situation)
    )
    return _table(("Figure", "Value", "Note", "From events"), rows)


def _timeline(situation: Situation) -> list[str]:
    found = find_timeline(situation)
    rows = (
        (
            day_words(one.first, one.last),
            str(len(one.events)),
            plain(range_words(one.deaths)) if is_said(one.deaths) else "",
            _numbers(situation, [event.id for event in one.events]),
        )
        for one in (found.bins if found else ())
        if one.events
    )
    return _table(("Time", "Events", "Deaths", "Which events"), rows)


def _control(situation: Situation) -> list[str]:
    rows = (_control_row(situation, one) for one in control_of_places(situation.events))
    return _table(("Place", "Held by", "Since", "Until", "Taken from", "Grade", "Events"), rows)


def _control_row(situation: Situation, one: Control) -> Sequence[str]:
    return (
        plain(place_words(one.place)),
        plain(one.holder.name if one.holder else "not said"),
        one.since,
        one.until or "",
        plain(one.lost_by.name if one.lost_by else "not said"),
        one.grade + (", disputed" if one.contested else ""),
        _numbers(situation, one.events),
    )


def _flows(situation: Situation) -> list[str]:
    rows = (_flow_row(situation, one) for one in displacement_flows(situation.events))
    return _table(("Month", "People", "What", "From", "To", "Events"), rows)


def _flow_row(situation: Situation, one: Flow) -> Sequence[str]:
    ends = (plain(place_words(end)) if end else "not said" for end in (one.origin, one.destination))
    kind = "fled" if one.kind == "displace" else "came back"
    people = plain(range_words(one.people))
    return (one.month, people, kind, *ends, _numbers(situation, one.events))


def _months(situation: Situation) -> list[str]:
    rows = (_month_row(situation, one) for one in monthly_figures(situation.events))
    return _table(("Month", "Party", "Figure", "People", "Events"), rows)


def _month_row(situation: Situation, one: MonthFigure) -> Sequence[str]:
    party = situation.actors.get(one.party, one.party)
    people = plain(range_words(one.range))
    measure = plain(measure_words(one.measure))
    return (one.month, plain(party), measure, people, _numbers(situation, one.events))


def _events(situation: Situation) -> list[str]:
    rows = (_event_row(situation, one, n) for n, one in enumerate(situation.events, 1))
    heads = (
        "No.",
        "Event",
        "When",
        "Where",
        "Sides",
        "Deaths",
        "Other figures",
        "Origins",
        "Grade",
    )
    return _table((*heads, "Sources"), rows)


def _event_row(situation: Situation, one: FusedEvent, number: int) -> Sequence[str]:
    total = one.event.deaths.total
    disputed = " (disputed)" if one.contradictions else ""
    return (
        str(number),
        plain(heading(one)) + ("" if one.status == "happened" else f" ({one.status})") + disputed,
        plain(days(one)),
        plain(place_words(one.event.place)) if one.event.place else "",
        plain(sides(one)),
        plain(range_words(total)) if is_said(total) else "",
        plain(figure_line(one)),
        str(one.independent),
        one.grades.code,
        _cites(situation, one.reports),
    )


def _full(situation: Situation) -> list[str]:
    lines: list[str] = []
    for number, one in enumerate(situation.events, 1):
        lines += [f"### {number}. {plain(heading(one))}", "", plain(one.event.summary), ""]
        for found in one.contradictions:
            lines += _clash(situation, one, found)
        for field in one.fields:
            claims = [field.best, *field.alternatives]
            said = "; also said: ".join(_claim(situation, one, field.name, c) for c in claims)
            lines.append(f"- {field_words(field.name)}: {said}")
        claims = [as_claim(said) for said in one.responsibility]
        if claims:
            told = "; ".join(_claim(situation, one, RESPONSIBILITY, claim) for claim in claims)
            lines.append(f"- {field_words(RESPONSIBILITY)}: {told}")
        lines.append("")
    return lines[:-1]


def _clash(situation: Situation, one: FusedEvent, found: Contradiction) -> list[str]:
    """Return a contradiction as a table with the claims beside each other."""
    told = [_claim(situation, one, found.field, claim) for claim in found.claims]
    words = [
        plain(" … ".join(q.span.text for q in quotes_of(situation, found.field, claim)[:2]))
        for claim in found.claims
    ]
    name = inside_words(found.field)
    return [f"Reports disagree on {name} ({plain(found.why)}):", "", *_table(told, [words]), ""]


def _claim(situation: Situation, one: FusedEvent, field: str, claim: Claim) -> str:
    who = ", ".join(part for part in (said_by(one, claim), said_when(claim)) if part)
    words = plain(claim_words(situation, field, claim))
    return f"**{words}** ({plain(who)}) {_cites(situation, claim.reports)}"


def _sources(situation: Situation) -> list[str]:
    owners = mention_owners(situation)
    lines: list[str] = []
    for number, one in enumerate(situation.sources, 1):
        report = one.report
        known = (report.publisher, report.published, report.url, f"SHA-256 {report.sha256}")
        facts = ", ".join(plain(part) for part in known if part)
        lines += [f"\\[{number}\\] {plain(source_name(report))}. {facts}", ""]
        lines += [line for sentence in _quoted(one, owners) for line in (f"> {sentence}", ">")][:-1]
        lines.append("")
    return lines[:-1]


def _quoted(coded: CodedReport, owners: Mapping[str, int]) -> Iterable[str]:
    text = coded.report.text
    return (plain(text[start:end]) for start, end in evidence(coded, owners))
