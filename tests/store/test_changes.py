"""Writes leave a trace, and can be taken back while nobody built on them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from commands.task import operations
from storage import changes, facts, histories, tasks
from storage.vocabulary import Noun, TaskStatus
from tests.store.conftest import NOW, Team


def add(tx: Session, team: Team, act: facts.Act, **values: Any) -> int:
    """Add a task in #atlas unless told otherwise."""
    given = {
        "team_id": team.team.id,
        "number": changes.number(tx, team.team.id, Noun.TASK),
        "title": "Order the racks",
        "notes": "",
        "status": TaskStatus.OPEN,
        "priority": 3,
        "slips": 0,
        "owner_id": team.ana.id,
        "creator_id": team.ana.id,
        "channel_id": team.atlas.id,
        "created_at": NOW,
        "version": 1,
        **values,
    }
    return changes.add(tx, act, Noun.TASK, given)


def test_a_change_says_who_and_from_what_to_what(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    changes.apply(tx, team.act(team.ben, group="g2"), Noun.TASK, task, {"owner_id": team.ben.id})

    told = histories.list_about(tx, team.team.id, Noun.TASK, task)[0]
    assert (told.member, told.field, told.old, told.new) == (team.ben, "owner_id", team.ana.id, team.ben.id)


def test_what_stays_the_same_leaves_no_trace(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    changed = changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"owner_id": team.ana.id})

    assert changed == []
    assert len(histories.list_about(tx, team.team.id, Noun.TASK, task)) == 1


def test_undo_restores_every_field_of_the_group(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    due = {"due_at": NOW, "due_day": NOW.date(), "due_words": "today", "due_zone": "UTC"}
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, due)

    later = changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert later == []
    assert tasks.get(tx, task).due is None


def test_taking_back_leaves_a_trace_of_what_it_changed_and_of_nothing_that_stayed(
    tx: Session, team: Team
) -> None:
    task = add(tx, team, team.act(team.ana))

    changes.undo(tx, team.act(team.ana, group="g2"), histories.list_group(tx, team.team.id, "g1"))

    rows = histories.list_group(tx, team.team.id, "g2")
    assert [(row.field, row.old, row.new) for row in rows] == [("status", "open", "dropped")]
    assert tasks.get(tx, task).drop_reason == ""


def test_undo_names_who_changed_the_same_since(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"owner_id": team.ben.id})
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, {"owner_id": team.gil.id})

    later = changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g2"))

    assert [change.member for change in later] == [team.ben]
    assert tasks.get(tx, task).owner == team.gil


def test_a_number_taken_back_is_not_given_again(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    changes.undo(tx, team.act(team.ana, group="g2"), histories.list_group(tx, team.team.id, "g1"))

    assert changes.number(tx, team.team.id, Noun.TASK) == 2


def test_the_last_group_is_the_newest_not_taken_back_within_ten_minutes(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"priority": 1})
    changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    soon = histories.last_group(tx, team.team.id, team.ana.id, now=NOW)
    too_late = histories.last_group(tx, team.team.id, team.ana.id, now=NOW + timedelta(minutes=11))

    assert (soon, too_late) == ("g1", None)


def test_a_set_is_changed_as_a_whole_and_taken_back_as_it_was(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana), labels=["dns", "security"])
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"labels": ["security", "cutover"]})
    changed = tasks.get(tx, task).labels

    later = changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert (changed, later) == (("cutover", "security"), [])
    assert tasks.get(tx, task).labels == ("dns", "security")


def test_a_set_somebody_changed_since_is_not_taken_back(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"watchers": [team.ben.id]})
    changes.apply(
        tx, team.act(team.ben, group="g3"), Noun.TASK, task, {"watchers": [team.ben.id, team.gil.id]}
    )

    later = changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g2"))

    assert [change.member for change in later] == [team.ben]
    assert tasks.get(tx, task).watchers == (team.ben, team.gil)


def test_a_task_knows_which_of_those_it_waits_for_are_open(tx: Session, team: Team) -> None:
    first, second = add(tx, team, team.act(team.ana)), add(tx, team, team.act(team.ana))
    task = add(tx, team, team.act(team.ana), after=[first, second])

    changes.apply(tx, team.act(team.ben, group="g2"), Noun.TASK, second, {"status": TaskStatus.DONE})

    assert [(before.number, before.is_open) for before in tasks.get(tx, task).after] == [
        (1, True),
        (2, False),
    ]


def test_adding_is_taken_back_where_every_later_change_came_to_nothing(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana), labels=["dns"])
    edit = {"title": "Order all racks", "labels": ["dns", "vendor-b"]}
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, edit)
    changes.tell(tx, team.act(team.ana, group="g3"), Noun.TASK, task, "pinged legal")
    for group in ("g3", "g2"):
        undoing = team.act(team.ana, group=f"undo {group}")
        changes.undo(tx, undoing, histories.list_group(tx, team.team.id, group))
    changes.apply(tx, team.act(team.ben, group="g4"), Noun.TASK, task, {"priority": 1})
    changes.apply(tx, team.act(team.ana, group="g5"), Noun.TASK, task, {"priority": 3})

    later = changes.undo(tx, team.act(team.ana, group="g6"), histories.list_group(tx, team.team.id, "g1"))

    assert later == []
    assert tasks.get(tx, task).status is TaskStatus.DROPPED


