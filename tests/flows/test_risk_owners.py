"""Whose a risk is now hears of it in their message of the day. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

from tests.world import Json, Person, World, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5"


async def told(who: Person) -> list[Json]:
    """Return what somebody was told by Tuesday noon."""
    await who.world.clock(to="2026-10-27T18:00:00+00:00")
    return await who.dms()


async def test_a_new_owner_is_told_in_the_message_of_the_day_and_the_reply_says_when(
    world: World, ana: Person, ben: Person
) -> None:
    added = await ana.types(f"{ADD} @ben")
    given = await ana.types("/risk own R-1 @sam")
    back = await ana.types("/risk own R-1 @ben")

    [message] = await told(ben)
    assert "Ben Carter hears of it by Mon 26 Oct at 09:00 (New York)." in added
    assert "Sam Okafor hears of it by" in given
    assert "Ben Carter hears of it by" in back
    assert "*R-1* critical 20 = 4×5 · owner Ben Carter" in words(message)
    assert "From Ana Sousa" in words(message)
    assert words(message).count("*R-1*") == 1
    assert await told(world.person("sam")) == []


async def test_nobody_is_told_of_their_own_risk_or_of_one_that_was_taken_back(
    ana: Person, ben: Person
) -> None:
    own = await ana.types(ADD)
    await ana.types(f"{ADD} @ben")
    await ana.types("/risk undo")

    assert "hears of it" not in own
    assert await told(ben) == []
    assert await told(ana) == []


async def test_who_is_picked_in_a_form_hears_of_it_too(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk edit R-1")
    await ana.submits(await ana.form(), {"owner": {"owner": "U0BEN"}})

    [message] = await told(ben)

    assert "*R-1* critical 20" in words(message)


async def test_a_message_that_went_says_nothing_of_a_risk_that_is_no_longer_theirs(
    ana: Person, ben: Person
) -> None:
    await ana.types(f"{ADD} @ben")
    await told(ben)
    await ana.types("/risk own R-1 @ana")
    await ana.types("/risk edit R-1 Something secret may come p1")

    assert "secret" not in words((await ben.dms())[-1])


async def test_a_risk_given_out_of_a_private_channel_or_to_a_guest_says_who_sees_it_now(
    world: World, ana: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types(ADD, "#vendor-terms")

    outside = await ana.types("/risk own R-1 @ben", "#vendor-terms")
    guest = await ana.types("/risk own R-1 @gil", "#vendor-terms")
    new = await ana.types(f"{ADD} @ben", "#vendor-terms")

    assert "Ben Carter sees it also without being in its private channel." in outside
    assert "Gil Novak sees it also without being in its channel." in guest
    assert "Ben Carter sees it also without being in its private channel." in new


async def leave(world: World, name: str, *, gone: bool = True) -> None:
    """Deactivate somebody in Slack, or have them back."""
    await world.post("member", as_=name, deleted=gone)
    await world.settle()


async def test_the_risks_of_who_has_left_are_told_to_who_can_give_them_anew(
    world: World, ana: Person
) -> None:
    sam = world.person("sam")
    await sam.types("/project new Garden", "#atlas")
    await ana.types(f"{ADD} @ben")

    await leave(world, "ben")

    card = words((await world.channel("#atlas").messages())[-1])
    [message] = [one for one in await told(sam) if "R-1" in words(one)]
    assert "owner Ben Carter (has left)" in card
    assert "*Risks of somebody who has left*" in words(message)
    assert "*R-1* critical 20 = 4×5 · owner Ben Carter (has left)" in words(message)
    assert all("R-1" not in words(one) for one in await told(ana))


async def test_who_gave_a_leavers_risk_to_somebody_who_leaves_too_is_told_again(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    await ana.types(f"{ADD} @ben")
    await leave(world, "ben")
    first = await told(ana)
    await ana.types("/risk own R-1 @dev")

    await leave(world, "dev")
    await world.clock(to="2026-10-28T18:00:00+00:00")

    [again] = [words(one) for one in (await ana.dms())[len(first) :] if "R-1" in words(one)]
    assert "*R-1* critical 20 = 4×5 · owner Dev Patel (has left)" in again


async def test_who_leaves_again_a_week_later_is_told_of_again(world: World, ana: Person) -> None:
    await world.person("sam").types("/project new Garden", "#atlas")
    await world.person("sam").types(f"{ADD} @sam")
    await leave(world, "sam")
    first = [words(one) for one in await told(ana)]
    await leave(world, "sam", gone=False)
    await world.clock(to="2026-11-02T18:00:00+00:00")

    await leave(world, "sam")
    await world.clock(to="2026-11-03T18:00:00+00:00")

    again = [words(one) for one in await ana.dms()][len(first) :]
    assert any("*Garden* has no lead" in one for one in again)
    assert any("*R-1* critical 20" in one for one in again)


async def test_a_risk_that_has_an_owner_again_by_then_is_not_told(world: World, ana: Person) -> None:
    sam = world.person("sam")
    await sam.types("/project new Garden", "#atlas")
    await ana.types(f"{ADD} @ben")
    await leave(world, "ben")
    await ana.types("/risk own R-1 @ana")

    assert await told(sam) == []


async def test_a_project_whose_lead_has_left_says_so_and_admins_hear_of_it(world: World, ana: Person) -> None:
    await world.person("sam").types("/project new Garden", "#atlas")

    await leave(world, "sam")

    listed = await ana.types("/project")
    [message] = [one for one in await told(ana) if "Garden" in words(one)]
    assert listed == "*Garden* · lead Sam Okafor (has left) · #atlas"
    assert "*Garden* has no lead: Sam Okafor has left. `/project lead #garden @name` gives it one." in words(
        message
    )


async def test_what_was_told_of_a_leavers_risk_says_nothing_more_to_who_may_see_it_no_more(
    world: World, ana: Person
) -> None:
    sam = world.person("sam")
    await world.post("channel", channel="#vendor-terms", bot_in=True, join="sam")
    await sam.types("/project new Garden", "#atlas")
    await ana.types(f"{ADD} @ben #garden", "#vendor-terms")
    await leave(world, "ben")
    before = words((await told(sam))[-1])

    await world.post("channel", channel="#vendor-terms", leave="sam")
    await ana.types("/risk edit R-1 Something secret may come p1", "#vendor-terms")
    await world.settle()

    after = words((await told(sam))[-1])
    assert "*R-1*" in before
    assert "*R-1*" not in after
    assert "secret" not in after
