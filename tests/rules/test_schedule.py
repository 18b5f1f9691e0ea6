"""Loops are found whole; what waits moves to the first date that fits, and no further."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from commands.kit import calendar
from commands.task.schedule import fitting, loop, ready, shifts, worked
from storage import facts
from storage.vocabulary import Priority, TaskStatus

ANA = facts.Member(1, "U1", "Ana Sousa", "ana", "UTC", time(9), time(17))
FRIDAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def due(day: str, at: time = time(17)) -> facts.Due:
    """Make a due date in UTC."""
    on = date.fromisoformat(day)
    return facts.Due(calendar.to_utc(on, at, "UTC"), on, "", "UTC")


def here(member: facts.Member, day: date) -> bool:
    """Nobody is away."""
    return False


def task(
    number: int, day: str | None = None, *, after: tuple[int, ...] = (), minutes: int | None = None
) -> facts.Task:
    """Make an open task of Ana's; its id is its number."""
    return facts.Task(
        id=number,
        number=number,
        title=f"Task {number}",
        notes="",
        link=None,
        status=TaskStatus.OPEN,
        priority=Priority.P3,
        estimate=minutes,
        due=due(day) if day else None,
        first_due=None,
        slips=0,
        owner=ANA,
        creator=ANA,
        project=None,
        channel_id=None,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        done_at=None,
        done_by=None,
        version=1,
        after=tuple(facts.Before(one, one, TaskStatus.OPEN) for one in after),
    )


@pytest.mark.parametrize(
    ("task_id", "before", "pairs", "path"),
    [
        (7, 12, [(12, 7)], [7, 12, 7]),
        (1, 4, [(4, 3), (3, 2), (2, 1)], [1, 4, 3, 2, 1]),
        (1, 4, [(4, 3), (3, 1), (4, 1)], [1, 4, 1]),
        (1, 1, [], [1, 1]),
        (1, 4, [(4, 3), (3, 2)], []),
        (1, 4, [(2, 1), (3, 1)], []),
    ],
)
def test_the_shortest_loop_a_link_would_close_is_named_whole(
    task_id: int, before: int, pairs: list[tuple[int, int]], path: list[int]
) -> None:
    assert loop(task_id, before, pairs) == path


def test_a_task_can_begin_when_the_last_of_what_it_waits_for_is_done() -> None:
    first, second = task(1, "2026-11-25"), task(2, "2026-11-27")

    found = ready(task(9, after=(1, 2)), [first, second], NOW, here)

    assert (found.at, found.chain) == (due("2026-11-27").at, (second,))


def test_the_chain_reaches_back_to_what_decides_the_date() -> None:
    late, middle = task(1, "2026-12-04"), task(2, "2026-11-25", after=(1,))

    found = ready(task(9, after=(2,)), [middle, late], NOW, here)

    assert (found.at, found.chain) == (due("2026-12-04").at, (late, middle))


def test_nobody_knows_when_a_task_begins_that_waits_for_undated_ones() -> None:
    undated = task(1)

    found = ready(task(9, after=(1,)), [undated], NOW, here)

    assert (found.at, found.chain) == (None, (undated,))


def test_only_what_would_begin_too_early_shifts() -> None:
    moved = task(1, "2026-11-27")
    early, late = task(2, "2026-11-25", after=(1,)), task(3, "2026-12-01", after=(1,))

    found = shifts(moved, [early, late], here)

    assert [(one.task.number, one.due.day) for one in found] == [(2, FRIDAY)]


def test_a_shift_moves_what_waits_for_the_shifted_in_its_turn() -> None:
    moved = task(1, "2026-11-27")
    chain = [task(3, "2026-11-25", after=(2,)), task(2, "2026-11-24", after=(1,), minutes=8 * 60)]

    found = shifts(moved, chain, here)

    assert [(one.task.number, one.due.day.isoformat()) for one in found] == [
        (2, "2026-11-30"),
        (3, "2026-11-30"),
    ]


def test_an_undated_task_in_between_passes_the_date_on() -> None:
    moved = task(1, "2026-11-27")

    found = shifts(moved, [task(2, after=(1,)), task(3, "2026-11-24", after=(2,))], here)

    assert [(one.task.number, one.due.day) for one in found] == [(3, FRIDAY)]


def test_the_time_of_day_is_kept_and_leaves_room_for_the_estimate() -> None:
    noon = replace(task(2, minutes=120), due=due("2026-11-24", time(12)))

    found = fitting(noon, due("2026-11-27", time(11)).at, here)

    assert found is not None
    assert found.at == datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_a_date_that_leaves_just_the_room_that_is_needed_stays_as_it_was_said() -> None:
    tight = replace(task(2, minutes=120), due=replace(due("2026-11-27", time(13)), words="fri at 13:00"))

    assert fitting(tight, due("2026-11-27", time(11)).at, here) == tight.due
    assert fitting(tight, due("2026-11-27", time(11, 1)).at, here) != tight.due


@pytest.mark.parametrize(
    ("minutes", "starts", "ends"),
    [
        (None, "2026-11-27T17:00", "2026-11-27T17:00"),
        (180, "2026-11-27T17:00", "2026-11-30T12:00"),
        (180, "2026-11-27T10:00", "2026-11-27T13:00"),
        (8 * 60, "2026-11-27T09:00", "2026-11-27T17:00"),
        (16 * 60, "2026-11-26T12:00", "2026-11-30T12:00"),
        (60, "2026-11-28T11:00", "2026-11-30T10:00"),
    ],
)
def test_an_estimate_is_worked_off_in_working_hours(minutes: int | None, starts: str, ends: str) -> None:
    begun = datetime.fromisoformat(starts).replace(tzinfo=UTC)

    found = worked(task(1, minutes=minutes), begun, here)

    assert found == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_a_day_on_which_its_owner_is_away_is_no_day_of_work() -> None:
    def away(member: facts.Member, day: date) -> bool:
        return member == ANA and day < date(2026, 12, 2)

    begun, long = due(FRIDAY.isoformat()).at, task(2, "2026-11-24", minutes=10 * 60)

    short = fitting(task(2, "2026-11-24"), begun, away)
    found = fitting(long, begun, away)
    nobodys = fitting(replace(long, owner=None), begun, away)

    assert [one and one.day.isoformat() for one in (short, found, nobodys)] == [
        "2026-12-02",
        "2026-12-03",
        "2026-12-01",
    ]
