"""Coded reports as one self-contained HTML page: no request leaves it, everything is inside."""

from collections.abc import Sequence
from importlib.resources import files
from string import Template
from typing import Final

from dateline.annotate.annotation import Annotation
from dateline.records import CodedReport, Report, Warning_
from dateline.show.cards import card
from dateline.show.days import day_words
from dateline.show.elements import Markup, classed, element, text, together
from dateline.show.facts import ShownEvent, told_events
from dateline.show.frames import frames
from dateline.show.marks import MEANINGS, ROLES, annotation_marks, find_marks
from dateline.show.policy import content_policy
from dateline.show.story import legend, story

_TEMPLATES: Final = files("dateline.show") / "templates"


def render_page(coded: Sequence[CodedReport], *, title: str = "Coded reports") -> str:
    """Return a page with the reports on the left and their events on the right.

    Pointing at a value, or reaching it with the keyboard, lights up the words it rests on, and back.
    """
    told = [told_events(one) for one in coded]
    events = sum(len(one) for one in told)
    sections = (
        _section(one, events, number)
        for number, (one, events) in enumerate(zip(coded, told, strict=True), 1)
    )
    return _shell(
        title=title,
        tally=f"{_plural(len(coded), 'report')}, {_plural(events, 'event')}",
        roles=tuple(role for role in MEANINGS if role in ROLES),
        contents=_contents(coded, told),
        main=together(sections),
    )


def render_annotation(report: Report, annotation: Annotation) -> str:
    """Return a page with one report as the reader marked it: spans on the left, roles on the right."""
    marks = annotation_marks(annotation)
    side = frames(annotation, prefix="r1")
    owners = {key: f"r1f-{key}" for key in side.keys}
    section = _columns(
        report,
        story(report.text, marks, prefix="r1", title=report.title, owners=owners),
        heading=_plural(len(side.keys), "frame"),
        side=side.markup,
        number=1,
    )
    return _shell(
        title=report.title or "Marked report",
        tally=f"{_plural(len(annotation.spans), 'span')}, {_plural(len(annotation.links), 'link')}",
        roles=("trigger", "actor", "place", "time", "count", "means", "cue"),
        contents=Markup(""),
        main=section,
    )


def _shell(*, title: str, tally: str, roles: Sequence[str], contents: Markup, main: Markup) -> str:
    css = (_TEMPLATES / "page.css").read_text("utf-8")
    script = (_TEMPLATES / "page.js").read_text("utf-8")
    return Template((_TEMPLATES / "page.html").read_text("utf-8")).substitute(
        title=text(title),
        tally=text(tally),
        policy=content_policy(css, script),
        css=css,
        script=script,
        legend=legend(roles),
        contents=contents,
        main=main,
    )


def _contents(coded: Sequence[CodedReport], told: Sequence[Sequence[ShownEvent]]) -> Markup:
    if len(coded) < 2:  # noqa: PLR2004  one report needs no list
        return Markup("")
    items = (
        element(
            "li",
            element(
                "a",
                classed(
                    "span", "when", text(day_words(one.report.published, one.report.published))
                ),
                classed("span", "what", text(_name(one.report))),
                classed("span", "who", text(_origin(one.report, len(events)))),
                attributes={"href": f"#r{number}"},
            ),
        )
        for number, (one, events) in enumerate(zip(coded, told, strict=True), 1)
    )
    return element(
        "nav",
        element("h2", text("Reports")),
        element("ol", *items),
        attributes={"class": "contents", "aria-label": "Reports"},
    )


def _origin(report: Report, events: int) -> str:
    return " · ".join(part for part in (report.publisher, _plural(events, "event")) if part)


def _name(report: Report) -> str:
    first = report.text.strip().partition("\n")[0]
    return report.title or (first if len(first) <= 80 else first[:79] + "…") or report.id  # noqa: PLR2004


def _section(coded: CodedReport, told: Sequence[ShownEvent], number: int) -> Markup:
    prefix = f"r{number}"
    keys = [f"{prefix}e{place}" for place in range(1, len(told) + 1)]
    owners = {
        mention.id: key
        for key, shown in zip(reversed(keys), reversed(told), strict=True)
        for mention in shown.mentions
    }
    cards = [card(shown, key=key, prefix=prefix) for key, shown in zip(keys, told, strict=True)]
    none = classed("p", "none", text("No event was found in this report."))
    return _columns(
        coded.report,
        story(
            coded.report.text,
            find_marks(coded),
            prefix=prefix,
            title=coded.report.title,
            owners=owners,
        ),
        heading=_plural(len(told), "event"),
        side=together([*(cards or [none]), _warnings(coded.warnings)]),
        number=number,
    )


def _columns(report: Report, words: Markup, *, heading: str, side: Markup, number: int) -> Markup:
    prefix = f"r{number}"
    return element(
        "section",
        classed("header", "report-head", _report_name(report, prefix), _meta(report)),
        classed(
            "div",
            "columns",
            element(
                "div",
                words,
                attributes={
                    "class": "story",
                    "lang": report.language or "en",
                    "tabindex": "0",
                    "role": "region",
                    "aria-label": "Text of the report",
                },
            ),
            classed("div", "events", element("h3", text(heading)), side),
        ),
        attributes={"class": "report", "id": prefix, "aria-labelledby": f"{prefix}-name"},
    )


def _report_name(report: Report, prefix: str) -> Markup:
    """Return the heading of a report, for screen readers only where the text says it itself."""
    repeated = report.text.lstrip().startswith((report.title or "").strip())
    return element(
        "h2",
        text(_name(report)),
        attributes={"id": f"{prefix}-name", "class": "unseen" if repeated else None},
    )


def _meta(report: Report) -> Markup:
    url = report.url or ""
    parts = [
        classed("strong", "publisher", text(report.publisher)) if report.publisher else None,
        _date(report.published),
        element("a", text(url), attributes={"href": url, "rel": "noreferrer noopener"})
        if url.startswith(("https://", "http://"))
        else (text(url) or None),
        element("span", text(f"id {report.id}"), attributes={"title": f"SHA-256 {report.sha256}"}),
    ]
    shown = [part for part in parts if part]
    return classed("p", "meta", together(_parted(shown)))


def _date(published: str | None) -> Markup:
    if published is None:
        return classed("span", "unknown", text("publication date unknown"))
    return element(
        "time", text(day_words(published, published)), attributes={"datetime": published}
    )


def _parted(parts: Sequence[Markup]) -> list[Markup]:
    """Return the parts with a dot between them."""
    dotted = [item for part in parts for item in (text(" · "), part)]
    return dotted[1:]


def _warnings(warnings: Sequence[Warning_]) -> Markup:
    if not warnings:
        return Markup("")
    items = (
        element("li", element("b", text(warning.code)), text(f" {warning.message}"))
        for warning in warnings
    )
    return element(
        "ul", *items, attributes={"class": "warnings", "role": "note", "aria-label": "Warnings"}
    )


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
