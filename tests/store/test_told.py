"""What a member is told of their day, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from commands.kit import telling
from commands.kit.requests import Mention
from commands.task import operations
from storage import attempts, facts, notices, tasks, timers
from storage.db import Store, is_busy
from storage.models.loops import Post
from storage.models.notice import Notice
from storage.vocabulary import Noun, PostState, TimerState
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


def told_day(tx: Session, team: Team, member: facts.Member, given: int) -> int:
    """Tell a member of a day on which Ana gave them so many tasks; return how many statements it took."""
    for _ in range(given):
        task = add(tx, team, team.act(team.ana))
        give(tx, team, task, member)
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, sql: str, _given: Any, _context: Any, _many: bool) -> None:
        asked.append(sql)

    engine = tx.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    morning = NOW + timedelta(days=1)
    operations.tell_day(tx, team.team.id, member, morning.date(), morning)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def test_a_day_with_many_new_tasks_asks_the_database_no_more_than_one_with_few(
    tx: Session, team: Team
) -> None:
    few = told_day(tx, team, team.ben, 2)

    assert told_day(tx, team, team.gil, 40) <= few


def give(tx: Session, team: Team, task: int, member: facts.Member) -> None:
    """Have Ana give a task to a member."""
    act = team.act(team.ana, group=f"to {member.handle} {task}")
    operations.assign(tx, task, Mention(member.slack_id, member.handle), act)


def test_what_was_given_and_passed_on_before_the_day_is_not_told(tx: Session, team: Team) -> None:
    mine, passed = (add(tx, team, team.act(team.ana)) for _ in range(2))
    for task in (mine, passed):
        give(tx, team, task, team.ben)
    give(tx, team, passed, team.ana)
    morning = NOW + timedelta(days=1)

    operations.tell_day(tx, team.team.id, team.ben, morning.date(), morning)

    assert notices.find_last(tx, team.ben.id, operations.Kind.GIVEN, Noun.TASK, mine)
    assert notices.find_last(tx, team.ben.id, operations.Kind.GIVEN, Noun.TASK, passed) is None


async def test_nobody_counts_on_a_message_of_the_day_that_is_being_made(url: str) -> None:
    with Store(url, lock_wait=1) as store:
        with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
            team = Team(tx)
            telling.set_day(tx, team.team.id, team.ben, after=NOW)
        day = await store.read(timers.find_next, telling.DAY, str(team.ben.id))
        assert day is not None

        with Session(store.engine) as ticker, ticker.begin():
            [claimed] = timers.claim_due(ticker, now=day.due_at, real=day.due_at, limit=9)
            timers.settle(ticker, claimed.id, TimerState.DONE, now=day.due_at)
            with pytest.raises(OperationalError) as refused:
                await store.write(telling.set_day, team.team.id, team.ben, after=NOW)
        after = await store.write(telling.set_day, team.team.id, team.ben, after=NOW)

    assert is_busy(refused.value)
    assert after > day.due_at


@contextmanager
def meanwhile(tx: Session, at: str, do: Callable[[], object]) -> Iterator[None]:
    """Let something else happen just before a transaction's first statement that begins so."""
    before = [do]

    def hear(_c: Any, _cursor: Any, sql: str, _given: Any, _context: Any, _many: bool) -> None:
        if before and sql.startswith(at):
            before.pop()()

    event.listen(tx.get_bind(), "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(tx.get_bind(), "before_cursor_execute", hear)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite admits one writer at a time
def test_a_notice_recalled_while_its_message_is_being_claimed_is_told_once(store: Store) -> None:
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        task = add(tx, team, team.act(team.ana))
        give(tx, team, task, team.ben)
        morning = NOW + timedelta(days=1)
        operations.tell_day(tx, team.team.id, team.ben, morning.date(), morning)
        [post_id] = tx.scalars(select(col(Post.id)).where(col(Post.kind) == telling.TOLD)).all()
    claimed: list[object] = []

    def claim() -> None:
        with Session(store.engine) as other, other.begin():
            lease = timedelta(seconds=60)
            claimed.extend(
                attempts.claim(other, [post_id], now=morning, real=morning, lease=lease, worker="w")
            )

    with Session(store.engine) as tx, tx.begin(), meanwhile(tx, "UPDATE notice", claim):
        recalled = notices.recall(tx, team.ben.id, Noun.TASK, task, kind=telling.TOLD)

    assert (recalled, claimed) == (True, [])


def test_what_a_message_that_may_be_there_tells_is_not_recalled(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))
    give(tx, team, task, team.ben)
    morning = NOW + timedelta(days=1)
    operations.tell_day(tx, team.team.id, team.ben, morning.date(), morning)
    tx.execute(update(Post).where(col(Post.kind) == telling.TOLD).values(state=PostState.HELD, looks=1))

    assert not notices.recall(tx, team.ben.id, Noun.TASK, task, kind=telling.TOLD)


