"""docs/reliability.md tells what the fault tests tried."""

from tests.faults import table


def test_every_fault_test_says_what_fails_what_happens_and_what_people_see() -> None:
    told = table.markdown()

    assert [name for name, _ in table.tests() if f"`{name}`" not in told] == []


def test_the_page_carries_the_table_the_tests_write() -> None:
    assert table.GUIDE.read_text() == table.guide(), "run python -m tests.faults.table"
