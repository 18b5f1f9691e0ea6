"""Tasks as a file: what stands in which column, and that no cell runs as a formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.task import sheet
from storage import facts
from storage.vocabulary import Priority, TaskStatus

ANA = facts.Member(1, "U1", "Ana Sousa", "ana", "Europe/Lisbon", time(9), time(17))
BEN = facts.Member(2, "U2", "Ben Carter", "ben", "America/New_York", time(9), time(17))
CREATED = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
BARE = facts.Task(
    id=77,
    number=9,
    title="Order the racks",
    notes="",
    link=None,
    status=TaskStatus.OPEN,
    priority=Priority.P3,
    estimate=None,
    due=None,
    first_due=None,
    slips=0,
    owner=None,
    creator=ANA,
    project=None,
    channel_id=None,
    created_at=CREATED,
    done_at=None,
    done_by=None,
    version=1,
)
PLACES = sheet.Where({8: "migration"}, {77: "https://x.slack.com/archives/C1/p1"})
FULL = replace(
    BARE,
    notes='Ask Żak first;\nthen "order", by mail',
    link="https://example.com/1",
    status=TaskStatus.DONE,
    priority=Priority.P1,
    estimate=180,
    points=5,
    first_due=datetime(2026, 11, 25, 22, 0, tzinfo=UTC),
    slips=2,
    channel_id=8,
    due=facts.Due(datetime(2026, 11, 27, 22, 0, tzinfo=UTC), date(2026, 11, 27), "fri", "America/New_York"),
    owner=BEN,
    project=facts.Project(3, "atlas", "Atlas", 1, None),
    labels=("dns", "security"),
    after=(facts.Before(70, 4, TaskStatus.OPEN), facts.Before(71, 7, TaskStatus.DONE)),
    watchers=(ANA, BEN),
    repeat="every fri at 16:00",
    checklist=(facts.Step("order", is_done=True), facts.Step("rack", is_done=False)),
    done_at=datetime(2026, 11, 26, 8, 5, tzinfo=UTC),
)


def rows(content: bytes) -> list[dict[str, str]]:
    """Read a CSV file as a spreadsheet does."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_field_stands_in_its_column_and_times_are_on_the_clock_of_whoever_asked() -> None:
    [row] = rows(sheet.as_csv([FULL], "America/New_York", PLACES))

    assert row == {
        "number": "T-9",
        "title": "Order the racks",
        "notes": 'Ask Żak first;\nthen "order", by mail',
        "status": "done",
        "state": "",
        "reason": "",
        "owner": "Ben Carter",
        "due": "2026-11-27 17:00",
        "promised": "2026-11-25 17:00",
        "moves": "2",
        "snoozed": "",
        "priority": "P1",
        "estimate": "3h",
        "points": "5",
        "project": "atlas",
        "channel": "migration",
        "labels": "dns security",
        "after": "T-4 T-7",
        "watchers": "Ana Sousa, Ben Carter",
        "repeat": "every fri at 16:00",
        "checklist": "[x] order\n[ ] rack",
        "creator": "Ana Sousa",
        "created": "2026-11-25 05:30",
        "finished": "2026-11-26 03:05",
        "link": "https://example.com/1",
        "card": "https://x.slack.com/archives/C1/p1",
    }


def test_what_is_not_known_is_an_empty_cell_or_null() -> None:
    [row] = rows(sheet.as_csv([BARE], "UTC", PLACES))
    [task] = json.loads(sheet.as_json([BARE], "UTC", PLACES))["tasks"]

    empty = {name for name, cell in row.items() if not cell}
    assert empty == {name for name, value in task.items() if value in (None, [], "")}
    assert {"owner", "due", "estimate", "points", "project", "labels", "finished", "link"} < empty


def test_json_has_numbers_lists_and_what_it_is() -> None:
    whole = json.loads(sheet.as_json([FULL], "Europe/Lisbon", PLACES))
    [task] = whole.pop("tasks")

    assert whole == {"format": "muster-tasks", "version": 1, "zone": "Europe/Lisbon"}
    assert (task["number"], task["points"], task["moves"]) == ("T-9", 5, 2)
    assert (task["labels"], task["after"]) == (["dns", "security"], ["T-4", "T-7"])
    assert task["due"] == "2026-11-27 22:00"
    assert tuple(task) == tuple(row_names())


def row_names() -> list[str]:
    """Return the columns of a CSV file without tasks."""
    return list(
        csv.DictReader(io.StringIO(sheet.as_csv([], "UTC", PLACES).decode("utf-8-sig"))).fieldnames or []
    )


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(start: str) -> None:
    [row] = rows(sheet.as_csv([replace(BARE, title="Call", notes=f"{start}HYPERLINK(1)")], "UTC", PLACES))

    assert row["notes"] == f"'{start}HYPERLINK(1)"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_is_the_same_again_once_its_apostrophe_is_off(text: str) -> None:
    [row] = rows(sheet.as_csv([replace(BARE, notes=text)], "UTC", PLACES))
    [task] = json.loads(sheet.as_json([replace(BARE, notes=text)], "UTC", PLACES))["tasks"]

    assert row["notes"].removeprefix("'") == text
    assert not row["notes"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert task["notes"] == text


@pytest.mark.parametrize(
    ("stands", "state", "reason"),
    [
        ({}, "to do", ""),
        ({"started_at": CREATED}, "under way", ""),
        ({"blocked_at": CREATED, "blocked_reason": "the vendor"}, "blocked", "the vendor"),
        ({"started_at": CREATED, "blocked_at": CREATED}, "under way, blocked", ""),
        ({"status": TaskStatus.DROPPED, "drop_reason": "not needed"}, "", "not needed"),
    ],
)
def test_the_state_of_the_work_and_the_reason_stand_in_columns(
    stands: dict[str, Any], state: str, reason: str
) -> None:
    [row] = rows(sheet.as_csv([replace(BARE, **stands)], "UTC", PLACES))

    assert (row["state"], row["reason"]) == (state, reason)
