import random

import msgspec
import pytest
from tests.ledger.telling import add, events, from_scratch, ledger, mention_of, portions

from dateline.errors import StoreBusyError
from dateline.knowledge.fusing import fuser_version
from dateline.ledger import FusedNow, fuse_new, fusing
from dateline.store import (
    add_review,
    drop_old_codings,
    find_profiles,
    is_fused,
    last_fusion,
    last_turn,
    open_store,
    read_mentions,
    read_status,
    undo_review,
    write_fusion,
)

MANY = list(range(30))


def upto(store):
    fusion = last_fusion(store)
    assert fusion
    return fusion.upto


def test_tellings_of_one_event_become_one_and_every_mention_is_in_one(store, rules):
    add(store, MANY)
    done = fuse_new(store, rules)
    status = read_status(store)
    assert status.unfused == 0
    assert done.mentions == status.mentions
    assert done.written == status.fused_events == len(ledger(store))
    assert 1 < status.fused_events < status.mentions
    assert any(len(members) > 1 for members in events(store))
    assert sum(map(len, events(store))) == status.mentions


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (2, 7), (3, 30)])
def test_the_order_of_adding_makes_no_difference(store, rules, seed, size):
    order = random.Random(seed).sample(MANY, len(MANY))  # noqa: S311  nothing is secret here
    for some in portions(order, size):
        add(store, some)
        fuse_new(store, rules, reports=3)
    grown = ledger(store)
    assert grown == from_scratch(store, rules)
    assert fuse_new(store, rules) == FusedNow()


def test_what_is_coded_anew_or_ended_is_fused_anew(store, rules):
    add(store, MANY)
    fuse_new(store, rules)
    before = ledger(store)
    for some in portions(MANY[:12], 4):
        add(store, some, again=True)
        fuse_new(store, rules)
    grown = ledger(store)
    assert grown != before
    mentions = {one.id for one in read_mentions(store)}
    assert {one for members in events(store) for one in members} == mentions
    assert grown == from_scratch(store, rules)


def test_old_codings_may_be_dropped_before_fusing(store, rules):
    add(store, MANY)
    fuse_new(store, rules)
    add(store, MANY[:12], again=True)
    drop_old_codings(store)
    fuse_new(store, rules)
    assert {one for members in events(store) for one in members} == {
        one.id for one in read_mentions(store)
    }
    assert ledger(store) == from_scratch(store, rules)


def test_decisions_are_fused_and_hold(store, rules):
    add(store, MANY)
    fuse_new(store, rules)
    one, other = (mention_of(store, number) for number in (0, 1))
    together = max(events(store), key=lambda members: (len(members), min(members)))
    loner = min(together)
    far = [id_ for id_ in (one, other) if id_ not in together] or [
        min(id_ for members in events(store) for id_ in members - together)
    ]
    merge = add_review(store, [[loner, far[0]]])
    split = add_review(store, [sorted(together - {loner}), [loner]])
    fuse_new(store, rules)
    now = events(store)
    assert any({loner, far[0]} <= members for members in now)
    assert not any({loner, max(together)} <= members for members in now)
    assert ledger(store) == from_scratch(store, rules)
    for review in (merge, split):
        undo_review(store, review.id)
    fuse_new(store, rules)
    assert together in events(store)
    assert ledger(store) == from_scratch(store, rules)


def test_a_merge_overrules_an_earlier_split_of_any_of_its_pairs(store, rules):
    add(store, MANY)
    fuse_new(store, rules)
    ids = sorted(one.id for one in read_mentions(store))[:4]
    add_review(store, [ids[:1], ids[2:]])
    add_review(store, [ids])
    fuse_new(store, rules)
    assert any(set(ids) <= members for members in events(store))


def test_a_mention_in_the_middle_that_is_told_no_more_does_not_undo_a_merge(store, rules):
    add(store, MANY)
    numbers = sorted(MANY, key=lambda number: mention_of(store, number))[:3]
    add_review(store, [[mention_of(store, number) for number in numbers]])
    fuse_new(store, rules)
    add(store, numbers[1:2], again=True)
    fuse_new(store, rules)
    ends = {mention_of(store, numbers[0]), mention_of(store, numbers[2])}
    assert any(ends <= members for members in events(store))
    assert ledger(store) == from_scratch(store, rules)


def test_other_rules_fuse_everything_anew(store, rules):
    add(store, MANY)
    fuse_new(store, rules)
    strict = msgspec.structs.replace(rules, link=0.99, join=0.99)
    fuse_new(store, strict)
    fusion = last_fusion(store)
    assert fusion
    assert fusion.fuser == fuser_version(strict) != fuser_version(rules)
    assert max(map(len, events(store))) < 30
    assert ledger(store) == from_scratch(store, strict)


def test_where_another_process_fuses_meanwhile_this_one_looks_again(
    store, where, rules, monkeypatch
):
    add(store, MANY[:15])
    met: list[bool] = []

    def late(opened, *arguments, **options):
        if not met:
            met.append(True)
            with open_store(where) as other:
                add(other, MANY[15:])
                fuse_new(other, rules)
        return write_fusion(opened, *arguments, **options)

    monkeypatch.setattr(fusing, "write_fusion", late)
    fuse_new(store, rules)
    assert read_status(store).unfused == 0
    assert ledger(store) == from_scratch(store, rules)


def test_a_store_that_stays_busy_is_said_to_be(store, rules, monkeypatch):
    add(store, [1])

    def busy(*_arguments, **_options):
        raise StoreBusyError("another program")

    monkeypatch.setattr(fusing, "write_fusion", busy)
    with pytest.raises(StoreBusyError):
        fuse_new(store, rules)


def test_a_fusion_that_breaks_off_leaves_nothing_behind(store, rules, monkeypatch):
    add(store, MANY[:15])
    fuse_new(store, rules)
    before, turn = ledger(store), last_turn(store)
    add(store, MANY[15:])
    from dateline.store import fusion  # noqa: PLC0415

    def broken(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fusion, "put_profiles", broken)
        with pytest.raises(KeyboardInterrupt):
            fuse_new(store, rules)
    assert ledger(store) == before
    assert last_turn(store) == turn + 1
    assert not is_fused(store, upto=upto(store))
    fuse_new(store, rules)
    assert is_fused(store, upto=upto(store))
    assert ledger(store) == from_scratch(store, rules)


def test_nothing_is_left_of_profiles_that_ended(store, rules):
    add(store, MANY[:10])
    fuse_new(store, rules)
    add(store, MANY[:10], again=True)
    fuse_new(store, rules)
    key = "2024"
    assert not list(find_profiles(store, [key]))
    from dateline.store import read_profiles  # noqa: PLC0415
    from dateline.store.lineage import find_gone  # noqa: PLC0415

    gone = find_gone(store, since=0)
    assert gone
    assert not list(read_profiles(store, gone))
