"""Where tellings come from: corroboration counts independent origins, not reprints."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.fuse.duplicates import CopyGroup, group_copies
from dateline.fuse.mentions import Telling, fold
from dateline.fuse.records import Origin
from dateline.fuse.rules import FuseRules, OriginRule
from dateline.fuse.shingles import ReportText
from dateline.fuse.voices import Voice, speaks_for_itself
from dateline.records import Record

_AGENCY: Final = re.compile(r"\b(news agency|press agency|news wire|wire service|agency|wire)$")
_HOST: Final = re.compile(r"^[a-z]+://(?:www\.)?([^/:]+)")


class Origins(Record, frozen=True, kw_only=True):
    """The origins of an event, and the reports that are copies.

    By the id of a telling: `of` has the origins that assert it there, `denying` those that deny it, `voices` that of
    each of its voices (None where it adds none), `outlets` the one who brings it, the report's own voice.
    """

    origins: tuple[Origin, ...]
    of: Mapping[str, tuple[str, ...]]
    denying: Mapping[str, tuple[str, ...]]
    voices: Mapping[str, tuple[str | None, ...]]
    outlets: Mapping[str, str]
    copies: tuple[CopyGroup, ...]

    @property
    def independent(self) -> int:
        """Return how many origins assert the event, each through an outlet of its own.

        What one outlet brings stands on its word alone, however many voices it quotes.
        """
        through: dict[str, set[str]] = {origin.id: set() for origin in self.origins}
        for id_, outlet in self.outlets.items():
            for origin in self.of[id_]:
                through[origin].add(outlet)
        return _most_pairs(through)


def _most_pairs(through: Mapping[str, Iterable[str]]) -> int:
    """Return how many keys can each have one of their values to itself (augmenting paths)."""
    taken: dict[str, str] = {}

    def place(key: str, tried: set[str]) -> bool:
        for value in sorted(set(through[key]) - tried):
            tried.add(value)
            if value not in taken or place(taken[value], tried):
                taken[value] = key
                return True
        return False

    return sum(place(key, set()) for key in sorted(through))


def find_origins(tellings: Sequence[Telling], rules: FuseRules) -> Origins:
    """Return where the tellings of one event come from.

    A copy has the origins of the report it copies and adds none. A report that names its sources tells
    from them; one that names none tells in its own voice, or in that of the agency it credits.
    """
    copies = group_copies((one.report for one in tellings), rules.copies)
    first_of = {id_: group.first for group in copies for id_ in (group.first, *_ids(group))}
    by_report = {one.report.id: one for one in sorted(tellings, key=lambda one: one.id)}
    ordered = sorted(tellings, key=lambda telling: telling.id)
    firsts = {one.id: first_of[one.report.id] for one in ordered}
    behind = {
        one.id: one if firsts[one.id] == one.report.id else by_report[firsts[one.id]]
        for one in ordered
    }
    told = {id_: _origins_of(one, rules) for id_, one in behind.items()}
    found: dict[str, Origin] = {}
    for one in ordered:
        for origin in told[one.id]:
            reports = {*(found[origin.id].reports if origin.id in found else ()), one.report.id}
            found[origin.id] = _with_reports(origin, reports, found.get(origin.id))
    return Origins(
        origins=tuple(found[key] for key in sorted(found)),
        of={id_: _sided(origins, denies=False) for id_, origins in told.items()},
        denying={id_: _sided(origins, denies=True) for id_, origins in told.items()},
        voices={one.id: _of_voices(one, behind[one.id], told[one.id], rules) for one in ordered},
        outlets={id_: own_voice(one.report, rules).id for id_, one in behind.items()},
        copies=copies,
    )


def _sided(origins: Iterable[Origin], *, denies: bool) -> tuple[str, ...]:
    return tuple(sorted(origin.id for origin in origins if origin.denies == denies))


def _of_voices(
    one: Telling, first: Telling, told: Iterable[Origin], rules: FuseRules
) -> tuple[str | None, ...]:
    """Return the origin of each voice of a telling; a copy's voices are those of what it copies."""
    known = {origin.id for origin in told}
    found = (_of_voice(voice, first, rules).id for voice in one.voices)
    return tuple(id_ if id_ in known else None for id_ in found)


def _ids(group: CopyGroup) -> Iterable[str]:
    return (id_ for id_, _ in group.copies)


def _with_reports(origin: Origin, reports: Iterable[str], before: Origin | None) -> Origin:
    return Origin(
        id=origin.id,
        group=origin.group,
        name=origin.name,
        grade=min(origin.grade, before.grade) if before else origin.grade,
        reports=tuple(sorted(reports)),
        denies=origin.denies and (before is None or before.denies),
    )


def _origins_of(one: Telling, rules: FuseRules) -> list[Origin]:
    asserting = [voice for voice in one.voices if voice.stance == "assert"]
    known = [voice for voice in asserting if voice.kind != "person"] or asserting
    said = {origin.id: origin for origin in (_of_voice(voice, one, rules) for voice in known)}
    if not said or speaks_for_itself(known, one.own_figures):
        own = own_voice(one.report, rules)
        said[own.id] = own
    denying = [_of_voice(v, one, rules) for v in one.voices if v.stance == "deny"]
    denied = {origin.id: origin for origin in denying if origin.id not in said}
    return [said[key] for key in sorted(said)] + [denied[key] for key in sorted(denied)]


def own_voice(report: ReportText, rules: FuseRules) -> Origin:
    """Return the report's own voice: the agency it credits, else its outlet."""
    publisher = report.publisher or _host(report.url) or f"report {report.id}"
    agency = report.agency or (publisher if _AGENCY.search(fold(publisher)) else None)
    rule = rules.origin("agency" if agency else "outlet")
    return _origin(rule, agency or publisher, report, rules)


def _of_voice(voice: Voice, one: Telling, rules: FuseRules) -> Origin:
    """Return the origin of a voice; all witnesses of one outlet, or of one that it passes on, are one."""
    rule = rules.origin(_kind(voice, one, rules))
    found = _origin(rule, voice.name, one.report, rules)
    if rule.shared and voice.id != "unknown":
        whose = voice.id
    elif voice.via:
        whose = _origin(rules.origin("media"), voice.via, one.report, rules).id
    else:
        whose = own_voice(one.report, rules).id
    return replace(found, id=f"{rule.group}:{whose}", denies=voice.stance == "deny")


def _kind(voice: Voice, one: Telling, rules: FuseRules) -> str:
    """Return the kind of a voice; state bodies that are no side of the event are officials."""
    sides = {side.id for side in (one.event.side_a, one.event.side_b) if side}
    prefix, _, code = voice.id.partition(":")
    is_state = bool(code) and prefix not in rules.generic
    return (
        "official" if voice.kind == "party" and is_state and voice.id not in sides else voice.kind
    )


def _origin(rule: OriginRule, name: str, report: ReportText, rules: FuseRules) -> Origin:
    key = _AGENCY.sub("", fold(name)).strip() or fold(name)
    grade = rules.publishers.get(fold(name)) or rule.grade
    return Origin(
        id=f"{rule.group}:{key}", group=rule.group, name=name, grade=grade, reports=(report.id,)
    )


def _host(url: str | None) -> str | None:
    found = _HOST.match(url.casefold()) if url else None
    return found[1] if found else None
