"""A file of tasks comes in, batch by batch, on both databases."""

import pytest
from sqlmodel import Session

from commands.task import incoming, operations
from storage import tasks
from storage.import_facts import Import
from storage.vocabulary import ImportState, TaskStatus
from tests.store.conftest import NOW, Team


def to_the_end(tx: Session, import_id: int) -> ImportState:
    """Do batches until nothing is left to do."""
    for _ in range(20):
        operations.go_on(tx, import_id, NOW)
    return operations.standing(tx, import_id, 10).file.state


@pytest.mark.parametrize("pressed_at", [ImportState.SAVING, ImportState.LINKING, ImportState.DONE])
def test_undo_of_a_file_begins_at_once_and_goes_batch_by_batch(
    tx: Session, team: Team, pressed_at: ImportState
) -> None:
    act = team.act(team.ana)
    rows = [incoming.Row(n, {"title": f"Rack {n}"}) for n in range(120)]
    operations.bring(tx, act, "racks.csv", rows, None)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    while operations.standing(tx, 1, 10).file.state is not pressed_at or not opened(tx, team):
        operations.go_on(tx, 1, NOW)
    before = opened(tx, team)

    outcome = operations.undo(tx, team.act(team.ana, group="g2"), None)
    at_once = opened(tx, team)
    operations.go_on(tx, 1, NOW)
    after_one = opened(tx, team)
    state = to_the_end(tx, 1)

    assert isinstance(outcome, Import)
    assert (at_once, after_one) == (before, max(before - 50, 0))
    assert (state, opened(tx, team)) == (ImportState.TAKEN_BACK, 0)
    assert operations.undo(tx, team.act(team.ana, group="g3"), None) is None


def opened(tx: Session, team: Team) -> int:
    """Count the open tasks."""
    return tasks.count(tx, team.act(team.ana), tasks.in_status(TaskStatus.OPEN), most=1000)


def test_a_task_of_a_file_that_was_changed_a_hundred_times_since_stays(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", [incoming.Row(2, {"title": "Rack"})], team.atlas)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    to_the_end(tx, 1)
    for turn in range(100):
        operations.retitle(tx, 1, f"Rack {turn}", team.act(team.ben, group=f"by{turn}"))

    operations.press(tx, act, 1, "back")
    state = to_the_end(tx, 1)

    assert state is ImportState.TAKEN_BACK
    assert [line.problem for line in operations.standing(tx, 1, 10).wrong] == [
        "it was changed since, and stays"
    ]
    assert opened(tx, team) == 1


def test_nobody_else_takes_a_file_back(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", [incoming.Row(2, {"title": "Rack"})], None)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    to_the_end(tx, 1)

    group = operations.standing(tx, 1, 10).file.group
    outcome = operations.undo(tx, team.act(team.ben, group="g2"), group)

    assert outcome is None
    assert opened(tx, team) == 1


def test_a_file_is_checked_saved_linked_and_taken_back(tx: Session, team: Team) -> None:
    bad = incoming.Row(99, {"title": "Bad", "due": "soon"})
    rows = [
        incoming.Row(n, {"number": str(n), "title": f"Rack {n}", "after": f"T-{n - 1}"}) for n in range(2, 62)
    ]
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", [*rows, bad], None)

    checked = to_the_end(tx, 1)
    found = operations.standing(tx, 1, 10)
    assert operations.press(tx, act, 1, "save")
    saved = to_the_end(tx, 1)
    made = tasks.list_open(tx, act, limit=100)
    assert operations.press(tx, act, 1, "back")
    back = to_the_end(tx, 1)

    assert (checked, saved, back) == (ImportState.READY, ImportState.DONE, ImportState.TAKEN_BACK)
    assert (found.count.lines, found.count.wrong, found.file.unlinked) == (61, 1, 1)
    assert [line.line for line in found.wrong] == [99]
    assert len(made) == 60
    assert sorted(len(task.after) for task in made) == [0, *([1] * 59)]
    assert tasks.list_open(tx, act, limit=100) == []
