import re
from typing import cast

import pytest

from dateline.fuse.grades import grade_event
from dateline.fuse.origins import Origins
from dateline.fuse.records import Origin
from dateline.knowledge.fusing import GRADE_COLUMNS, GRADES
from dateline.knowledge.tables import package_data, read_rows
from dateline.records import Status

EXAMPLE = re.compile(r"(\d+) origins, ([A-F]), (disputed|undisputed), (\w+)")
ROWS = list(read_rows(package_data(GRADES), GRADE_COLUMNS))


def origins(count, grade, *, denies=False):
    found = tuple(
        Origin(id=f"outlet:{n}", group="outlet", name=str(n), grade=grade, reports=(str(n),), denies=denies)
        for n in range(count)
    )  # fmt: skip
    said: dict[str, tuple[str, ...]]
    said, names = {} if denies else {one.id: (one.id,) for one in found}, [one.id for one in found]
    none = dict.fromkeys(names, ())
    return Origins(
        origins=found,
        of=none | said,
        denying=none,
        voices=none,
        outlets={name: name for name in names},
        copies=(),
    )


@pytest.mark.parametrize("row", ROWS, ids=[row.where for row in ROWS])
def test_the_example_of_each_row(rules, row):
    match = EXAMPLE.fullmatch(row.cell("example"))
    assert match is not None
    count, grade, disputed, status = match.groups()
    found = grade_event(
        origins(int(count), grade),
        rules,
        disputed=disputed == "disputed",
        status=cast("Status", status),
    )
    assert (found.information, found.information_why) == (row.cell("credibility"), row.cell("why"))
    assert found.code == f"{grade}{row.cell('credibility')}"


def test_nobody_asserts_it(rules):
    found = grade_event(origins(1, "B", denies=True), rules, disputed=False, status="happened")
    assert found.code == "F6"
