"""Where tellings come from: corroboration counts independent origins, not reprints."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.fuse.duplicates import CopyGroup, group_copies
from dateline.fuse.mentions import Telling, Voice, fold
from dateline.fuse.records import Origin
from dateline.fuse.rules import FuseRules, OriginRule
from dateline.fuse.shingles import ReportText
from dateline.records import Record

_AGENCY: Final = re.compile(r"\b(news agency|press agency|news wire|wire service|agency|wire)$")
_HOST: Final = re.compile(r"^[a-z]+://(?:www\.)?([^/:]+)")


class Origins(Record, frozen=True, kw_only=True):
    """The origins of an event, the ids of those behind each telling, and the reports that are copies."""

    origins: tuple[Origin, ...]
    of: Mapping[str, tuple[str, ...]]
    copies: tuple[CopyGroup, ...]

    @property
    def independent(self) -> int:
        """Return how many origins assert the event."""
        return sum(not origin.denies for origin in self.origins)


def find_origins(tellings: Sequence[Telling], rules: FuseRules) -> Origins:
    """Return where the tellings of one event come from.

    A copy has the origins of the report it copies and adds none. A report that names its sources tells
    from them; one that names none tells in its own voice, or in that of the agency it credits.
    """
    copies = group_copies((one.report for one in tellings), rules.copies)
    first_of = {id_: group.first for group in copies for id_ in (group.first, *_ids(group))}
    by_report = {one.report.id: one for one in tellings}
    found: dict[str, Origin] = {}
    of: dict[str, tuple[str, ...]] = {}
    for one in sorted(tellings, key=lambda telling: telling.id):
        told = _origins_of(by_report[first_of[one.report.id]], rules)
        of[one.id] = tuple(sorted(origin.id for origin in told))
        for origin in told:
            reports = {*(found[origin.id].reports if origin.id in found else ()), one.report.id}
            found[origin.id] = _with_reports(origin, reports, found.get(origin.id))
    return Origins(origins=tuple(found[key] for key in sorted(found)), of=of, copies=copies)


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
    voices = [voice for voice in one.voices if voice.kind != "person"] or one.voices
    told = [_of_voice(voice, one, rules) for voice in voices]
    found = {(origin.id, origin.denies): origin for origin in told}
    if all(origin.denies for origin in found.values()):
        own = own_voice(one.report, rules)
        found[own.id, False] = own
    said = {id_ for id_, denies in found if not denies}
    return [one for (id_, denies), one in sorted(found.items()) if not denies or id_ not in said]


def own_voice(report: ReportText, rules: FuseRules) -> Origin:
    """Return the report's own voice: the agency it credits, else its outlet."""
    publisher = report.publisher or _host(report.url) or f"report {report.id}"
    agency = report.agency or (publisher if _AGENCY.search(fold(publisher)) else None)
    rule = rules.origin("agency" if agency else "outlet")
    return _origin(rule, agency or publisher, report, rules)


def _of_voice(voice: Voice, one: Telling, rules: FuseRules) -> Origin:
    """Return the origin of a voice; all witnesses of one outlet are one."""
    rule = rules.origin(_kind(voice, one, rules))
    found = _origin(rule, voice.name, one.report, rules)
    whose = voice.id if rule.shared and voice.id != "unknown" else own_voice(one.report, rules).id
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
