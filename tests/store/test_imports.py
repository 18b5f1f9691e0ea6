"""A file of tasks comes in, batch by batch, on both databases."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, func, insert, select, update
from sqlmodel import Session, col

from bot import routes
from bot.clock import MovableClock
from bot.ticker import Ticker
from commands.plan import operations as plan
from commands.plan.grammar import New
from commands.task import incoming, operations, requests
from commands.task.file_dates import Read
from storage import exports, people, tasks
from storage.db import Store, TakenBack
from storage.histories import UNDO_WINDOW
from storage.import_facts import Import
from storage.models.export import Export
from storage.models.loops import Post
from storage.models.project import Project
from storage.models.task_import import TaskImport, TaskImportLine
from storage.task_imports import ENDED
from storage.vocabulary import ImportState, PostState, TaskStatus
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


def to_the_end(tx: Session, import_id: int) -> ImportState:
    """Do batches until somebody has to decide, or it has ended."""
    while (state := operations.standing(tx, import_id, NOW, wrong=10, good=10).file.state) not in (
        *ENDED,
        ImportState.READY,
    ):
        operations.go_on(tx, import_id, NOW)
    return state


@pytest.mark.parametrize("pressed_at", [ImportState.SAVING, ImportState.LINKING, ImportState.DONE])
def test_undo_of_a_file_begins_at_once_and_goes_batch_by_batch(
    tx: Session, team: Team, pressed_at: ImportState
) -> None:
    act = team.act(team.ana)
    rows = [incoming.Row(n, {"title": f"Rack {n}"}) for n in range(120)]
    operations.bring(tx, act, "racks.csv", Read(tuple(rows)), None)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    while operations.standing(tx, 1, NOW, wrong=10, good=10).file.state is not pressed_at or not opened(
        tx, team
    ):
        operations.go_on(tx, 1, NOW)
    before = opened(tx, team)

    outcome = operations.undo(tx, team.act(team.ana, group="g2"), None)
    at_once = opened(tx, team)
    operations.go_on(tx, 1, NOW)
    after_one = opened(tx, team)
    state = to_the_end(tx, 1)

    assert isinstance(outcome, Import)
    assert at_once == before > after_one
    assert after_one > 0 or pressed_at is ImportState.SAVING
    assert (state, opened(tx, team)) == (ImportState.TAKEN_BACK, 0)
    assert operations.undo(tx, team.act(team.ana, group="g3"), None) is None


def opened(tx: Session, team: Team) -> int:
    """Count the open tasks."""
    return tasks.count(tx, team.act(team.ana), tasks.in_status(TaskStatus.OPEN), most=1000)


def test_a_task_of_a_file_that_was_changed_a_hundred_times_since_stays(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", Read((incoming.Row(2, {"title": "Rack"}),)), team.atlas)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    to_the_end(tx, 1)
    for turn in range(100):
        operations.retitle(tx, 1, f"Rack {turn}", team.act(team.ben, group=f"by{turn}"))

    operations.press(tx, act, 1, "back")
    state = to_the_end(tx, 1)

    assert state is ImportState.TAKEN_BACK
    assert [line.problem for line in operations.standing(tx, 1, NOW, wrong=10, good=10).wrong] == [
        "T-1 was changed since, and stays"
    ]
    assert opened(tx, team) == 1


def test_nobody_else_takes_a_file_back(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", Read((incoming.Row(2, {"title": "Rack"}),)), None)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    to_the_end(tx, 1)

    group = operations.standing(tx, 1, NOW, wrong=10, good=10).file.group
    outcome = operations.undo(tx, team.act(team.ben, group="g2"), group)

    assert outcome is None
    assert opened(tx, team) == 1


def test_a_file_is_checked_saved_linked_and_taken_back(tx: Session, team: Team) -> None:
    bad = incoming.Row(99, {"title": "Bad", "due": "soon"})
    rows = [
        incoming.Row(n, {"number": str(n), "title": f"Rack {n}", "after": f"T-{n - 1}"}) for n in range(2, 62)
    ]
    act = team.act(team.ana)
    operations.bring(
        tx,
        act,
        "racks.csv",
        Read(
            (
                *rows,
                bad,
            )
        ),
        None,
    )

    checked = to_the_end(tx, 1)
    found = operations.standing(tx, 1, NOW, wrong=10, good=10)
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


def brought(tx: Session, team: Team, lines: int = 1, *, is_shown: bool = True) -> int:
    """Bring a file of some lines to where its person decides; its message is in Slack or still owed."""
    rows = [incoming.Row(n, {"title": f"Rack {n}"}) for n in range(lines)]
    operations.bring(tx, team.act(team.ana), "racks.csv", Read(tuple(rows)), None)
    [import_id] = tx.scalars(select(func.max(col(TaskImport.id)))).all()
    to_the_end(tx, import_id)
    state = PostState.POSTED if is_shown else PostState.HELD
    tx.execute(update(Post).where(col(Post.subject_id) == import_id).values(state=state))
    return import_id


def rows_left(tx: Session) -> tuple[int, int]:
    """Count the files on record, and their lines."""
    [files] = tx.scalars(select(func.count(col(TaskImport.id)))).all()
    [lines] = tx.scalars(select(func.count(col(TaskImportLine.place)))).all()
    return files, lines


def test_a_file_that_ended_is_forgotten_after_thirty_days_some_lines_at_a_time(
    tx: Session, team: Team
) -> None:
    import_id = brought(tx, team, lines=1_100)
    operations.press(tx, team.act(team.ana, group="g2"), import_id, "save")
    to_the_end(tx, import_id)
    tx.execute(update(Post).values(state=PostState.POSTED))
    month = NOW + timedelta(days=30)

    soon, early = operations.tidy(tx, month), rows_left(tx)
    counts = []
    while operations.tidy(tx, month + timedelta(seconds=1)):
        counts.append(rows_left(tx))

    assert (soon, early) == (False, (1, 1_100))
    assert counts == [(1, 600), (1, 100), (0, 0)]
    assert opened(tx, team) == 1_001  # counted no further
    assert not operations.press(tx, team.act(team.ana, group="g3"), import_id, "back")


def test_what_nobody_decided_on_is_given_up_after_thirty_days_and_forgotten_after_as_many(
    tx: Session, team: Team
) -> None:
    import_id = brought(tx, team)

    operations.tidy(tx, NOW + timedelta(days=31))
    state = operations.standing(tx, import_id, NOW, wrong=10, good=10).file.state
    post = tx.scalars(select(Post).where(col(Post.subject_id) == import_id)).one()
    is_told = (post.state, post.wanted > post.shown)
    tx.execute(update(Post).values(state=PostState.POSTED))
    operations.tidy(tx, NOW + timedelta(days=62))

    assert state is ImportState.CANCELLED
    assert is_told == (PostState.DUE, True)
    assert rows_left(tx) == (0, 0)
    assert not operations.press(tx, team.act(team.ana, group="g2"), import_id, "save")


@pytest.mark.parametrize(
    "state", [ImportState.CHECKING, ImportState.SAVING, ImportState.LINKING, ImportState.TAKING_BACK]
)
def test_what_is_under_way_or_not_shown_yet_is_never_forgotten(
    tx: Session, team: Team, state: ImportState
) -> None:
    brought(tx, team)
    tx.execute(update(TaskImport).values(state=state))
    unshown = brought(tx, team, is_shown=False)
    operations.press(tx, team.act(team.ana, group="g2"), unshown, "cancel")

    is_any = operations.tidy(tx, NOW + timedelta(days=400))

    assert not is_any
    assert rows_left(tx) == (2, 2)


def test_an_export_is_forgotten_after_thirty_days_unless_it_is_still_owed(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    asked = requests.Export("csv")
    for group in ("g2", "g3"):
        operations.export(tx, asked, team.act(team.ana, group=group))
    tx.execute(update(Post).where(col(Post.once) == "export:1").values(state=PostState.POSTED))

    exports.forget(tx, now=NOW + timedelta(days=30))
    early = tx.scalars(select(col(Export.id)).order_by(col(Export.id))).all()
    exports.forget(tx, now=NOW + timedelta(days=31))

    assert early == [1, 2]
    assert tx.scalars(select(col(Export.id))).all() == [2]


def faults_of_owner(tx: Session, team: Team, owner: str) -> list[str]:
    """Bring a file with one task of an owner; return what is wrong with it."""
    rows = [incoming.Row(2, {"title": "Rack", "owner": owner})]
    operations.bring(tx, team.act(team.ana), "racks.csv", Read(tuple(rows)), None)
    to_the_end(tx, 1)
    return [line.problem for line in operations.standing(tx, 1, NOW, wrong=10, good=10).wrong]


def test_a_name_in_capitals_that_looks_like_an_id_is_a_name(tx: Session, team: Team) -> None:
    people.save(tx, team.team.id, "U4", name="Uwe Stein", handle="uwe")

    assert faults_of_owner(tx, team, "UWE") == []


@pytest.mark.parametrize("owner", ["U7", "<@U8>"])
def test_an_id_of_a_bot_or_of_somebody_who_left_names_nobody(tx: Session, team: Team, owner: str) -> None:
    people.save(tx, team.team.id, "U7", name="Buildkeeper", is_bot=True)
    people.save(tx, team.team.id, "U8", name="Otto Lang", is_active=False)

    assert faults_of_owner(tx, team, owner) == [f'nobody here is called "{owner}"']


@contextmanager
def reading(tx: Session, *tables: str) -> Iterator[list[str]]:
    """Collect the statements that read one of some tables first."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if any(re.search(rf"^SELECT.*?FROM {table}\b", statement, re.DOTALL) for table in tables):
            found.append(statement)

    event.listen(tx.get_bind(), "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(tx.get_bind(), "before_cursor_execute", note)


@pytest.mark.parametrize("state", [ImportState.CHECKING, ImportState.SAVING])
def test_whom_and_what_twenty_lines_name_is_read_once_and_not_for_each_of_them(
    tx: Session, team: Team, state: ImportState
) -> None:
    lead = team.ana.id
    tx.execute(
        insert(Project).values(team_id=team.team.id, key="atlas", name="Atlas", lead_id=lead, created_at=NOW)
    )
    named = {"owner": "Ben Carter", "watchers": "Ana Sousa, gil", "project": "Atlas"}
    counted = []
    for lines in (1, 20):
        rows = [incoming.Row(n, {"title": f"Rack {n}", **named}) for n in range(lines)]
        operations.bring(tx, team.act(team.ana), "racks.csv", Read(tuple(rows)), None)
        [import_id] = tx.scalars(select(func.max(col(TaskImport.id)))).all()
        if state is ImportState.SAVING:
            to_the_end(tx, import_id)
            operations.press(tx, team.act(team.ana, group=f"g{lines}"), import_id, "save")
        with reading(tx, "member", "project") as found:
            operations.go_on(tx, import_id, NOW)
        assert operations.standing(tx, import_id, NOW, wrong=10, good=0).wrong == ()
        counted.append(len(found))

    assert counted[0] > 0
    assert counted[1] <= counted[0]


async def test_of_two_files_at_once_each_batch_is_a_transaction_of_its_own(store: Store) -> None:
    def bring(tx: Session) -> None:
        team = Team(tx)
        for name in ("racks.csv", "cables.csv"):
            rows = [incoming.Row(n, {"title": f"{name} {n}"}) for n in range(30)]
            operations.bring(tx, team.act(team.ana), name, Read(tuple(rows)), None)

    def places(tx: Session) -> list[int]:
        return list(tx.scalars(select(col(TaskImport.place)).order_by(col(TaskImport.id))))

    await store.write(bring)
    ticker = Ticker(store, MovableClock(NOW, still=True), routes.TIMERS)

    is_more = await ticker.step()
    after_one = await store.read(places)
    await ticker.step()

    assert (is_more, after_one) == (True, [20, 0])
    assert await store.read(places) == [20, 20]


def test_what_no_database_takes_is_marked_in_what_a_file_holds(tx: Session, team: Team) -> None:
    rows = incoming.read("tasks.json", rb'[{"title": "Rack \ud83d\ude00 \ud800 them\u0000"}]')
    assert isinstance(rows, tuple)

    act = team.act(team.ana)
    operations.bring(tx, act, "tasks.json", Read(rows), None)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    state = to_the_end(tx, 1)

    [made] = tasks.list_open(tx, act)
    assert state is ImportState.DONE
    assert made.title == "Rack \U0001f600 \ufffd them\ufffd"


def test_a_file_is_taken_back_up_to_ten_minutes_after_it_was_saved(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    operations.bring(tx, act, "racks.csv", Read((incoming.Row(2, {"title": "Rack"}),)), team.atlas)
    to_the_end(tx, 1)
    operations.press(tx, act, 1, "save")
    to_the_end(tx, 1)

    late = replace(act, now=NOW + UNDO_WINDOW + timedelta(microseconds=1))
    assert operations.press(tx, late, 1, "back") is False
    assert operations.press(tx, replace(act, now=NOW + UNDO_WINDOW), 1, "back") is True


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite admits one writer at a time
def test_a_batch_whose_project_is_taken_back_meanwhile_is_done_anew_and_names_it(store: Store) -> None:
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.atlas)
        act = team.act(team.ana, group="g2")
        operations.bring(
            tx, act, "racks.csv", Read((incoming.Row(1, {"title": "Rack", "project": "atlas"}),)), None
        )
        to_the_end(tx, 1)
        operations.press(tx, act, 1, "save")

    held: list[str] = []

    def take_back(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FOR KEY SHARE" in statement and not held:
            held.append(statement)
            with Session(store.engine) as other, other.begin():
                operations.undo(other, team.act(team.ana, group="g3"), "g1")

    event.listen(store.engine, "before_cursor_execute", take_back)
    with pytest.raises(TakenBack, match="Atlas"), Session(store.engine) as tx, tx.begin():
        to_the_end(tx, 1)
    with Session(store.engine) as tx, tx.begin():
        to_the_end(tx, 1)
        assert list(tx.scalars(select(col(TaskImportLine.problem)))) == ['no project "atlas"']
