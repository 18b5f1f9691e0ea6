"""What answers, forms and buttons say and offer. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

from tests.flows.test_daily import MONDAY, dm, told
from tests.world import Json, Person, World, find, labels, words


async def home(person: Person) -> Json:
    """Return somebody's Home."""
    shown: Json = (await person.world.get("home", as_=person.name))["view"]
    return shown


async def test_a_snooze_ends_by_one_press_on_home_which_names_nobody_to_themselves(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks by 12 nov")
    await ana.types("/task snooze T-1 6 nov")
    shown = await home(ana)
    snoozed = words(shown).split("*Snoozed*")[1]
    assert "Ana Sousa" not in snoozed
    assert "End snooze of T-1" in labels(shown)

    await ana.types("/task")
    ended = await ana.presses("End snooze of T-1", ana.shown[-1])

    assert "no longer snoozed" in ended
    assert "*Snoozed*" not in words(await home(ana))


async def _asked(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")


async def test_a_date_that_is_asked_for_shows_on_the_card_in_lists_and_with_the_task_until_it_is_answered(
    world: World, ana: Person, ben: Person
) -> None:
    await _asked(world, ana, ben)
    asks = "Ben Carter asks Ana Sousa for Thu 19 Nov"

    for shown in (
        words(await world.channel("#atlas").last()),
        await ana.types("/task show T-1"),
        await ana.types("/task list given"),
    ):
        assert asks in shown
        assert "not answered yet" in shown

    await ana.types("/task due T-1 19 nov")
    assert asks not in words(await world.channel("#atlas").last())
    assert asks not in (await ana.types("/task show T-1")).split("Made by")[0]


async def test_undo_names_the_tasks_that_are_back_and_what_they_are_again(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks by 12 nov")
    await ana.types("/task Mount the racks by 13 nov after T-1")
    await ana.types("/task due T-1 19 nov")
    await ana.presses("Apply", ana.shown[-1])

    back = await ana.types("/task undo")

    assert "Taken back:\n*T-1* Order the racks: due Thu 19 Nov 17:00 → Thu 12 Nov 17:00" in back
    assert "*T-2* Mount the racks: due Thu 19 Nov" in back
    assert "→ Fri 13 Nov 17:00" in back


async def test_the_answer_to_a_thread_leads_to_what_was_written_there(world: World, ana: Person) -> None:
    root = await ana.writes("We need racks")
    said = await ana.writes("<@U0MUSTER> list mine", under=root)

    answer = words((await told(ana))[-1])

    assert f"/archives/C0ATLAS/p{said['ts'].replace('.', '')}" in answer


async def test_a_guest_who_may_not_change_a_task_gets_no_form_of_it(world: World, ana: Person) -> None:
    gil = world.person("gil")
    await ana.types("/task Order the racks @ben")

    refused = await gil.presses("Edit", await world.channel("#atlas").last())

    assert "Here you change only your own tasks, so nothing was changed." in refused
    assert (await world.get("views", as_="gil"))["views"] == []


async def test_what_was_typed_stays_in_a_form_that_may_not_be_saved_any_more(
    world: World, ana: Person
) -> None:
    gil = world.person("gil")
    await ana.types("/task Order the racks @gil")
    await gil.presses("Edit", await world.channel("#atlas").last())
    view = await gil.form()
    await ana.types("/task assign T-1 @ben")

    answer = await gil.submits(view, {"title": {"title": "Order two racks"}})

    assert "Here you change only your own tasks" in answer["errors"]["title"]
    assert len((await world.get("views", as_="gil"))["views"]) == 1


async def test_a_form_asks_about_words_of_its_title_that_look_like_other_fields(ana: Person) -> None:
    await ana.types("/task add")
    view = await ana.form()

    asked = await ana.submits(view, {"title": {"title": "Order racks @dev by fri !high +dc"}})
    kept = await ana.submits(await ana.form(), {"title": {"title": '"Order racks by fri"'}})

    assert "part of the title? Give it its own field" in asked["errors"]["title"]
    assert "@dev" in asked["errors"]["title"]
    assert "errors" not in kept or not kept["errors"]
    assert "*T-1* Order racks by fri" in await ana.types("/task list")


async def test_a_form_takes_quotes_off_a_title_only_where_they_go_round_the_whole_of_it(ana: Person) -> None:
    await ana.types("/task add")

    await ana.submits(await ana.form(), {"title": {"title": '"Atlas" and "Beacon"'}})

    assert '*T-1* "Atlas" and "Beacon"' in await ana.types("/task list")


async def test_a_task_made_from_a_message_offers_the_day_and_the_person_it_names(
    world: World, ana: Person, ben: Person
) -> None:
    message = await ben.writes("Ask <@U0DEV> to clean the rack by fri")
    view = await ana.uses("make_task", message)
    await ana.submits(view)

    [shown] = [one for one in await ana.sees("#atlas") if "Added *T-1*" in words(one)]

    assert "Due Fri 30 Oct 17:00" in labels(shown)
    assert "Assign to Dev Patel" in labels(shown)


SAYS = [
    ("due T-1 wed 4 nov", "due Fri 30 Oct 17:00 → Wed 4 Nov 17:00"),
    ("move T-1 to mon", "due Fri 30 Oct 17:00 → Mon 2 Nov 17:00"),
    ("due T-1 none", "no date any more, was Fri 30 Oct 17:00"),
    ("assign T-1 @ben", "owner Ana Sousa → Ben Carter"),
    ("decline T-1 no time", "no owner any more, was Ana Sousa"),
    ("start T-1", "under way"),
    ("block T-1 waiting for the lift", "blocked (waiting for the lift)"),
    ("snooze T-1 wed", "snoozed until Wed 28 Oct; it stays due Fri 30 Oct 17:00"),
    ("after T-1 T-2", "waits for T-2"),
    ("note T-1 pinged legal", "noted. `/task show T-1` has it in its history."),
    ("split T-1 ask; order", "0 of 2 steps done"),
    ("watch T-1", "you will hear what changes on it, in your one message of the day."),
    ("edit T-1 Order all racks", "title Order the racks → Order all racks"),
    ("T-1 !p1 +dns ~3h", "priority P3 → P1; estimate 3 h (none before); labels +dns (none before)"),
    ("done T-1", "done"),
    ("drop T-1 no need", "dropped (no need)"),
]


async def test_each_verb_says_what_changed_and_its_undo_takes_just_that_back(ana: Person) -> None:
    await ana.types("/task Order the racks by fri")
    await ana.types("/task Sign the contract")
    before = await ana.types("/task list all")

    for line, says in SAYS:
        told = await ana.types(f"/task {line}")
        back = await ana.presses("Undo", ana.shown[-1])

        assert f": {says}" in told, line
        assert "*T-1*" in told, line
        assert "Taken back" in back, line
        assert await ana.types("/task list all") == before, line


async def test_the_buttons_of_a_card_answer_with_an_undo(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks")

    started = await ana.presses("Start", await world.channel("#atlas").last())
    await ana.presses("Undo", ana.shown[-1])

    assert "*T-1* Order the racks: under way" in started
    assert "Start" in labels(await world.channel("#atlas").last())
    assert find(await world.channel("#atlas").last(), "Start")


async def test_home_says_what_one_changed_last_also_where_it_is_in_none_of_its_lists(
    world: World, ana: Person
) -> None:
    for number in range(1, 12):
        await ana.types(f"/task Rack {number} by 12 nov")
    await ana.types("/task Order the cables")

    assert "Your last change: T-12 Order the cables (Ana Sousa): made it" in words(await home(ana))
    await ana.types("/task T-12 fri @ben")
    assert "): changed the owner from Ana Sousa to Ben Carter; set the date to Fri 30 Oct" in words(
        await home(ana)
    )
    await ana.types("/task done T-12")
    assert "Your last change: T-12 Order the cables" in words(await home(ana))
    assert "): finished it" in words(await home(ana))
    await ana.types("/task done T-1 T-2")
    assert "Your last change: T-1 and T-2" in words(await home(ana))
