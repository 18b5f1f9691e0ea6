"""Writes leave a trace, and can be taken back while nobody built on them."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from storage import changes, facts, tasks
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

    told = changes.list_about(tx, team.team.id, Noun.TASK, task)[0]
    assert (told.member, told.field, told.old, told.new) == (team.ben, "owner_id", team.ana.id, team.ben.id)


def test_what_stays_the_same_leaves_no_trace(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    changed = changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"owner_id": team.ana.id})

    assert changed == []
    assert len(changes.list_about(tx, team.team.id, Noun.TASK, task)) == 1


def test_undo_restores_every_field_of_the_group(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    due = {"due_at": NOW, "due_day": NOW.date(), "due_words": "today", "due_zone": "UTC"}
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, due)

    later = changes.undo(tx, team.act(team.ana, group="g3"), changes.list_group(tx, team.team.id, "g2"))

    assert later == []
    assert tasks.get(tx, task).due is None


def test_undo_names_who_changed_the_same_since(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"owner_id": team.ben.id})
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, {"owner_id": team.gil.id})

    later = changes.undo(tx, team.act(team.ana, group="g4"), changes.list_group(tx, team.team.id, "g2"))

    assert [change.member for change in later] == [team.ben]
    assert tasks.get(tx, task).owner == team.gil


def test_a_number_taken_back_is_not_given_again(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    changes.undo(tx, team.act(team.ana, group="g2"), changes.list_group(tx, team.team.id, "g1"))

    assert changes.number(tx, team.team.id, Noun.TASK) == 2


def test_the_last_group_is_the_newest_not_taken_back_within_ten_minutes(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"priority": 1})
    changes.undo(tx, team.act(team.ana, group="g3"), changes.list_group(tx, team.team.id, "g2"))

    soon = changes.last_group(tx, team.team.id, team.ana.id, now=NOW)
    too_late = changes.last_group(tx, team.team.id, team.ana.id, now=NOW + timedelta(minutes=11))

    assert (soon, too_late) == ("g1", None)
