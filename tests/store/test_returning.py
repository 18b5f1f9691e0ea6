"""A change is put back however long ago it was, by whoever may change the task now. On both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session

from commands.task import operations
from storage import changes, histories, people, tasks
from storage.db import Store
from storage.vocabulary import Noun
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add
from tests.store.test_together import acts, prepared

LATER = NOW + timedelta(days=3)


def moved(tx: Session, team: Team, **values: object) -> int:
    """Make a task of Ana's, and let Ana change its owner and labels in the group "g2"."""
    task = add(tx, team, team.act(team.ana), **{"labels": ["dns"], **values})
    new = {"owner_id": team.ben.id, "labels": ["vendor"]}
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, new)
    return task


async def test_of_ten_who_put_a_change_back_at_once_one_does_and_nine_are_told_who(store: Store) -> None:
    team, crowd = prepared(store, 10, labels=["dns"])

    def rename(tx: Session) -> None:
        [task] = tasks.list_open(tx, team.act(team.ana))
        changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task.id, {"labels": ["vendor"]})

    await store.write(rename)
    answers = await asyncio.gather(
        *(store.write(operations.put_back, 1, "g2", act) for act in acts(team, crowd))
    )

    [done] = [one for one in answers if isinstance(one, operations.Changed)]
    others = [one for one in answers if isinstance(one, operations.AsBefore)]
    by = {one.newest.member.id for one in others if one.newest.member}
    assert done.task.labels == ("dns",)
    assert len(others) == 9
    assert [f"by{each}" for each in by] == [done.group]


@pytest.mark.parametrize("fields", [{"labels": ["late"]}, {"title": "Order other racks"}])
def test_it_comes_back_whole_where_nobody_touched_the_same(
    tx: Session, team: Team, fields: dict[str, object]
) -> None:
    task = moved(tx, team)
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, fields)

    outcome = operations.put_back(tx, 1, "g2", team.act(team.ben, group="g4", now=LATER))

    after = tasks.get(tx, task)
    if "labels" in fields:
        assert isinstance(outcome, operations.Overtaken)
        assert [(one.field, one.new, one.member) for _, one in outcome.later] == [
            ("labels", ["late"], team.ben)
        ]
        assert (after.owner, after.labels) == (team.ben, ("late",))
    else:
        assert isinstance(outcome, operations.Changed)
        assert (after.owner, after.labels, after.title) == (team.ana, ("dns",), "Order other racks")


def test_what_came_since_and_went_again_is_in_nobodys_way(tx: Session, team: Team) -> None:
    task = moved(tx, team)
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, {"labels": ["late"]})
    changes.undo(tx, team.act(team.ben, group="g4"), histories.list_group(tx, team.team.id, "g3"))

    outcome = operations.put_back(tx, 1, "g2", team.act(team.ana, group="g5", now=LATER))

    assert isinstance(outcome, operations.Changed)
    assert tasks.get(tx, task).labels == ("dns",)


def test_in_a_private_channel_it_is_put_back_by_its_members_only(tx: Session, team: Team) -> None:
    task = moved(tx, team, channel_id=team.secret.id, creator_id=team.ana.id)
    changes.apply(tx, team.act(team.ana, group="g3"), Noun.TASK, task, {"owner_id": team.ana.id})

    hidden = operations.put_back(tx, 1, "g3", team.act(team.ben, group="g4", now=LATER))
    there = team.act(team.ben, group="g5", here=team.secret.id, now=LATER)
    seen = operations.put_back(tx, 1, "g3", there)

    assert hidden == operations.Unknown(1)
    assert isinstance(seen, operations.Changed)
    assert seen.task.owner == team.ben


def test_a_guest_puts_back_nothing_on_what_is_not_theirs(tx: Session, team: Team) -> None:
    task = moved(tx, team)

    outcome = operations.put_back(tx, 1, "g2", team.act(team.gil, group="g3", here=team.atlas.id, now=LATER))

    assert isinstance(outcome, operations.NotYours)
    assert tasks.get(tx, task).owner == team.ben