def test_a_count_of_moves_does_not_keep_a_task_whose_date_is_as_it_was(tx: Session, team: Team) -> None:
    first = {"due_at": NOW, "due_day": NOW.date(), "due_words": "fri", "due_zone": "UTC", "first_due_at": NOW}
    task = add(tx, team, team.act(team.ana), **first)
    later_on = NOW + timedelta(days=3)
    there = {"due_at": later_on, "due_day": later_on.date(), "due_words": "mon", "slips": 1}
    changes.apply(tx, team.act(team.ben, group="g2"), Noun.TASK, task, there)
    back = {"due_at": NOW, "due_day": NOW.date(), "due_words": "the friday before", "due_zone": "Asia/Tokyo"}
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, back)

    later = changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g1"))

    assert later == []
    assert tasks.get(tx, task).status is TaskStatus.DROPPED


def test_a_date_that_stays_moved_keeps_its_task_and_the_date_alone_is_named(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    first = {"due_at": NOW, "due_words": "fri", "due_zone": "UTC", "first_due_at": NOW}
    changes.apply(tx, team.act(team.ben, group="g2"), Noun.TASK, task, first)

    later = changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g1"))

    assert [change.field for change in later] == ["due_at"]


def test_adding_is_not_taken_back_while_a_later_change_stands_and_only_that_is_named(
    tx: Session, team: Team
) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ben, group="g2"), Noun.TASK, task, {"priority": 1})
    changes.apply(tx, team.act(team.ana, group="g3"), Noun.TASK, task, {"title": "Order all racks"})
    changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g3"))

    later = changes.undo(tx, team.act(team.ana, group="g5"), histories.list_group(tx, team.team.id, "g1"))

    assert [(change.member, change.field) for change in later] == [(team.ben, "priority")]
    assert tasks.get(tx, task).status is TaskStatus.OPEN


def test_a_note_that_stands_keeps_its_task_though_another_was_taken_back(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.tell(tx, team.act(team.ben, group="g2"), Noun.TASK, task, "the vendor called")
    changes.tell(tx, team.act(team.ana, group="g3"), Noun.TASK, task, "pinged legal")
    changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g3"))

    later = changes.undo(tx, team.act(team.ana, group="g5"), histories.list_group(tx, team.team.id, "g1"))

    assert [change.new for change in later] == ["the vendor called"]


def test_a_note_is_taken_back_once(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.tell(tx, team.act(team.ana, group="g2"), Noun.TASK, task, "pinged legal")

    changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert histories.is_undone(tx, team.team.id, "g2")
    assert histories.last_group(tx, team.team.id, team.ana.id, now=NOW) == "g1"


@pytest.mark.parametrize("given", ["g1", None])
def test_a_change_is_taken_back_up_to_ten_minutes_later_and_no_longer(
    tx: Session, team: Team, given: str | None
) -> None:
    add(tx, team, team.act(team.ana))

    late = team.act(team.ana, group="g2", now=NOW + histories.UNDO_WINDOW + timedelta(microseconds=1))
    assert operations.undo(tx, late, given) is None
    last = team.act(team.ana, group="g3", now=NOW + histories.UNDO_WINDOW)
    assert isinstance(operations.undo(tx, last, given), operations.Undone)


def test_what_somebody_else_did_is_not_taken_back(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    assert operations.undo(tx, team.act(team.ben, group="g2"), "g1") is None
    assert operations.undo(tx, team.act(team.ben, group="g2"), None) is None
    assert tasks.get(tx, task).status is TaskStatus.OPEN


def test_a_new_round_begins_with_nothing_ticked_quiet_begun_or_in_its_way(tx: Session, team: Team) -> None:
    day = NOW.date()
    stands = {"snoozed_until": NOW + timedelta(days=30), "started_at": NOW, "blocked_at": NOW}
    steps = [{"text": "Count", "is_done": True}, {"text": "Send", "is_done": False}]
    due = {"due_at": NOW, "due_day": day, "due_words": "", "due_zone": "UTC", "slips": 2}
    add(
        tx, team, team.act(team.ana), repeat="every tue", checklist=steps, blocked_reason="x", **stands, **due
    )

    [outcome] = operations.finish(tx, [1], team.act(team.ana, group="g2"))

    assert isinstance(outcome, operations.Changed)
    task = outcome.task
    assert task.due is not None
    assert task.due.day == day + timedelta(days=7)
    assert (task.snoozed_until, task.started_at, task.blocked_at, task.blocked_reason) == (
        None,
        None,
        None,
        "",
    )
    assert (task.slips, task.first_due) == (0, task.due.at)
    assert [(step.text, step.is_done) for step in task.checklist] == [("Count", False), ("Send", False)]


def test_a_checklist_grows_to_fifty_steps_and_no_further(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    operations.split(tx, 1, [f"Rack {each}" for each in range(49)], team.act(team.ana, group="g2"))

    full = operations.split(tx, 1, ["Rack 49"], team.act(team.ana, group="g3"))
    more = operations.split(tx, 1, ["Rack 50"], team.act(team.ana, group="g4"))

    assert isinstance(full, operations.Changed)
    assert len(full.task.checklist) == 50
    assert isinstance(more, operations.TooMany)
    assert more.task.checklist == full.task.checklist


def test_a_group_of_which_one_thing_was_taken_back_is_undone_in_part(tx: Session, team: Team) -> None:
    task, other = (add(tx, team, team.act(team.ana)) for _ in range(2))
    for each in (task, other):
        changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, each, {"priority": 1})
    group, found = histories.list_group(tx, team.team.id, "g2"), []

    for back in (None, task, other):
        part = [row for row in group if row.subject_id == back]
        if part:
            changes.undo(tx, team.act(team.ana, group="g3"), part)
        is_whole = histories.is_undone_whole(tx, team.team.id, "g2")
        count = histories.count_undone(tx, team.team.id, "g2", Noun.TASK)
        found.append((histories.is_undone(tx, team.team.id, "g2"), is_whole, count))

    assert found == [(False, False, 0), (True, False, 1), (True, True, 2)]
