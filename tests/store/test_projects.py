"""Projects are made, taken back and made anew, on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from commands.kit.requests import ProjectRef, Unclear
from commands.plan import operations as plan
from commands.plan.grammar import New
from commands.task import operations
from storage import changes, facts, projects, workspaces
from storage.db import Store, TakenBack
from storage.vocabulary import Noun
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add

ATLAS = New("Atlas", "atlas")


def test_a_key_that_was_taken_back_makes_the_same_project_with_other_people(tx: Session, team: Team) -> None:
    workspaces.set_members(tx, team.atlas.id, [team.ana.id, team.ben.id], now=NOW)
    first = plan.create(tx, ATLAS, team.act(team.ana), team.atlas)
    operations.undo(tx, team.act(team.ana, group="g2"), None)
    free = projects.find(tx, team.team.id, "atlas"), workspaces.get_channel(tx, team.atlas.id).project_id

    again = plan.create(tx, ATLAS, team.act(team.ben, group="g3"), team.secret)

    assert isinstance(first, facts.Project)
    assert isinstance(again, facts.Project)
    assert free == (None, None)
    assert (again.id, again.lead_id, again.channel_id) == (first.id, team.ben.id, team.secret.id)
    assert [one.id for one in projects.list_of(tx, team.team.id, team.ben.id)] == [again.id]
    assert projects.list_of(tx, team.team.id, team.ana.id) == []


def test_a_project_stays_while_another_channel_is_bound_to_it(tx: Session, team: Team) -> None:
    plan.create(tx, ATLAS, team.act(team.ana), team.atlas)
    plan.bind(tx, ProjectRef("atlas", None), team.act(team.ana, group="g2"), team.secret)

    refused = operations.undo(tx, team.act(team.ana, group="g3"), "g1")
    operations.undo(tx, team.act(team.ana, group="g4"), "g2")
    done = operations.undo(tx, team.act(team.ana, group="g5"), "g1")

    assert isinstance(refused, operations.InUse)
    assert isinstance(done, operations.Undone)


def test_a_channel_that_somebody_bound_a_moment_ago_is_not_bound_over(tx: Session, team: Team) -> None:
    read_before = team.atlas
    first = plan.create(tx, ATLAS, team.act(team.ana), team.atlas)
    workspaces.remember(tx, read_before)

    second = plan.create(tx, New("Zeus", "zeus"), team.act(team.ben, group="g2"), read_before)

    assert isinstance(first, facts.Project)
    assert isinstance(second, Unclear)
    assert workspaces.get_channel(tx, team.atlas.id).project_id == first.id


def test_whoever_binds_a_channel_is_told_what_it_was_bound_to_a_moment_ago(tx: Session, team: Team) -> None:
    plan.create(tx, ATLAS, team.act(team.ana), team.secret)
    read_before = team.atlas
    plan.create(tx, New("Zeus", "zeus"), team.act(team.ben, group="g2"), team.atlas)
    workspaces.remember(tx, read_before)

    bound = plan.bind(tx, ProjectRef("atlas", None), team.act(team.ana, group="g3"), read_before)

    assert isinstance(bound, plan.Bound)
    assert bound.before is not None
    assert bound.before.key == "zeus"


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite admits one writer at a time
@pytest.mark.parametrize("is_moved", [False, True])
def test_a_task_that_is_put_in_a_project_while_it_is_taken_back_is_in_none_that_is_gone(
    store: Store, *, is_moved: bool
) -> None:
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        plan.create(tx, ATLAS, team.act(team.ana), team.atlas)
        add(tx, team, team.act(team.ana, group="g2"))
    undone: list[object] = []

    def take_back() -> None:
        with Session(store.engine, expire_on_commit=False) as other, other.begin():
            undone.append(operations.undo(other, team.act(team.ana, group="g3"), "g1"))

    def put(tx: Session) -> None:
        act = team.act(team.ben, group="g4")
        project = projects.find(tx, team.team.id, "atlas")
        assert project is not None
        take_back()
        if is_moved:
            changes.apply(tx, act, Noun.TASK, 1, {"project_id": project.id})
        else:
            add(tx, team, act, project_id=project.id)

    with pytest.raises(TakenBack, match="Atlas"), Session(store.engine) as tx, tx.begin():
        put(tx)

    assert isinstance(undone[0], operations.Undone)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_project_to_which_a_task_is_just_being_added_is_not_taken_back(store: Store) -> None:
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        team = Team(tx)
        made = plan.create(tx, ATLAS, team.act(team.ana), team.atlas)
    assert isinstance(made, facts.Project)

    with Session(store.engine) as tx, tx.begin():
        add(tx, team, team.act(team.ben, group="g2"), project_id=made.id)
        with Session(store.engine) as other:
            other.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError):
                operations.undo(other, team.act(team.ana, group="g3"), "g1")
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        refused = operations.undo(tx, team.act(team.ana, group="g3"), "g1")

    assert isinstance(refused, operations.InUse)
