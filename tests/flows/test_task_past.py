"""What happened to a task is shown by entries, and each is put back by its button, however long ago."""

import pytest

from tests.flows.test_daily import told
from tests.world import Json, Person, World, labels, words

ADD = "/task add Renew the certificate @ben by fri +dns"
LATER = "11m"  # when Undo is over


async def entry(person: Person, part: str, task: str = "T-1") -> Json:
    """Open the history, and return the one entry that holds these words, as a message of its own."""
    await person.types(f"/task history {task}")
    shown = person.shown[-1]
    [block] = [one for one in shown["blocks"] if part in words({"blocks": [one]})]
    return {**shown, "blocks": [block]}


async def puts_back(person: Person, part: str, task: str = "T-1") -> str:
    """Press the button of the entry that holds these words."""
    return await person.presses("Put back", await entry(person, part, task))


async def told_entries(person: Person, task: str = "T-1") -> list[str]:
    """Return the history's entries as shown, newest first, without their dates."""
    await person.types(f"/task history {task}")
    lines = [words({"blocks": [block]}) for block in person.shown[-1]["blocks"][1:]]
    return [line.split("\n")[0].split(" · ", 1)[1] for line in lines]


async def test_an_owner_is_put_back_days_later_as_a_change_of_its_own(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task assign T-1 @chiara")
    await world.clock(by="50h")

    told = await puts_back(ben, "changed the owner")

    assert "*T-1* Renew the certificate: owner Chiara Rossi → Ben Carter" in told
    assert "Ben Carter · due Fri 30 Oct" in words((await world.channel("#atlas").messages())[0])
    assert (await told_entries(ana))[0] == "Ben Carter changed the owner from Chiara Rossi to Ben Carter"


async def test_putting_back_is_taken_back_by_its_own_undo(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task assign T-1 @chiara")
    await world.clock(by=LATER)
    await puts_back(ana, "changed the owner")

    told = await ana.presses("Undo", ana.shown[-1])

    assert "Taken back" in told
    assert "Chiara Rossi" in words(await world.channel("#atlas").last())


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("done T-1", "finished it"),
        ("drop T-1 the vendor does it", "dropped it"),
        ("due T-1 12 nov", "moved the date"),
        ("due T-1 none", "took the date away"),
        ("assign T-1 @nobody", "changed the owner"),
        ("start T-1", "started it"),
        ("block T-1 the vendor sleeps", "something is in the way"),
        ("edit T-1 Renew all certificates", "changed the title"),
        ("split T-1 order; install", "install"),
        ("watch T-1", "who watches"),
        ("after T-1 T-2", "what it waits for"),
    ],
)
async def test_what_any_verb_changed_is_put_back_whole(
    world: World, ana: Person, line: str, part: str
) -> None:
    await ana.types(ADD)
    await ana.types("/task add Order the token")
    before = await standing(ana)
    await ana.types(f"/task {line}")
    changed = await standing(ana)
    await world.clock(by=LATER)

    told = await puts_back(ana, part)

    assert "*T-1* Renew" in told
    assert ": changed" not in told
    assert "Undo" in labels(ana.shown[-1])
    assert changed != before
    assert await standing(ana) == before


async def standing(person: Person) -> list[str]:
    """Return what is shown of T-1, without what happened to it."""
    shown = await person.types("/task show T-1")
    return [line for line in shown.split("\n") if not line.startswith("Mon 26 Oct")]


