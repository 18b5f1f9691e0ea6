"""Standups of teams that span the date line, and of people who move."""

import re
from datetime import date

import pytest

from bot import directory
from storage import workspaces
from tests.flows.standup_words import PLACE
from tests.world import Person, World, words

ZONES = {"ana": "Pacific/Kiritimati", "ben": "Pacific/Pago_Pago", "chiara": "Pacific/Auckland"}
# A prompt while its window is open, and what it says afterwards.
ASKED = re.compile(r"(?:Standup for #\S+,|^The standup for #\S+ closed on) (?P<day>\w{3} \d+ \w{3})")
LAST = "2026-11-04T12:00:00+00:00"


@pytest.fixture
async def spanning(world: World) -> World:
    """A standup whose people live on both sides of the date line, 25 hours apart."""
    for name, zone in ZONES.items():
        await world.post("member", as_=name, tz=zone)
    await world.clock(to="2026-10-27T22:00:00+00:00")
    await world.person("sam").types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    return world


async def prompts(world: World, name: str) -> list[str]:
    """Return the days somebody was asked about, in order."""
    found = [ASKED.search(words(one)) for one in await world.person(name).dms()]
    return [each["day"] for each in found if each]


async def test_on_both_sides_of_the_date_line_each_is_asked_once_for_each_of_their_own_days(
    spanning: World,
) -> None:
    await spanning.clock(to=LAST)

    for name in ZONES:
        asked = await prompts(spanning, name)
        assert len(asked) == len(set(asked)), asked
        assert {"Thu 29 Oct", "Fri 30 Oct", "Mon 2 Nov", "Tue 3 Nov"} <= set(asked)


async def test_a_day_opens_with_the_first_zone_and_closes_with_the_last_though_the_next_has_begun(
    spanning: World,
) -> None:
    await spanning.clock(to="2026-10-28T19:31:00+00:00")  # Thursday 09:31 in Kiritimati
    opened = await heads(spanning)
    await spanning.clock(to="2026-10-29T20:31:00+00:00")  # Thursday 09:31 in Pago Pago, a day later
    both = await heads(spanning)
    await spanning.clock(to="2026-10-30T00:31:00+00:00")  # Thursday 13:31 there
    closed = await heads(spanning)

    thursday, friday = date(2026, 10, 29), date(2026, 10, 30)
    assert opened[thursday] == "open"
    assert both[thursday] == both[friday] == "open"
    assert closed[thursday] == "closed"
    assert closed[friday] == "open"


async def heads(world: World) -> dict[date, str]:
    """Return where each day of the standup stands, as the thread's summary tells."""
    found = {}
    for head in await world.channel(PLACE).messages():
        if "Standup " in words(head) and head.get("bot_id"):
            number = int(words(head).split()[2])
            thread = await world.channel(PLACE).messages(thread_ts=head["ts"])
            is_closed = any("Closed:" in words(one) for one in thread)
            found[date(2026, 10, number)] = "closed" if is_closed else "open"
    return found


async def test_whose_zone_slack_does_not_tell_is_told_by_the_clock_of_most_others_until_it_does(
    world: World,
) -> None:
    await world.post("channel", channel="#vector-bridge", bot_in=True)
    ben = world.person("ben")

    untold = await ben.types("/task add Deliver the racks @vera by fri", "#vector-bridge")
    await world.post("member", as_="vera", tz="Asia/Tokyo")
    told = await ben.types("/task add Power the racks @vera by fri", "#vector-bridge")

    assert "Vera Holm hears of it by Mon 26 Oct at 09:00 (Lisbon)." in untold
    assert "Vera Holm hears of it by Tue 27 Oct at 09:00 (Tokyo)." in told


async def test_a_new_name_is_on_the_cards_of_work_and_a_zone_that_is_not_known_here_stays_what_it_was(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by fri")
    await ana.types("/risk The certificate runs out @ben")
    store, now = world.stage.store, world.stage.clock.now()
    team = await store.read(workspaces.find_team, "T0ATLAS")
    assert team is not None
    user = {"id": "U0BEN", "name": "ben", "real_name": "Benjamin Carter", "tz": "America/Nowhere"}

    await store.write(directory.apply_event, team, {"type": "user_change", "user": user}, now)
    await world.settle()

    cards = [words(card) for card in await world.channel("#atlas").messages()]
    assert ["Benjamin Carter" in card for card in cards] == [True, True]
    assert "13:00 for you" in await ben.types("/task list")
