"""Two workspaces on one database, alike to the last id and number: neither has anything of the other's."""

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from commands.task import grammar, operations
from storage import people, projects, skills, task_words, tasks, workspaces
from storage.models.project import Project
from storage.vocabulary import TaskStatus
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


@pytest.fixture
def harbour(tx: Session, team: Team) -> Team:
    """Another workspace, whose people, channels and first task are called alike."""
    harbour = Team(tx, "T2")
    for each in (team, harbour):
        named = {"key": "atlas", "name": "Atlas", "lead_id": each.ana.id, "created_at": NOW}
        tx.execute(insert(Project).values(team_id=each.team.id, **named))
        add(tx, each, each.act(each.ana), title=f"Racks of {each.team.slack_id}", labels=["dns"])
    return harbour


def test_lists_counts_and_searches_hold_ones_own_tasks_alone(tx: Session, team: Team, harbour: Team) -> None:
    mine, theirs = team.act(team.ben), harbour.act(harbour.ben)
    [task] = tasks.list_open(tx, mine)
    [other] = tasks.list_open(tx, theirs)

    assert (task.title, other.title) == ("Racks of T1", "Racks of T2")
    assert tasks.count(tx, mine) == 1
    assert tasks.list_seen(tx, mine, [task.id, other.id]) == [task]
    assert tasks.numbers(tx, mine, [task.id, other.id]) == {task.id: 1}
    assert tasks.list_open(tx, mine, where=[task_words.containing(tx, "racks")]) == [task]
    assert tasks.list_open(tx, mine, where=[tasks.of_label("dns")]) == [task]


def test_a_number_means_the_task_of_ones_own_workspace(tx: Session, team: Team, harbour: Team) -> None:
    [done] = operations.finish(tx, [1], team.act(team.ben, group="g2"))

    [other] = tasks.list_open(tx, harbour.act(harbour.ben))
    assert isinstance(done, operations.Changed)
    assert done.task.title == "Racks of T1"
    assert other.status is TaskStatus.OPEN


def test_names_and_keys_mean_people_projects_and_channels_of_ones_own(
    tx: Session, team: Team, harbour: Team
) -> None:
    assert people.find(tx, team.team.id, "U2") == team.ben
    assert people.list_named(tx, team.team.id, "ben") == [team.ben]
    assert workspaces.find_channel(tx, team.team.id, "C1") == team.atlas
    [project] = projects.list_all(tx, team.team.id)
    assert project.lead_id == team.ana.id
    assert projects.find(tx, team.team.id, "atlas") == project


def test_what_somebody_finished_elsewhere_is_not_shown(tx: Session, team: Team, harbour: Team) -> None:
    operations.finish(tx, [1], harbour.act(harbour.ana, group="h2"))

    counted = skills.count_finished(tx, team.act(team.ben), [team.ana.id, harbour.ana.id])

    assert dict(counted.get(harbour.ana.id, {})) == {}


def test_nothing_of_another_workspace_is_taken_back(tx: Session, team: Team, harbour: Team) -> None:
    operations.add(
        tx,
        grammar.Add("Sign the lease", "", None, None, None, None, None),
        harbour.act(harbour.ana, group="lease"),
        channel=harbour.atlas,
    )

    assert operations.undo(tx, team.act(team.ana, group="g2"), "lease") is None
    assert len(tasks.list_open(tx, harbour.act(harbour.ben))) == 2


def test_of_more_people_than_one_statement_takes_those_are_found_who_are_known(
    tx: Session, team: Team
) -> None:
    wanted = [f"W{each}" for each in range(70_000)]

    found = people.find_all(tx, team.team.id, [*wanted, team.ana.slack_id])

    assert found == {team.ana.slack_id: team.ana}
