import pytest
from sqlalchemy import delete, update
from tests.store.referring import SOURCE, add_reference, row
from tests.store.storing import FIRST, SECOND, Told, coding, make_report

from dateline.errors import InputError, StoreError
from dateline.records import Place
from dateline.store import (
    Added,
    EventFilter,
    add_codings,
    add_review,
    drop_old_codings,
    find_mentions,
    find_uncoded,
    last_turn,
    open_store,
    read_codings,
    read_ended,
    read_history,
    read_mentions,
    read_status,
    read_told,
)
from dateline.store.tables import APPEND_ONLY

ATTACK = "The army attacked Hajin on Friday."
SHELLING = "Shells fell on Hajin on Sunday."


def ids(store, **wanted):
    return [one.id for one in find_mentions(store, EventFilter(**wanted))]


def test_a_report_comes_back_as_it_was_stored(store):
    new = coding(ATTACK, Told(dead=3))
    assert add_codings(store, [new]) == Added(reports=1, codings=1)
    (mention,) = read_mentions(store)
    assert mention.event == new.coded.events[0]
    assert (mention.report_id, mention.sha256) == (new.report.id, new.report.sha256)
    assert (mention.published, mention.publisher, mention.url) == (
        "2024-03-02",
        "The Ledger",
        "https://ledger.example/1",
    )
    (stored,) = read_codings(store)
    assert stored.report_id == new.report.id
    assert stored.coded.report.id == new.report.sha256
    assert stored.coded.report.text == ATTACK
    assert stored.coded.event_mentions == new.coded.event_mentions
    assert [event.id for event in stored.coded.events] == [mention.id]


def test_what_is_stored_is_there_when_the_store_is_opened_again(where):
    with open_store(where) as store:
        add_codings(store, [coding(ATTACK)])
    with open_store(where) as store:
        assert len(list(read_mentions(store))) == 1


def test_the_same_report_twice_is_one_and_every_way_to_it_is_kept(store):
    add_codings(store, [coding(ATTACK, how="/a.txt:1"), coding(ATTACK, how="/b.txt:1")])
    assert add_codings(store, [coding(ATTACK, how="/a.txt:1")]) == Added()
    assert add_codings(store, [coding(ATTACK, how="/c.txt:1")]) == Added()
    (mention,) = read_mentions(store)
    (told,) = read_told(store, [mention.id])
    assert told.ways == ("/a.txt:1", "/b.txt:1", "/c.txt:1")
    assert read_status(store).reports == 1


def test_a_turn_in_which_nothing_is_new_is_not_written(store):
    add_codings(store, [coding(ATTACK)])
    add_codings(store, [coding(ATTACK)])
    assert last_turn(store) == 1


def test_only_reports_without_a_coding_of_these_versions_need_coding(store):
    add_codings(store, [coding(ATTACK)])
    known, new = make_report(ATTACK), make_report(SHELLING)
    found = [(known, "/other.txt:1"), (new, "/b.txt:1"), (new, "/c.txt:1")]
    assert find_uncoded(store, found, FIRST) == [new]
    assert find_uncoded(store, found, SECOND) == [known, new]
    (mention,) = read_mentions(store)
    assert read_told(store, [mention.id])[0].ways == ("/wire/a.txt:1", "/other.txt:1")


def test_coding_anew_keeps_the_old_coding_until_it_is_dropped(store):
    add_codings(store, [coding(ATTACK, Told(dead=3), Told(type="raid", start=10))])
    add_codings(store, [coding(ATTACK, Told(dead=4), versions=SECOND)])
    (mention,) = read_mentions(store)
    assert mention.event.deaths.total.best == 4
    old, new = read_told(store, [mention.id])
    assert (old.versions, old.until, old.mention.event.deaths.total.best) == (FIRST, 2, 3)
    assert (new.versions, new.until) == (SECOND, None)
    status = read_status(store)
    assert (status.reports, status.codings, status.old_codings) == (1, 1, 1)
    assert drop_old_codings(store) == 1
    assert drop_old_codings(store) == 0
    assert len(read_told(store, [mention.id])) == 1
    assert [turn.kind for turn in read_history(store)] == ["add", "add", "drop"]


def test_of_two_codings_in_one_turn_the_last_is_in_force(store):
    first, second = coding("one report"), coding("one report", Told(dead=9), versions=SECOND)
    assert add_codings(store, [first, second]).codings == 2
    (mention,) = read_mentions(store)
    assert mention.event.deaths.total.best == 9
    assert read_status(store).old_codings == 1


def test_a_mention_keeps_its_id_when_version_or_publication_date_change(store):
    add_codings(store, [coding(ATTACK)])
    before = ids(store)
    add_codings(store, [coding(ATTACK, versions=SECOND)])
    add_codings(store, [coding(ATTACK, versions=SECOND, published="2024-03-09")])
    assert ids(store) == before
    assert [one.published for one in read_mentions(store)] == ["2024-03-09"]
    assert (read_status(store).reports, read_status(store).readings) == (1, 2)


