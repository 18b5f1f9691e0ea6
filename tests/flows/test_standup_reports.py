"""What a week came to: private, by who may read it, as text or CSV; and what the lead gets on Friday."""

import csv
import io

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, answer
from tests.world import Person, World, labels, words

HEAD = ["standup", "day", "member", "state", "answered", "reason", "Since last time", "Today", "In the way"]


@pytest.fixture
async def week(world: World, ana: Person) -> World:
    """A Tuesday on which Ana answered, Sam left the day out with a reason, and Chiara said nothing."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Sign the contract")
    await ana.types("/task Order the racks")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "", "T-1 Sign the contract\nT-2 Order the racks", "=HYPERLINK(1)")
    await ana.types("/task done T-1")
    await world.person("sam").types("/standup skip ill", channel=PLACE)
    return world


async def test_the_lead_reads_the_week_with_names(week: World, ana: Person) -> None:
    await week.clock(to=f"{TUESDAY}T20:00:00+00:00")

    told = await ana.types("/standup report", channel=PLACE)

    assert "1 of 4 answered" in told
    assert "of 2 tasks said to come next, 1 is done" in told
    assert "Sam Okafor: left out (ill)" in told
    assert "Chiara Rossi: no answer" in told
    assert "*B-1* Ana Sousa: =HYPERLINK(1) · since today" in told


async def test_others_read_their_own_until_reports_are_shared(week: World, ana: Person) -> None:
    sam = week.person("sam")

    refused = await sam.types("/standup report", channel=PLACE)
    own = await sam.types("/standup report @me", channel=PLACE)
    of_ana = await sam.types("/standup history @ana", channel=PLACE)
    await ana.types("/standup edit", channel=PLACE)
    await ana.submits(await ana.form(), {"extra": {"extra": ["shared"]}})
    shared = await sam.types("/standup report", channel=PLACE)

    assert "Ana Sousa reads it; your own is yours: /standup report @me." in refused
    assert "Sam Okafor" in own
    assert "reports of it are for the lead" in of_ana
    assert "Ana Sousa: answered" in shared


async def test_a_report_of_a_bare_name_is_one_press_away(week: World, ana: Person) -> None:
    told = await ana.types("/standup report sam", channel=PLACE)

    assert 'I can\'t read "sam" here' in told
    assert ", Sam Okafor, Mon" in await ana.presses("Report of Sam Okafor", ana.shown[-1], channel=PLACE)
    await ana.types("/standup report quarter", channel=PLACE)
    assert labels(ana.shown[-1]) == []


async def test_csv_is_a_file_with_a_row_a_person_and_day_and_no_cell_a_spreadsheet_would_run(
    week: World, ana: Person
) -> None:
    told = await ana.types("/standup report csv", channel=PLACE)
    message = (await ana.dms())[-1]
    rows = list(csv.reader(io.StringIO((await week.file(message)).decode("utf-8-sig"))))

    assert "#atlas-standup, Mon 26 Oct – Sun 1 Nov: 4 rows are on the way to you as a file" in told
    assert "Times in the file are those of Lisbon." in message["text"]
    assert message["files"][0]["name"].startswith("standups-2026-10-26-")
    first = ["#atlas-standup", "2026-10-27", "Ana Sousa", "answered", "2026-10-27 09:31", ""]
    assert rows[0] == HEAD
    assert rows[1] == [*first, "", "T-1 Sign the contract\nT-2 Order the racks", "'=HYPERLINK(1)"]
    assert ["#atlas-standup", "2026-10-27", "Sam Okafor", "left out", "", "ill", "", "", ""] in rows


async def test_a_file_of_answers_of_any_length_is_whole(week: World, ana: Person) -> None:
    await week.clock(to="2026-10-28T09:31:00+00:00")
    await answer(ana, "x" * 2900, "y" * 2900)
    for who in ("chiara", "sam"):
        await answer(week.person(who), "x" * 2900, "y" * 2900, "z" * 2900)

    await ana.types("/standup export", channel=PLACE)

    content = await week.file((await ana.dms())[-1])
    assert content.count(b"x" * 2900) == 3
    assert content.count(b"z" * 2900) == 2


async def test_one_persons_file_holds_their_answers_alone_and_an_empty_one_is_not_sent(
    week: World, ana: Person
) -> None:
    sam = week.person("sam")
    empty = await sam.types("/standup report @me last week csv", channel=PLACE)
    refused = await sam.types("/standup export", channel=PLACE)
    before = len(await sam.dms())

    await sam.types("/standup export @me", channel=PLACE)

    content = (await week.file((await sam.dms())[-1])).decode()
    assert "Nobody was asked in that week, so there is no file." in empty
    assert "your own is yours: /standup report @me" in refused
    assert len(await sam.dms()) == before + 1
    assert "Sam Okafor" in content
    assert "Ana Sousa" not in content


async def test_history_shows_what_one_said_newest_first(week: World, ana: Person) -> None:
    await week.clock(to="2026-10-28T09:31:00+00:00")
    await answer(ana, "", "Racks again")

    told = await ana.types("/standup history", channel=PLACE)

    assert told.index("Wed 28 Oct") < told.index("Tue 27 Oct")
    assert "Today: Racks again" in told


async def test_remind_writes_once_to_whoever_is_waited_for(week: World, ana: Person) -> None:
    first = await ana.types("/standup remind", channel=PLACE)
    second = await ana.types("/standup remind", channel=PLACE)
    refused = await week.person("sam").types("/standup remind", channel=PLACE)
    await week.clock(to=f"{TUESDAY}T13:00:00+00:00")

    assert "Reminded in a direct message, once: Chiara Rossi" in first
    assert "Ana Sousa" not in first
    assert "Sam Okafor" not in first.partition("Not written to")[0]
    assert "Nobody was reminded" in second
    assert "Only the lead" in refused
    assert len(await week.person("chiara").dms()) == 2


async def test_the_lead_is_told_on_friday_how_the_week_went_without_names(week: World, ana: Person) -> None:
    await week.clock(to="2026-10-30T16:01:00+00:00")

    told = next(words(one) for one in await ana.dms() if "the week of" in words(one))

    assert "By day: Tue 1/4 · Wed 0/5 · Thu 0/5 · Fri 0/4" in told
    assert "1 of 18 answers came in over 4 days; 1 left out with a reason." in told
    assert "Said and done: of 2 tasks said to come next, 1 is done." in told
    assert "for 3 working days" in told
    assert "Chiara" not in told
    assert "Sam" not in told


async def test_whose_window_is_open_has_not_answered_yet_and_does_not_count(week: World, ana: Person) -> None:
    told = await ana.types("/standup report", channel=PLACE)

    assert "1 of 2 answered" in told
    assert "Chiara Rossi: not yet" in told


async def test_a_task_done_before_it_was_named_is_no_plan_that_was_kept(week: World, ana: Person) -> None:
    await week.clock(to="2026-10-28T09:31:00+00:00")
    await answer(week.person("sam"), "", "Like T-1, the lease")

    told = await week.person("sam").types("/standup report @me", channel=PLACE)

    assert "Said and done: no task was said to come next." in told


async def test_when_all_have_answered_a_reminder_says_just_that(week: World, ana: Person) -> None:
    for who in ("sam", "chiara", "dev"):
        await answer(week.person(who), "", "The plan")

    told = await ana.types("/standup remind", channel=PLACE)

    assert "Nobody had to be reminded: all 4 have answered." in told


async def test_a_blocker_stands_once_in_a_message_that_tells_the_week_too(week: World, ana: Person) -> None:
    await ana.types("/standup resolve B-1", channel=PLACE)
    await week.clock(to="2026-10-29T18:00:00+00:00")
    await answer(week.person("chiara"), "", "The lease", "No signature yet")
    await ana.types("/standup ooo fri")
    await week.clock(to="2026-11-02T09:01:00+00:00")

    [told] = [words(one) for one in await ana.dms() if "the week of" in words(one)]

    assert told.count("No signature yet") == 1
    assert "In the way: 1, named in this message." in told


async def test_a_private_channel_is_read_as_slack_writes_it(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/standup setup mon-fri 09:30 4h", "#atlas-standup")
    await ana.types("/standup setup mon-fri 09:30 4h", "#vendor-terms")
    await world.clock(to="2026-10-27T09:31:00+00:00")
    state = await world.get("state")
    place = next(one["id"] for one in state["channels"] if one.get("is_im") and one.get("user") == "U0ANA")

    await ana.writes("<#C0VENDOR|>: Today: sign the terms", channel=place)
    told = words((await ana.dms())[-1])

    assert "Taken as your answer for #vendor-terms" in told
    assert "Today: sign the terms" in told
    assert "C0VENDOR" not in told
    report = await ana.types("/standup report <#C0VENDOR|>", "#atlas")
    assert "#vendor-terms" in report
    assert "#atlas-standup" not in report
    refused = await world.person("ben").types("/standup report <#C0VENDOR|>", "#atlas")
    assert "sign the terms" not in refused


@pytest.mark.parametrize("verb", ["add", "Add", "skip"])
async def test_the_name_of_a_private_channel_is_told_to_nobody_by_what_one_says(
    world: World, ana: Person, verb: str
) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/standup setup mon-fri 09:30 4h", "#atlas-standup")
    await world.clock(to="2026-10-27T09:31:00+00:00")

    await ana.types(f"/standup {verb} waiting in <#C0VENDOR|>", "#atlas-standup")

    told = words(await world.channel("#atlas-standup").last())
    told += await ana.types("/standup report", "#atlas-standup")
    told += await ana.types("/standup history", "#atlas-standup")
    assert "waiting in a private channel" in told
    assert "vendor-terms" not in told
