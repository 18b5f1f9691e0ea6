"""Somebody leaves: their open work is handed over, and nobody who has left is told anything."""

from tests.flows.standup_words import PLACE, answer, head
from tests.flows.test_daily import MONDAY, TUESDAY, dm, told
from tests.world import Json, Person, World, labels, words


async def leave(world: World, name: str) -> None:
    """Deactivate somebody in Slack."""
    await world.post("member", as_=name, deleted=True)
    await world.settle()


async def test_the_lead_gets_a_card_with_the_leavers_work_and_gives_it_anew_in_one_click(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    await world.person("sam").types("/task Renew the certificate @ben by fri")
    await world.person("sam").types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")

    [card] = await told(ana)
    assert "Ben Carter has left. Open work to be given anew: 2" in words(card)
    assert labels(card) == ["Give it to", "Give it to"]
    await ana.presses("Give it to", card, channel=await dm(ana), value="U0DEV")
    [card] = await told(ana)
    assert "Open work to be given anew: 1" in words(card)
    await ana.presses("Give it to", card, channel=await dm(ana), value="U0DEV")
    [card] = await told(ana)
    assert "All work of Ben Carter is handed over." in words(card)


async def test_without_a_project_whoever_made_the_task_hands_it_over(world: World) -> None:
    sam = world.person("sam")
    await sam.types("/task Renew the certificate @ben by fri", channel="#atlas-standup")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")

    assert "Renew the certificate" in words((await told(sam))[0])


async def test_a_leader_who_sleeps_is_told_in_the_morning(world: World, ben: Person) -> None:
    await ben.types("/task Renew the certificate @sam by fri", channel="#atlas-standup")

    await leave(world, "sam")
    assert await told(ben) == []
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    assert "Sam Okafor has left." in words((await told(ben))[0])


async def test_lists_and_cards_say_that_an_owner_has_left_and_no_more_once_they_are_back(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by tue")
    await leave(world, "ben")
    gone = words(await world.channel("#atlas").last())
    listed = await ana.types("/task list all")

    await world.post("member", as_="ben", deleted=False)
    await world.settle()

    assert "Ben Carter (has left)" in gone
    assert "Ben Carter (has left)" in listed
    assert "(has left)" not in words(await world.channel("#atlas").last())


async def test_what_was_only_in_a_leavers_way_is_in_nobodys_any_more(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Renew the certificate")
    await world.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await answer(world.person("sam"), "", "", "no key\nT-1 waits for the vendor")
    before = words(await head(world))

    await leave(world, "sam")

    listed = await ana.types("/standup blockers", channel=PLACE)
    assert "*B-1* Sam Okafor: no key" in before
    assert "no key" not in listed
    assert "*B-2* Sam Okafor (has left): T-1 waits for the vendor" in listed


async def test_who_has_left_is_reminded_of_nothing(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the certificate @ben by tue")
    await leave(world, "ben")

    given = await ana.types("/task assign T-1 <@U0BEN>")
    watched = await ana.types("/task watch T-1 <@U0BEN>")
    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert "Ben Carter has left and cannot own work here." in given
    assert "Ben Carter has left and is told nothing here." in watched
    assert await told(ben) == []


async def test_work_in_a_private_channel_is_handed_over_by_who_may_see_it(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    dana = world.person("dana")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.settle()
    await dana.types("/task Agree the price @ben by fri #atlas", channel="#vendor-terms")
    await world.clock(to=f"{MONDAY}T13:30:00+00:00")

    await leave(world, "ben")

    assert "Agree the price" in words((await told(ana))[0])


async def test_whoever_made_a_task_where_muster_is_not_hands_it_over_and_sees_it_everywhere(
    world: World, ana: Person
) -> None:
    await ana.types("/task Check the penalty clause @ben by fri", channel="#vendor-terms")
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")
    elsewhere = await ana.types("/task show T-1", channel="#atlas")
    other = await world.person("chiara").types("/task show T-1", channel="#atlas")
    await ana.types("/task assign T-1 @sam", channel="#atlas")
    await world.get("home", as_="ana")
    home = await world.get("home", as_="ana", peek="1")

    [card] = await told(ana)
    assert "Check the penalty clause" in words(card)
    assert "Check the penalty clause" in elsewhere
    assert "There is no T-1 here." in other
    given = words(home["view"]).partition("What you gave away")[2]
    assert "Check the penalty clause" in given


async def test_the_hand_over_says_how_many_more_there_are_that_its_reader_may_not_see(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", join="ben")
    await ben.types("/task Agree the price", channel="#vendor-terms")
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")

    [card] = await told(ana)
    assert "Open work to be given anew: 1; and 1 in places you do not see" in words(card)
    assert "Agree the price" not in words(card)
    assert "T-1" not in words(card)


async def test_work_nobody_may_see_who_could_give_it_anew_is_counted_to_an_admin(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", join="ben")
    await ben.types("/task Agree the price", channel="#vendor-terms")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")

    [card] = await told(ana)
    assert words(card) == "*Ben Carter has left. Open work: 1 in places you do not see*"


async def test_what_a_guest_made_is_handed_over_to_an_admin_for_guests_give_nothing_anew(
    world: World, ana: Person, ben: Person
) -> None:
    await world.person("gil").types("/task Check the seals @ben")
    await ben.types("/task Agree the price", channel="#general")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ben")

    assert await told(world.person("gil")) == []
    assert "Check the seals" in words((await told(ana))[-1])


async def test_the_hand_over_shows_late_work_first(world: World, ana: Person) -> None:
    await ana.types("/task Tidy up @ben")
    await ana.types("/task Order the racks @ben by 12 nov")
    await ana.types("/task Send the figures @ben by tue")
    await world.clock(to="2026-10-28T10:00:00+00:00")

    await leave(world, "ben")

    [card] = [one for one in await told(ana) if "has left" in words(one)]
    titles = ("Send the figures", "Order the racks", "Tidy up")
    places = [words(card).index(title) for title in titles]
    assert places == sorted(places)


async def test_who_is_back_is_said_to_be_and_nothing_of_theirs_to_be_handed_over(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "ben")

    await world.post("member", as_="ben", deleted=False)
    await world.settle()

    [card] = await told(ana)
    assert "Ben Carter is back, so nothing needs to be given anew" in words(card)
    assert "handed over" not in words(card)
    assert "Renew the certificate" in words(card)


async def given_by_one_who_left(world: World, ana: Person) -> None:
    """Have Chiara give T-1 of Ana's project to Ben, who hears of it, and leave."""
    await ana.types("/project new Atlas")
    await world.person("chiara").types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:30:00+00:00")
    await leave(world, "chiara")


async def test_what_is_declined_goes_to_the_lead_where_whoever_gave_it_has_left(
    world: World, ana: Person, ben: Person
) -> None:
    await given_by_one_who_left(world, ana)

    declined = await ben.types("/task decline T-1 I am at the audit")

    assert "owner Ben Carter → Ana Sousa" in declined
    assert "Chiara Rossi, who gave it, has left" in declined
    assert "Ana Sousa" in words(await world.channel("#atlas").last())
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    message = words((await told(ana))[-1])
    assert "Given back to you" in message
    assert "Ben Carter gave it back: I am at the audit" in message
    assert "Chiara Rossi, who gave it, has left" in message


async def test_what_a_lead_declines_themselves_goes_on_to_an_admin_where_its_giver_has_left(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/project new Atlas")
    await world.person("chiara").types("/task Renew the certificate @ben by 12 nov")
    await leave(world, "chiara")

    declined = await ben.types("/task decline T-1 I am at the audit")

    assert "owner Ben Carter → Ana Sousa" in declined


async def test_work_of_a_lead_who_leaves_alone_is_said_in_its_channel_once(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task Renew the certificate @me by fri")
    await ana.types("/task Check the penalty clause @me", channel="#vendor-terms")

    await leave(world, "ana")
    await world.clock(to=f"{TUESDAY}T15:00:00+00:00")

    said = [words(one) for one in await world.person("sam").sees("#atlas") if "has left. Open" in words(one)]
    assert len(said) == 1
    assert "Ana Sousa has left. Open work that nobody leads now: 1" in said[0]
    assert "*T-1* Renew the certificate" in said[0]
    assert "penalty" not in said[0]


async def test_what_is_said_in_the_channel_of_leaderless_work_ends_when_they_are_back(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @me by fri")
    await leave(world, "ana")
    said = (await ben.sees("#atlas"))[-1]

    await ben.presses("Show all of it", said)
    listed = "\n".join(words(one) for one in ben.shown)
    await world.post("member", as_="ana", deleted=False)
    await world.settle()

    assert "Renew the certificate" in listed
    assert "Ana Sousa is back, so nothing needs to be given anew" in words(
        await world.channel("#atlas").last()
    )


async def test_what_a_channel_is_told_of_leaderless_work_follows_what_becomes_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @me by fri")
    await ana.types("/task Order the racks @me")
    await leave(world, "ana")
    before = await unled(world)

    await ben.types("/task assign T-1 @sam")
    given = await unled(world)
    await ben.types("/task done T-2")
    over = await unled(world)
    await ben.types("/task undo")

    assert "nobody leads now: 2" in before
    assert "nobody leads now: 1" in given
    assert "T-1" not in given
    assert over == "All work of Ana Sousa that nobody led is taken care of."
    assert "nobody leads now: 1" in await unled(world)


async def test_what_a_channel_is_told_of_leaderless_work_still_follows_it_a_year_later(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @me by fri")
    await ana.types("/task Order the racks @me")
    await leave(world, "ana")
    await world.clock(to="2027-11-01T10:00:00+00:00")
    await world.stage.muster.hourly.run()

    await ben.types("/task assign T-1 @sam")

    assert "nobody leads now: 1" in await unled(world)
    assert "*T-2* Order the racks" in await unled(world)


async def test_leaderless_work_that_somebody_only_watches_is_still_named_in_its_channel(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate @me by fri")
    await leave(world, "ana")

    await world.person("sam").types("/task watch T-1")

    assert "*T-1* Renew the certificate" in await unled(world)


async def test_leaderless_work_is_named_in_its_channel_whoever_was_told_of_a_leavers_risk(
    world: World, ana: Person
) -> None:
    await world.person("sam").types("/risk Racks may be late @ben")
    await leave(world, "ben")
    await ana.types("/task Renew the certificate @me by fri")

    await leave(world, "ana")

    assert "*T-1* Renew the certificate" in await unled(world)


async def unled(world: World) -> str:
    """Return what #atlas was told of the work of who has left."""
    said = [words(one) for one in await world.person("sam").sees("#atlas")]
    [found] = [one for one in said if "nobody le" in one]
    return found


async def test_a_lead_of_another_project_of_who_left_hands_over_what_nobody_else_leads(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await chiara.types("/project new Racks", channel="#general")
    await ana.types("/task Order the racks @me #racks", channel="#general")
    await ana.types("/task Renew the certificate @me")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ana")

    [card] = await told(chiara)
    assert "Order the racks" in words(card)
    assert "Renew the certificate" in words(card)


async def test_who_watches_work_that_nobody_leads_hands_it_over(world: World, ana: Person) -> None:
    await ana.types("/task Renew the certificate @me cc @sam")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")

    await leave(world, "ana")

    assert "Renew the certificate" in words((await told(world.person("sam")))[-1])


async def test_a_hand_over_goes_on_when_who_was_to_give_it_anew_leaves_too(world: World, ana: Person) -> None:
    sam = world.person("sam")
    await sam.types("/task Renew the certificate @ben by fri", channel="#atlas-standup")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "ben")

    await leave(world, "sam")

    [card] = await told(ana)
    assert "Ben Carter has left. Open work to be given anew: 1" in words(card)
    assert "Renew the certificate" in words(card)


async def test_who_was_told_that_a_risk_lost_its_owner_can_leave_too(world: World, ana: Person) -> None:
    chiara = world.person("chiara")
    await chiara.types("/risk Racks may be late @ben")
    await chiara.types("/risk The vendor may be late @me")
    await leave(world, "ben")

    await leave(world, "chiara")

    assert "owner Chiara Rossi (has left)" in await ana.types("/risk show R-2")


async def test_work_of_who_is_back_is_nobodys_to_hand_over_when_who_was_to_leaves(
    world: World, ana: Person
) -> None:
    sam = world.person("sam")
    await sam.types("/task Renew the certificate @ben by fri", channel="#atlas-standup")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "ben")
    await world.post("member", as_="ben", deleted=False)
    await world.settle()

    await leave(world, "sam")

    assert await told(ana) == []


async def test_another_date_is_asked_of_who_answers_where_whoever_gave_the_work_has_left(
    world: World, ana: Person, ben: Person
) -> None:
    await given_by_one_who_left(world, ana)

    asked = await ben.types("/task propose T-1 20 nov")

    assert "Ana Sousa is asked for Fri 20 Nov" in asked
    assert "Chiara Rossi, who gave it, has left" in asked
    assert "12 Nov" in await ben.types("/task show T-1")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    assert "Accept Fri 20 Nov" in str(labels((await told(ana))[-1]))


async def test_a_date_moves_at_once_and_says_why_where_nobody_is_left_to_ask(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await leave(world, "ana")

    moved = await ben.types("/task propose T-1 20 nov")

    assert "Fri 20 Nov" in moved
    assert "Ana Sousa, who gave it, has left" in moved


async def test_a_hand_over_that_is_cut_leads_to_all_the_work_of_who_left(world: World, ana: Person) -> None:
    for number in range(30):
        await ana.types(f"/task Move rack {number} @ben")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "ben")

    [card] = await told(ana)
    await ana.presses("Show all of it", card, channel=await dm(ana))

    assert "shows your day" not in words(card)
    listed = "\n".join(words(one) for one in ana.shown)
    assert "Ben Carter (has left)" in listed
    assert "Move rack" in listed


async def test_who_leaves_twice_on_one_day_has_what_they_were_given_in_between_handed_over_too(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks @ben by fri")
    await leave(world, "ben")
    await world.clock(by="2h")
    await world.post("member", as_="ben", deleted=False)
    await ana.types("/task Mount the racks @ben by fri")
    await world.post("member", as_="ben", deleted=True)

    await world.clock(by="2h")

    [first, second] = [words(one) for one in await ana.dms() if "has left" in words(one)]
    assert "*T-2*" not in first
    assert "*T-1* Order the racks" in second
    assert "*T-2* Mount the racks" in second


async def test_a_leaver_whose_zone_slack_changes_is_handed_over_once(world: World, ana: Person) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/project lead @ben")
    await ana.types("/task Order the racks @ben by fri")
    await ana.types("/risk Racks may be late @ben")
    await leave(world, "ben")
    await world.clock(to=f"{TUESDAY}T12:00:00+00:00")
    before = await ana.dms()

    await world.post("member", as_="ben", tz="Asia/Tokyo")

    await world.clock(to="2026-10-28T12:00:00+00:00")
    assert "*T-1* Order the racks" in words(before[0])
    assert len(await ana.dms()) == len(before)


async def test_who_joins_a_channel_has_no_older_message_of_a_day_written_anew(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:30:00+00:00")
    await ana.types("/task done T-1")
    before = len(await writings(world))

    await world.post("channel", channel="#steering", join="ben")
    await world.settle()

    assert len(await writings(world)) == before


async def writings(world: World) -> list[Json]:
    """Return the requests that brought a message up to date."""
    log = (await world.get("log"))["entries"]
    return [one for one in log if "chat.update" in (one.get("method"), one.get("type"))]


async def test_the_channel_reads_late_and_urgent_leaderless_work_first(
    world: World, ana: Person, ben: Person
) -> None:
    for one in range(11):
        await ana.types(f"/task Tidy up {one + 1} @me")
    await ana.types("/task Order the racks @me by tue")
    await ana.types("/task Renew the certificate @me by tue !p1")
    await world.clock(to="2026-10-28T10:00:00+00:00")

    await leave(world, "ana")

    said = await unled(world)
    assert said.index("*T-13* Renew") < said.index("*T-12* Order") < said.index("*T-1* Tidy up 1")
    assert "and 3 more" in said


async def test_a_lead_who_is_back_has_what_nobody_led_meanwhile_and_the_channel_reads_so(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    await world.person("sam").types("/task Renew the certificate @ben by fri", channel="#atlas")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "sam")
    await leave(world, "ben")
    [before] = [one for one in await told(ana) if "Ben Carter has left" in words(one)]
    await leave(world, "ana")
    meanwhile = await of_ben(world)

    await world.post("member", as_="ana", deleted=False)
    await world.settle()

    assert "Open work to be given anew: 1" in words(before)
    assert "Open work that nobody leads now: 1" in meanwhile
    assert await of_ben(world) == "Ben Carter has left. Ana Sousa gives the open work anew."


async def of_ben(world: World) -> str:
    """Return the newest that #atlas was told of what Ben left."""
    said = [words(one) for one in await world.person("chiara").sees("#atlas")]
    return [one for one in said if "Ben Carter has left" in one][-1]


async def test_a_lead_who_is_back_is_handed_the_work_of_who_left_while_they_were_gone(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    await world.person("ben").types("/task Renew the certificate @me by fri", channel="#atlas")
    await world.clock(to=f"{MONDAY}T09:30:00+00:00")
    await leave(world, "ana")
    await leave(world, "ben")
    meanwhile = await of_ben(world)

    await world.post("member", as_="ana", deleted=False)
    await world.settle()

    assert "Open work that nobody leads now: 1" in meanwhile
    [card] = [one for one in await told(ana) if "Ben Carter has left" in words(one)]
    assert "*T-1* Renew the certificate" in words(card)
    assert await of_ben(world) == "Ben Carter has left. Ana Sousa gives the open work anew."
    await ana.presses("Give it to", card, channel=await dm(ana), value="U0DEV")
    said = [words(one) for one in await world.person("chiara").sees("#atlas")]
    assert "All work of Ben Carter that nobody led is taken care of." in said


async def test_undo_gives_nothing_back_to_who_has_left_meanwhile(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks @dev by fri")
    await ana.types("/task assign T-1 @ben")
    await world.post("member", as_="dev", deleted=True)

    told = await ana.types("/task undo")

    assert "Dev Patel has left, so it cannot be theirs again. Nothing was changed." in told
    assert labels(ana.shown[-1]) == ["Give it to somebody else"]
    assert "Ben Carter" in await ana.types("/task show T-1")