def test_two_inputs_may_use_the_same_id_for_different_reports(store):
    one, other = coding(ATTACK), coding(SHELLING)
    add_codings(store, [one, other])
    assert len(set(ids(store))) == 2
    assert len({stored.coded.report.id for stored in read_codings(store)}) == 2


def test_reading_since_a_turn_gives_what_came_after_and_what_ended(store):
    add_codings(store, [coding(ATTACK, Told(), Told(type="raid", start=10))])
    seen = last_turn(store)
    raid = ids(store, type="raid")
    add_codings(store, [coding(SHELLING)])
    add_codings(store, [coding(ATTACK, versions=SECOND)])
    since = [mention.event.type for mention in read_mentions(store, since=seen)]
    assert since == ["attack", "attack"]
    assert read_ended(store, since=seen) == tuple(raid)
    assert read_ended(store, since=last_turn(store)) == ()
    assert len(list(read_codings(store, since=seen))) == 2


FILTERS = [
    pytest.param({}, {"old", "near", "far", "undated"}, id="all"),
    pytest.param({"first": "2024-03-01"}, {"near", "far"}, id="from"),
    pytest.param({"last": "2024-02-28"}, {"old"}, id="to"),
    pytest.param({"first": "2024-03-01", "last": "2024-03-01"}, {"near"}, id="one-day"),
    pytest.param({"country": "SYR"}, {"old", "near", "undated"}, id="country"),
    pytest.param({"place": "hajin"}, {"old", "near", "undated"}, id="place-by-name"),
    pytest.param({"place": "gn:1"}, {"old", "near", "undated"}, id="place-by-id"),
    pytest.param({"place": "Deir ez-Zor"}, {"old", "near", "undated"}, id="place-by-region"),
    pytest.param({"place": "Deir"}, {"old", "near", "undated"}, id="place-by-a-word"),
    pytest.param({"place": "Haj"}, set(), id="no-part-of-a-word"),
    pytest.param({"place": "%"}, set(), id="no-wildcards"),
    pytest.param({"actor": "falcons"}, {"old", "near", "far", "undated"}, id="actor-by-a-word"),
    pytest.param({"actor": "military:SYR", "type": "raid"}, {"far"}, id="actor-and-type"),
    pytest.param({"actor": "nobody"}, set(), id="nobody"),
]


@pytest.mark.parametrize(("wanted", "found"), FILTERS)
def test_events_are_found_by_what_they_say(store, wanted, found):
    far = Place(id="gn:2", name="Kyiv", lat=50.4, lon=30.5, country="UKR")
    told = {
        "old": Told(day="2024-02-01"),
        "near": Told(),
        "far": Told(type="raid", day="2024-03-05", place=far),
        "undated": Told(day=None),
    }
    add_codings(store, [coding(f"{name} report", one) for name, one in told.items()])
    names = {
        stored.coded.events[0].id: stored.coded.report.text.split()[0]
        for stored in read_codings(store)
    }
    assert {names[one] for one in ids(store, **wanted)} == found


@pytest.mark.parametrize("action", [update, delete])
def test_the_database_itself_refuses_to_change_what_is_append_only(store, action):
    add_codings(store, [coding(ATTACK), coding(SHELLING)])
    add_review(store, [ids(store)])
    add_reference(store, SOURCE, [row()])
    for table in APPEND_ONLY:
        column = next(iter(table.c))
        statement = delete(table) if action is delete else update(table).values({column: column})
        with pytest.raises(StoreError, match="append-only"):
            store.write(lambda writing, sql=statement: writing.connection.execute(sql))
    assert read_status(store).reports == 2


def test_what_no_database_takes_is_refused_with_its_place(store):
    with pytest.raises(InputError, match=r"/wire/a\.txt:1: the text of the report holds a NUL"):
        add_codings(store, [coding(SHELLING), coding("a\0b")])
    assert read_status(store).reports == 0


def test_a_file_name_that_is_no_text_and_a_toll_beyond_bounds_are_stored(store):
    add_codings(store, [coding(ATTACK, Told(dead=10**30), how="/a\udcff.txt:1")])
    (mention,) = read_mentions(store)
    assert mention.event.deaths.total.best == 10**30
    assert read_told(store, [mention.id])[0].ways == ("/a\\udcff.txt:1",)


def test_many_reports_in_one_turn(store):
    new = [coding(f"Report {number} of the army.") for number in range(600)]
    assert add_codings(store, new) == Added(reports=600, codings=600)
    assert find_uncoded(store, [(one.report, one.how) for one in new], FIRST) == []
    assert len(list(read_codings(store))) == 600
    assert last_turn(store) == 1


def test_the_history_says_when_and_what(store):
    add_codings(store, [coding(ATTACK)])
    (turn,) = read_history(store)
    assert (turn.turn, turn.at, turn.kind) == (1, "2024-05-01T12:00:00Z", "add")
    assert turn.details == {"reports": 1, "codings": 1}
