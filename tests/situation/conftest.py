from collections.abc import Callable

import pytest
from msgspec.structs import replace

from dateline.fuse.rules import FuseRules
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import load_fuse_rules
from dateline.records import (
    Actor,
    Attribution,
    CodedReport,
    Count,
    Deaths,
    Event,
    EventMention,
    Participant,
    Place,
    Range,
    Report,
    Span,
    Time,
    content_id,
)

ARMY = Actor(id="military:SYR", name="Military Forces of Syria", kind="force", country="SYR")
REBELS = Actor(id="free-syrian-army", name="Free Syrian Army", kind="force", country="SYR")
PEOPLE = Actor(id="civilians:SYR", name="Civilians (Syria)", kind="civilians", country="SYR")
PLACES = {
    "Hajin": Place(id="gn:1", name="Hajin", lat=34.69, lon=40.83, country="SYR", admin1="Deir ez-Zor"),
    "Raqqa": Place(id="gn:2", name="Raqqa", lat=35.95, lon=39.01, country="SYR", admin1="Raqqa"),
    "Syria": Place(id="gn:3", name="Syria", lat=35.0, lon=38.0, country="SYR", precision="country"),
    "Aleppo Province": Place(
        id="gn:4", name="Aleppo Province", lat=36.1, lon=37.4, country="SYR", admin1="Aleppo", precision="admin1"
    ),
}  # fmt: skip

Code = Callable[..., CodedReport]


@pytest.fixture(scope="session")
def rules() -> FuseRules:
    return load_fuse_rules(load_registry(), load_codebook())


def coded_report(  # noqa: PLR0913  every fact may be another
    name: str,
    *,
    type_: str = "airstrike",
    dead: int | None = 7,
    day: int | None = 4,
    place: str = "Hajin",
    sides: tuple[Actor | None, Actor | None] = (ARMY, PEOPLE),
    published: str | None = "2019-03-05",
    publisher: str | None = None,
    ends: tuple[str | None, str | None] = (None, None),
    figures: dict[str, Range] | None = None,
) -> CodedReport:
    """A report of one air strike on Hajin on 4 March 2019 that killed seven, unless said otherwise."""
    when = f"2019-03-{day:02}" if day else None
    text = (
        f"{name} had its own view. Warplanes bombed {place} on Monday and killed {dead} people, "
        f"a medic said. The market of {name} was closed."
    )

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    known = replace(PLACES[place], span=span(place))
    counts = (
        (Count(measure="deaths", unit="people", best=dead, span=span(f"{dead} people")),)
        if dead is not None
        else ()
    )
    agent = sides[0]
    mention = EventMention(
        id=content_id(name, "mention"),
        type=type_,
        status="happened",
        trigger=span("bombed"),
        agents=(Participant(id=agent.id, name=agent.name, kind=agent.kind, span=span("Warplanes")),)
        if agent
        else (),
        place=known,
        origin=PLACES[ends[0]] if ends[0] else None,
        destination=PLACES[ends[1]] if ends[1] else None,
        time=Time(first=when, last=when, grain="day", span=span("on Monday")) if when else Time(),
        counts=counts,
        attribution=Attribution(
            source=Participant(id=f"medic {name}", name="medic", kind="person", span=span("medic")),
            kind="medic",
            cue=span("said"),
        ),
    )
    total = Range(low=dead, best=dead, high=dead)
    event = Event(
        id=content_id(name, "event"),
        type=type_,
        side_a=sides[0],
        side_b=sides[1],
        first=when,
        last=when,
        date_grain="day" if when else None,
        place=known,
        deaths=Deaths(civilians=total, total=total),
        figures=figures or {},
        mentions=(mention.id,),
        sources=("medic",),
        summary=f"Air strike on {place}.",
    )
    report = Report(
        id=f"report {name}",
        text=text,
        title=f"News of {name}",
        published=published,
        publisher=publisher or f"{name} Gazette",
        url=f"https://example.org/{len(name)}",
        sha256=content_id(name, length=64),
    )
    return CodedReport(report=report, event_mentions=(mention,), events=(event,))


@pytest.fixture
def several() -> list[CodedReport]:
    """Two reports that disagree on one toll, a capture, and people who fled."""
    return [
        coded_report("Furat"),
        coded_report("Badia", dead=40),
        coded_report(
            "Khabur",
            type_="capture",
            dead=None,
            day=8,
            sides=(ARMY, REBELS),
            published="2019-03-09",
        ),
        coded_report(
            "Sham",
            type_="displace",
            dead=None,
            day=9,
            place="Raqqa",
            sides=(None, PEOPLE),
            published="2019-03-10",
            ends=("Raqqa", "Aleppo Province"),
            figures={"displaced": Range(low=500, best=600, high=700)},
        ),
        coded_report(
            "Wide", place="Syria", type_="protest", dead=2, day=12, published="2019-03-13"
        ),
    ]
