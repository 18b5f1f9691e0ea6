"""Standups of many teams, all due in the same minute: planned by the ticker, sent within Slack's limits."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from benchmarks.warp import Counted, Simulated, Warp
from bot import routes
from bot.delivery import Delivery, Patience
from bot.loop import Loop
from bot.outbox import Outbox
from bot.sandbox.limits import Limits
from bot.slack import Fault, Refused, Slack
from bot.ticker import Ticker
from commands.standup.questions import DEFAULT
from storage.models.loops import Timer
from storage.models.people import Channel, Member, Team
from storage.models.standup import Standup, StandupMember
from storage.standups import plain_questions
from storage.upgrade import upgrade
from storage.vocabulary import TimerState

PER_TEAM = 20
SIZES = (100, 1_000, 10_000)
DUE = datetime(2026, 10, 27, 9, 30, tzinfo=UTC)
BUDGET = 60.0  # seconds: until the next minute's standups are due
LATENCY = 0.1  # seconds a request takes, simulated
TIER_3 = 3
BOT = {"bot_user_id": "UB", "created_at": DUE}


class Limited(Slack):
    """Slack as far as its limits go: each team has its own, by the simulated clock."""

    def __init__(self, loop: Warp) -> None:
        self._loop = loop
        self._teams: dict[str, Limits] = {}
        self.sent: list[tuple[float, str]] = []  # when, and in which team
        self.refused = 0

    async def _ask(self, method: str, **arguments: Any) -> Mapping[str, Any] | Refused:
        await asyncio.sleep(LATENCY)
        place = str(arguments.get("channel") or arguments["users"])
        team = place[1:].partition("x")[0]
        limits = self._teams.setdefault(team, Limits(True, self._loop.time))
        is_post = method == "chat.postMessage"
        over = limits.count(method, 0 if is_post else TIER_3, channel=place)
        if over is not None:
            self.refused += 1
            return Refused(Fault.WAIT, over.error, float(over.seconds or 30))
        if not is_post:
            return {"channel": {"id": f"D{place[1:]}"}}
        self.sent.append((self._loop.time(), team))
        return {"channel": place, "ts": f"{len(self.sent)}.000000"}


async def due_at_once(folder: Path) -> None:
    """Measure 10,000 standups due in one minute over 500 teams, and how it grows from 100."""
    each, held = {}, {}
    for count in SIZES:
        database = folder / f"standups-{count}.db"
        each[count], held[count] = await asyncio.to_thread(_simulated, database, count)
    small, large = SIZES[0], SIZES[-1]
    print(f"  planning one, at {large:,} against at {small}: {each[large] / each[small]:.2f} × (goal: 1.3 ×)")
    print(f"  memory at {large:,} against at {small}: {held[large] - held[small]:+.0f} MB")


def _simulated(database: Path, count: int) -> tuple[float, float]:
    upgrade(f"sqlite:///{database}")
    loop = Warp()
    try:
        return loop.run_until_complete(_minute(loop, database, count))
    finally:
        loop.close()


async def _minute(loop: Warp, database: Path, count: int) -> tuple[float, float]:
    clock = Simulated(DUE, loop)
    with Counted(f"sqlite:///{database}") as store:
        loop.store = store
        await store.write(_fill, count)
        ticker = Ticker(store, clock, routes.TIMERS)
        begun, used = time.perf_counter(), time.process_time()
        while await ticker.step():
            pass
        planned, used = time.perf_counter() - begun, time.process_time() - used
        slack = Limited(loop)
        took = await _send(store, clock, slack, 2 * count)
    teams = max(count // PER_TEAM, 1)
    print(
        f"{count:,} standups due in one minute over {teams} teams: planned in {planned:.1f} s, "
        f"{used:.1f} s of them the processor's (goal: {BUDGET:.0f} s), "
        f"{2 * count:,} messages sent in {took:.0f} simulated s, "
        f"{slack.refused} over a limit; {_fairness(slack.sent, teams)}; {_memory():.0f} MB"
    )
    return used / count, _memory()


def _fill(tx: Session, count: int) -> None:
    """Add `count` standups, twenty a team, each with a channel and a member of its own, and their timers."""
    teams = range(1, max(count // PER_TEAM, 1) + 1)
    numbers = range(1, count + 1)
    team_of = {number: (number - 1) % len(teams) + 1 for number in numbers}
    plain = {"is_private": False, "is_dm": False, "has_bot": True, "is_archived": False}
    person = {"is_admin": False, "is_guest": False, "is_bot": False, "is_active": True, "zone": "UTC"}
    hours = {"work_start": time_of_day(9), "work_end": time_of_day(17)}
    rule = {"weekdays": "01234", "at": DUE.time(), "window": 240, "created_at": DUE, "version": 1}
    rule |= {"questions": plain_questions(DEFAULT), "everyone": False, "asks_mood": False}
    rule |= {"holidays": "", "shares_reports": False}
    once = {"kind": "standup.prompt", "occurrence": DUE.date().isoformat(), "due_at": DUE}
    once |= {"state": TimerState.DUE, "attempts": 0, "reason": ""}
    rows: list[tuple[type[SQLModel], list[dict[str, Any]]]] = [
        (Team, [{"id": one, "slack_id": f"T{one}", "name": f"T{one}", **BOT} for one in teams]),
        (Channel, [_named("C", one, team_of[one], {"id": one, **plain}) for one in numbers]),
        (
            Member,
            [_named("U", one, team_of[one], {"id": one, "handle": "", **person, **hours}) for one in numbers],
        ),
        (
            Standup,
            [
                {"id": one, "team_id": team_of[one], "channel_id": one, "name": "#daily", **rule}
                for one in numbers
            ],
        ),
        (StandupMember, [{"standup_id": one, "member_id": one} for one in numbers]),
        (Timer, [{"team_id": team_of[one], "subject": f"{one}:{one}", **once} for one in numbers]),
    ]
    for table, given in rows:
        tx.execute(insert(table), given)


def _named(letter: str, number: int, team: int, values: dict[str, Any]) -> dict[str, Any]:
    return {"team_id": team, "slack_id": f"{letter}{team}x{number}", "name": f"{letter}{number}", **values}


async def _send(store: Counted, clock: Simulated, slack: Limited, wanted: int) -> float:
    patience = Patience()
    outbox = Outbox(store, clock, Delivery(store, clock, slack, routes.POSTS, patience), patience)
    loop = Loop("posts", outbox.step)
    store.on_wake = lambda _: loop.wake()
    outbox.on_free = loop.wake
    loop.start()
    while len(slack.sent) < wanted:
        await asyncio.sleep(1)
        loop.wake()
    await loop.stop()
    await outbox.stop()
    return slack.sent[-1][0]


def _fairness(sent: list[tuple[float, str]], teams: int) -> str:
    half = Counter(team for _, team in sent[: len(sent) // 2])
    shares = sorted([*half.values(), *[0] * (teams - len(half))])
    return (
        f"at half time a team had {shares[0]} to {shares[-1]} of its {len(sent) // teams}, "
        f"half of the teams {statistics.median(shares):.0f} or more"
    )


def _memory() -> float:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
