"""Reports of a few events that are easily taken for each other, coded without a model."""

import random
from collections.abc import Iterator, Sequence

import msgspec
from tests.store.storing import FIRST, HAJIN, SECOND, Told, coding

from dateline.fuse.rules import FuseRules
from dateline.ledger import fuse_new
from dateline.records import Place
from dateline.store import NewCoding, Store, add_codings, read_fused, read_mentions

BAGHOUZ = Place(
    id="gn:2", name="Baghouz", lat=34.45, lon=40.95, country="SYR", admin1="Deir ez-Zor"
)
PROVINCE = Place(
    id="gn:3",
    name="Deir ez-Zor",
    lat=35.0,
    lon=40.5,
    country="SYR",
    admin1="Deir ez-Zor",
    precision="admin1",
)
WORDS = ("convoy", "orchard", "bakery", "crossing", "minaret", "granary", "viaduct", "quarry")


def report(number: int, *, again: bool = False) -> NewCoding:
    """Return a report by its number, or as another version codes it; the same number, the same report."""
    chance = random.Random(number * 2 + again)  # noqa: S311  nothing is secret here
    day = chance.choice(["01", "01", "02", "03", None])
    told = [
        Told(
            type=chance.choice(["attack", "attack", "bombing", "kill"]),
            day=f"2024-03-{day}" if day else None,
            place=chance.choice([HAJIN, HAJIN, BAGHOUZ, PROVINCE, None]),
            dead=chance.choice([None, 3, 3, 5, 40]),
            start=start,
        )
        for start in range(1 + (chance.random() < 0.3))
    ]
    said = " ".join(chance.sample(WORDS, 3))
    text = f"Desk {number}: fighters came at dawn. They reached the {said}, a witness said."
    published = f"2024-03-{3 + number % 4:02d}"
    return coding(text, *told, versions=SECOND if again else FIRST, published=published)


def add(store: Store, numbers: Sequence[int], *, again: bool = False) -> None:
    add_codings(
        store, [_moved(report(n), report(n, again=True)) if again else report(n) for n in numbers]
    )


def _moved(old: NewCoding, new: NewCoding) -> NewCoding:
    """Return what another version makes of the very same report."""
    coded = msgspec.structs.replace(new.coded, report=old.coded.report)
    return msgspec.structs.replace(new, report=old.report, coded=coded)


def ledger(store: Store) -> dict[str, tuple[bytes, bytes, tuple[str, ...]]]:
    """Return all there is of each event now."""
    return {
        one.event.id: (
            msgspec.json.encode(one.event),
            bytes(one.details),
            tuple(link.mention for link in one.links),
        )
        for one in read_fused(store)
    }


def from_scratch(store: Store, rules: FuseRules) -> dict[str, tuple[bytes, bytes, tuple[str, ...]]]:
    """Return the ledger as fusing everything anew makes it."""
    fuse_new(store, rules, whole=True)
    return ledger(store)


def events(store: Store) -> set[frozenset[str]]:
    """Return the mentions of each event."""
    return {frozenset(members) for _, _, members in ledger(store).values()}


def mention_of(store: Store, number: int) -> str:
    """Return the first mention of a report in force."""
    key = report(number).report.sha256
    return [one.id for one in read_mentions(store) if one.sha256 == key][0]  # noqa: RUF015  read to the end


def portions(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
