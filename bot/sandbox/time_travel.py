"""Moving the clock: by a span, to an instant, to a weekday and time, or to whatever is due next."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.seed import HOME_ZONE
from bot.sandbox.workspace import JSON, Pausable

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\d+)\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+(\d{1,2}):(\d\d)", re.IGNORECASE)


async def clock(ask: Ask) -> JSON:
    """Move the clock through every moment something is due; {"now", "settled"}.

    `still` makes it stand still or run on instead.
    """
    core = ask.core
    if "still" in ask.body:
        return await _hold(ask, still=bool(ask.body["still"]))
    if ask.text("to", "") == "next":
        found = await ask.settling.settle(5.0)
        settled = await ask.settling.run_to(found.next_due or core.now())
    else:
        now = core.now()  # read once: the clock may be running
        target = _target(ask, now)
        if target < now:
            raise Mistake("The clock moves forward only.")
        settled = await ask.settling.run_to(target)
    return {"ok": True, "now": core.now().isoformat(), "settled": settled}


async def _hold(ask: Ask, *, still: bool) -> JSON:
    core = ask.core
    if not isinstance(core.clock, Pausable):
        raise Mistake("This clock cannot be made to run or stand still.")
    core.clock.hold(still=still)
    await ask.settling.tell()
    return {"ok": True, "now": core.now().isoformat(), "settled": True, "still": still}


def next_weekday(now: datetime, weekday: int, hour: int, minute: int) -> datetime:
    """Find the next such weekday and time after `now`, in the zone of the first person."""
    zone = ZoneInfo(HOME_ZONE)
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    found = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return found if found > now else found + timedelta(days=7)  # wall-clock arithmetic keeps 09:00 at 09:00


def moment(text: str, now: datetime) -> datetime:
    """Read a moment: after a span (90m, 24h, 7d), a weekday and time, or ISO. Raises Mistake."""
    if span := _SPAN.fullmatch(text):
        return now + timedelta(**{_UNITS[span[2]]: int(span[1])})
    if named := _WEEKDAY.fullmatch(text.strip()):
        return _named(now, named)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Mistake(
            f'"{text}" is no moment. Write for example 2026-11-27T09:00+00:00 or mon 09:00.'
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(HOME_ZONE))


def _target(ask: Ask, now: datetime) -> datetime:
    by = ask.text("by", "")
    if by and not _SPAN.fullmatch(by):
        raise Mistake(f'"{by}" is no span. Write for example 90m, 24h or 7d.')
    return moment(by or ask.text("to", ""), now)


def _named(now: datetime, named: re.Match[str]) -> datetime:
    hour, minute = int(named[2]), int(named[3])
    if hour > 23 or minute > 59:
        raise Mistake(f"There is no {hour}:{minute:02d} on a clock.")
    return next_weekday(now, _DAYS.index(named[1].lower()), hour, minute)
