"""Links hold on both databases: near and far, and no two people close a loop together."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session

from commands.task import operations
from storage import facts, links, tasks
from storage.db import Store
from storage.vocabulary import TaskStatus
from tests.store.conftest import Team
from tests.store.test_changes import add


def test_links_are_followed_near_and_far_in_both_directions(tx: Session, team: Team) -> None:
    act = team.act(team.ana)
    first = add(tx, team, act)
    second = add(tx, team, act, after=[first])
    third = add(tx, team, act, after=[first, second])

    assert set(links.list_before(tx, third)) == {(third, first), (third, second), (second, first)}
    assert set(links.list_after(tx, first)) == {(second, first), (third, first), (third, second)}
    assert (links.list_before(tx, first), links.list_after(tx, third)) == ([], [])


@pytest.mark.parametrize("round_", range(5))
def test_of_two_links_that_would_close_a_loop_together_one_is_refused(store: Store, round_: int) -> None:
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        for _ in range(2):
            add(tx, team, team.act(team.ana))
    ready = threading.Barrier(2)

    def link(number: int, other: int, member: facts.Member) -> object:
        ready.wait()
        with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
            return operations.after(tx, number, [other], team.act(member, group=f"g{number}"))

    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(link, [1, 2], [2, 1], [team.ana, team.ben]))

    assert sorted(type(one).__name__ for one in outcomes) == ["Circle", "Linked"]
    with Session(store.engine) as tx:
        waiting = [task for task in tasks.list_open(tx, team.act(team.ana)) if task.after]
    assert [task.status for task in waiting] == [TaskStatus.OPEN]
