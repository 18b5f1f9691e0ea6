"""Lists and searches read their rows from an index, in the order they are shown."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlmodel import Session, col

from commands.task import operations
from storage import (
    blockers,
    channel_tasks,
    facts,
    heads,
    histories,
    notices,
    posts,
    projects,
    risks,
    standups,
    task_words,
    tasks,
)
from storage.models.task import Task
from storage.vocabulary import Noun
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add

SCOPE: histories.Scope = {Noun.TASK: None, Noun.MEMBER: ("skills",)}

Ask = Callable[[Session], object]


def plan(tx: Session, ask: Ask) -> str:
    """Return how the database carries out the first query of `ask`."""
    return plans(tx, ask)[0]


def plans(tx: Session, ask: Ask) -> list[str]:
    """Return how the database carries out each query of `ask`."""
    heard: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool) -> None:
        if sql.startswith(("SELECT", "UPDATE")):
            heard.append((sql, given))

    engine = tx.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    ask(tx)
    event.remove(engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    read = [tx.connection().exec_driver_sql(explain + sql, given) for sql, given in heard]
    return ["\n".join(str(row[-1]) for row in rows) for rows in read]


LISTS: dict[str, tuple[Callable[[Session, facts.Act], object], str]] = {
    "one person's": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.owned_by(1)]),
        "ix_task_by_owner",
    ),
    "one project's": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.of_project(1)]),
        "ix_task_by_project",
    ),
    "everybody's": (lambda tx, act: tasks.list_open(tx, act), "ix_task_by_date"),
    "late": (lambda tx, act: tasks.list_open(tx, act, where=[tasks.late(NOW)]), "ix_task_by_date"),
    "blocked": (lambda tx, act: tasks.list_open(tx, act, where=[tasks.blocked()]), "ix_task_blocked"),
    "under way": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.blocked(is_so=False), tasks.started()]),
        "ix_task_started",
    ),
    "one channel's": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.of_channel(1)]),
        "ix_task_by_channel",
    ),
    "snoozed": (lambda tx, act: tasks.list_open(tx, act, where=[tasks.snoozed(NOW)]), "ix_task_snoozed"),
    "due this week": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.due_on(NOW.date(), NOW.date())]),
        "ix_task_by_date (team_id=? AND status=? AND due_at>? AND due_at<?)",
    ),
    "open ones with finished ones": (lambda tx, act: tasks.list_whole(tx, act), "ix_task_by_date"),
    "given away": (
        lambda tx, act: tasks.list_open(tx, act, where=[tasks.given_away_by(1)]),
        "ix_task_given (team_id=? AND creator_id=? AND status=?)",
    ),
    "given away and finished": (
        lambda tx, act: tasks.list_done(tx, act, where=[tasks.given_away_by(1)]),
        "ix_task_given_by_finish",
    ),
    "made of a message": (
        lambda tx, act: tasks.list_of_message(tx, act, "https://", 3),
        "ix_task_of_message",
    ),
    "dropped": (lambda tx, act: tasks.list_dropped(tx, act), "ix_task_dropped"),
    "finished": (lambda tx, act: tasks.list_done(tx, act), "ix_task_by_finish"),
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL chooses by what the table holds
@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_out_of_its_index_already_in_order(tx: Session, team: Team, name: str) -> None:
    ask, index = LISTS[name]

    read = plan(tx, lambda tx: ask(tx, team.act(team.ana)))

    assert index in read
    assert "TEMP B-TREE FOR ORDER BY" not in read


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9])
def test_pages_of_open_and_finished_tasks_together_leave_none_out(tx: Session, team: Team, size: int) -> None:
    act = team.act(team.ana)
    for _ in range(6):
        add(tx, team, act)
    operations.finish(tx, [2, 3, 5], act)

    pages = [tasks.list_whole(tx, act, limit=size, offset=before) for before in range(0, 9, size)]

    assert [task.number for page in pages for task in page] == [1, 4, 6, 2, 3, 5]


BY_INDEX: dict[str, tuple[Ask, list[str]]] = {
    "the standups that ask a member": (
        lambda tx: tx.execute(standups._ASKING[True], {"of_team": 1, "member": 1}),
        ["ix_standup_team_id", "ix_standup_member_member_id", "ix_channel_member_member_id"],
    ),
    "the heads that show what a member finished": (
        lambda tx: heads.stale_of_finished(tx, 1, now=NOW),
        ["ix_post_subject", "ix_answer_member"],
    ),
    "what a member did last": (
        lambda tx: histories.last_group(tx, 1, 1, now=NOW),
        ["ix_change_by (team_id=? AND member_id=? AND id>?)", "ix_change_undoes (undoes=?)"],
    ),
    "what a member did last by one command": (
        lambda tx: histories.last_group(tx, 1, 1, now=NOW, of=SCOPE),
        ["ix_change_by (team_id=? AND member_id=? AND id>?)", "ix_change_undoes (undoes=?)"],
    ),
    "what a group changed": (lambda tx: histories.list_group(tx, 1, "g"), ["ix_change_group (group=?)"]),
    "the tasks that a group changed": (
        lambda tx: histories.list_subjects(tx, 1, "g", Noun.TASK, 10),
        ["ix_change_group (group=?)"],
    ),
    "whether a group was taken back": (
        lambda tx: histories.is_undone(tx, 1, "g"),
        ["ix_change_undoes (undoes=?)"],
    ),
    "whether all of it was": (
        lambda tx: histories.is_undone_whole(tx, 1, "g"),
        ["ix_change_group (group=?)", "ix_change_subject (team_id=? AND noun=? AND subject_id=?)"],
    ),
    "what a member did before a group": (
        lambda tx: tx.execute(
            histories._BEFORE,
            {"team": 1, "member": 1, "since": NOW, "group": "g", **histories._given(SCOPE)},
        ),
        ["ix_change_by (team_id=? AND member_id=? AND id>? AND id<?)", "ix_change_group (group=?)"],
    ),
    "how many tasks of a group were taken back": (
        lambda tx: histories.count_undone(tx, 1, "g", Noun.TASK),
        ["ix_change_undoes (undoes=?)"],
    ),
    "how much is open in a project": (
        lambda tx: channel_tasks.count_open(tx, 1, 1),
        ["ix_task_by_project (team_id=? AND project_id=? AND status=?)"],
    ),
    "what was finished in a project": (
        lambda tx: channel_tasks.list_finished(
            tx, 1, tasks.of_project(1), since=NOW, until=NOW, channel_id=1
        ),
        ["ix_task_by_finish (team_id=? AND status=? AND done_at>? AND done_at<?)"],
    ),
    "what some members finished": (
        lambda tx: channel_tasks.list_finished(
            tx, 1, channel_tasks.done_by([1, 2]), since=NOW, until=NOW, channel_id=1
        ),
        ["ix_task_by_finish (team_id=? AND status=? AND done_at>? AND done_at<?)"],
    ),
    "the open risks of a project": (
        lambda tx: risks.list_of_project(tx, 1, 1, channel_id=1),
        ["ix_risk_open_by_project (team_id=? AND project_id=? AND status=?)"],
    ),
    "what a message told": (lambda tx: notices.list_of_post(tx, 1), ["ix_notice_post_id (post_id=?)"]),
    "what a message of Slack is about": (
        lambda tx: posts.find_subject(tx, 1, "task.card", "C1", "1793073600.000100"),
        ["ix_post_ts (ts=?)"],
    ),
    "what a thread is about": (
        lambda tx: posts.list_subjects(tx, 1, ["task.card"], "C1", "1793073600.000100"),
        ["ix_post_thread (thread_ts=?)"],
    ),
    "what holds up a task": (lambda tx: blockers.list_of_task(tx, 1), ["ix_blocker_task_id"]),
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL chooses by what the table holds
@pytest.mark.parametrize("name", BY_INDEX)
def test_what_is_asked_often_is_found_by_index(tx: Session, team: Team, name: str) -> None:
    ask, indexes = BY_INDEX[name]

    read = plan(tx, ask)

    assert [index for index in indexes if index not in read] == []


WHOLE: dict[str, Ask] = {
    "what somebody belongs to": lambda tx: projects.list_of(tx, 1, 1),
    "what belongs to a project": lambda tx: projects.is_used(tx, 1, 1, beside=[1]),
    "whether a channel sees anything of a project": lambda tx: channel_tasks.is_any(tx, 1, 1, channel_id=1),
    "the risks of who leaves": lambda tx: risks.list_owned(tx, 1, 1),
    "the risks closed in a week": lambda tx: risks.list_closed_of_project(
        tx, 1, 1, channel_id=1, since=NOW, until=NOW
    ),
    "what waits for a channel": lambda tx: posts.release(tx, 1, 1),
    "what changed in a week": lambda tx: histories.list_between(tx, 1, Noun.TASK, NOW, NOW),
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL chooses by what the table holds
@pytest.mark.parametrize("name", WHOLE)
def test_nothing_reads_all_tasks_risks_posts_or_changes_of_all_teams(tx: Session, name: str) -> None:
    read = "\n".join(plans(tx, WHOLE[name]))

    assert read
    assert [table for table in ("task", "risk", "post", "change") if f"SCAN {table}" in read] == []


@pytest.mark.parametrize(
    ("words", "index"), [("racks", "task_words"), ("CI/CD", "task_words"), ("証明書", "task_signs")]
)
def test_a_search_reads_the_index_of_words_or_of_signs(tx: Session, words: str, index: str) -> None:
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(text("SET LOCAL enable_seqscan = off"))  # its only other way on an empty table

    read = plan(tx, lambda tx: tx.execute(select(col(Task.id)).where(task_words.containing(tx, words))))

    assert index in read
