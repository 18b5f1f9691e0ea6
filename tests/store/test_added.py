"""A task that was just added is told of without being read again: it must be what reading it would give."""

from datetime import time

import pytest
from sqlmodel import Session

from commands.kit.readings import Here
from commands.plan import operations as plan
from commands.plan.grammar import New
from commands.task import grammar, operations
from storage import facts, tasks, workspaces
from tests.store.conftest import NOW, Team

HERE = Here(NOW, "Europe/Lisbon", time(9), time(17))
LINES = (
    "Renew the certificate",
    "Renew the certificate <@U2|ben> by fri 14:30 !high ~3h",
    "Renew the certificate @nobody every mon ~5p",
    "Renew the certificate #atlas",
    "Renew the certificate <@U2|ben> +tls +edge cc <@U3|gil>",
    "Renew the certificate after T-1",
)


@pytest.mark.parametrize("line", LINES)
def test_a_task_is_told_of_as_it_stands_on_record(tx: Session, team: Team, line: str) -> None:
    plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.atlas)
    act = team.act(team.ana, here=team.atlas.id)
    added(tx, act, "Order the certificate")

    told = added(tx, act, line)

    tx.info.clear()
    tx.expire_all()
    assert told == tasks.get(tx, told.id, act)


def added(tx: Session, act: facts.Act, line: str) -> facts.Task:
    """Add a task by a line, in #atlas."""
    request = grammar.parse(line, HERE)
    assert isinstance(request, grammar.Add), request
    outcome = operations.add(
        tx, request, act, channel=workspaces.find_channel(tx, act.team.id, "C1"), line=line
    )
    assert isinstance(outcome, operations.Changed), outcome
    return outcome.task


def test_who_owns_a_task_does_not_watch_it_too(tx: Session, team: Team) -> None:
    act = team.act(team.ana, here=team.atlas.id)

    told = added(tx, act, "Renew the certificate <@U2|ben> cc <@U2|ben>, <@U3|gil>")

    assert told.owner == team.ben
    assert told.watchers == (team.gil,)
