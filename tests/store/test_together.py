"""Many people at one task at once: one outcome, and nothing lost. On SQLite and on PostgreSQL."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.standup import operations as standup
from commands.task import grammar, incoming, operations, requests
from commands.task.file_dates import Read
from storage import answers, facts, histories, links, people, standups, tasks, workspaces
from storage.db import Store, is_busy
from storage.vocabulary import Noun
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


def prepared(store: Store, count: int, **values: object) -> tuple[Team, list[facts.Member]]:
    """Make a task of Ana's, and people who see it."""
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        add(tx, team, team.act(team.ana), **values)
        crowd = [people.save(tx, team.team.id, f"U9{each}", name=f"Person {each}") for each in range(count)]
    return team, crowd


def acts(team: Team, crowd: list[facts.Member]) -> list[facts.Act]:
    """Let each act in a group of their own."""
    return [team.act(one, group=f"by{one.id}") for one in crowd]


async def test_of_ten_who_finish_a_task_at_once_one_does_and_nine_are_told_who(store: Store) -> None:
    team, crowd = prepared(store, 10)

    answers = await asyncio.gather(*(store.write(operations.finish, [1], act) for act in acts(team, crowd)))

    outcomes = [outcome for [outcome] in answers if isinstance(outcome, operations.Changed)]
    [winner] = [outcome for outcome in outcomes if outcome.is_news]
    who = winner.task.done_by
    assert who is not None
    assert [one.task.done_by and one.task.done_by.id for one in outcomes] == [who.id] * 10


async def test_of_ten_who_finish_a_round_at_once_one_does(store: Store) -> None:
    team, crowd = prepared(store, 10, repeat="every fri")

    answers = await asyncio.gather(*(store.write(operations.finish, [1], act) for act in acts(team, crowd)))

    kinds = sorted(type(outcome).__name__ for [outcome] in answers)
    assert kinds == ["Changed"] + ["RoundOver"] * 9


async def test_of_ten_who_take_a_task_at_once_one_has_it(store: Store) -> None:
    team, crowd = prepared(store, 10, owner_id=None)

    answers = await asyncio.gather(*(store.write(operations.take, [1], act) for act in acts(team, crowd)))

    taken = [outcome for [outcome] in answers]
    told = [one for one in taken if isinstance(one, operations.Changed | operations.Taken)]
    owners = {one.task.owner.id for one in told if one.task.owner}
    assert sorted(type(one).__name__ for one in taken) == ["Changed"] + ["Taken"] * 9
    assert len(owners) == 1


async def insist(store: Store, edit: Callable[[Session], object]) -> None:
    """Do what whoever is told that it took too long does: the same again."""
    while True:
        try:
            await store.write(edit)
        except OperationalError as error:
            if not is_busy(error):
                raise
        else:
            return


async def test_of_two_hundred_edits_of_one_task_at_once_none_is_lost(store: Store) -> None:
    team, crowd = prepared(store, 20)
    watching = [partial(operations.watch, number=1, act=act) for act in acts(team, crowd)]
    notes = [(one, f"{count}. note of {one.name}") for count in range(9) for one in crowd]
    noting = [
        partial(operations.note, number=1, text=text, act=team.act(one, group=text)) for one, text in notes
    ]

    await asyncio.gather(*(insist(store, edit) for edit in (*watching, *noting)))

    def read(tx: Session) -> tuple[facts.Task, list[facts.Change]]:
        [task] = tasks.list_open(tx, team.act(team.ana))
        return task, histories.list_about(tx, team.team.id, Noun.TASK, task.id, limit=500)

    task, history = await store.read(read)
    assert {one.id for one in task.watchers} == {one.id for one in crowd}
    assert {change.new for change in history if change.field == "note"} == {text for _, text in notes}
    assert task.version == 21


