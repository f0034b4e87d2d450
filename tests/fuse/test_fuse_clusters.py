import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuse.conftest import make_telling, tellings

from dateline.fuse.candidates import MemoryCandidates, file_keys, look_keys
from dateline.fuse.decisions import Decision, merge_decisions, settle, split_decisions
from dateline.fuse.fusing import fuse, fuse_around, group_tellings
from dateline.fuse.merge import merge_tellings
from dateline.fuse.profiles import Profile, profile

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ids(groups):
    return sorted(tuple(sorted(one.id for one in group)) for group in groups)


def decisions_on(told):
    if len(told) < 2:
        return st.just([])
    names = st.sampled_from([one.id for one in told])
    return st.lists(
        st.builds(Decision, verdict=st.sampled_from(["same", "different"]), one=names, other=names, made=st.sampled_from("123")),
        max_size=4,
    )  # fmt: skip


@FEW
@given(data=st.data())
def test_order_does_not_change_the_result(rules, data):
    told = data.draw(tellings())
    decided = data.draw(decisions_on(told))
    again = data.draw(st.permutations(told))
    assert fuse(told, rules, decided) == fuse([*again, told[0]], rules, reversed(decided))


@FEW
@given(data=st.data())
def test_adding_gives_what_fusing_from_scratch_gives(rules, data):
    told = data.draw(tellings())
    decided = settle(data.draw(decisions_on(told)))
    cut = data.draw(st.integers(0, len(told)))
    profiles = {one.id: profile(one, rules) for one in told}
    candidates = MemoryCandidates(rules)
    candidates.add(profiles.values())
    old = [profiles[one.id] for one in told[:cut]]
    before = MemoryCandidates(rules)
    before.add(old)
    known = {one.telling.id: one for one in old}
    groups = fuse_around(old, before, rules, decided, known=known)
    new = [profiles[one.id] for one in told[cut:]]
    changed = fuse_around(new, candidates, rules, decided, known=profiles)
    touched = {one.id for group in changed for one in group}
    kept = [group for group in groups if not touched & {one.id for one in group}]
    whole = fuse_around(profiles.values(), candidates, rules, decided, known=profiles)
    assert ids([*kept, *changed]) == ids(whole)


@FEW
@given(data=st.data())
def test_decisions_are_always_kept(rules, data):
    told = data.draw(tellings())
    decisions = data.draw(decisions_on(told))
    decided = settle(decisions)
    group_of = {
        one.id: number
        for number, group in enumerate(group_tellings(told, rules, decisions))
        for one in group
    }
    for one, others in decided.different.items():
        assert all(group_of[one] != group_of[other] for other in others)
    if not decided.different:
        for one, others in decided.same.items():
            assert all(group_of[one] == group_of[other] for other in others)


@FEW
@given(told=tellings())
def test_who_finds_is_found(rules, told):
    profiles = [profile(one, rules) for one in told]
    for one in profiles:
        for other in profiles:
            finds = bool(set(look_keys(one, rules)) & set(file_keys(other, rules)))
            assert finds == bool(set(look_keys(other, rules)) & set(file_keys(one, rules)))


def test_tellings_of_one_event_join_and_others_stay_apart(rules):
    bombing = [
        make_telling("a"),
        make_telling("b", dead=8, said=6),
        make_telling("c", type_="kill"),
    ]
    others = [make_telling("d", day=8, said=9), make_telling("e", place="Baidoa")]
    groups = ids(group_tellings([*bombing, *others], rules))
    assert groups == ids([bombing, [others[0]], [others[1]]])


def test_merging_by_hand_outlives_new_reports(rules):
    here, there = make_telling("a"), make_telling("b", place="Baidoa", day=8, said=9, dead=40)
    decided = merge_decisions([[here], [there]], made="2021-04-01", by="coder 1")
    late = make_telling("c", said=9)
    assert ids(group_tellings([here, there], rules, decided)) == ids([[here, there]])
    groups = ids(group_tellings([late, there, here], rules, decided))
    assert any({here.id, there.id} <= set(group) for group in groups)


def test_splitting_by_hand_outlives_new_reports(rules):
    told = [make_telling("a"), make_telling("b"), make_telling("c")]
    decided = split_decisions(told[:2], told[2:], made="2021-04-01")
    late = make_telling("d", said=6)
    for group in group_tellings([*told, late], rules, decided):
        names = {one.id for one in group}
        assert not (told[2].id in names and names & {told[0].id, told[1].id})


def test_the_last_decision_holds(rules):
    a, b = make_telling("a"), make_telling("b")
    split = split_decisions([a], [b], made="2021-04-01")
    merge = merge_decisions([[a], [b]], made="2021-04-02")
    assert len(group_tellings([a, b], rules, split)) == 2
    assert len(group_tellings([a, b], rules, [*merge, *split])) == 1


def test_what_is_decided_apart_is_not_joined_around_a_corner():
    decided = settle([Decision(verdict="different", one="a", other="b", made="1")])
    assert decided.apart("b", "a")
    assert not decided.apart("a", "c")


def test_profiles_can_be_kept_as_json(rules):
    one = profile(make_telling("a"), rules)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Profile) == one


def test_an_event_without_tellings_is_refused(rules):
    with pytest.raises(ValueError, match="needs a telling"):
        merge_tellings([], rules)


@pytest.mark.parametrize(
    ("named", "meet"),
    [(("kismayo",), True), (("baidoa",), False)],
    ids=["names it", "names another"],
)
def test_a_report_that_names_the_others_place_is_compared(rules, named, meet):
    here = profile(make_telling("a", place="Kismayo"), rules)
    there = profile(
        make_telling("b", place="Baidoa", told_places=("baidoa", *named)),
        rules,
    )
    for one, other in ((here, there), (there, here)):
        assert bool(set(look_keys(one, rules)) & set(file_keys(other, rules))) == meet
