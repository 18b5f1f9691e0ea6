"""Runs Muster until it is told to stop: `muster run`."""

import asyncio
import contextlib
import logging
import signal

from slack_sdk.errors import SlackApiError

from bot import lock
from bot.app import Muster
from bot.clock import Clock, MovableClock, SystemClock
from bot.directory import OtherTeam
from bot.follow import follow
from bot.settings import Settings
from bot.slack import UNREACHED, why
from storage.db import Store
from storage.upgrade import upgrade, why_shut

log = logging.getLogger("muster")


def run(settings: Settings, clock_url: str | None) -> int:
    """Run until SIGINT or SIGTERM; return the exit code. `clock_url` is a sandbox whose clock to follow."""
    for name in ("slack_bot_token", "slack_app_token"):
        if not getattr(settings, name).get_secret_value():
            print(f"{name.upper()} is not set. README.md, “In a real workspace”, says where it comes from.")
            return 2
    if shut := why_shut(settings.database_url):
        print(f"The database cannot be used: {shut}. Nothing was changed. Check DATABASE_URL.")
        return 2
    try:
        held = lock.take(settings.database_url)
    except lock.Held as error:
        print(f"{error} Stop it first, or set DATABASE_URL to another file.")
        return 2
    with contextlib.ExitStack() as stack:
        if held:
            stack.enter_context(held)
        upgrade(settings.database_url)
        return asyncio.run(_run(settings, clock_url))


async def _run(settings: Settings, clock_url: str | None) -> int:
    clock: Clock = MovableClock(SystemClock().now(), still=True) if clock_url else SystemClock()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    with Store(settings.database_url) as store:
        muster = Muster(settings, store, clock)
        following = None
        if clock_url and isinstance(clock, MovableClock):
            told = asyncio.Event()
            following = asyncio.create_task(follow(clock_url, clock, muster.rest, muster.wake, told))
            await told.wait()
        try:
            if code := await _start(muster, settings, stopping):
                return code
            await stopping.wait()
        finally:
            await muster.stop()
            if following:
                following.cancel()
    return 0


async def _start(muster: Muster, settings: Settings, stopping: asyncio.Event) -> int:
    """Connect, unless told to stop before; where that fails, print why and return the exit code, else 0."""
    starting, stopped = asyncio.ensure_future(muster.start()), asyncio.ensure_future(stopping.wait())
    await asyncio.wait((starting, stopped), return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()  # where it has not ended: Slack's limits can make reading a large workspace long
    stopped.cancel()
    try:
        await starting
        log.info("Muster is connected")
    except asyncio.CancelledError:
        log.info("Muster was told to stop before it was connected")
    except SlackApiError as error:
        print(f"Slack refused: {why(error)}. `muster doctor` says what to do.")
        return 1
    except UNREACHED as error:
        print(f"Slack cannot be reached at {settings.slack_api_url} ({why(error)}). Is there a network?")
        return 1
    except OtherTeam as error:
        mine, theirs = error.args
        print(
            f"SLACK_BOT_TOKEN is of the workspace {mine}, and the database is {theirs}'s: nothing was "
            "changed. Set DATABASE_URL to a database of its own."
        )
        return 2
    return 0
