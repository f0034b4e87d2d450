"""The sources at the end of the page: each report with the sentences that the events rest on."""

from collections.abc import Iterable, Mapping, Sequence

from dateline.annotate.sentences import split_sentences
from dateline.records import CodedReport, Report
from dateline.show.days import day_words
from dateline.show.elements import Markup, anchor, classed, element, text, together
from dateline.show.marks import Mark, Piece, cut_pieces, find_marks
from dateline.situation.gather import Situation
from dateline.situation.tables import parted

_LONGEST_NAME = 90


def sources(situation: Situation) -> Markup:
    """Return the reports in the order of their numbers."""
    owners = mention_owners(situation)
    return element(
        "ol",
        *(_source(one, number, owners) for number, one in enumerate(situation.sources, 1)),
        attributes={"class": "sources"},
    )


def mention_owners(situation: Situation) -> Mapping[str, int]:
    """Return the number of the event that each event mention tells of; those left out have none."""
    return {
        id_: number
        for number, one in reversed(list(enumerate(situation.events, 1)))
        for id_ in one.event.mentions
    }


def source_name(report: Report) -> str:
    """Return the title of a report, else its first line or id."""
    first = report.text.strip().partition("\n")[0]
    name = " ".join((report.title or first or report.id).split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def evidence(coded: CodedReport, owners: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return start and end (exclusive) of the sentences that events of the situation rest on."""
    marks = own_marks(coded, owners)
    return [
        (start, end)
        for start, end in split_sentences(coded.report.text)
        if any(mark.start < end and mark.end > start for mark in marks)
    ]


def own_marks(coded: CodedReport, owners: Mapping[str, int]) -> tuple[Mark, ...]:
    """Return the marks of a report that belong to events of the situation."""
    return tuple(mark for mark in find_marks(coded) if mark.owner in owners)


def _source(coded: CodedReport, number: int, owners: Mapping[str, int]) -> Markup:
    report, key = coded.report, f"r{number}"
    name = element(
        "h3", text(f"[{number}] {source_name(report)}"), attributes={"id": f"{key}-name"}
    )
    return element(
        "li",
        element(
            "article",
            name,
            _meta(report),
            _excerpt(coded, key, owners),
            attributes={"aria-labelledby": f"{key}-name", "class": "source-text"},
        ),
        attributes={"id": key},
    )


def _meta(report: Report) -> Markup:
    url = report.url or ""
    link = element("a", text(url), attributes={"href": url, "rel": "noreferrer noopener"})
    parts = [
        classed("strong", "publisher", text(report.publisher)) if report.publisher else None,
        text(day_words(report.published, report.published) if report.published else "no date"),
        (link if url.startswith(("https://", "http://")) else text(url)) if url else None,
        classed("span", "hash", text(f"SHA-256 {report.sha256}")),
    ]
    return classed("p", "meta", together(parted([part for part in parts if part], " · ")))


def _excerpt(coded: CodedReport, key: str, owners: Mapping[str, int]) -> Markup:
    sentences = evidence(coded, owners)
    edges = [place for sentence in sentences for place in sentence]
    pieces = cut_pieces(coded.report.text, own_marks(coded, owners), also=edges)
    shown: list[Markup] = []
    before = 0
    for start, end in sentences:
        gap = text(" … ") if shown and coded.report.text[before:start].strip() else text(" ")
        inside = [piece for piece in pieces if start <= piece.start < end]
        shown += [gap, *(_piece(piece, key, owners) for piece in inside)]
        before = end
    if not shown:
        return classed("p", "none", text("No words of this report are quoted."))
    return element(
        "blockquote", element("p", *shown), attributes={"lang": coded.report.language or "en"}
    )


def _piece(piece: Piece, key: str, owners: Mapping[str, int]) -> Markup:
    """Return a stretch of text; the places where spans begin can be linked to."""
    if not piece.marks:
        return text(piece.text)
    begun = _begun(piece, key)
    anchors = (element("span", attributes={"id": id_}) for id_ in begun[1:])
    number = min(owners[mark.owner] for mark in piece.marks)
    mark = element(
        "a",
        text(piece.text),
        attributes={
            "class": f"m {piece.roles[0]}",
            "id": begun[0] if begun else None,
            "href": f"#e{number}",
            "title": f"{', '.join(piece.roles)} of event {number}",
        },
    )
    return together([*anchors, mark])


def _begun(piece: Piece, key: str) -> Sequence[str]:
    started: Iterable[Mark] = (mark for mark in piece.marks if mark.start == piece.start)
    return list(dict.fromkeys(anchor(key, mark.start, mark.end) for mark in started))
