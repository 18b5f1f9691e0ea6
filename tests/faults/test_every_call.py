"""A standup day in which one call to Slack after the other goes wrong, on a real Muster process."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.faults.running import Site, site

KINDS = ("fatal_after", "ratelimited", "500_after", "drop_after", "fatal_error", "drop_before")
MOST_CALLS = 200
MONDAY = date(2026, 10, 26)
PEOPLE = ("ANA", "BEN", "CHIARA", "DEV", "SAM")
WEEK = "the lead's weekly summary"


def working_day(number: int) -> date:
    """Return the nth working day after Monday; 1 is Tuesday."""
    weeks, rest = divmod(number, 5)
    return MONDAY + timedelta(weeks=weeks, days=rest)


async def a_day(here: Site, day: date) -> None:
    """Let a standup day pass, in which Ana answers by direct message."""
    await here.control("clock", to=f"{day}T09:35:00+00:00")
    await here.control("command", as_="ana", channel="#atlas-standup", command="/standup", text="skip busy")
    await here.control("clock", to=f"{day}T23:00:00+00:00")


def forget_direct_messages(url: str) -> None:
    """Have Muster open each direct message anew, as at the first time."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE member SET dm = NULL"))
    engine.dispose()


def shown(here: Site) -> Counter[str]:
    """Count what Muster has shown by the kind of post it is on record as; a message of no post is "unknown".

    The lead's weekly summary is left out: not every day has one.
    """
    engine = create_engine(here.url)
    with engine.connect() as connection:
        asked = text("SELECT slack_channel, ts, kind, noun FROM post WHERE ts IS NOT NULL")
        rows = connection.execute(asked)
        kinds = {(channel, ts): WEEK if noun == "standup" else kind for channel, ts, kind, noun in rows}
    engine.dispose()
    found = Counter(
        kinds.get((channel.id, message.ts), "unknown")
        for channel in here.sandbox.core.workspace.channels.values()
        for message in channel.messages.values()
        if message.bot_id
    )
    del found[WEEK]
    return found


async def test_a_standup_day_passes_whichever_call_to_slack_fails(database: Path, tmp_path: Path) -> None:
    """The first call to Slack of a standup day fails, on the next day the second, and so on to the last.

    Happens: 429 and refusals are tried again, answers that got lost are looked for before anything is sent.
    Seen: each day one thread, one prompt and one reminder a person, one summary; never one twice.
    """
    async with site(f"sqlite:///{database}", tmp_path) as here:
        await here.start()
        await here.control("clock", to="2026-10-26T20:00:00+00:00")
        setup = "setup mon-fri 09:30 4h"
        await here.control("command", as_="ana", channel="#atlas-standup", command="/standup", text=setup)
        await here.settle()
        normal: Counter[str] = Counter()
        for call in range(MOST_CALLS):
            forget_direct_messages(here.url)
            before = shown(here)
            kind = KINDS[call % len(KINDS)]
            if call > 1:
                await here.control("faults", method="*", kind="slow:0", times=call - 1)
            if call:
                await here.control("faults", method="*", kind=kind, times=1)
            await a_day(here, working_day(call + 1))
            day = shown(here) - before
            normal = normal or day
            assert day == normal, f"call {call} of the day: {kind}"
            async with here.session.get(f"{here.sandbox.url}/control/faults") as answer:
                waiting = (await answer.json())["waiting"]
            if waiting:
                break

    assert waiting, f"a day has more than {MOST_CALLS} calls"
    assert call > 15, "a day has no calls worth the name"
    assert normal["standup.root"] == normal["standup.summary"] == 1
    assert normal["standup.prompt"] == len(PEOPLE)
    assert normal["task.told"] == len(PEOPLE) - 1, "the reminders; Ana has skipped"
    assert normal["unknown"] == 0
