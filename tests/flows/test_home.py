"""A person's Home: what is theirs to do, what waits, what they gave away, how full the week is."""

from typing import Any

import pytest

from tests.flows.test_daily import dm
from tests.world import Person, World, labels, words


async def home(person: Person) -> dict[str, Any]:
    """Open Muster's Home and return what it shows."""
    await person.world.get("home", as_=person.name)
    await person.world.settle()
    view: dict[str, Any] = (await person.world.get("home", as_=person.name, peek="1"))["view"]
    return view


async def shown(person: Person) -> dict[str, Any]:
    """Look at a Home that is open."""
    view: dict[str, Any] = (await person.world.get("home", as_=person.name, peek="1"))["view"]
    return view


async def presses(person: Person, view: dict[str, Any], task: str, label: str, value: str = "") -> None:
    """Press a button of the row of a task, or choose in its menu."""
    blocks = view["blocks"]
    place = next(at for at, one in enumerate(blocks) if f"*{task}*" in words({"blocks": [one]}))
    row = blocks[place + 1]
    element = next(
        one
        for one in row["elements"]
        if label in (one.get("text") or one.get("placeholder") or {}).get("text", "")
    )
    answer = await person.world.post(
        "click",
        as_=person.name,
        view_id=view["id"],
        action_id=element["action_id"],
        block_id=row["block_id"],
        value=value or element.get("value"),
    )
    assert answer["ok"], answer
    await person.world.settle()


async def test_home_shows_late_today_and_next_and_how_full_the_week_is(world: World, ana: Person) -> None:
    await ana.types("/task add Order racks by mon 9:00 ~3h")
    await ana.types("/task add Call the vendor today ~2h")
    await ana.types("/task add Move the cabinet by 20 nov")
    await ana.types("/task add Somebody else's @ben by fri")
    await world.clock(to="2026-11-02T10:00:00+00:00")

    told = words(await home(ana))

    places = [told.index(part) for part in ("*Late* · 2", "*T-2*", "*T-1*", "*Next* · 1", "*T-3*")]
    assert places == sorted(places)
    assert "Due until Fri 6 Nov: 5 h planned, 39 h of working time left." in told
    assert told.index("*What you gave away* · 1") < told.index("*T-4*")


async def test_a_task_is_finished_on_home_with_one_press_and_home_follows(world: World, ana: Person) -> None:
    await ana.types("/task add Order racks by fri")
    view = await home(ana)

    await presses(ana, view, "T-1", "Done")

    assert "*T-1*" not in words(await shown(ana))
    assert "Undo my last change" in labels(await shown(ana))
    assert "Done by Ana Sousa" in words(await world.channel("#atlas").last())


async def test_a_task_is_moved_on_home_with_one_choice(ana: Person) -> None:
    await ana.types("/task add Order racks by fri")
    view = await home(ana)

    await presses(ana, view, "T-1", "Date", value="2026-11-12")

    assert "due Thu 12 Nov 17:00" in words(await shown(ana))


async def test_home_follows_what_others_do(ana: Person, ben: Person) -> None:
    await ana.types("/task add Order racks @ben by fri")
    await home(ana)
    await home(ben)

    await ana.types("/task assign T-1 @chiara")

    assert "*T-1*" not in words(await shown(ben))
    assert "Chiara Rossi" in words(await shown(ana))


async def test_home_names_the_tasks_of_others_that_wait(ana: Person, ben: Person) -> None:
    await ana.types("/task add Order racks")
    await ben.types("/task add Mount the racks after T-1")

    told = words(await home(ana))

    assert told.index("*Waiting for you* · 1") < told.index("*T-2*")


async def asks(ben: Person, ana: Person, line: str = "Order racks") -> None:
    """Let Ben ask Ana for another date for a task she gave him."""
    await ana.types(f"/task add {line} @ben by 12 nov")
    await home(ana)
    await ben.world.clock(to="2026-10-26T14:00:00+00:00")
    message = [one for one in await ben.dms() if "Propose a date" in labels(one)][-1]
    await ben.presses("Propose a date", message, channel=await dm(ben), value="2026-11-19")


async def test_a_task_that_waits_for_an_answer_and_for_a_task_stands_there_once(
    ana: Person, ben: Person
) -> None:
    await asks(ben, ana)
    await ana.types("/task add Measure the room by 5 nov")
    await ana.types("/task after T-1 T-2")

    told = words(await shown(ana)).split("*What you gave away*")[0]

    assert "*Waiting for you* · 1" in told
    assert told.count("*T-1*") == 1