def test_a_task_that_was_taken_back_answers_like_one_that_is_not_there(tx: Session, team: Team) -> None:
    task = moved(tx, team)
    changes.apply(tx, team.act(team.ana, group="g3"), Noun.TASK, task, {"status": "dropped"})

    outcome = operations.put_back(tx, 1, "g2", team.act(team.ana, group="g4", now=LATER))

    assert outcome == operations.Unknown(1)


def test_the_making_of_a_task_is_not_put_back(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))

    assert operations.put_back(tx, 1, "g1", team.act(team.ana, group="g2")) == operations.Unknown(1)


def test_another_tasks_group_puts_nothing_back_here(tx: Session, team: Team) -> None:
    moved(tx, team)
    add(tx, team, team.act(team.ana, group="g3"))

    assert operations.put_back(tx, 2, "g2", team.act(team.ana, group="g4")) == operations.Unknown(2)


def test_who_watched_and_has_left_watches_no_more(tx: Session, team: Team) -> None:

    task = add(tx, team, team.act(team.ana), watchers=[team.ben.id, team.gil.id])
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"watchers": []})
    people.save(tx, team.team.id, "U2", is_active=False)

    operations.put_back(tx, 1, "g2", team.act(team.ana, group="g3", now=LATER))

    assert [one.name for one in tasks.get(tx, task).watchers] == ["Gil Novák"]


def test_a_link_its_reader_may_not_see_is_not_put_back_by_them(tx: Session, team: Team) -> None:
    hidden = add(tx, team, team.act(team.ana), channel_id=team.secret.id, owner_id=team.ana.id)
    seen = add(tx, team, team.act(team.ana))
    task = add(tx, team, team.act(team.ana), after=[hidden, seen])
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"after": []})

    operations.put_back(tx, 3, "g2", team.act(team.ben, group="g3", now=LATER))

    assert [before.id for before in tasks.get(tx, task).after] == [seen]


def test_a_date_comes_back_with_the_zone_it_was_meant_in_whoever_moved_it_since(
    tx: Session, team: Team
) -> None:
    first = {"due_at": NOW, "due_day": NOW.date(), "due_words": "fri", "due_zone": "Europe/Lisbon"}
    task = add(tx, team, team.act(team.ana), **first, first_due_at=NOW)
    later = {"due_at": LATER, "due_day": LATER.date(), "due_words": "mon"}
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, later)
    again = {"due_at": LATER + timedelta(days=1), "due_zone": "Asia/Tokyo", "slips": 1}
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, again)

    outcome = operations.put_back(tx, 1, "g2", team.act(team.ana, group="g4", now=LATER), known=["g3"])

    assert isinstance(outcome, operations.Changed)
    due = outcome.task.due
    assert due
    assert (due.at, due.day, due.words, due.zone) == (NOW, NOW.date(), "fri", "Europe/Lisbon")
    assert outcome.task.slips == 1


def test_what_is_dropped_anew_comes_back_done_without_the_reason(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    operations.finish(tx, [1], team.act(team.ana, group="g2"))
    operations.reopen(tx, [1], team.act(team.ben, group="g3"))
    operations.drop(tx, [1], "no need", team.act(team.ben, group="g4"))

    operations.put_back(tx, 1, "g3", team.act(team.ana, group="g5", now=LATER), known=["g4"])

    after = tasks.get(tx, task)
    assert (after.status, after.done_at, after.done_by, after.drop_reason) == ("done", NOW, team.ana, "")


def test_whoever_knows_of_one_later_change_has_not_overruled_another(tx: Session, team: Team) -> None:
    task = moved(tx, team)
    changes.apply(tx, team.act(team.ben, group="g3"), Noun.TASK, task, {"labels": ["late"]})
    changes.apply(tx, team.act(team.ben, group="g4"), Noun.TASK, task, {"owner_id": None})

    half = operations.put_back(tx, 1, "g2", team.act(team.ana, group="g5", now=LATER), known=["g3"])
    whole = operations.put_back(tx, 1, "g2", team.act(team.ana, group="g6", now=LATER), known=["g3", "g4"])

    assert isinstance(half, operations.Overtaken)
    assert isinstance(whole, operations.Changed)
    assert (whole.task.owner, whole.task.labels) == (team.ana, ("dns",))
