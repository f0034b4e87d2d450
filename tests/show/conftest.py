from collections.abc import Callable

import pytest

from dateline.records import (
    AcledCode,
    Actor,
    ActorCodes,
    Attribution,
    CodedReport,
    Codes,
    Count,
    Deaths,
    Event,
    EventMention,
    Means,
    Participant,
    Place,
    PloverCode,
    Range,
    Report,
    Span,
    Time,
    UcdpCode,
    Warning_,
)

TEXT = (
    "Air strike on the tents\n"
    "Coalition warplanes bombed the camp at Baghouz on Sunday, killing at least nine civilians, a medic "
    'told Furat Monitor. "They came twice," he said.\n'
    "The coalition denied that civilians had died."
)


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


COALITION = Actor(
    id="global-coalition-against-daesh",
    name="Global Coalition against Daesh",
    kind="force",
    codes=ActorCodes(ucdp="Government of United States of America"),
)
CIVILIANS = Actor(id="civilians:syr", name="Civilians (Syria)", kind="civilians", country="SYR")
MEDIC = Participant(id="unknown:medic", name="medic", kind="person", span=span("medic"))


def party(actor: Actor, where: Span) -> Participant:
    return Participant(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        codes=actor.codes,
        span=where,
    )


BAGHOUZ = Place(
    id="baghouz",
    name="Baghouz",
    lat=34.45,
    lon=40.95,
    country="SYR",
    admin1="Deir ez-Zor",
    span=span("Baghouz"),
)
SUNDAY = Time(
    first="2019-03-03", last="2019-03-03", grain="day", value="2019-03-03", span=span("Sunday")
)
SAID = Attribution(source=MEDIC, kind="medic", cue=span("told"))
STRIKE = EventMention(
    id="m-strike",
    type="airstrike",
    status="happened",
    trigger=span("bombed"),
    agents=(party(COALITION, span("Coalition warplanes")),),
    place=BAGHOUZ,
    time=SUNDAY,
    means=(Means(name="warplanes", class_="aircraft", span=span("warplanes")),),
    attribution=SAID,
    score=0.91,
)
KILLING = EventMention(
    id="m-kill",
    type="kill",
    status="happened",
    trigger=span("killing"),
    targets=(party(CIVILIANS, span("civilians")),),
    counts=(
        Count(
            measure="deaths",
            unit="people",
            low=9,
            best=9,
            hedge="at least",
            of=party(CIVILIANS, span("civilians")),
            span=span("at least nine"),
        ),
    ),
    cause="m-strike",
    attribution=SAID,
    score=0.85,
)
DENIAL = EventMention(
    id="m-denial",
    type="kill",
    status="denied",
    trigger=span("died"),
    targets=(party(CIVILIANS, span("civilians", 1)),),
    attribution=Attribution(
        source=party(COALITION, span("coalition")), kind="party", cue=span("denied"), stance="deny"
    ),
    score=0.7,
)
EVENT = Event(
    id="e-strike",
    type="airstrike",
    codes=Codes(
        acled=AcledCode(
            event_type="Explosions/Remote violence",
            sub_event_type="Air/drone strike",
            disorder_type="Political violence",
        ),
        ucdp=UcdpCode(type_of_violence=3),
        plover=PloverCode(event_type="ASSAULT", mode="aerial"),
        cameo="195",
    ),
    side_a=COALITION,
    side_b=CIVILIANS,
    first="2019-03-03",
    last="2019-03-03",
    date_grain="day",
    place=BAGHOUZ,
    deaths=Deaths(civilians=Range(low=9, best=9), total=Range(low=9, best=9)),
    mentions=("m-strike", "m-kill", "m-denial"),
    sources=("medic",),
    summary="Air strike by the coalition in Baghouz (SYR) on 2019-03-03; 9 killed.",
    score=0.8,
)
REPORT = Report(
    id="report-1",
    text=TEXT,
    sha256="0" * 64,
    title="Air strike on the tents",
    published="2019-03-04",
    publisher="Furat Monitor",
    url="https://example.org/121",
    language="en",
)
CODED = CodedReport(
    report=REPORT,
    event_mentions=(STRIKE, KILLING, DENIAL),
    events=(EVENT,),
    warnings=(Warning_(code="place-unknown", message="the camp is not in the gazetteer"),),
)


@pytest.fixture
def coded() -> CodedReport:
    return CODED


@pytest.fixture
def find_span() -> Callable[..., Span]:
    return span
