"""Two events with reports to export: a battle with everything, and one that little is known of."""

import io

import pytest
from msgspec.structs import replace

from dateline.export.formats import load_writer
from dateline.export.losses import start_losses
from dateline.export.records import Exported, Source
from dateline.records import (
    AcledCode,
    Actor,
    ActorCodes,
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
    Span,
    UcdpCode,
)

HAJIN = Place(
    id="gn:172657",
    name="Hajin",
    lat=34.6935,
    lon=40.8308,
    country="SYR",
    admin1="Deir ez-Zor",
    admin2="Abu Kamal District",
    precision="near",
    score=0.8,
    span=Span(start=40, end=45, text="Hajin"),
)
ARMY = Actor(
    id="military:SYR",
    name="Syrian army",
    kind="force",
    country="SYR",
    codes=ActorCodes(
        acled="Military Forces of Syria (2000-2024)", acled_type="1", ucdp="Government of Syria"
    ),
)
FALCONS = Actor(
    id="free-falcons",
    name='Free "Falcons"; Brigade',
    kind="force",
    country="SYR",
    codes=ActorCodes(acled="Free Falcons", acled_type="2", ucdp="Free Falcons"),
)
CIVILIANS = Actor(
    id="civilians:SYR",
    name="Civilians",
    kind="civilians",
    country="SYR",
    codes=ActorCodes(acled="Civilians (Syria)", acled_type="7", ucdp="Civilians"),
)
EVIDENCE = EventMention(
    id="m1",
    type="airstrike",
    status="happened",
    trigger=Span(start=12, end=18, text="bombed"),
    agents=(
        Participant(
            **{name: getattr(ARMY, name) for name in ARMY.__struct_fields__},
            span=Span(start=0, end=8, text="The army"),
        ),
    ),
    counts=(
        Count(measure="deaths", unit="people", best=7, span=Span(start=50, end=55, text="seven")),
    ),
    means=(Means(name="barrel bombs"),),
)
BOMBED = Event(
    id="3f9a2c41d07be865",
    type="airstrike",
    codes=Codes(
        acled=AcledCode(
            event_type="Explosions/Remote violence",
            sub_event_type="Air/drone strike",
            disorder_type="Political violence",
        ),
        ucdp=UcdpCode(type_of_violence=1),
        plover=PloverCode(event_type="ASSAULT", mode="aerial"),
        cameo="195",
    ),
    side_a=ARMY,
    side_b=FALCONS,
    others=(CIVILIANS,),
    first="2019-03-01",
    last="2019-03-03",
    date_grain="range",
    place=HAJIN,
    deaths=Deaths(
        side_b=Range(low=4, best=4, high=4),
        civilians=Range(low=1, best=2, high=2),
        total=Range(low=5, best=7, high=12),
    ),
    figures={"injured": Range(low=20, best=24), "displaced": Range(best=300)},
    mentions=("m1",),
    sources=("the ministry", "a medic"),
    summary="Air strike by Syrian army on 2019-03-01; 5 to 12 killed.",
    score=0.75,
)
PROTEST = Event(
    id="77aa",
    type="protest",
    codes=Codes(acled=AcledCode(sub_event_type="Peaceful protest")),
    last="2019-03-04",
    summary="=1+1",
)


def exported(event: Event = BOMBED, **changed) -> Exported:
    source = Source(
        mention=event.id,
        report="w-117",
        sha256="ab" * 32,
        title="Strike, near Hajin",
        published="2019-03-04",
        publisher="The Ledger",
        url="https://ledger.example/117",
        summary=event.summary,
        evidence=(EVIDENCE,) if event is BOMBED else (),
    )
    whole = Exported(
        id=event.id,
        event=event,
        reports=1,
        first_published="2019-03-04",
        last_published="2019-03-04",
        sources=(source,),
    )
    return replace(whole, **changed)


BOTH = (exported(), exported(PROTEST))


def export(name: str, events=BOTH):
    """Return the bytes of an export and what it does not carry."""
    handle = io.BytesIO()
    losses = start_losses(name)
    load_writer(name)(iter(events), handle, losses)
    return handle.getvalue(), losses.result("event mentions")


@pytest.fixture
def write(tmp_path):
    """Return a call that exports both events to a file and gives its path."""

    def write_file(name: str, suffix: str, events=BOTH):
        path = tmp_path / f"events.{suffix}"
        path.write_bytes(export(name, events)[0])
        return path

    return write_file
