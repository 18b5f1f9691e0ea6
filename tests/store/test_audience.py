"""Who sees what: the channel a thing was made in decides."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session

from commands.kit import calendar
from commands.task import operations
from storage import facts, people, tasks, timers, workspaces
from storage.vocabulary import TimerState
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add


def sees(tx: Session, act: facts.Act) -> list[int]:
    """Return the numbers of the open tasks somebody sees."""
    return [task.number for task in tasks.list_open(tx, act)]


def test_a_public_channels_task_shows_to_all_but_guests_outside_it(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana))

    assert sees(tx, team.act(team.ben)) == [1]
    assert sees(tx, team.act(team.gil)) == []


def test_a_private_channels_task_shows_to_its_members_while_the_list_is_fresh(
    tx: Session, team: Team
) -> None:
    add(tx, team, team.act(team.ana), channel_id=team.secret.id)
    workspaces.set_members(tx, team.secret.id, [team.ben.id], now=NOW)

    assert sees(tx, team.act(team.ben)) == [1]
    assert sees(tx, team.act(team.ben, now=NOW + timedelta(hours=25))) == []
    assert sees(tx, team.act(team.gil)) == []


def test_whoever_speaks_in_a_private_channel_is_in_it(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana), channel_id=team.secret.id)

    assert sees(tx, team.act(team.ben, here=team.secret.id)) == [1]


def test_what_was_made_in_a_direct_message_shows_to_its_creator_and_owner(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana), channel_id=None, owner_id=team.ben.id)

    assert sees(tx, team.act(team.ana)) == [1]
    assert sees(tx, team.act(team.ben)) == [1]
    assert sees(tx, team.act(team.gil)) == []


def test_what_was_made_in_a_direct_message_shows_to_its_watchers_but_a_private_channels_task_does_not(
    tx: Session, team: Team
) -> None:
    add(tx, team, team.act(team.ana), channel_id=None, watchers=[team.ben.id])
    add(tx, team, team.act(team.ana), channel_id=team.secret.id, watchers=[team.ben.id])

    assert sees(tx, team.act(team.ben)) == [1]
    assert sees(tx, team.act(team.gil)) == []


def test_open_tasks_come_by_date_then_priority_then_number(tx: Session, team: Team) -> None:
    day = {"due_day": NOW.date(), "due_words": "", "due_zone": "UTC"}
    add(tx, team, team.act(team.ana))
    add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=2), **day)
    add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=1), priority=3, **day)
    add(tx, team, team.act(team.ana), due_at=NOW + timedelta(days=1), priority=1, **day)

    assert sees(tx, team.act(team.ana)) == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Pacific/Kiritimati", time(0, 30)),
        ("Pacific/Kiritimati", time(23, 30)),
        ("Etc/GMT+12", time(0, 30)),
        ("Etc/GMT+12", time(23, 30)),
    ],
)
def test_what_is_due_on_a_day_is_so_on_its_own_clock_wherever_that_is(
    tx: Session, team: Team, zone: str, clock: time
) -> None:
    day = date(2026, 11, 26)
    at = calendar.to_utc(day, clock, zone)
    add(tx, team, team.act(team.ana), due_at=at, due_day=day, due_words="", due_zone=zone)

    def due_on(on: date) -> list[facts.Task]:
        return tasks.list_open(tx, team.act(team.ana), where=[tasks.due_on(on, on)])

    assert len(due_on(day)) == 1
    assert due_on(day - timedelta(days=1)) == due_on(day + timedelta(days=1)) == []


def test_what_is_due_as_the_day_ends_is_not_due_on_it(tx: Session, team: Team) -> None:
    night = datetime(2026, 11, 25, tzinfo=UTC)
    for at in (night - timedelta(minutes=1), night):
        add(tx, team, team.act(team.ana), due_at=at, due_day=at.date(), due_words="", due_zone="UTC")

    day = operations.read_own_day(tx, team.act(team.ana), team.ana)

    assert [task.number for task in day.today.tasks] == [1]
    assert [task.number for task in day.later.tasks] == [2]


def test_a_name_is_found_without_its_accents_and_case(tx: Session, team: Team) -> None:
    assert people.list_named(tx, team.team.id, "novak") == [team.gil]
    assert people.list_named(tx, team.team.id, "BEN") == [team.ben]
    assert people.list_named(tx, team.team.id, "nobody here") == []


def test_one_occurrence_happens_once_whatever_is_set_again(tx: Session, team: Team) -> None:
    def set_(hours: int) -> None:
        due = NOW + timedelta(hours=hours)
        timers.set_(tx, team.team.id, "standup.prompt", "1:1", occurrence="2026-11-24", due_at=due)

    set_(1)
    set_(0)
    due = timers.claim_due(tx, now=NOW, real=NOW, limit=10)
    timers.settle(tx, due[0].id, TimerState.DONE, now=NOW)
    set_(0)

    assert len(due) == 1
    assert timers.claim_due(tx, now=NOW, real=NOW, limit=10) == []


def test_a_timer_that_failed_waits_for_its_next_try(tx: Session, team: Team) -> None:
    timers.set_(tx, team.team.id, "digest.send", "1", occurrence="2026-11-24", due_at=NOW)
    failed = timers.claim_due(tx, now=NOW, real=NOW, limit=10)[0]

    timers.fail(tx, failed.id, retry_at=NOW + timedelta(seconds=10), reason="it broke")

    assert timers.claim_due(tx, now=NOW, real=NOW, limit=10) == []
    assert len(timers.claim_due(tx, now=NOW, real=NOW + timedelta(seconds=10), limit=10)) == 1


def test_of_a_leavers_hidden_work_an_admin_alone_is_told_how_much_there_is(tx: Session, team: Team) -> None:
    for channel in (team.atlas, team.secret):
        add(tx, team, team.act(team.gil), owner_id=team.gil.id, creator_id=team.gil.id, channel_id=channel.id)
    admin = people.save(tx, team.team.id, "U2", is_admin=True)

    assert operations.count_hidden(tx, team.act(team.ana), team.gil) == 0
    assert operations.count_hidden(tx, team.act(admin), team.gil) == 1


def test_nobody_is_suggested_for_a_private_channel_whose_members_are_not_known(
    tx: Session, team: Team
) -> None:
    add(tx, team, team.act(team.ana), owner_id=None, channel_id=team.secret.id, labels=["dns"])
    here = team.act(team.ana, here=team.secret.id)

    unknown = operations.suggested(tx, 1, here)
    workspaces.set_members(tx, team.secret.id, [team.ben.id], now=NOW)
    known = operations.suggested(tx, 1, here)

    assert isinstance(unknown, operations.Suggested)
    assert (unknown.is_closed, unknown.people) == (True, ())
    assert isinstance(known, operations.Suggested)
    assert [one.member for one in known.people] == [team.ben]


def test_who_made_a_task_sees_it_no_longer_once_they_are_out_of_its_private_channel(
    tx: Session, team: Team
) -> None:
    add(tx, team, team.act(team.ana), owner_id=team.ben.id, channel_id=team.secret.id)
    workspaces.set_members(tx, team.secret.id, [team.ana.id], now=NOW)
    inside = sees(tx, team.act(team.ana))

    workspaces.leave(tx, team.secret.id, team.ana.id)
    outside = sees(tx, team.act(team.ana))
    workspaces.save_channel(tx, team.team.id, "C2", has_bot=False)

    assert (inside, outside) == ([1], [])
    assert sees(tx, team.act(team.ana)) == [1]  # whose members cannot be read, its makers see


def test_a_channel_with_a_guest_shows_of_other_public_ones_only_what_the_guest_may_see(
    tx: Session, team: Team
) -> None:
    act = team.act(team.ana)
    bridge = workspaces.save_channel(tx, team.team.id, "C3", name="bridge", has_bot=True, is_private=False)
    for channel in (team.atlas, bridge, team.secret):
        add(tx, team, act, channel_id=channel.id)

    def shown(*there: facts.Member) -> list[int]:
        workspaces.set_members(tx, bridge.id, [one.id for one in there], now=NOW)
        return [task.number for task in tasks.list_open(tx, act, where=[tasks.shown_in(bridge.id)])]

    among_staff, with_gil = shown(team.ana, team.ben), shown(team.ana, team.gil)
    workspaces.join(tx, team.atlas.id, team.gil.id)
    with_gil_in_both = shown(team.ana, team.gil)
    workspaces.leave(tx, team.atlas.id, team.gil.id)
    people.save(tx, team.team.id, team.gil.slack_id, is_active=False)

    assert among_staff == [1, 2]
    assert with_gil == [2]
    assert with_gil_in_both == [1, 2]
    assert shown(team.ana, team.gil) == [1, 2]