def standup_of(store: Store, count: int) -> tuple[Team, facts.Standup, list[facts.Answer]]:
    """Have a standup ask some people for their mood, and return what they are to answer."""
    team, crowd = prepared(store, count)
    want = standup.Wanted("#atlas", (0, 1, 2, 3, 4), time(9), 120, asks_mood=True)
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        workspaces.set_members(tx, team.atlas.id, [one.id for one in crowd], now=NOW)
        made = standup.set_up(tx, want, team.act(team.ana), team.atlas)
        assert isinstance(made, standup.Made)
        until = NOW + timedelta(hours=2)
        for one in crowd:
            standup.ask(tx, team.team.id, made.standup, one, NOW.date(), until=until, now=NOW)
        [day] = standups.list_open_days(tx, made.standup.id)
        return team, made.standup, answers.list_of_day(tx, day.id)


async def test_of_twenty_moods_given_at_once_none_is_lost(store: Store) -> None:
    team, _, asked = standup_of(store, 20)

    def say(tx: Session, one: facts.Answer, mood: str) -> object:
        act = team.act(one.member, group=f"by{one.id}")
        return standup.answer(tx, standup.target_of(tx, one), {"done": "Racks"}, act, mood=mood)

    moods = [partial(say, one=one, mood=mood) for one, mood in zip(asked, "24" * 10, strict=True)]
    await asyncio.gather(*(insist(store, each) for each in moods))

    day = await store.read(standups.get_day, asked[0].day_id)
    assert day.moods == {"2": 10, "4": 10}


async def test_of_ten_who_save_the_settings_they_opened_together_one_does(store: Store) -> None:
    team, made, _ = standup_of(store, 1)
    want = standup.Wanted("#atlas", (0, 1, 2, 3, 4), time(9), 120, asks_mood=True)

    def save(tx: Session, name: str) -> object:
        act = team.act(team.ana, group=name)
        return standup.edit(tx, made.id, replace(want, name=name), act, version=made.version)

    saved = await asyncio.gather(*(store.write(save, f"Racks {place}") for place in range(10)))

    assert sorted(type(one).__name__ for one in saved) == ["Made"] + ["Unclear"] * 9


async def test_of_ten_answers_to_one_question_at_once_one_makes_the_task(store: Store) -> None:
    team, _ = prepared(store, 0)
    act = replace(team.act(team.ana, group="asked"), is_answer=True)
    request = grammar.Add("Sign the lease", "", None, None, None, None, None)

    answers = await asyncio.gather(
        *(store.write(operations.add, request, act, channel=None) for _ in range(10))
    )

    made = [one for one in answers if isinstance(one, operations.Changed)]
    assert sorted(one.is_news for one in made) == [False] * 9 + [True]
    assert {one.task.number for one in made} == {2}


