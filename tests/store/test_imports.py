"""A file of tasks comes in, batch by batch, on both databases."""

from sqlmodel import Session

from commands.task import incoming, operations
from storage import tasks
from storage.vocabulary import ImportState
from tests.store.conftest import NOW, Team


def to_the_end(tx: Session, import_id: int) -> ImportState:
    """Do batches until nothing is left to do."""
    for _ in range(20):
        operations.go_on(tx, import_id, NOW)
    return operations.standing(tx, import_id, 10).file.state


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
