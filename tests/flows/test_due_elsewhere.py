"""A due time as people in other zones read it. It is Mon 26 Oct 2026, 08:00 in Lisbon: 04:00 in New York."""

import csv
import io

from tests.flows.test_daily import dm, told
from tests.flows.test_home import home, presses, shown
from tests.flows.test_task_export import bring
from tests.flows.test_task_from_message import filled
from tests.world import Person, World, words


async def exported(person: Person) -> list[str]:
    """Return when the tasks of somebody are due, as a file tells it by their own clock."""
    said, content = await bring(person.world, person, "/task export csv")
    assert "Times in the file are those of " in said
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [row["due"] for row in rows]


async def edited(person: Person) -> tuple[str, str]:
    """Return day and time of T-1 in somebody's form, which is by their own clock."""
    await person.types("/task edit T-1")
    form = filled(await person.form())
    return form["due"], form["time"]


async def test_who_gave_a_task_and_who_got_it_read_the_same_instant_wherever_it_stands(
    world: World, ana: Person, ben: Person
) -> None:
    added = await ana.types("/task Call the auditor @ben today")
    await world.clock(to="2026-10-26T13:01:00+00:00")

    read = {
        "the reply": added,
        "Ben's list": await ben.types("/task"),
        "Ben's daily message": words((await told(ben))[0]),
        "Ben's Home": words(await home(ben)),
        "Ana's Home": words(await home(ana)),
        "Ana's list": await ana.types("/task list @ben"),
        "the card": words(await world.channel("#atlas").last()),
    }

    assert [place for place, text in read.items() if "due Mon 26 Oct 17:00 (Lisbon)" not in text] == []
    assert "due Mon 26 Oct 17:00 (Lisbon)" in (await told(ben))[0]["text"]
    assert await edited(ana) == ("2026-10-26", "17:00")
    assert await edited(ben) == ("2026-10-26", "13:00")
    assert await exported(ben) == ["2026-10-26 13:00"]


async def test_a_date_moved_elsewhere_is_named_by_the_clock_of_whoever_moved_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Call the auditor @ben today")

    moved = await ben.types("/task due T-1 fri")

    assert "due Mon 26 Oct 17:00 (Lisbon) → Fri 30 Oct 17:00 (New York)" in moved
    assert "due Fri 30 Oct 17:00 (New York)" in words(await world.channel("#atlas").last())
    assert await edited(ana) == ("2026-10-30", "21:00")


async def test_a_date_asked_for_is_one_instant_from_the_asking_to_the_list(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await home(ana)
    await world.clock(to="2026-10-26T13:01:00+00:00")

    asked = await ben.presses(
        "Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19"
    )
    await world.clock(to="2026-10-27T09:01:00+00:00")
    message, view = words((await told(ana))[0]), await shown(ana)
    await presses(ana, view, "T-1", "Accept Thu 19 Nov 22:00 (Lisbon)")

    assert (
        "is asked for Thu 19 Nov 17:00 (New York). Until then it stays due Thu 12 Nov 17:00 (Lisbon)" in asked
    )
    assert "Ben Carter asks for Thu 19 Nov 22:00 (Lisbon) instead" in message
    assert "Ben Carter asks for Thu 19 Nov 22:00 (Lisbon) instead" in words(view)
    assert "due Thu 19 Nov 22:00 (Lisbon)" in await ben.types("/task")
    assert await exported(ben) == ["2026-11-19 17:00"]


async def test_no_city_is_named_where_all_whom_a_task_concerns_read_the_same_hour(ana: Person) -> None:
    both = await ana.types("/task Sign the contract @sam by fri")
    watched = await ana.types("/task watch T-1") + await ana.types("/task show T-1")

    assert "due Fri 30 Oct 17:00\n" in both
    assert "(Lisbon)" not in watched.split("Made by")[0]


async def test_a_watcher_elsewhere_is_one_whom_a_task_concerns(ana: Person) -> None:
    told = await ana.types("/task Sign the contract cc @dev by fri")

    assert "due Fri 30 Oct 17:00 (Lisbon)" in told


async def test_zones_that_agree_today_are_told_apart_on_the_day_they_do_not(
    world: World, ana: Person
) -> None:
    await world.post("member", as_="sam", tz="Africa/Abidjan")
    await world.settle()

    winter = await ana.types("/task Sign the contract @sam by 15 jan 2027")
    summer = await ana.types("/task Renew the contract @sam by 15 apr 2027")

    assert "due Fri 15 Jan 2027 17:00\n" in winter
    assert "due Thu 15 Apr 2027 17:00 (Lisbon)" in summer


async def test_a_date_offered_to_somebody_elsewhere_sets_the_instant_it_names(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by wed")
    await ana.types("/task Mount the racks @ben by tue")

    told = await ben.types("/task after T-2 T-1")
    await ben.presses("Move to Wed 28 Oct 17:00 (Lisbon)", ben.shown[-1])

    assert "T-2 can begin on Wed 28 Oct 17:00 (Lisbon) at the earliest" in told
    assert await exported(ben) == ["2026-10-28 13:00", "2026-10-28 13:00"]


async def test_a_length_counted_from_a_date_meant_elsewhere_keeps_its_hour_there(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by fri")

    await ben.types("/task move T-1 +2d")
    await ben.presses("Sun 1 Nov 12:00 (New York) instead", ben.shown[-1])

    assert await edited(ana) == ("2026-11-01", "17:00")
