import msgspec
from tests.ledger.telling import add, ledger, mention_of

from dateline.ledger import find_pending, fuse_new, merge_events, read_events
from dateline.store import EventFilter as All
from dateline.store import FusedEvent, FusedLink, add_review, find_fused, write_fusion

SOME = range(1, 13)


def ids(store):
    return [one.id for one in find_fused(store, All())]


def test_the_events_are_those_of_the_store_with_what_people_decided(store, rules):
    add(store, SOME)
    fuse_new(store, rules)
    one, other = ids(store)[:2]
    merge_events(store, [one, other])
    fuse_new(store, rules)
    events = read_events(store, rules)
    assert [event.id for event in events] == ids(store)
    assert {event.id: tuple(sorted(event.tellings)) for event in events} == {
        id_: members for id_, (_, _, members) in ledger(store).items()
    }
    assert one not in {event.id for event in events}


def test_until_anything_is_fused_each_mention_is_an_event(store, rules):
    add(store, SOME)
    events = read_events(store, rules)
    assert all(event.tellings == (event.id,) == (event.event.id,) for event in events)
    pending = find_pending(store)
    assert not pending.begun
    assert pending.unfused == pending.mentions == len(events)


def test_an_event_of_another_fuser_keeps_its_mentions(store, rules):
    add(store, SOME)
    fuse_new(store, rules)
    members = (mention_of(store, 1), mention_of(store, 2))
    event = msgspec.structs.replace(read_events(store, rules)[0].event, id="theirs")
    links = tuple(FusedLink(mention=one) for one in members)
    write_fusion(
        store,
        [FusedEvent(event=event, links=links, details=msgspec.Raw(b'{"of":"another"}'))],
        fuser="another",
        upto=99,
    )
    found = {one.id: one for one in read_events(store, rules)}
    assert set(found["theirs"].tellings) == set(members)
    assert found["theirs"].event.id == "theirs"


def test_what_came_since_is_pending(store, rules):
    add(store, SOME[:6])
    fuse_new(store, rules)
    assert find_pending(store).current
    add(store, SOME[6:])
    pending = find_pending(store)
    assert pending.begun
    assert 0 < pending.unfused < pending.mentions
    fuse_new(store, rules)
    add_review(store, [[mention_of(store, 1)], [mention_of(store, 2)]])
    pending = find_pending(store)
    assert (pending.unfused, pending.current) == (0, False)
