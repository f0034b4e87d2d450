from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from dateline.coder import make_report
from dateline.fuse.mentions import Telling
from dateline.fuse.rules import FuseRules
from dateline.fuse.shingles import ReportText, read_text
from dateline.fuse.voices import Voice
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import load_fuse_rules
from dateline.records import Actor, Deaths, Event, Place, Range, content_id

SOMALIA = {
    "Kismayo": Place(id="gn:1", name="Kismayo", lat=-0.36, lon=42.55, country="SOM", admin1="Jubba", admin2="Kismayo"),
    "Jamame": Place(id="gn:2", name="Jamame", lat=0.07, lon=42.74, country="SOM", admin1="Jubba", admin2="Jamame"),
    "Baidoa": Place(id="gn:3", name="Baidoa", lat=3.11, lon=43.65, country="SOM", admin1="Bay"),
    "Jubba": Place(id="gn:4", name="Jubba", lat=0.0, lon=42.5, country="SOM", admin1="Jubba", precision="admin1"),
}  # fmt: skip
SHABAAB = Actor(id="al-shabaab", name="al-Shabaab", kind="force", country="SOM")
ARMY = Actor(id="military:SOM", name="Military Forces of Somalia", kind="force", country="SOM")
GUNMEN = Actor(id="unidentified:SOM", name="Unidentified Armed Group (Somalia)", kind="force")
CIVILIANS = Actor(id="civilians:SOM", name="Civilians (Somalia)", kind="civilians", country="SOM")
MARCH = date(2021, 3, 1)

Tell = Callable[..., Telling]


@pytest.fixture(scope="session")
def rules() -> FuseRules:
    return load_fuse_rules(load_registry(), load_codebook())


def text_of(rules: FuseRules, words: str, **facts: str) -> ReportText:
    return read_text(make_report(words, **facts), rules.copies)


def make_telling(  # noqa: PLR0913  every fact of a telling may be another
    name: str,
    *,
    day: int | None = 4,
    said: int = 5,
    place: str | None = "Kismayo",
    type_: str = "bombing",
    dead: int | Range | None = 7,
    sides: tuple[Actor | None, Actor | None] = (SHABAAB, CIVILIANS),
    publisher: str | None = None,
    report: ReportText | None = None,
    voices: tuple[Voice, ...] = (),
    told_places: tuple[str, ...] = (),
    **facts: object,
) -> Telling:
    """One telling of a bombing at Kismayo on 4 March 2021, told on the 5th, unless said otherwise."""
    when = (MARCH + timedelta(days=day - 1)).isoformat() if day else None
    published = (MARCH + timedelta(days=said - 1)).isoformat()
    total = dead if isinstance(dead, Range) else Range(low=dead, best=dead, high=dead)
    event = Event(
        id=content_id(name),
        type=type_,
        side_a=sides[0],
        side_b=sides[1],
        first=when,
        last=when,
        date_grain="day" if when else None,
        place=SOMALIA[place] if place else None,
        deaths=Deaths(civilians=total, total=total),
        mentions=(f"{name}-mention",),
    )
    words = (place.lower(),) if place else ()
    return Telling(
        id=event.id,
        event=event,
        report=report
        or ReportText(
            id=f"report {name}", published=published, publisher=publisher or f"Paper {name}"
        ),
        types=(type_,),
        place_words=words,
        text_words=words,
        told_places=told_places,
        voices=voices,
        **facts,  # type: ignore[arg-type]
    )


@st.composite
def tellings(draw: st.DrawFn, most: int = 9) -> list[Telling]:
    """Tellings of a few events that are easily taken for each other."""
    count = draw(st.integers(1, most))
    found = []
    for number in range(count):
        day = draw(st.sampled_from([3, 4, 4, 5, 8, None]))
        found.append(
            make_telling(
                str(number),
                day=day,
                said=draw(st.integers((day or 3) + 1, 10)),
                place=draw(st.sampled_from([*SOMALIA, "Kismayo", None])),
                type_=draw(st.sampled_from(["bombing", "kill", "attack", "displace"])),
                dead=draw(st.sampled_from([None, 0, 7, 7, 8, 40])),
                sides=draw(
                    st.sampled_from(
                        [(SHABAAB, CIVILIANS), (GUNMEN, CIVILIANS), (ARMY, SHABAAB), (None, None)]
                    )
                ),
            )
        )
    return found
