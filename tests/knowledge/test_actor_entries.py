import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_entries import COLUMNS, read_entries

FIELDS = {
    "id": "north-army", "name": "North Army", "kind": "force", "class": "rebel",
    "countries": "IND", "from": "1990", "to": "1999", "source": "own example",
}  # fmt: skip


class Table:
    name = "own.tsv"

    def __init__(self, *rows: dict[str, str]):
        lines = ["\t".join({**FIELDS, **row}.get(column, "") for column in COLUMNS) for row in rows]
        self._text = "\n".join(["\t".join(COLUMNS), *lines])

    def read_text(self, encoding: str | None = None) -> str:
        del encoding
        return self._text


def other(**fields: str) -> dict[str, str]:
    return {"id": "south-army", "name": "South Army", **fields}


def test_a_row_becomes_an_entry():
    (entry,) = read_entries(
        [Table({"aliases": "NA|Army of the North@IND,1992-1994", "acled": "="})]
    )
    assert [alias.text for alias in entry.aliases] == ["North Army", "NA", "Army of the North"]
    assert entry.aliases[2].countries == {"IND"}
    assert entry.aliases[2].years == ("1992-01-01", "1994-12-31")
    assert entry.acled == "North Army"
    assert entry.where == "own.tsv:2"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "North Army"}, "lower-case-with-hyphens"),
        ({"kind": "army"}, "kind 'army'"),
        ({"countries": "India"}, "no alpha-3"),
        ({"from": "2001"}, "runs backwards"),
        ({"from": "long ago"}, "no date"),
        ({"aliases": "NA@India"}, "neither a country nor years"),
        ({"aliases": "?!"}, "no letters"),
        ({"acled_type": "9"}, "acled_type"),
        ({"source": ""}, "source"),
        ({"parents": "nobody"}, "'nobody' is no actor"),
        ({"parents": "north-army"}, "'north-army' is no actor"),
    ],
)
def test_a_broken_row_is_told_with_file_and_line(row, message):
    with pytest.raises(KnowledgeError, match=r"own\.tsv:2.*" + message):
        read_entries([Table(row)])


@pytest.mark.parametrize(
    "second", [{"id": "south-army"}, {"name": "South Army"}], ids=["same name", "same id"]
)
def test_ids_and_names_stand_once(second):
    with pytest.raises(KnowledgeError, match=r"own\.tsv:3: .* stands already at own\.tsv:2"):
        read_entries([Table({}, second)])


def test_an_alias_of_two_actors_needs_something_to_tell_them_apart():
    with pytest.raises(KnowledgeError, match=r"'NA' is also a name of north-army \(own\.tsv:2\)"):
        read_entries([Table({"aliases": "NA"}, other(aliases="NA"))])


@pytest.mark.parametrize(
    "second",
    [
        other(aliases="NA", countries="NPL"),
        other(aliases="NA", **{"from": "2001", "to": "2005"}),
        other(aliases="NA@PAK"),
        other(aliases="NA@IND,2000-2005", to="2010"),
    ],
    ids=["other country", "other years", "alias elsewhere", "alias in other years"],
)
def test_country_or_years_tell_owners_apart(second):
    assert len(read_entries([Table({"aliases": "NA"}, second)])) == 2
