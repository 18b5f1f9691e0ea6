"""People and days that a message names in any of its lines are offered, and never set. It is Mon 26 Oct."""

from tests.flows.test_task_from_message import filled
from tests.flows.test_task_said import dm_of
from tests.world import Json, Person, World, labels, words

MESSAGE = "The firewall rules need a review\n• <@U0DEV> has the list\n• the auditors come by 12 nov"
BOTH = ["Edit", "Assign to Dev Patel", "Due Thu 12 Nov 17:00", "Undo"]


async def made(ana: Person, message: Json, values: dict[str, dict[str, str]] | None = None) -> Json:
    """Make a task of a message by its menu; return the confirmation."""
    await ana.submits(await ana.uses("make_task", message), values)
    return [one for one in await ana.sees("#atlas") if one.get("is_ephemeral")][-1]


async def test_the_form_of_a_message_leads_to_offers_from_all_its_lines(ana: Person, ben: Person) -> None:
    message = await ben.writes(MESSAGE)

    told = await made(ana, message)

    assert labels(told) == BOTH
    assert "Added *T-1* The firewall rules need a review · Ben Carter\n" in words(told)
    await ana.presses("Due Thu 12 Nov 17:00", told)
    await ana.presses("Assign to Dev Patel", told)
    assert "Dev Patel · due Thu 12 Nov 17:00" in await ana.types("/task show T-1")


async def test_an_emoji_leads_to_offers_from_all_lines(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task emoji :pushpin:")
    message = await ana.writes(MESSAGE)

    await ben.reacts("pushpin", message)

    told = (await ben.dms())[-1]
    assert labels(told) == BOTH
    await ben.presses("Assign to Dev Patel", told, channel=await dm_of(world, "U0BEN"))
    assert "Dev Patel" in await ana.types("/task show T-1")


async def test_what_the_form_was_given_is_not_offered_again(ana: Person, ben: Person) -> None:
    message = await ben.writes(MESSAGE)

    told = await made(ana, message, {"owner": {"owner": "U0DEV"}, "due": {"due": "2026-11-05"}})

    assert labels(told) == ["Edit", "Undo"]


async def test_what_several_lines_name_is_offered_once(ana: Person, ben: Person) -> None:
    message = await ben.writes(f"{MESSAGE}\n<@U0DEV> please be done by 12 nov")

    assert labels(await made(ana, message)) == BOTH


async def test_lines_of_code_and_days_that_are_over_offer_nothing(ana: Person, ben: Person) -> None:
    log = "```\nretry by fri\n@dev failed by 12 nov\n```"
    message = await ben.writes(f"The build is red\n{log}\nIt was green by 12 oct\nand came by mail")

    assert labels(await made(ana, message)) == ["Edit", "Undo"]


async def test_a_message_that_names_many_offers_five(ana: Person, ben: Person) -> None:
    lines = "\n".join(f"part {day} by {day} nov" for day in range(5, 29))
    message = await ben.writes(f"The plan\n{lines}")

    told = await made(ana, message)

    assert labels(told)[1:-1] == [
        f"Due {day} Nov 17:00" for day in ("Thu 5", "Fri 6", "Sat 7", "Sun 8", "Mon 9")
    ]


async def test_a_long_message_in_another_script_still_opens_its_form(ana: Person, ben: Person) -> None:
    lines = "\n".join(f"{'数据库' * 20} by {day} nov" for day in range(5, 29))
    message = await ben.writes(f"移行\n{lines}")

    view = await ana.uses("make_task", message)

    assert filled(view)["title"] == "移行"


async def test_of_a_line_that_begins_with_two_people_both_and_its_day_are_offered(
    ana: Person, ben: Person
) -> None:
    message = await ben.writes(
        "<@U0DEV> and <@U0CHIARA> to check the RAID by 12 nov, <@U0SAM> at the dry run"
    )

    told = await made(ana, message)

    people = ["Assign to Dev Patel", "Assign to Chiara Rossi", "Assign to Sam Okafor"]
    assert labels(told) == ["Edit", "Due Thu 12 Nov 17:00", *people, "Undo"]


async def test_of_two_days_in_a_line_both_are_offered(ana: Person, ben: Person) -> None:
    message = await ben.writes("Rehearsal on sat 14 nov. Report due by 17 nov")

    told = await made(ana, message)

    assert labels(told)[1:-1] == ["Due Tue 17 Nov 17:00", "Due Sat 14 Nov 17:00"]
