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
    assert [place for place, text in read.items() if "(Lisbon), 13:00 for you" in text] == [
        place for place in read if place.startswith("Ben's")
    ]
    assert "due Mon 26 Oct 17:00 (Lisbon), 13:00 for you" in (await told(ben))[0]["text"]
    assert await edited(ana) == ("2026-10-26", "17:00")
    assert await edited(ben) == ("2026-10-26", "13:00")
    assert await exported(ben) == ["2026-10-26 13:00"]


async def test_a_date_moved_elsewhere_is_named_by_the_clock_of_whoever_moved_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Call the auditor @ben today")

    moved = await ben.types("/task due T-1 fri 17:00")

    assert "due Mon 26 Oct 17:00 (Lisbon), 13:00 for you → Fri 30 Oct 17:00 (New York)" in moved
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
    await presses(ana, view, "T-1", "Accept Thu 19 Nov 17:00 (Lisbon)")

    assert (
        "is asked for Thu 19 Nov 17:00 (Lisbon), 12:00 for you. Until then it stays due Thu 12 Nov" in asked
    )
    assert "Ben Carter asks for Thu 19 Nov 17:00 (Lisbon) instead" in message
    assert "Ben Carter asks for Thu 19 Nov 17:00 (Lisbon) instead" in words(view)
    assert "due Thu 19 Nov 17:00 (Lisbon), 12:00 for you" in await ben.types("/task")
    assert await exported(ben) == ["2026-11-19 12:00"]


async def test_no_city_is_named_where_all_whom_a_task_concerns_read_the_same_hour(ana: Person) -> None:
    both = await ana.types("/task Sign the contract @sam by fri")
    watched = await ana.types("/task watch T-1") + await ana.types("/task show T-1")

    assert "due Fri 30 Oct 17:00\n" in both
    assert "(Lisbon)" not in watched.split("Made by")[0]


async def test_a_watcher_elsewhere_is_one_whom_a_task_concerns(ana: Person) -> None:
    told = await ana.types("/task Sign the contract cc @dev by fri")

    assert "due Fri 30 Oct 17:00 (Lisbon)" in told


async def test_who_has_no_part_in_a_task_reads_its_hour_by_their_own_clock_too(
    world: World, ana: Person
) -> None:
    dev = world.person("dev")
    await ana.types("/task Sign the contract @sam by fri")
    await ana.types("/task Seal the contract @sam due fri 23:00")

    shown, listed = await dev.types("/task show T-1"), await dev.types("/task list @sam")

    assert "due Fri 30 Oct 17:00 (Lisbon), 22:30 for you" in shown
    assert "due Fri 30 Oct 17:00 (Lisbon), 22:30 for you" in listed
    assert "due Fri 30 Oct 23:00 (Lisbon), Sat 31 Oct 04:30 for you" in listed
    assert "Lisbon" not in words(await world.channel("#atlas").last())


async def test_what_is_noted_for_everybody_names_nobodys_own_hour(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ben.types("/task due T-1 13 nov 17:00")
    await world.clock(to="2026-10-26T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await world.clock(to="2026-10-27T09:01:00+00:00")

    asked = (await told(ana))[-1]
    await ana.presses("Keep the date", asked, channel=await dm(ana))

    assert "due Fri 13 Nov 17:00 (New York), 22:00 for you" in words(asked)
    assert "the date stays: Fri 13 Nov 17:00 (New York)\n" in await ben.types("/task show T-1")


async def test_when_a_task_was_made_is_a_day_of_the_readers(world: World, ben: Person) -> None:
    await world.clock(to="2026-10-26T19:30:00+00:00")  # Tuesday 01:00 in Kolkata
    await ben.types("/task Order the racks")

    assert "Made by Ben Carter on Mon 26 Oct" in await ben.types("/task show T-1")
    assert "Made by Ben Carter on Tue 27 Oct" in await world.person("dev").types("/task show T-1")


async def test_the_first_promise_is_the_instant_that_was_promised_whoever_moved_it(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("member", as_="ana", tz="Pacific/Auckland")
    await world.settle()
    await ana.types("/task Order the racks @ben due fri 8am")

    await ana.types("/task due T-1 mon 8am")
    assert "First promised for Fri 30 Oct 08:00 (Auckland), moved once" in await ana.types("/task show T-1")

    await ben.types("/task due T-1 6 nov 17:00")
    promised = "First promised for Fri 30 Oct 08:00 (Auckland)"
    assert f"{promised}, Thu 29 Oct 15:00 for you, moved 2 times" in await ben.types("/task show T-1")
    assert f"{promised}, moved 2 times" in await ana.types("/task show T-1")
    assert "moved 2 times, +5 working days" in words(await world.channel("#atlas").last())


async def test_a_day_that_is_another_for_the_reader_is_told_with_its_hour(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks due fri 23:00")
    await ana.types("/task due T-1 mon 17:00")

    moved = "moved the date from Fri 30 Oct to Mon 2 Nov"
    assert moved in await ana.types("/task history T-1")
    assert moved in await ben.types("/task history T-1")
    elsewhere = "moved the date from Fri 30 Oct 23:00 (Lisbon), Sat 31 Oct 04:30 for you to Mon 2 Nov"
    assert elsewhere in await world.person("dev").types("/task history T-1")


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
    await ben.presses("Move to Wed 28 Oct 17:00 (Lisbon), 13:00 for you", ben.shown[-1])

    assert "T-2 can begin on Wed 28 Oct 17:00 (Lisbon), 13:00 for you at the earliest" in told
    assert await exported(ben) == ["2026-10-28 13:00", "2026-10-28 13:00"]


async def test_a_length_counted_from_a_date_meant_elsewhere_keeps_its_hour_there(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by fri")

    await ben.types("/task due T-1 2d")
    await ben.presses("Mon 2 Nov 17:00 (Lisbon), 12:00 for you instead", ben.shown[-1])

    assert await edited(ana) == ("2026-11-02", "17:00")


async def test_a_date_in_a_history_stays_on_its_clock_wherever_whoever_moved_it_lives_by_now(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task due T-1 19 nov")
    await world.post("member", as_="ben", tz="Asia/Tokyo")

    told = await ana.types("/task history T-1")

    assert "moved the date from Thu 12 Nov to Thu 19 Nov" in told
    assert "Tokyo" not in told