async def test_a_date_somebody_asks_for_waits_on_home_and_is_accepted_with_one_press(
    world: World, ana: Person, ben: Person
) -> None:
    await asks(ben, ana)
    view = await shown(ana)
    told = words(view)

    await presses(ana, view, "T-1", "Accept")

    assert told.index("*Waiting for you* · 1") < told.index(
        "Ben Carter asks for Thu 19 Nov 17:00 (Lisbon) instead"
    )
    assert "due Thu 19 Nov" in words(await world.channel("#atlas").last())
    assert "Waiting for you" not in words(await shown(ana))


async def test_keeping_the_date_answers_and_tells_who_asked(world: World, ana: Person, ben: Person) -> None:
    await asks(ben, ana)

    await presses(ana, await shown(ana), "T-1", "Keep the date")
    kept = words(await shown(ana))
    await ana.types("/task undo")
    again = words(await shown(ana))
    await presses(ana, await shown(ana), "T-1", "Keep the date")
    await world.clock(to="2026-10-27T14:00:00+00:00")

    assert "Waiting for you" not in kept
    assert "asks for Thu 19 Nov" in again
    assert "Ana Sousa noted: the date stays: Thu 12 Nov 17:00" in "".join(
        words(one) for one in await ben.dms()
    )


async def test_who_gave_a_task_takes_it_back_on_home(world: World, ana: Person, ben: Person) -> None:
    await asks(ben, ana)

    await presses(ana, await shown(ana), "T-1", "Take it back")

    assert "Waiting for you" not in words(await shown(ana))
    assert "*Next* · 1" in words(await shown(ana))


@pytest.mark.parametrize("line", ["undo", "assign T-1 @chiara", "done T-1", "due T-1 2026-11-19"])
async def test_a_date_asked_for_is_off_home_when_it_needs_no_answer_any_more(
    ana: Person, ben: Person, line: str
) -> None:
    await asks(ben, ana)
    asked = words(await shown(ana))

    await ben.types(f"/task {line}")

    assert "asks for" in asked
    assert "asks for" not in words(await shown(ana))


async def test_a_date_that_was_asked_for_and_told_is_off_home_when_it_is_taken_back(
    world: World, ana: Person, ben: Person
) -> None:
    await asks(ben, ana, "Order racks !urgent")
    told = [one for one in await ana.dms() if "asks for" in words(one)]

    await ben.types("/task undo")

    assert len(told) == 1
    assert "asks for" not in words(await shown(ana))


async def test_the_newest_of_two_dates_asked_for_is_the_one_that_waits(
    world: World, ana: Person, ben: Person
) -> None:
    await asks(ben, ana)
    message = [one for one in await ben.dms() if "Propose a date" in labels(one)][-1]

    await ben.presses("Propose a date", message, channel=await dm(ben), value="2026-11-20")

    told = words(await shown(ana))
    assert "*Waiting for you* · 1" in told
    assert "asks for Fri 20 Nov 17:00" in told
    assert "19 Nov" not in told


