"""What a transaction has read once is handed out again, and never as it was before a change."""

from collections import Counter
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from commands.kit.requests import ProjectRef
from commands.plan import operations as plan
from commands.plan.grammar import New
from commands.standup import operations
from commands.standup import timers as clock
from storage import changes, facts, histories, people, projects, standups, timers, workspaces
from storage.db import Store
from storage.vocabulary import Noun, TimerState
from tests.store.conftest import NOW, Team

DAY = date(2026, 11, 24)


@pytest.fixture
def standup(tx: Session, team: Team) -> facts.Standup:
    """A standup of Ana and Ben in #atlas."""
    workspaces.set_members(tx, team.atlas.id, [team.ana.id, team.ben.id], now=NOW)
    want = operations.Wanted("#atlas", (0, 1, 2, 3, 4), time(10), 120)
    made = operations.set_up(tx, want, team.act(team.ana), team.atlas)
    assert isinstance(made, operations.Made)
    return standups.get(tx, made.standup.id)


def test_a_standup_is_read_as_it_was_changed_and_as_that_was_taken_back(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    day = standups.open_day(tx, standup, DAY, now=NOW)
    changes.apply(tx, team.act(team.ana, group="g2"), Noun.STANDUP, standup.id, {"window": 45})
    changed = standups.get(tx, standup.id), standups.list_running(tx)[0], standups.get_day(tx, day.id).standup

    changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert [one.window for one in changed] == [45, 45, 45]
    assert standups.get(tx, standup.id).window == 120


def test_a_standup_carries_its_channel_as_it_is_now(tx: Session, team: Team, standup: facts.Standup) -> None:
    atlas = plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.secret)
    assert isinstance(atlas, facts.Project)

    workspaces.save_channel(tx, team.team.id, team.atlas.slack_id, name="atlas-daily")
    renamed = standups.get(tx, standup.id).channel.name
    here = workspaces.get_channel(tx, team.atlas.id)
    plan.bind(tx, ProjectRef("atlas", None), team.act(team.ana, group="g2"), here)
    bound = standups.get(tx, standup.id).channel.project_id
    changes.undo(tx, team.act(team.ana, group="g3"), histories.list_group(tx, team.team.id, "g2"))

    assert renamed == "atlas-daily"
    assert bound == atlas.id
    assert standups.get(tx, standup.id).channel.project_id is None


def test_members_and_projects_are_read_as_they_were_changed(tx: Session, team: Team) -> None:
    atlas = plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.atlas)
    assert isinstance(atlas, facts.Project)
    people.get(tx, team.ben.id)

    changes.apply(tx, team.act(team.ben), Noun.MEMBER, team.ben.id, {"work_start": time(11)})
    changes.apply(tx, team.act(team.ana), Noun.PROJECT, atlas.id, {"name": "Atlas II"})

    assert people.get(tx, team.ben.id).work_start == time(11)
    assert projects.get(tx, atlas.id).name == "Atlas II"


def test_a_savepoint_that_is_rolled_back_leaves_nothing_of_what_was_read_in_it(
    tx: Session, team: Team, standup: facts.Standup
) -> None:
    savepoint = tx.begin_nested()
    changes.apply(tx, team.act(team.ana), Noun.STANDUP, standup.id, {"window": 45})
    people.save(tx, team.team.id, "U2", zone="Asia/Tokyo")
    seen = standups.get(tx, standup.id).window, people.get(tx, team.ben.id).zone

    savepoint.rollback()

    assert seen == (45, "Asia/Tokyo")
    assert standups.get(tx, standup.id).window == 120
    assert people.get(tx, team.ben.id).zone == "UTC"


async def test_a_first_prompt_reads_nothing_twice(store: Store) -> None:
    asked: Counter[Any] = Counter()

    def note(_c: Any, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool) -> None:
        if sql.startswith("SELECT"):
            asked[sql, str(given)] += 1

    def prepare(tx: Session) -> facts.Timer:
        team = Team(tx)
        workspaces.set_members(tx, team.atlas.id, [team.ana.id, team.ben.id], now=NOW)
        want = operations.Wanted("#atlas", (0, 1, 2, 3, 4), time(10), 120)
        made = operations.set_up(tx, want, team.act(team.ana), team.atlas)
        assert isinstance(made, operations.Made)
        timer = timers.find_next(tx, "standup.prompt", f"{made.standup.id}:{team.ben.id}")
        assert timer is not None
        timers.settle(tx, timer.id, TimerState.DONE, now=timer.due_at)
        return timer

    timer = await store.write(prepare)
    event.listen(store.engine, "before_cursor_execute", note)
    await store.write(clock.prompt, timer, timer.due_at)

    assert len(asked) > 5
    assert [sql for (sql, _), count in asked.items() if count > 1] == []
