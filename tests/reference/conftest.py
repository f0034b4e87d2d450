"""References and items to compare, made by hand."""

from datetime import date, timedelta
from functools import cache

from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.comparing import load_compare_rules
from dateline.knowledge.fusing import load_fuse_rules
from dateline.records import Deaths, Range
from dateline.reference.items import Item, reference_item
from dateline.reference.parties import Who
from dateline.reference.records import Party, ReferenceEvent

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,"
    "iso,country,admin1,location,latitude,longitude,geo_precision,notes,fatalities,timestamp"
)
GED = (
    "id,relid,type_of_violence,side_a,side_b,source_article,source_original,where_prec,"
    "where_coordinates,adm_1,latitude,longitude,country,country_id,date_prec,date_start,date_end,"
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
)
RULES = load_compare_rules()
SDF = "QSD: Syrian Democratic Forces"
ISLAMIC_STATE = "Islamic State (Syria)"


@cache
def who() -> Who:
    registry = load_registry()
    return Who(registry, load_fuse_rules(registry, load_codebook()))


def event(id_: str = "SYR1", **changed) -> ReferenceEvent:
    """Return an ACLED row: a clash at Baghouz on 1 March."""
    sides = changed.pop("sides", (SDF, ISLAMIC_STATE))
    dead = changed.pop("dead", 12)
    days = changed.pop("after", 0)
    day = str(date(2019, 3, 1) + timedelta(days=days))
    values = {
        "first": day,
        "last": day,
        "date_precision": 1,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "country": "SYR",
        "country_name": "Syria",
        "admin1": "Deir ez-Zor",
        "place": "Baghouz",
        "lat": 34.45,
        "lon": 40.95,
        "place_precision": 1,
        "deaths": Deaths(total=Range(best=dead)),
    }
    first, second = (Party(name=name) if name else None for name in sides)
    return ReferenceEvent(id=id_, scheme="acled", sides=(first, second), **{**values, **changed})


def item(id_: str = "SYR1", **changed) -> Item:
    return reference_item(event(id_, **changed), RULES)