def test_an_answer_that_was_taken_back_leaves_the_question_open(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    give(tx, team, 1, team.ben)
    due = facts.Due(NOW + timedelta(days=9), NOW.date() + timedelta(days=9), "", "UTC")
    operations.propose(tx, 1, due, team.act(team.ben, group="asked"))

    def is_asked() -> bool:
        return bool(operations.list_asked(tx, team.act(team.ana), 10))

    before = is_asked()
    operations.note(tx, 1, "Let me see", team.act(team.ana, group="answer"))
    answered = is_asked()
    operations.undo(tx, team.act(team.ana, group="back"), "answer")

    assert (before, answered, is_asked()) == (True, False, True)


def test_who_passed_a_task_on_asks_for_another_date_of_it_no_longer(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    give(tx, team, 1, team.ben)
    due = facts.Due(NOW + timedelta(days=9), NOW.date() + timedelta(days=9), "", "UTC")
    operations.propose(tx, 1, due, team.act(team.ben, group="asked"))
    [asked] = tasks.list_open(tx, team.act(team.ana))

    operations.assign(tx, 1, Mention("U3", None), team.act(team.ben, group="passed"))
    [passed] = tasks.list_open(tx, team.act(team.ana))

    assert list(operations.list_pending(tx, [asked])) == [asked.id]
    assert operations.list_pending(tx, [passed]) == {}
    assert operations.list_asked(tx, team.act(team.ana), 10) == []


@pytest.mark.parametrize(("quiet", "first"), [(None, 2), (1, 2), (5, 5), (-1, 2)])
def test_the_next_reminder_waits_for_the_end_of_a_snooze(
    tx: Session, team: Team, quiet: int | None, first: int
) -> None:
    day = {"due_day": NOW.date(), "due_words": "", "due_zone": "UTC"}
    until = None if quiet is None else NOW + timedelta(days=quiet)
    add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=2), snoozed_until=until, **day)
    add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=8), **day)
    add(tx, team, team.act(team.ana))

    assert tasks.next_reminder(tx, team.ana.id) == NOW + timedelta(days=first)


def test_only_its_owner_gives_a_task_back_or_asks_for_another_date(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))
    due = facts.Due(NOW + timedelta(days=9), NOW.date() + timedelta(days=9), "", "UTC")

    declined = operations.decline(tx, 1, "", team.act(team.ben, group="g2"))
    proposed = operations.propose(tx, 1, due, team.act(team.ben, group="g3"))

    [task] = tasks.list_open(tx, team.act(team.ana))
    assert isinstance(declined, operations.Elsewhere)
    assert isinstance(proposed, operations.Elsewhere)
    assert (task.owner, task.due) == (team.ana, None)


@pytest.mark.parametrize(("day", "ends"), [(-1, False), (0, False), (1, True)])
def test_a_snooze_ends_in_a_morning_to_come(tx: Session, team: Team, day: int, ends: bool) -> None:
    add(tx, team, team.act(team.ana))
    on = NOW.date() + timedelta(days=day)  # it is 09:00, when the working day begins

    outcome = operations.snooze(tx, 1, facts.Due(NOW, on, "", "UTC"), team.act(team.ana, group="g2"))

    assert isinstance(outcome, operations.Changed if ends else operations.Awake)
    [task] = tasks.list_open(tx, team.act(team.ana))
    assert task.snoozed_until == (NOW + timedelta(days=1) if ends else None)


def test_at_the_start_the_next_message_is_set_for_those_for_whom_there_is_something_to_tell(
    tx: Session, team: Team
) -> None:
    give(tx, team, add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=2)), team.gil)
    telling.note(tx, team.team.id, team.ben, telling.News("noted", Noun.TASK, 1, team.ana), NOW)
    for member in (team.ana, team.ben, team.gil):
        timers.cancel(tx, telling.DAY, str(member.id), now=NOW, reason="for this test")

    operations.plan_all(tx, NOW)

    days = {
        one.handle: timers.find_next(tx, telling.DAY, str(one.id)) for one in (team.ana, team.ben, team.gil)
    }
    assert [name for name, day in days.items() if day] == [team.ben.handle, team.gil.handle]


def test_what_is_read_while_a_task_is_open_is_kept_with_all_that_its_message_tells(
    tx: Session, team: Team
) -> None:
    given, urgent = add(tx, team, team.act(team.ana)), add(tx, team, team.act(team.ana), priority=1)
    late = {"due_at": NOW, "due_day": NOW.date(), "due_words": "", "due_zone": "UTC"}
    add(tx, team, team.act(team.ana), owner_id=team.ben.id, **late)
    for task in (given, urgent):
        give(tx, team, task, team.ben)
    for days in (1, 2):
        morning = NOW + timedelta(days=days)
        operations.tell_day(tx, team.team.id, team.ben, morning.date(), morning)

    def kept(days: int) -> list[tuple[str, int]]:
        notices.forget(tx, now=NOW + timedelta(days=days))
        return sorted((one.kind, one.subject_id) for one in tx.scalars(select(Notice)) if one.post_id)

    of_both_days = kept(30)
    while_open = kept(33)
    operations.finish(tx, [given, urgent], team.act(team.ben, group="done"))

    assert of_both_days == [("given", given), ("given", urgent), ("late", 3), ("late", 3)]
    assert while_open == [("given", given), ("given", urgent), ("late", 3)]
    assert kept(33) == [("given", urgent)]  # its message, about it alone, would say what becomes of it
