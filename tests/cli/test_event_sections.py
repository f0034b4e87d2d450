from msgspec.structs import replace
from tests.fuse.conftest import SHABAAB, make_telling, rules  # noqa: F401

from dateline.cli.event_sections import contradiction_lines, responsibility_lines
from dateline.fuse.merge import merge_tellings
from dateline.fuse.voices import Voice
from dateline.ledger import Entry
from dateline.records import Claim, Participant, span_of

POLICE = Participant(id="police:SOM", name="Police Forces of Somalia", kind="force")
ACCUSED = Participant(id=SHABAAB.id, name=SHABAAB.name, kind="force")


def entry(rules):  # noqa: F811
    span = span_of("blamed", 0, 6)
    told = make_telling(
        "a", voices=(Voice(kind="official", id=POLICE.id, name=POLICE.name),), publisher="Herald"
    )
    claims = (
        Claim(actor=ACCUSED, kind="accusation", by=POLICE, span=span),
        Claim(actor=ACCUSED, kind="denial", by=ACCUSED, stance="deny", span=span),
    )
    fused = merge_tellings([replace(told, event=replace(told.event, claims=claims))], rules)
    return Entry(id=fused.id, event=fused.event, fused=fused, now=(), told=(), stood=(), reviews=())


def test_who_accuses_whom_is_shown_with_origin_and_day(rules):  # noqa: F811
    first, second = responsibility_lines(entry(rules))
    assert first.startswith("- al-Shabaab accused by Police Forces of Somalia  2021-03-05")
    assert "Police Forces of Somalia (official)" in first
    assert second.startswith("- denied by al-Shabaab")


def test_an_accusation_and_its_denial_stand_side_by_side(rules):  # noqa: F811
    title, *claims = contradiction_lines(entry(rules))
    assert title.startswith("responsibility: ")
    assert len(claims) == 2