async def meanwhile(store: Store, work: asyncio.Task[Any]) -> None:
    """Wait until another transaction waits for this one; on SQLite none begins before this one has ended."""
    if store.is_sqlite:
        return
    waiting = text(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with store.engine.connect() as looking:
        while not work.done() and not looking.execute(waiting).first():
            await asyncio.sleep(0)
            looking.rollback()


async def test_what_somebody_is_changing_is_not_taken_back_over_their_head(store: Store) -> None:
    team, _ = prepared(store, 0)

    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        operations.retitle(other, 1, "Order other racks", team.act(team.ben, group="g2"))
        undoing = asyncio.create_task(store.write(operations.undo, team.act(team.ana, group="g3"), "g1"))
        await meanwhile(store, undoing)
    outcome = await undoing

    assert isinstance(outcome, operations.InTheWay)
    assert [one.member for one in outcome.later] == [team.ben]


@pytest.mark.parametrize("deed", ["added", "noted", "finished"])
async def test_of_two_presses_of_one_undo_at_once_one_takes_it_back(store: Store, deed: str) -> None:
    team, _ = prepared(store, 0)
    act = team.act(team.ana, group=deed)
    if deed == "noted":
        await store.write(operations.note, 1, "The lift is booked", act)
    if deed == "finished":
        await store.write(operations.finish, [1], act)
    group = "g1" if deed == "added" else deed

    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        first = operations.undo(other, team.act(team.ana, group="g2"), group)
        undoing = asyncio.create_task(store.write(operations.undo, team.act(team.ana, group="g3"), group))
        await meanwhile(store, undoing)
    second = await undoing

    assert isinstance(first, operations.Undone)
    assert second is None


async def test_of_two_presses_on_one_file_at_once_one_decides(store: Store) -> None:
    team, _ = prepared(store, 0)
    act = team.act(team.ana, group="file")

    def bring(tx: Session) -> None:
        operations.bring(tx, act, "racks.csv", Read((incoming.Row(2, {"title": "Rack"}),)), None)
        operations.go_on(tx, 1, act.now)

    await store.write(bring)
    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        saved = operations.press(other, act, 1, "save")
        pressing = asyncio.create_task(store.write(operations.press, replace(act, group="g2"), 1, "cancel"))
        await meanwhile(store, pressing)

    assert (saved, await pressing) == (True, False)


def a_repeat_and_a_wait(team: Team) -> tuple[Callable[[Session], Any], Callable[[Session], Any]]:
    """Return what lets T-1 begin to repeat, and what makes a task that waits for it."""
    here = Here(NOW, "Europe/Lisbon", time(9), time(17))
    repeat, wait = grammar.parse("T-1 every fri", here), grammar.parse("Book the lift after T-1", here)
    assert isinstance(repeat, requests.Amend)
    assert isinstance(wait, grammar.Add)
    return (
        lambda tx: operations.amend(tx, repeat, team.act(team.ben, group="g2")),
        lambda tx: operations.add(tx, wait, team.act(team.ana, group="g3"), channel=None),
    )


async def test_no_task_is_made_that_waits_for_one_which_begins_to_repeat_meanwhile(store: Store) -> None:
    team, _ = prepared(store, 0)
    repeat, wait = a_repeat_and_a_wait(team)

    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        [begun] = repeat(other)
        making = asyncio.create_task(store.write(wait))
        await meanwhile(store, making)
    made = await making

    assert isinstance(begun, operations.Changed)
    assert isinstance(made, Unclear)
    assert "T-1 repeats" in made.words


async def test_no_task_begins_to_repeat_for_which_one_waits_that_is_made_meanwhile(store: Store) -> None:
    team, _ = prepared(store, 0)
    repeat, wait = a_repeat_and_a_wait(team)

    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        made = wait(other)
        repeating = asyncio.create_task(store.write(repeat))
        await meanwhile(store, repeating)
    [begun] = await repeating

    assert isinstance(made, operations.Changed)
    assert isinstance(begun, operations.Awaited)


def line(tx: Session, act: facts.Act) -> Any:
    """Finish a task and let another wait, by one line."""
    several = grammar.parse("done T-1; T-2 after T-3", Here(NOW, "Europe/Lisbon", time(9), time(17)))
    assert isinstance(several, requests.Together)
    return operations.together(tx, several.parts, act, line="")


def form(tx: Session, act: facts.Act) -> Any:
    """Let a task wait, by its form."""
    wait = grammar.parse("Order the racks after T-2", Here(NOW, "Europe/Lisbon", time(9), time(17)))
    assert isinstance(wait, requests.Add)
    return operations.edit(tx, 1, wait, act, mine={"after": "T-2"}, drawn={})


@pytest.mark.parametrize("change", [line, form])
async def test_whoever_changes_tasks_and_links_stops_nobody_who_links_one_of_them(
    store: Store, change: Callable[..., Any]
) -> None:
    team, _ = prepared(store, 0)
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        for _ in range(2):
            add(tx, team, team.act(team.ana))

    with Session(store.engine, expire_on_commit=False) as other, other.begin():
        links.lock(other, team.team.id)
        at_work = asyncio.create_task(store.write(change, team.act(team.ben, group="g2")))
        await meanwhile(store, at_work)
        linked = operations.after(other, 1, [3], team.act(team.ana, group="g3"))
    done = await at_work

    assert isinstance(linked, operations.Linked)
    assert all(isinstance(one, operations.Changed) for one in (done if change is line else [done.changed]))


async def test_on_sqlite_a_writer_has_the_file_to_itself_from_the_beginning_and_a_reader_never(
    template: Path, tmp_path: Path
) -> None:
    path = shutil.copy(template, tmp_path / "both.db")

    def is_held(tx: Session) -> bool:
        tx.execute(text("SELECT 1"))
        with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False

    with Store(f"sqlite:///{path}") as store, Store(f"sqlite:///{path}") as second:
        held = [await store.write(is_held), await store.read(is_held), await second.write(is_held)]

    assert held == [True, False, True]
