"""New reports fused into a store: what they can change is grouped anew, the rest stays as it is."""

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.errors import StoreBusyError
from dateline.fuse.candidates import look_keys
from dateline.fuse.decisions import settle
from dateline.fuse.fusing import fuse_around
from dateline.fuse.mentions import Telling, tell_events
from dateline.fuse.merge import merge_tellings
from dateline.fuse.profiles import Profile, profile
from dateline.fuse.rules import FuseRules
from dateline.knowledge.fusing import fuser_version
from dateline.ledger.decisions import Reviewed, decisions_of, read_reviewed
from dateline.ledger.details import stored_event
from dateline.ledger.surroundings import Surroundings, stored_profile
from dateline.records import Record
from dateline.store import (
    Filing,
    Fusion,
    Store,
    find_events_of,
    find_gone,
    last_fusion,
    last_turn,
    read_codings,
    read_fused,
    write_fusion,
)

# How many reports a turn fuses at most: a killed run has to fuse these again, no more.
REPORTS: Final = 2_000


class FusedNow(Record, frozen=True, kw_only=True):
    """What fusing did: mentions that were new, events written (new or changed), events that are no more."""

    mentions: int = 0
    written: int = 0
    ended: int = 0


class _Task(Record, frozen=True, kw_only=True):
    """One turn of fusing: on what it builds, and whether all is fused anew."""

    last: Fusion | None
    fuser: str
    whole: bool
    reports: int

    @property
    def since(self) -> int:
        """Return the turn up to which all is fused already."""
        return 0 if self.whole or self.last is None else self.last.upto

    @property
    def after(self) -> int:
        """Return the turn of the fusion this one builds on."""
        return self.last.turn if self.last else 0


class _New(Record, frozen=True, kw_only=True):
    """What is to be fused: new tellings, mentions that are gone, decisions; `more` is left for another turn."""

    tellings: dict[str, Telling]
    gone: tuple[str, ...]
    reviewed: Reviewed
    upto: int
    more: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to fuse."""
        return not (self.tellings or self.gone or self.reviewed.touched)


def fuse_new(
    store: Store, rules: FuseRules, *, whole: bool = False, reports: int = REPORTS
) -> FusedNow:
    """Return what was done to bring the events of a store up to date with its reports and reviews.

    The events are those that fusing everything from scratch gives, whatever the order reports came in,
    but the cost is that of what is new. Each turn fuses some `reports`; killed, it goes on where it was.
    With `whole`, or where other rules or another version fused before, all is fused from scratch in one turn.
    Where another process fuses at the same time, this one looks again.

    Raises:
        StoreError: the store cannot be read or written; what was fused before stands.
    """
    fuser = fuser_version(rules)
    done = FusedNow()
    while True:
        last = last_fusion(store)
        anew = whole or (last is not None and last.fuser != fuser)
        task = _Task(last=last, fuser=fuser, whole=anew, reports=reports)
        try:
            step, more = _fuse_step(store, rules, task)
        except StoreBusyError:
            if last_fusion(store) == last:
                raise
            continue
        done = FusedNow(
            mentions=done.mentions + step.mentions,
            written=done.written + step.written,
            ended=done.ended + step.ended,
        )
        if not more:
            return done
        whole = False


def _fuse_step(store: Store, rules: FuseRules, task: _Task) -> tuple[FusedNow, bool]:
    """Fuse one turn's worth; return what was done, and whether more is left."""
    new = _read_new(store, rules, task)
    if new.is_empty and not task.whole:
        return FusedNow(), new.more
    profiles = [profile(one, rules) for one in new.tellings.values()]
    # Without a fusion before there are no profiles in the store, and a whole one makes all anew.
    beside = None if task.whole or task.last is None else store
    around = Surroundings(beside, rules, new=profiles, gone=new.gone)
    before = set() if task.whole else _events_of(store, (*new.tellings, *new.gone))
    groups = _group(rules, new, around, beside=_members(store, before))
    events = [stored_event(merge_tellings(group, rules)) for group in groups]
    replaced = before | _events_of(store, (one.id for group in groups for one in group))
    fusion = write_fusion(
        store,
        events,
        fuser=task.fuser,
        upto=new.upto,
        removed=replaced,
        whole=task.whole,
        after=task.after,
        filing=Filing(new=tuple(stored_profile(one, rules) for one in profiles), ended=new.gone),
    )
    ended = len(replaced - {one.event.id for one in events})
    done = FusedNow(mentions=len(new.tellings), written=fusion.changed, ended=ended)
    return done, new.more


def _read_new(store: Store, rules: FuseRules, task: _Task) -> _New:
    """Return what was written since the last fusion, of codings as many as one turn fuses.

    Codings are read before the rest, so that all that came up to their turn is seen.
    """
    upto, turn, more = last_turn(store), task.since, False
    tellings: dict[str, Telling] = {}
    for number, stored in enumerate(read_codings(store, since=task.since)):
        if number >= task.reports and stored.turn != turn and not task.whole:
            upto, more = turn, True
            break
        turn = stored.turn
        tellings |= {one.id: one for one in tell_events(stored.coded, rules)}
    return _New(
        tellings=tellings,
        gone=tuple(id_ for id_ in find_gone(store, since=task.since) if id_ not in tellings),
        reviewed=read_reviewed(store, since=task.since),
        upto=upto,
        more=more,
    )


def _group(
    rules: FuseRules, new: _New, around: Surroundings, *, beside: set[str]
) -> list[tuple[Telling, ...]]:
    """Return the groups that what is new can change.

    `beside` are those that share an event with a telling that is changed or gone: they are grouped anew too.
    """
    seeds = new.tellings.keys() | beside | new.reviewed.touched
    around.load(sorted(seeds | new.reviewed.mentions))
    decisions = decisions_of(new.reviewed.standing, around.known.keys())
    chosen = [around.known[id_] for id_ in sorted(seeds) if id_ in around.known]
    around.seek(_all_keys(chosen, rules))
    decided = settle(decisions)
    return fuse_around(chosen, around, rules, decided, known=around.known)


def _all_keys(profiles: Sequence[Profile], rules: FuseRules) -> set[str]:
    return {key for one in profiles for key in look_keys(one, rules)}


def _events_of(store: Store, mentions: Iterable[str]) -> set[str]:
    return set(find_events_of(store, mentions).values())


def _members(store: Store, events: Iterable[str]) -> set[str]:
    return {link.mention for one in read_fused(store, events) for link in one.links}