async def test_what_was_given_back_waits_on_home_until_it_is_given_anew(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task add Order racks @ben by 12 nov")
    await home(ana)
    await ben.types("/task decline T-1 I am at the audit")
    view = await shown(ana)
    told = words(view)

    row = next(one for one in view["blocks"] if str(one.get("block_id", "")).endswith(".asked"))
    menu = next(one for one in row["elements"] if one["action_id"] == "task.assign")
    pressed = {"action_id": menu["action_id"], "block_id": row["block_id"], "value": "U0DEV"}
    await world.post("click", as_="ana", view_id=view["id"], **pressed)
    await world.settle()

    assert told.index("*Next* · 1") < told.index("*Waiting for you* · 1")
    assert "Ben Carter gave it back: I am at the audit" in told
    assert "Waiting for you" not in words(await shown(ana))
    assert "Dev Patel" in words(await world.channel("#atlas").last())


async def test_on_home_nobody_is_asked_about_a_task_they_may_not_see_any_more(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.post("channel", channel="#vendor-terms", join=["ben"])
    await ana.types("/task add Prepare the merger @ben by 12 nov", "#vendor-terms")
    await home(ana)
    await world.clock(to="2026-10-26T14:00:00+00:00")
    message = [one for one in await ben.dms() if "Propose a date" in labels(one)][-1]
    await ben.presses("Propose a date", message, channel=await dm(ben), value="2026-11-19")
    before = words(await shown(ana))

    await world.post("channel", channel="#vendor-terms", leave=["ana"])
    await world.settle()

    assert "asks for" in before
    assert "merger" not in words(await home(ana))


async def test_a_private_channels_task_shows_on_no_home_but_its_members(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ben.types("/task add Order racks")
    await ana.types("/task add Prepare the merger @nobody after T-1", "#vendor-terms")

    told = words(await home(ben))

    assert "merger" not in told
    assert "*T-2*" not in told


async def test_home_stays_within_slacks_limits_with_many_tasks(ana: Person) -> None:
    for number in range(14):
        await ana.types(f"/task add Rack {number} by {1 + number} dec")

    view = await home(ana)

    assert "*Next* · 14" in words(view)
    assert len(view["blocks"]) <= 100


async def test_a_date_said_in_another_zone_stands_once_and_where_its_owners_clock_has_it(
    world: World, ben: Person
) -> None:
    dev = world.person("dev")
    await dev.types("/task add Order racks @ben due 2026-10-27 04:00")  # Monday 18:30 in New York
    await ben.types("/task add Call the vendor @dev due today 5pm")  # Tuesday 02:30 in Kolkata
    await world.clock(to="2026-10-26T20:00:00+00:00")
    in_kolkata = words(await home(dev))
    await world.clock(to="2026-10-26T23:00:00+00:00")
    in_new_york = words(await home(ben))

    assert in_kolkata.index("*Today* · 1") < in_kolkata.index("*T-2*")
    assert in_new_york.index("*Late* · 1") < in_new_york.index("*T-1*")
    assert in_new_york.count("*T-1*") == 1


async def pressed(person: Person, view: dict[str, Any], label: str) -> dict[str, Any]:
    """Press a button of a view by its label; return the modal that is open then."""
    await press(person, view, label)
    return await person.form()


async def press(person: Person, view: dict[str, Any], label: str) -> None:
    """Press a button of a view by its label."""
    [(block, element)] = [
        (block, one)
        for block in view["blocks"]
        for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        if one["type"] == "button" and one["text"]["text"] == label
    ][:1]
    named = {"action_id": element["action_id"], "block_id": block["block_id"], "value": element["value"]}
    answer = await person.world.post("click", as_=person.name, view_id=view["id"], **named)
    assert answer["ok"], answer
    await person.world.settle()


async def test_a_list_from_home_is_a_modal_in_which_one_turns_pages_and_finishes_tasks(ana: Person) -> None:
    for number in range(12):
        await ana.types(f"/task add Rack {number} @ben by {1 + number} dec")
    messages = len(await ana.dms())

    first = await pressed(ana, await home(ana), "All I gave away")
    second = await pressed(ana, first, "More")
    done = await pressed(ana, second, "Done")
    back = await pressed(ana, done, "Undo")

    assert "given away by Ana Sousa* · 12" in words(first)
    assert "*T-1*" in words(first)
    assert (second["id"], "*T-12*" in words(second)) == (first["id"], True)
    assert done["id"] != second["id"]
    assert "Rack" in words(done)
    assert ": done" in words(done)
    assert (back["id"], "Taken back" in words(back)) == (done["id"], True)
    assert len(await ana.dms()) == messages


async def test_home_says_what_was_changed_last_where_it_was_no_task(ana: Person) -> None:
    await ana.types("/task quiet 18:00-09:00")

    view = await home(ana)

    assert "Undo my last change" in labels(view)
    assert "Your last change: your own settings" in words(view)


async def test_home_says_what_others_finished_of_what_one_gave_away(ana: Person, ben: Person) -> None:
    await ana.types("/task add Order racks @ben by fri")
    await home(ana)

    await ben.types("/task done T-1")

    text = words(await shown(ana))
    assert "What you gave away* · nothing open" in text
    assert "Done in the last seven days · 1\n*T-1* Order racks · done by Ben Carter on Mon 26 Oct" in text


async def test_a_last_change_of_many_signs_leaves_what_home_says_of_the_week(ana: Person) -> None:
    await ana.types("/task add " + "&" * 240)
    form = await pressed(ana, await home(ana), "Edit")
    await ana.submits(form, {"title": {"title": "<" * 240}, "notes": {"notes": "&" * 300}})

    view = words(await home(ana))

    assert "0 h planned" in view
    assert "Your last change: T-1" in view
