"""What people type and press about tasks, and what they see."""

import pytest

from tests.flows.standup_words import direct
from tests.world import Person, World, labels, words

ADD = "/task Renew the TLS certificate @ben by fri !high ~3h"


async def test_a_line_becomes_a_confirmation_with_the_absolute_date_and_one_card(
    world: World, ana: Person
) -> None:
    told = await ana.types(ADD)

    cards = await world.channel("#atlas").messages()
    assert "*T-1* Renew the TLS certificate · Ben Carter · due Fri 30 Oct 17:00 (Lisbon) · P2 · 3 h" in told
    assert len(cards) == 1
    assert labels(cards[0]) == ["Done", "Start", "Assign", "Date", "Edit"]


async def test_done_on_the_card_names_who_pressed_and_when(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)

    await ben.presses("Done", await world.channel("#atlas").last())

    card = words(await world.channel("#atlas").last())
    assert "Done by Ben Carter on Mon 26 Oct 04:00 (New York)" in card


async def test_the_second_to_press_done_is_told_who_was_first(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    card = await world.channel("#atlas").last()

    await ben.presses("Done", card)
    answer = await world.post("command", as_="ana", channel="#atlas", command="/task", text="done T-1")

    assert "was done already, by Ben Carter" in words(answer["ephemerals"][-1])


async def test_the_card_gives_the_task_to_the_person_picked(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.presses("Assign", await world.channel("#atlas").last(), value="U0DEV")

    assert "owner Ben Carter → Dev Patel" in told
    assert "Dev Patel" in words(await world.channel("#atlas").last())


async def test_a_day_that_is_gone_is_refused_by_the_card_and_nothing_changed(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)

    told = await ana.presses("Date", await world.channel("#atlas").last(), value="2026-10-20")

    assert "Tue 20 Oct is already past, so nothing was changed." in told


async def test_the_card_moves_the_date_and_counts_the_slip(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.presses("Date", await world.channel("#atlas").last(), value="2026-11-04")

    assert "due Fri 30 Oct 17:00 (Lisbon) → Wed 4 Nov 17:00 (Lisbon)" in told
    assert "moved once, +3 working days" in words(await world.channel("#atlas").last())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/task done T-1", "*T-1* Renew the TLS certificate: done"),
        ("/task assign T-1 @chiara", "owner Ben Carter → Chiara Rossi"),
        ("/task due T-1 2026-11-12", "due Fri 30 Oct 17:00 (Lisbon) → Thu 12 Nov 17:00 (Lisbon)"),
        ("/task show T-1", "Made by Ana Sousa on Mon 26 Oct"),
        ("/task list @ben", "*Open tasks of Ben Carter* · 1"),
        ("/task list all", "Renew the TLS certificate"),
        ("/task help", "*assign*"),
        ("/task help due", "next tue 3pm"),
    ],
)
async def test_a_verb_with_a_number_does_what_it_says(ana: Person, line: str, told: str) -> None:
    await ana.types(ADD)

    answer = await ana.types(line)

    assert told in answer


async def test_a_finished_task_opens_again(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task done T-1")

    told = await ana.types("/task reopen T-1")

    assert "open again" in told


async def test_a_task_past_its_date_is_listed_as_late_with_its_days(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks by fri")
    await world.clock(to="2026-11-03T09:00:00+00:00")

    late = await ana.types("/task list late")
    mine = await ana.types("/task")

    assert "*2 working days late*" in late
    assert "*Late* · 1" in mine


async def test_undo_brings_the_old_owner_back(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task assign T-1 @dev")

    told = await ana.types("/task undo")

    assert "Taken back" in told
    assert "Ben Carter" in words(await world.channel("#atlas").last())


async def test_a_day_picked_on_a_weekend_holds_and_offers_the_friday(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.presses("Date", await world.channel("#atlas").last(), value="2026-11-07")
    again = await ana.presses("Fri 6 Nov", ana.shown[-1])

    assert "→ Sat 7 Nov 17:00" in told
    assert "→ Fri 6 Nov 17:00" in again


@pytest.mark.parametrize("menu", ["Date", "Snooze until"])
async def test_a_day_picked_that_is_over_offers_days_to_come(
    world: World, ana: Person, ben: Person, menu: str
) -> None:
    await ana.types(ADD)
    on, place = await world.channel("#atlas").last(), "#atlas"
    if menu != "Date":
        await world.clock(to="2026-10-26T13:01:00+00:00")
        on, place = (await ben.dms())[-1], await direct(world, "ben")

    told = await ben.presses(menu, on, channel=place, value="2026-10-20")

    assert "Tue 20 Oct is already past, so nothing was changed." in told
    today = ["Today EOD"] if menu == "Date" else []
    assert labels(ben.shown[-1]) == [*today, "Tomorrow", "Next Monday", "Pick a date"]
    assert "Mon 2 Nov" in await ben.presses("Next Monday", ben.shown[-1], channel=place)


async def test_undo_of_a_new_task_takes_its_card_back_too(world: World, ana: Person) -> None:
    await ana.types(ADD)

    await ana.presses("Undo", ana.shown[-1])

    assert "T-1 was taken back." in words(await world.channel("#atlas").last())
    assert "There is no T-1 here" in await ana.types("/task show T-1")


async def test_undo_is_refused_when_somebody_changed_the_same_since(ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task assign T-1 @dev")
    await ben.types("/task assign T-1 @chiara")

    told = await ana.types("/task undo")

    assert (
        "Not taken back: Ben Carter changed the same of *T-1* Renew the TLS certificate on Mon 26 Oct" in told
    )
    assert labels(ana.shown[-1]) == ["Take back the change before it"]


async def test_of_many_changed_at_once_those_that_nobody_changed_since_are_taken_back(
    ana: Person, ben: Person
) -> None:
    for title in ("Order the racks", "Mount the racks", "Order the cables"):
        await ana.types(f"/task add {title}")
    await ana.types("/task T-1 T-2 T-3 !p1")
    await ben.types("/task T-2 !p2")
    told = await ana.types("/task undo")

    rest = await ana.presses("Take back the rest", ana.shown[-1])

    assert "Not taken back: Ben Carter changed the same of *T-2* Mount the racks on Mon 26 Oct" in told
    assert rest.count("priority P1 → P3") == 2
    assert "*T-2*" not in rest
    assert "P2" in await ana.types("/task show T-2")
    assert "*T-3* Order the cables is gone again" in await ana.types("/task undo")


async def test_of_several_who_changed_the_same_since_each_is_named(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task add Order the racks")
    await ana.types("/task add Mount the racks")
    await ana.types("/task T-1 T-2 !p1")
    await world.person("chiara").types("/task T-1 !p2")
    await ben.types("/task T-2 !p2")

    told = await ana.types("/task undo")

    assert "Not taken back: Chiara Rossi and Ben Carter changed the same of *T-1* Order the racks and" in told
    assert "*T-2* Mount the racks, the last on Mon 26 Oct" in told


async def test_what_was_done_before_what_cannot_be_taken_back_can_be(ana: Person, ben: Person) -> None:
    await ana.types("/task add Order the racks")
    await ana.types("/task add Mount the racks")
    await ana.types("/task done T-1")
    await ana.types("/task T-2 !p1")
    await ben.types("/task T-2 !p2")
    await ana.types("/task undo")

    told = await ana.presses("Take back the change before it", ana.shown[-1])

    assert "Taken back. *T-1* Order the racks" in told
    assert "open" in told


async def test_a_new_task_is_taken_back_after_what_came_later_was(world: World, ana: Person) -> None:
    await ana.types("/task add Renew the certificate by fri")
    added = ana.shown[-1]
    for line in ("edit T-1 Renew all certificates", "due T-1 12 nov", "done T-1", "note T-1 pinged legal"):
        await ana.types(f"/task {line}")
        await ana.types("/task undo")

    told = await ana.presses("Undo", added)

    assert "Taken back. *T-1* Renew the certificate is gone again." in told
    assert "T-1" not in await ana.types("/task list all")


async def test_a_new_task_stays_while_somebody_elses_change_of_it_stands(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task add Renew the certificate")
    added = ana.shown[-1]
    await ben.types("/task due T-1 12 nov")
    await ana.types("/task edit T-1 Renew all certificates")
    await ana.types("/task undo")

    told = await ana.presses("Undo", added)

    assert "Not taken back: Ben Carter changed the same of *T-1* Renew the certificate on Mon 26 Oct" in told
    assert "Renew the certificate" in words(await world.channel("#atlas").last())


async def test_undo_after_ten_minutes_takes_nothing_back(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await world.clock(by="11m")

    told = await ana.types("/task undo")

    assert "nothing of yours from the last ten minutes" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/task doen T-1", '"doen" is not a command.'),
        ("/task Send minutes due 24/9/2026", "is already past, so nothing was saved."),
        ("/task Sign lease due 30 feb", "is not on the calendar. Nothing was saved."),
        ("/task done T-99", "There is no T-99 here."),
        ("/task Ask vendor due someday", 'I can\'t read "someday" as a date. Nothing was saved.'),
        ("/task @ben !high", "othing was saved."),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_is_saved(
    world: World, ana: Person, line: str, told: str
) -> None:
    answer = await ana.types(line)

    assert told in answer
    assert await world.channel("#atlas").messages() == []


async def test_a_line_too_long_for_a_title_is_kept_whole_in_the_notes(ana: Person) -> None:
    line = "word " * 600 + "end"

    told = await ana.types(f"/task {line}")

    assert "The title was cut at 250 characters; the whole text is in the notes." in told
    assert "word word" in await ana.types("/task show T-1")


async def test_a_private_channel_where_muster_is_not_has_no_name(ana: Person) -> None:
    told = await ana.types("/task Book the room by fri", channel="#vendor-terms")

    assert "Muster is not in this private channel, so no card shows there yet." in told


async def test_who_gives_a_private_channels_task_to_somebody_outside_is_told_so(
    world: World, ana: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True, join="chiara")
    await world.settle()
    said = "sees it also without being in its private channel."

    outside = await ana.types("/task Agree the price @ben", channel="#vendor-terms")
    inside = await ana.types("/task assign T-1 @chiara", channel="#vendor-terms")
    again = await ana.types("/task assign T-1 @dev", channel="#vendor-terms")
    public = await ana.types("/task Order the racks @ben", channel="#atlas")

    assert f"Ben Carter {said}" in outside
    assert said not in inside
    assert f"Dev Patel {said}" in again
    assert said not in public


async def test_who_sees_a_task_from_outside_is_named_when_it_is_given_to_them_and_not_when_it_turns_urgent(
    world: World, ana: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.settle()
    said = "sees it also without being in its private channel."
    given = await ana.types("/task Agree the price @ben by fri", channel="#vendor-terms")

    urgent = await ana.types("/task T-1 !p1", channel="#vendor-terms")
    again = await ana.types("/task T-1 !p1 by today", channel="#vendor-terms")

    assert f"Ben Carter {said}" in given
    assert "Ben Carter" in urgent
    assert said not in urgent + again


async def test_of_two_people_named_for_one_task_each_is_offered_by_name(ana: Person) -> None:
    await ana.types("/task Order the racks")

    told = await ana.types("/task assign T-1 @ben @dev")

    assert "could both own T-1. Nothing was changed." in told
    assert labels(ana.shown[-1]) == ["Ben Carter", "Dev Patel"]


async def test_a_command_where_muster_is_not_says_that_its_card_waits(world: World, ana: Person) -> None:
    told = await ana.types("/task Book the room by fri", channel="#general")

    assert "*T-1* Book the room" in told
    assert "Muster is not in #general, so no card shows there yet. `/invite @Muster` brings it." in told
    assert await world.channel("#general").messages() == []


async def test_the_held_card_is_shown_once_muster_is_invited(world: World, ana: Person) -> None:
    await ana.types("/task Book the room by fri", channel="#general")

    await world.post("channel", channel="#general", bot_in=True)
    await world.settle()

    cards = await world.channel("#general").messages()
    assert ["Book the room" in words(card) for card in cards if card.get("bot_id")] == [True]


async def test_a_message_becomes_a_task_with_its_text_link_and_chosen_date(
    world: World, ana: Person, ben: Person
) -> None:
    message = await ben.writes("The firewall rules need a review")
    view = await ana.uses("make_task", message)

    await ana.submits(view, {"due": {"due": "2026-10-29"}})

    card = words(await world.channel("#atlas").last())
    assert "The firewall rules need a review" in card
    assert "Ben Carter" in card
    assert "due Thu 29 Oct 17:00" in card
    assert f"/archives/C0ATLAS/p{message['ts'].replace('.', '')}" in card


async def test_a_form_with_a_past_day_stays_open_and_says_so_at_the_field(world: World, ana: Person) -> None:
    view = await ana.uses("make_task", await ana.writes("Check the backups"))

    answer = await ana.submits(view, {"due": {"due": "2026-10-01"}})

    assert "is already past" in answer["errors"]["due"]
    assert len(await world.channel("#atlas").messages()) == 1


async def test_what_people_type_pings_nobody(world: World, ana: Person) -> None:
    await ana.types("/task Tell <!channel> about *the* move")

    card = await world.channel("#atlas").last()
    assert "<!channel>" not in card["blocks"][0]["text"]["text"]
    assert "<!channel>" not in card["text"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("/task due T-1 2026-11-12", "due Fri 30 Oct 17:00"),
        ("/task due T-1 none", "due Fri 30 Oct 17:00"),
        ("/task done T-1", "due Fri 30 Oct 17:00"),
    ],
)
async def test_undo_brings_dates_and_status_back(world: World, ana: Person, line: str, shown: str) -> None:
    await ana.types(ADD)
    await ana.types(line)

    told = await ana.types("/task undo")

    card = await world.channel("#atlas").last()
    assert "Taken back" in told
    assert shown in words(card)
    assert labels(card) == ["Done", "Start", "Assign", "Date", "Edit"]


async def test_undo_of_a_reopening_shows_again_who_finished_it(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task done T-1")
    await ana.types("/task reopen T-1")

    await ana.types("/task undo")

    assert "Done by Ana Sousa on Mon 26 Oct 08:00" in words(await world.channel("#atlas").last())


async def test_a_person_named_inside_the_sentence_is_offered_as_owner(world: World, ana: Person) -> None:
    told = await ana.types("/task Ask @ben about the DNS zones")

    await ana.presses("Assign to Ben Carter", ana.shown[-1])

    assert "Ana Sousa" in told
    assert "Ben Carter" in words(await world.channel("#atlas").last())


async def test_the_plain_text_sent_when_blocks_are_refused_pings_nobody(world: World, ana: Person) -> None:
    await world.post("faults", method="chat.postMessage", kind="refuse:invalid_blocks", times=1)

    await ana.types('/task "Tell <!channel> tomorrow"')

    assert "<!channel>" not in (await world.channel("#atlas").last())["text"]


async def test_two_people_of_one_name_are_asked_about_and_one_press_finishes_the_line(
    world: World, ana: Person
) -> None:
    told = await ana.types("/task @d order the racks by fri")

    await ana.presses("Dev Patel", ana.shown[-1])

    assert "Two people match @d. Who owns this?" in told
    assert "Dev Patel" in words(await world.channel("#atlas").last())
