"""Which heads of standup days are brought up to date; and exports of the release before."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session

from commands.standup import operations
from commands.task import operations as task_operations
from storage import blockers, changes, exports, facts, histories, posts, standups, tasks
from storage.upgrade import downgrade, upgrade
from storage.vocabulary import Door, Noun, Place
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add
from tests.store.test_standups import OLD, TODAY, asked, filled, opened, say, standup

__all__ = ["standup"]


def wanted(tx: Session, standup: facts.Standup) -> int:
    """Return the version of the day's head that is wanted."""
    day = standups.find_day(tx, standup.id, TODAY)
    head = posts.find(tx, operations.head_of(day.id)) if day else None
    assert head is not None
    return head.wanted


def finished(tx: Session, team: Team, who: facts.Member, group: str) -> None:
    """Have somebody add a task and finish it."""
    act = team.act(who, group=group, here=team.atlas.id, now=NOW + timedelta(hours=2))
    task = tasks.get(tx, add(tx, team, act))
    [outcome] = task_operations.finish(tx, [task.number], act)
    assert isinstance(outcome, task_operations.Changed)


def test_a_head_follows_what_is_finished_by_those_who_have_answered_while_its_day_is_open(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    say(tx, team, team.ana, asked(tx, team, standup, team.ana), group="g2", today="Racks")
    asked(tx, team, standup, team.ben)
    before = wanted(tx, standup)

    finished(tx, team, team.ben, "g3")
    by_who_has_not_answered = wanted(tx, standup)
    finished(tx, team, team.ana, "g4")
    by_who_has = wanted(tx, standup)
    day = standups.find_day(tx, standup.id, TODAY)
    assert day is not None
    standups.close_day(tx, day.id, now=NOW)
    finished(tx, team, team.ana, "g5")

    assert [by_who_has_not_answered - before, by_who_has - before, wanted(tx, standup) - before] == [0, 1, 1]


def test_a_blocker_that_ends_and_one_taken_back_are_brought_to_the_newest_days(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    say(tx, team, team.ana, asked(tx, team, standup, team.ana), group="g2", blocked="The key")
    later = standups.open_day(tx, standup, TODAY + timedelta(days=1), now=NOW)
    posts.owe(
        tx,
        team.team.id,
        once=operations.head_of(later.id),
        kind="standup.root",
        now=NOW,
        noun=Noun.STANDUP_DAY,
        subject_id=later.id,
        place=Place.CHANNEL,
        channel_id=team.atlas.id,
    )
    blocker = blockers.find(tx, team.team.id, 1)
    assert blocker is not None

    blockers.close(tx, team.act(team.ana, group="g3"), blocker)
    closed = posts.find(tx, operations.head_of(later.id))
    changes.undo(tx, team.act(team.ana, group="g4"), histories.list_group(tx, team.team.id, "g3"))
    back = posts.find(tx, operations.head_of(later.id))

    assert closed is not None
    assert back is not None
    assert 1 < closed.wanted < back.wanted


def test_exports_of_the_release_before_are_kept_both_ways(empty_url: str) -> None:
    upgrade(empty_url, "0015")
    with opened(empty_url) as connection:
        filled(connection, {name: OLD[name] for name in ("team", "member")})
        row = "INSERT INTO task_file (id, team_id, member_id, line, at) VALUES (7, 1, 1, 'export csv', :at)"
        connection.execute(sa.text(row), {"at": "2026-11-24 09:00:00"})
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT setval('task_file_id_seq', 7)"))

    upgrade(empty_url)
    with opened(empty_url) as connection, Session(connection) as tx:
        line = exports.get_line(tx, 7)
        team = facts.Team(1, "T1", "Northwind", "UB")
        member = facts.Member(1, "U1", "Ana", "ana", "UTC", NOW.time(), NOW.time())
        made = exports.owe(
            tx, facts.Act(team, member, Door.COMMAND, NOW, "g1"), "export json", kind="task.file"
        )
        tx.flush()
    downgrade(empty_url, "0015")
    with opened(empty_url) as connection:
        kept = connection.execute(sa.text("SELECT id, line FROM task_file WHERE id = 7")).one()

    assert (line, made) == ("export csv", 8)
    assert tuple(kept) == (7, "export csv")
