"""What a digest tells of a week. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.flows.test_task_past import puts_back
from tests.world import Person, World, words

PREVIEW = "/digest preview"


@pytest.fixture
async def lead(world: World, ana: Person) -> Person:
    """Ana, whose project this is."""
    await ana.types("/project new Atlas")
    return ana


async def test_a_finished_round_is_finished_and_no_date_that_slipped(world: World, lead: Person) -> None:
    await lead.types("/task Check the backup every monday #atlas")
    await lead.types("/task Rotate the tapes every day #atlas")
    await lead.types("/task done T-1 T-2")
    await world.clock(to="2026-10-27T09:00:00+00:00")
    await lead.types("/task done T-2")

    told = await lead.types(PREVIEW)

    assert "Finished · 3" in told
    assert "• Check the backup (Ana Sousa), a round" in told
    assert "• Rotate the tapes (Ana Sousa), 2 rounds" in told
    assert "→" not in told


async def test_a_round_that_was_put_back_is_finished_no_more(world: World, lead: Person) -> None:
    await lead.types("/task Rotate the tapes every day #atlas")
    await lead.types("/task done T-1")
    await world.clock(to="2026-10-27T09:00:00+00:00")
    await lead.types("/task done T-1")
    await puts_back(lead, "Tue 27 Oct 09:00 ·")

    assert "• Rotate the tapes (Ana Sousa), a round" in await lead.types(PREVIEW)

    await world.clock(to="2026-10-27T09:05:00+00:00")
    await lead.types("/task done T-1")

    assert "• Rotate the tapes (Ana Sousa), 2 rounds" in await lead.types(PREVIEW)


async def test_a_round_that_was_taken_back_or_left_out_is_neither_finished_nor_a_slip(
    world: World, lead: Person
) -> None:
    await lead.types("/task Check the backup every monday #atlas")
    await lead.types("/task Rotate the tapes every day #atlas")
    await lead.types("/task done T-1")
    await lead.types("/task undo")
    await lead.presses("Skip", await world.channel("#atlas").last())

    told = await lead.types(PREVIEW)

    assert "Finished" not in told
    assert "→" not in told


async def test_a_date_that_moved_within_a_round_is_a_slip_of_that_round(world: World, lead: Person) -> None:
    await lead.types("/task Check the backup every monday #atlas")
    await lead.types("/task done T-1")
    await lead.types("/task due T-1 wed 11 nov")

    told = await lead.types(PREVIEW)

    assert "• Check the backup: Mon 2 Nov → Wed 11 Nov" in told
    assert "• One task was added and is still open" in told
    assert "Finished · 1" in told


async def test_a_preview_between_two_issues_says_since_when_and_claims_no_week(
    world: World, lead: Person
) -> None:
    before = await lead.types(PREVIEW)
    await lead.types("/digest setup mon 09:00")
    await world.clock(to="2026-10-26T09:05:00+00:00")

    told = await lead.types(PREVIEW)

    assert "Atlas: the week to Mon 26 Oct" in before
    assert "Atlas: since Mon 26 Oct 09:00" in told
    assert "the week" not in told


async def test_one_day_is_said_as_one(world: World, lead: Person) -> None:
    await lead.types("/task Order the racks by tue #atlas")
    await world.clock(to="2026-10-28T09:00:00+00:00")

    assert "1 task is late, the longest by 1 working day." in await lead.types(PREVIEW)


async def test_a_digest_and_a_list_say_lateness_in_one_measure(world: World, lead: Person) -> None:
    await lead.types("/task Order the racks by fri #atlas")
    await lead.types("/task Sign the contract by tue #atlas")
    await lead.types("/task due T-2 fri 30 oct")
    await world.clock(to="2026-11-03T09:00:00+00:00")

    listed = await lead.types("/task list late #atlas")
    told = await lead.types(PREVIEW)

    assert listed.count("*2 working days late*") == 2
    assert "• Order the racks (Ana Sousa): 2 working days late, due Fri 30 Oct" in told
    late = "• Sign the contract (Ana Sousa): 2 working days late; 5 after Tue 27 Oct, first promised"
    assert late in told


async def test_a_channel_that_sees_nothing_of_a_project_is_not_told_that_it_is_on_track(
    world: World, ana: Person
) -> None:
    """All work of the project is in a private channel: what is late there is no reason to call it fine."""
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/project new Garden", "#vendor-terms")
    await ana.types("/task Sign the contract by tue", "#vendor-terms")
    made = await ana.types("/digest setup #garden mon 09:00", "#steering")

    await world.clock(to="2026-11-02T09:05:00+00:00")
    sent = words(await world.channel("#steering").last())

    assert "One open task is left out: this channel may not see it." in made
    assert "*Not judged*: this channel sees no task and no risk of it." in sent
    assert "as far as this channel may see it" in sent
    assert "On track" not in sent
    assert "contract" not in sent


@pytest.mark.parametrize(
    ("line", "example"),
    [("setup fri 9:30", "setup #atlas fri 09:30"), ("preview", "preview #atlas")],
)
async def test_a_line_without_a_project_is_answered_with_its_own_verb(
    ana: Person, line: str, example: str
) -> None:
    told = await ana.types(f"/digest {line}", "#general")

    assert f"Name it: /digest {example}. /project lists them." in told


async def test_a_project_that_is_named_and_not_there_is_said_to_be_missing(lead: Person) -> None:
    told = await lead.types("/digest preview #nosuch")

    assert told == "There is no project #nosuch. Nothing was changed. /project lists them."


async def test_a_project_with_nothing_left_to_do_is_on_track(lead: Person) -> None:
    await lead.types("/task Order the racks #atlas by fri")
    await lead.types("/task done T-1")

    told = await lead.types(PREVIEW)

    assert "*On track*" in told
    assert "Not judged" not in told


async def test_what_is_finished_stands_once_whatever_became_of_its_date_before(lead: Person) -> None:
    await lead.types("/task Order the racks #atlas by fri")
    await lead.types("/task Sign the contract #atlas by fri")
    await lead.types("/task due T-1 mon 9 nov")
    await lead.types("/task due T-2 mon 9 nov")
    await lead.types("/task done T-1")

    told = await lead.types(PREVIEW)

    assert told.count("Order the racks") == 1
    assert "• Sign the contract: Fri 30 Oct → Mon 9 Nov" in told
    await lead.types("/task done T-2")
    assert "• No date of open work moved, no risk changed" in await lead.types(PREVIEW)


async def test_one_of_a_channels_digests_is_stopped_by_name_and_the_others_go_on(lead: Person) -> None:
    await lead.types("/project new Garden", "#general")
    for key in ("atlas", "garden"):
        await lead.types(f"/digest setup #{key} fri 16:00", "#steering")

    unknown = await lead.types("/digest stop #nowhere", "#steering")
    stopped = await lead.types("/digest stop #garden", "#steering")
    again = await lead.types("/digest stop #garden", "#steering")

    assert "There is no project #nowhere. Nothing was changed." in unknown
    assert "no more digests of *Garden*" in stopped
    assert "no digest of #garden, only of #atlas. Nothing was changed." in again
    listed = await lead.types("/digest")
    assert "*Atlas* → #steering" in listed
    assert "Garden" not in listed


async def test_who_leads_one_of_two_projects_stops_neither_digest_with_one_line(
    lead: Person, ben: Person
) -> None:
    await ben.types("/project new Garden", "#general")
    await ben.types("/digest setup #garden fri 16:00", "#general")
    await lead.types("/digest setup #atlas fri 16:00", "#general")

    refused = await ben.types("/digest stop", "#general")

    assert "Nothing was changed" in refused
    assert "*Garden* → #general" in await ben.types("/digest")


RISK = "/risk add Because {0}, it may break, leading to delay p4 i5"


async def test_a_risk_that_was_closed_in_the_week_stands_among_what_changed(lead: Person) -> None:
    await lead.types(RISK.format("the vendor is late"))
    await lead.types("/risk close R-1 the racks are here")

    told = await lead.types(PREVIEW)

    assert "• Risk R-1 is closed: Because the vendor is late, it may break, leading to delay" in told
    assert "(the racks are here)" in told
    assert "no risk changed" not in told


async def test_a_risk_that_was_closed_before_the_week_is_not_told(world: World, lead: Person) -> None:
    await lead.types(RISK.format("the vendor is late"))
    await lead.types("/risk close R-1 the racks are here")
    await world.clock(to="2026-11-04T09:00:00+00:00")

    assert "R-1" not in await lead.types(PREVIEW)


async def test_a_score_that_came_back_to_what_it_was_is_no_change(world: World, lead: Person) -> None:
    await lead.types(RISK.format("the vendor is late"))
    await world.clock(to="2026-11-04T09:00:00+00:00")
    await lead.types("/risk score R-1 p1 i1")
    await world.clock(by="1h")
    await lead.types("/risk score R-1 p4 i5")

    assert "20 → 20" not in await lead.types(PREVIEW)


async def test_the_lead_reads_how_many_risks_a_channel_may_not_see(world: World, lead: Person) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await lead.types(f"{RISK.format('the deal is off')} #atlas", "#vendor-terms")

    one = await lead.types(PREVIEW)
    await lead.types("/task Sign the deal #atlas", "#vendor-terms")
    both = await lead.types(PREVIEW)

    assert "One open risk is left out: this channel may not see it." in one
    assert "1 open task and 1 open risk are left out: this channel may not see them." in both
    assert "deal" not in one + both


async def test_how_much_a_channel_may_not_see_is_said_to_nobody_but_the_lead(
    world: World, lead: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await lead.types(f"{RISK.format('the deal is off')} #atlas", "#vendor-terms")

    assert "left out" not in await ben.types(PREVIEW)


async def test_a_closed_risk_that_a_channel_may_not_see_is_not_told_there(world: World, lead: Person) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await lead.types(f"{RISK.format('the deal is off')} #atlas", "#vendor-terms")
    await lead.types("/risk close R-1 the deal stands", "#vendor-terms")

    told = await lead.types(PREVIEW)

    assert "R-1" not in told
    assert "deal" not in told


async def test_what_was_finished_before_the_week_is_told_no_more_and_still_counts_as_seen(
    world: World, lead: Person
) -> None:
    await lead.types("/task Order the racks by tue #atlas")
    await lead.types("/task done T-1")
    await world.clock(to="2026-11-09T09:00:00+00:00")

    told = await lead.types(PREVIEW)

    assert "*On track*: nothing is late and no risk is critical." in told
    assert "Finished" not in told
