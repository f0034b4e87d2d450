import msgspec
import pytest
from tests.store.storing import SECOND, Told, coding

from dateline.errors import InputError, StoreBusyError, StoreError
from dateline.records import content_id
from dateline.store import (
    EventFilter,
    FusedEvent,
    FusedLink,
    Profile,
    add_codings,
    add_review,
    find_events_of,
    find_fused,
    find_profiles,
    last_fusion,
    last_turn,
    read_all_reviews,
    read_fused,
    read_mentions,
    read_reviews,
    read_status,
    read_versions,
    undo_review,
    write_fusion,
    write_profiles,
)


@pytest.fixture
def told(store):
    """Return three mentions of three reports."""
    add_codings(store, [coding(f"report {n} of the attack", Told(dead=n)) for n in (3, 5, 8)])
    return list(read_mentions(store))


def fused(*members, id_="e1", details=b'{"grade":"B2"}'):
    event = msgspec.structs.replace(members[0].event, id=id_)
    links = tuple(
        FusedLink(mention=one.id, details=msgspec.Raw(b'{"origin":1}')) for one in members
    )
    return FusedEvent(event=event, links=links, details=msgspec.Raw(details))


def current(store):
    return {one.event.id: {link.mention for link in one.links} for one in read_fused(store)}


def test_what_is_fused_comes_back(store, told):
    assert last_fusion(store) is None
    written = [fused(*told[:2]), fused(told[2], id_="e2")]
    fusion = write_fusion(store, written, fuser="f1", upto=last_turn(store), after=0)
    assert last_fusion(store) == fusion
    assert (fusion.turn, fusion.upto, fusion.fuser) == (2, 1, "f1")
    assert [one.event for one in read_fused(store)] == [one.event for one in written]
    (first,) = read_fused(store, ["e1"])
    assert bytes(first.details) == b'{"grade":"B2"}'
    assert bytes(first.links[0].details) == b'{"origin":1}'
    assert find_events_of(store, [told[2].id, "none"]) == {told[2].id: "e2"}
    found = find_fused(store, EventFilter(place="hajin"))
    assert [(one.id, one.mentions, one.reports) for one in found] == [("e1", 2, 2), ("e2", 1, 1)]
    assert read_status(store).unfused == 0


def test_nothing_is_overwritten_and_what_stays_the_same_is_not_written_again(store, told):
    write_fusion(store, [fused(told[0]), fused(told[1], id_="e2")], fuser="f1", upto=1)
    write_fusion(store, [fused(*told), fused(told[1], id_="e3")][:1], fuser="f1", upto=1)
    assert current(store) == {"e1": {one.id for one in told}, "e2": set()}
    write_fusion(store, [fused(*told)], fuser="f1", upto=1, removed=["e2"])
    assert current(store) == {"e1": {one.id for one in told}}
    versions, links = read_versions(store, "e1")
    assert [(one.since, one.until) for one in versions] == [(2, 3), (3, None)]
    assert [(link.since, link.until) for link in links if link.mention == told[0].id] == [
        (2, 3),
        (3, None),
    ]
    (ended,), _ = read_versions(store, "e2")
    assert (ended.since, ended.until) == (2, 4)


def test_a_whole_fusion_ends_what_it_does_not_have(store, told):
    write_fusion(store, [fused(told[0]), fused(told[1], id_="e2")], fuser="f1", upto=1)
    write_fusion(store, [fused(told[1], id_="e2")], fuser="f1", upto=1, whole=True)
    assert current(store) == {"e2": {told[1].id}}


def test_a_mention_is_of_one_event(store, told):
    with pytest.raises(StoreError, match="a mention is of one event"):
        write_fusion(store, [fused(told[0]), fused(told[0], id_="e2")], fuser="f1", upto=1)


def test_a_fusion_built_on_an_older_one_is_refused(store, told):
    write_fusion(store, [fused(told[0])], fuser="f1", upto=1, after=0)
    with pytest.raises(StoreBusyError, match="fuse again"):
        write_fusion(store, [fused(*told)], fuser="f1", upto=1, after=0)
    assert current(store) == {"e1": {told[0].id}}


def test_profiles_find_those_with_a_key_in_common(store, told):
    one, two, three = (
        Profile(mention=mention.id, details=msgspec.Raw(b"{}"), keys=keys)
        for mention, keys in zip(told, [("a", "b"), ("b",), ("c",)], strict=True)
    )
    write_profiles(store, [one, two, three])
    assert {p.mention for p in find_profiles(store, ["a", "b"])} == {told[0].id, told[1].id}
    write_profiles(store, [msgspec.structs.replace(two, keys=("c",))], ended=[told[0].id])
    assert [p.mention for p in find_profiles(store, ["a", "b"])] == []
    assert len(list(find_profiles(store, ["c"]))) == 2
    write_profiles(store, [one], whole=True)
    assert [p.mention for p in find_profiles(store, ["a", "b", "c"])] == [told[0].id]


def test_reviews_stand_until_they_are_taken_back(store, told):
    ids = [one.id for one in told]
    merge = add_review(store, [ids[:2]], who="ana", note="same strike")
    split = add_review(store, [ids[:1], ids[2:]])
    assert (merge.kind, split.kind) == ("merge", "split")
    assert add_review(store, [ids[:2]]).id == merge.id
    assert [one.id for one in read_reviews(store)] == [merge.id, split.id]
    undo_review(store, merge.id)
    assert [one.id for one in read_reviews(store)] == [split.id]
    with pytest.raises(InputError, match="taken back already"):
        undo_review(store, merge.id)
    again = add_review(store, [ids[:2]])
    assert again.id != merge.id
    assert [one.kind for one in read_all_reviews(store)] == ["merge", "split", "undo", "merge"]


def test_reviews_outlive_fusing_and_coding_anew(store, told):
    ids = [one.id for one in told]
    add_review(store, [ids[:2]])
    write_fusion(store, [fused(*told)], fuser="f1", upto=1)
    assert read_reviews(store)[0].groups == (tuple(sorted(ids[:2])),)
    moved = coding("report 3 of the attack", Told(dead=3, start=4), versions=SECOND)
    add_codings(store, [moved])
    now = {one.id for one in read_mentions(store)}
    assert ids[0] not in now
    (group,) = read_reviews(store)[0].groups
    assert set(group) <= now
    assert ids[1] in group


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param([], id="nothing"),
        pytest.param([["0"]], id="one"),
        pytest.param([["0", "1"], ["1"]], id="in-both"),
        pytest.param([["0", "9"]], id="unknown"),
    ],
)
def test_a_review_that_decides_nothing_is_refused(store, told, groups):
    names = {str(number): one.id for number, one in enumerate(told)}
    named = [[names.get(one, content_id(one)) for one in group] for group in groups]
    with pytest.raises(InputError):
        add_review(store, named)
    assert read_reviews(store) == ()