async def test_a_quiet_that_is_put_back_is_over(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task snooze T-1 2 nov")
    quiet = await ben.types("/task")
    await world.clock(by=LATER)

    told = await puts_back(ana, "snoozed it until Mon 2 Nov")

    assert "no longer snoozed" in told
    assert "Snoozed" in quiet
    assert "Snoozed" not in await ben.types("/task")


async def test_what_one_form_changed_is_one_entry_and_is_put_back_as_one(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project new Zephyr", "#general")
    await ana.types(ADD)
    card = await world.channel("#atlas").last()
    await ana.presses("Edit", card)
    values = {
        "labels": {"labels": "vendor-b"},
        "project": {"task.project": "zephyr"},
        "notes": {"notes": "The order number is 7"},
        "priority": {"priority": "1"},
        "estimate": {"estimate": "3h 5p"},
    }
    await ana.submits(await ana.form(), values)
    changed = (await told_entries(ana))[0]
    await world.clock(by=LATER)

    told = await puts_back(ana, "changed the labels")

    for part in (
        "changed the project from Atlas to Zephyr",
        "changed the labels from +dns to +vendor-b",
        "changed the notes to “The order number is 7”",
        "changed the priority from P3 to P1",
        "changed the points from nothing to “5”",
    ):
        assert part in changed
    for part in (
        "project Zephyr → Atlas",
        "labels +vendor-b → +dns",
        "no notes any more",
        "priority P1 → P3",
    ):
        assert part in told
    assert words(await world.channel("#atlas").last()) == words(card)


async def test_what_somebody_changed_since_is_put_back_only_knowingly(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task add Renew the certificate @ana")
    await ana.types("/task assign T-1 @chiara")
    await ben.types("/task assign T-1 @dev")
    await world.clock(by=LATER)

    told = await puts_back(ana, "from Ana Sousa to Chiara Rossi")
    asked = ana.shown[-1]
    unchanged = words(await world.channel("#atlas").last())
    done = await ana.presses("Put back all the same", asked)

    assert "*T-1* Renew the certificate was changed since, so nothing was put back." in told
    assert "Ben Carter changed the owner from Chiara Rossi to Dev Patel, on Mon 26 Oct 08:00" in told
    assert "Put back, it would be Ana Sousa." in told
    assert "Dev Patel" in unchanged
    assert "owner Dev Patel → Ana Sousa" in done
    assert "Ana Sousa" in words(await world.channel("#atlas").last())


async def test_knowing_of_one_later_change_does_not_overrule_another(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task add Renew the certificate @ana")
    await ana.types("/task assign T-1 @chiara")
    await ben.types("/task assign T-1 @dev")
    await puts_back(ana, "from Ana Sousa to Chiara Rossi")
    asked = ana.shown[-1]
    await ben.types("/task assign T-1 @dana")

    told = await ana.presses("Put back all the same", asked)

    assert "was changed since, so nothing was put back" in told
    assert "from Dev Patel to Dana" in told
    assert "Dana" in words(await world.channel("#atlas").last())


async def test_a_date_put_back_unchallenged_never_moved_and_overruling_one_is_one_more_move(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task due T-1 12 nov")
    slipped = words(await world.channel("#atlas").last())
    await world.clock(by=LATER)
    await puts_back(ana, "from Fri 30 Oct to Thu 12 Nov")
    back = words(await world.channel("#atlas").last())
    await ana.types("/task due T-1 28 oct")
    await ben.types("/task due T-1 27 oct")
    await puts_back(ana, "from Fri 30 Oct to Wed 28 Oct")

    await ana.presses("Put back all the same", ana.shown[-1])

    assert "moved once" in slipped
    assert "due Fri 30 Oct 17:00" in back
    assert "moved" not in back
    assert "due Fri 30 Oct 17:00" in words(await world.channel("#atlas").last())
    assert "moved once" in words(await world.channel("#atlas").last())


async def test_a_date_that_is_put_back_shows_what_would_begin_too_early(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task add Install it by 2 nov ~8h after T-1")
    await ana.types("/task due T-1 28 oct")
    await ana.types("/task due T-2 29 oct")
    await world.clock(by=LATER)

    told = await puts_back(ana, "from Fri 30 Oct to Wed 28 Oct")

    assert "due Wed 28 Oct 17:00 (Lisbon) → Fri 30 Oct 17:00 (Lisbon)" in told
    assert "would begin too early" in told
    assert "Apply" in labels(ana.shown[-1])


async def test_a_finished_round_is_put_back_with_its_date(world: World, ana: Person) -> None:
    await ana.types("/task add Tidy up every fri at 16:00")
    await ana.types("/task split T-1 desks; shelves")
    await ana.types("/task start T-1")
    before = words(await world.channel("#atlas").last())
    await ana.types("/task done T-1")
    await world.clock(by=LATER)

    told = await puts_back(ana, "finished this round")

    assert "the round before is open again; due Fri 6 Nov 16:00 → Fri 30 Oct 16:00" in told
    assert words(await world.channel("#atlas").last()).split("\n")[:2] == before.split("\n")[:2]
    assert "opened the round before again" in (await told_entries(ana))[0]


async def test_what_is_as_it_was_has_no_button_and_a_late_press_is_told_who_was_first(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task done T-1")
    old = await entry(ben, "finished it")
    await world.clock(by=LATER)
    await puts_back(ana, "finished it")

    told = await ben.presses("Put back", old)
    now = await entry(ben, "finished it")

    assert "Ana Sousa put that back already, on Mon 26 Oct 04:11. Nothing was changed." in told
    assert labels(now) == []


async def test_making_a_task_and_noting_something_are_not_put_back(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task note T-1 pinged legal")

    made, noted = await entry(ana, "made it"), await entry(ana, "pinged legal")

    assert (labels(made), labels(noted)) == ([], [])


async def test_the_task_of_somebody_who_left_is_offered_to_others(world: World, ana: Person) -> None:
    await ana.types("/task add Renew the certificate @chiara")
    await ana.types("/task assign T-1 @ana")
    await world.post("member", as_="chiara", deleted=True)
    await world.settle()

    told = await puts_back(ana, "changed the owner")

    assert "Chiara Rossi has left, so it cannot be theirs again. Nothing was changed." in told
    assert "Give it to somebody else" in labels(ana.shown[-1])


async def test_a_link_that_would_close_a_loop_by_now_is_not_put_back(world: World, ana: Person) -> None:
    await ana.types("/task add Order racks")
    await ana.types("/task add Mount racks after T-1")
    await ana.types("/task free T-2 T-1")
    await ana.types("/task after T-1 T-2")
    await world.clock(by=LATER)

    told = await puts_back(ana, "what it waits for", "T-2")

    assert "That would make a loop: T-2 → T-1 → T-2. Nothing was changed." in told
    assert "after" not in (await ana.types("/task show T-2")).split("\n")[0]


@pytest.fixture
async def waiting(world: World, ana: Person) -> World:
    """T-1 waits for T-2, which all see, and for T-3 of a private channel of Ana's."""
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/task add Mount the racks")
    await ana.types("/task add Order the racks")
    await ana.types("/task add Agree the price @ana", "#vendor-terms")
    await ana.types("/task after T-1 T-2 T-3", "#vendor-terms")
    return world


async def test_a_hidden_link_is_not_put_back_with_the_others_and_nothing_tells_of_it(
    waiting: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task free T-1 T-2 T-3", "#vendor-terms")
    await waiting.clock(by=LATER)

    told = await puts_back(ben, "to nothing")

    assert "*T-1* Mount the racks: waits for T-2\n" in told
    assert "T-3" not in told
    assert "see" not in told
    assert "after T-2\n" in await ana.types("/task show T-1", "#vendor-terms")


async def test_a_hidden_link_stays_when_the_others_are_put_back_to_nothing(
    waiting: World, ana: Person, ben: Person
) -> None:
    await waiting.clock(by=LATER)

    told = await puts_back(ben, "from nothing")

    assert "waits for nothing any more" in told
    assert "T-3" not in told
    assert "after T-3\n" in await ana.types("/task show T-1", "#vendor-terms")


async def test_there_is_nothing_to_put_back_where_only_hidden_links_differ(
    waiting: World, ana: Person, ben: Person
) -> None:
    before = await ben.types("/task history T-1")
    await ana.types("/task free T-1 T-3", "#vendor-terms")
    await waiting.clock(by=LATER)

    assert await ben.types("/task history T-1") == before


async def test_nothing_is_begun_or_held_up_on_a_task_that_is_done(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 the vendor sleeps")
    await ana.types("/task unblock T-1")
    await ana.types("/task done T-1")

    told = await puts_back(ana, "nothing is in the way any more")

    assert "was done already, by Ana Sousa" in told
    assert "Nothing was changed" in told


async def test_a_guest_sees_no_button_on_what_is_not_theirs(world: World, ana: Person) -> None:
    gil = world.person("gil")
    await ana.types(ADD)
    await ana.types("/task due T-1 12 nov")

    theirs = await entry(gil, "moved the date")
    await ana.types("/task assign T-1 @gil")
    his = await entry(gil, "moved the date")

    assert (labels(theirs), labels(his)) == ([], ["Put back"])


async def test_when_each_thing_happened_is_told_by_the_readers_clock(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ben.types("/task assign T-1 @chiara")

    in_new_york = await ben.types("/task history T-1")
    in_lisbon = await ana.types("/task history T-1")

    assert in_new_york.count("Mon 26 Oct 04:00 · ") == 2
    assert in_lisbon.count("Mon 26 Oct 08:00 · ") == 2


async def test_a_long_history_has_pages_and_its_oldest_entry_is_put_back(world: World, ana: Person) -> None:
    await ana.types("/task add Renew the certificate @ana")
    await ana.types("/task assign T-1 @ben")
    for day in range(1, 29):
        await ana.types(f"/task due T-1 {day} dec")
        await ana.types(f"/task edit T-1 Renew certificate {day}")

    await ana.types("/task history T-1")
    first = ana.shown[-1]
    await ana.presses("More", first)
    second = ana.shown[-1]
    [block] = [one for one in second["blocks"] if "changed the owner" in words({"blocks": [one]})]
    told = await ana.presses("Put back", {**second, "blocks": [block]})
    beyond = await ana.types("/task history T-1 page 9")

    assert len(first["blocks"]) == 1 + 40 + 1
    assert ("More" in labels(first), "Back" in labels(first)) == (True, False)
    assert ("More" in labels(second), "Back" in labels(second)) == (False, True)
    assert "made it" not in words(first)
    assert "made it" in words(second)
    assert "owner Ben Carter → Ana Sousa" in told
    assert "Nothing on that page." in beyond


async def test_what_is_too_long_for_one_message_of_slack_has_pages(world: World, ana: Person) -> None:
    await ana.types("/task Renew the certificate by fri")
    for each in range(6):
        await ana.types(
            f"/task note T-1 {each} begins {'the vendor says that it takes long ' * 80}{each} ends"
        )

    await ana.writes("@muster history T-1")
    first = (await told(ana))[-1]
    await ana.writes("@muster history T-1 page 2")
    second = (await told(ana))[-1]
    await ana.writes("@muster show T-1")
    shown = (await told(ana))[-1]

    assert [
        sum(f"{each} {end}" in words(one) for each in range(6))
        for one, end in ((first, "begins"), (first, "ends"), (second, "begins"), (second, "ends"))
    ] == [3, 3, 3, 3]
    assert ("More" in labels(first), "Back" in labels(second)) == (True, True)
    assert "5 begins" in words(shown)
    assert "History" in labels(shown)


async def test_only_the_time_of_a_date_that_moved_is_told_by_the_clock_of_who_moved_it(
    world: World, ben: Person
) -> None:
    await ben.types("/task add Renew the certificate by 30 oct 21:00")  # Saturday 01:00 in UTC
    await ben.types("/task due T-1 30 oct 22:00")
    await ben.types("/task due T-1 2 nov 22:00")

    told = await told_entries(ben)

    assert told[:2] == [
        "Ben Carter moved the date from Fri 30 Oct to Mon 2 Nov",
        "Ben Carter moved the date from Fri 30 Oct 21:00 to Fri 30 Oct 22:00",
    ]


async def test_what_a_task_waited_for_stays_in_its_history_when_that_is_dropped(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Mount the racks")
    await ana.types("/task after T-2 T-1")
    await ana.types("/task drop T-1 not needed")

    assert "changed what it waits for from nothing to T-1" in await ana.types("/task history T-2")


async def test_a_long_note_is_read_whole_in_the_history(ana: Person) -> None:
    await ana.types(ADD)
    log = " ".join(f"line{number}&" for number in range(400))
    await ana.types(f"/task note T-1 {log}")

    shown = await ana.types("/task history T-1")

    missing = [number for number in range(400) if f"line{number}&amp;" not in shown]
    assert missing == []
