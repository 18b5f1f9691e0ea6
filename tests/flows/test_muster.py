"""How Muster itself stands, as leads see it in Slack and whoever runs it sees it in a terminal."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot import routes
from commands.admin.views import KINDS
from storage import workspaces
from tests.faults.test_silence import TUESDAY, after, alarms
from tests.faults.test_ticker import MONDAY_EVENING, set_up
from tests.flows.test_doctor import run, settings
from tests.world import Person, World

__all__ = ["settings"]


@pytest.fixture
async def held(world: World, ana: Person) -> World:
    """A card for a channel Muster is not in."""
    await ana.types("/task Order the racks", channel="#general")
    return world


async def test_a_lead_sees_what_is_held_with_the_reason_and_the_next_attempt(
    held: World, ana: Person
) -> None:
    told = await ana.types("/muster status")

    assert "*Held until somebody acts*" in told
    assert "card of a task in #general, due Mon 26 Oct 08:00: Muster is not in the channel" in told
    assert "Next attempt: as soon as it is mended, within the hour at the latest." in told


async def test_who_leads_nothing_is_told_who_may_see_it(held: World, ben: Person) -> None:
    told = await ben.types("/muster status")

    assert told == "How Muster stands is shown to project leads and to Slack's admins. Nothing was changed."


async def test_a_lead_is_not_told_what_is_owed_where_they_may_not_look(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/project new Harbour", channel="#atlas-standup")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.stage.store.write(
        lambda tx: workspaces.save_channel(tx, 1, "C0VENDOR", name="vendor-terms", is_private=True)
    )
    await world.post("faults", method="chat.postMessage", kind="refuse:is_archived", times=1)
    await ana.types("/task Sign the terms", channel="#vendor-terms")

    told = await ben.types("/muster status")

    assert "vendor-terms" not in told
    assert "And 1 in places you do not see." in told
    assert "vendor-terms" in await ana.types("/muster status")


async def test_with_nothing_amiss_the_next_of_each_kind_is_shown(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#atlas-standup")

    told = await ana.types("/muster status")

    assert "Nothing is late, held or refused, and nothing waits to be sent." in told
    assert "standup questions (5): Tue 27 Oct 04:00" in told


def test_whatever_muster_sends_or_does_by_the_clock_has_a_name_that_people_know() -> None:
    assert KINDS.keys() == {*routes.POSTS, *routes.TIMERS}


async def test_what_an_older_version_left_dead_is_named_by_its_kind(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks", channel="#general")
    await world.stage.store.write(outdated)

    told = await ana.types("/muster status")

    assert "standup blockers in #general" in told


def outdated(tx: Session) -> None:
    """Make a post that is held one of a kind that this version does not have."""
    tx.execute(text("UPDATE post SET kind = 'standup.blockers' WHERE state = 'held'"))


@pytest.mark.parametrize(
    ("line", "said"),
    [("/muster", "`/muster status` shows"), ("/muster fly", '/muster does not know "fly". Nothing was')],
)
async def test_other_lines_are_answered_with_what_to_type(ana: Person, line: str, said: str) -> None:
    assert said in await ana.types(line)


async def test_doctor_live_prints_the_same_by_team_and_fails_while_somebody_must_act(
    held: World, settings: dict[str, str]
) -> None:
    code, printed = await run(settings, "doctor", "--live")

    assert code == 1
    assert "Northwind IT\n  Held until somebody acts (times in UTC)\n" in printed
    assert "card of a task in #general, due Mon 26 Oct 08:00: Muster is not in the channel" in printed


async def test_doctor_live_without_a_database_says_what_makes_one(tmp_path: Path) -> None:
    code, printed = await run({"DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}"}, "doctor", "--live")

    assert code == 1
    assert "none.db does not exist. `muster db upgrade` makes it." in printed


async def test_a_standup_that_came_in_time_raises_no_alarm(world: World, ana: Person) -> None:
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)

    await world.clock(to=f"{TUESDAY}T09:30:00+00:00")
    await after(30, world)

    assert await alarms(ana) == []


async def test_a_standup_called_off_raises_no_alarm(world: World, ana: Person) -> None:
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await ana.types("/standup stop", channel="#atlas-standup")

    await world.clock(to=f"{TUESDAY}T09:30:00+00:00")
    await after(15, world)

    assert await alarms(ana) == []
