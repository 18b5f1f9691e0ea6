"""However many things are read at once, no statement names more of them than a database takes."""

import sqlite3

import pytest
from sqlalchemy import insert, select
from sqlmodel import Session, col

from storage import facts, people, tasks
from storage.known import known
from storage.models.task import Task, TaskLabel
from tests.store.conftest import NOW, Team

MANY = 4_100
MOST = 4_000  # variables of one statement; an older SQLite takes eight times as many


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # it alone can be told to take fewer
def test_tasks_of_thousands_of_people_are_read_with_their_owners_and_labels(tx: Session, team: Team) -> None:
    database = tx.connection().connection.driver_connection
    assert isinstance(database, sqlite3.Connection)
    owners = [people.insert_(tx, team.team.id, f"U{each}", name=f"P {each}") for each in range(100, MANY)]
    kept = {"team_id": team.team.id, "title": "Order the racks", "creator_id": team.ana.id, "created_at": NOW}
    rows = [{**kept, "number": place, "owner_id": one.id} for place, one in enumerate(owners)]
    tx.execute(insert(Task), rows)
    ids = tx.scalars(select(col(Task.id))).all()
    tx.execute(insert(TaskLabel), [{"task_id": each, "label": "dns"} for each in ids])
    known(tx, facts.Member).clear()

    database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, MOST)
    found = tasks.list_open(tx, team.act(team.ana), limit=MANY)

    assert [task.owner for task in found] == owners
    assert {task.labels for task in found} == {("dns",)}
