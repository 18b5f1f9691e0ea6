"""What a person is told of what they did with a standup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import safe
from commands.kit.reply import Say, say, say_rows
from commands.standup.operations import Changed, Made, Reminded, Roll, Saved, Today
from commands.standup.views import blockers, prompts, thread
from storage import facts


@dataclass(frozen=True, slots=True)
class Next:
    """When one standup asks somebody next; `at` None: not within a year."""

    standup: facts.Standup
    zone: str
    at: datetime | None
    asked_at: datetime | None  # once they may be disturbed; None: not before their window is over
    why: str | None  # why not today
    waits_until: datetime | None  # an answer is open until then


def made(outcome: Made) -> Say:
    """Confirm a standup as set up or changed: who is asked, when, where, and what that leaves as it is."""
    standup = outcome.standup
    names = ", ".join(safe(one.name) for one in outcome.members)
    zone = f"{standup.zone} time" if standup.zone else "each person's own zone"
    verb = "has a standup" if outcome.is_new else "has its standup changed"
    called = "" if standup.name == f"#{standup.channel.name}" else f", {safe(standup.name)}"
    lines = [
        f"#{safe(standup.channel.name)} {verb}{called}: {days(standup.weekdays)} at {standup.at:%H:%M} "
        f"in {zone}, {standup.window // 60} h to answer.",
        f"It asks: {names}." + (" Who joins the channel is asked, too." if standup.everyone else ""),
    ]
    if standup.holidays:
        lines.append(f"Not on public holidays of {standup.holidays}.")
    return say("\n".join([*lines, *_left(outcome.today, is_new=outcome.is_new)]), undo=outcome.group)


def paused(outcome: Changed, today: date) -> Say:
    """Confirm a pause."""
    how_long = _paused(outcome.standup, today)
    text = f"{safe(outcome.standup.name)} is paused {how_long}. {_stays(outcome.today)}"
    return say(text, undo=outcome.group)


def resumed(outcome: Changed) -> Say:
    """Confirm that a standup asks again."""
    told = f"{safe(outcome.standup.name)} asks again, each member at their next time."
    if outcome.caught_up:
        of = "1 person, who is" if outcome.caught_up == 1 else f"{outcome.caught_up} people, who are"
        told += f" Today's is still open for {of} asked now."
    return say(told, undo=outcome.group)


def removed(outcome: Changed) -> Say:
    """Confirm that a standup is gone."""
    text = f"Stopped. {safe(outcome.standup.name)} asks nobody any more. {_stays(outcome.today)}"
    return say(text, undo=outcome.group)


def saved(found: Saved, today: date, *, notes: Sequence[str] = ()) -> Say:
    """Confirm an answer."""
    where = f"{safe(found.day.standup.name)}, {calendar.day_text(found.day.day, today)}"
    late = " It came after the close and is marked late." if found.answer.is_late else ""
    gone = [line for one in found.resolved for line in blockers.gone(one)]
    stuck = blockers.opened(found.opened)
    lines = [f"Your answer for {where} is in the thread.{late}", *stuck, *gone, *notes]
    return say("\n".join(lines), undo=found.group)


def skipped(day: facts.StandupDay, today: date, group: str, waiting: Sequence[facts.Standup]) -> Say:
    """Confirm that a day is left out, and name the standups that still wait for an answer."""
    where = f"{safe(day.standup.name)}, {calendar.day_text(day.day, today)}"
    told = f"You are not answering {where}. It does not count as missing. `/standup` answers after all."
    return say("\n".join([told, *prompts.still(waiting)]), undo=group)


def status(rolls: Sequence[Roll], today: date) -> Say:
    """Tell one person how the days stand, and which standups are paused."""
    shown = [thread.root(one) for one in rolls]
    if not shown:
        return say("No standup here has asked anybody yet.")
    halted = [
        blocks.context(f"{safe(one.day.standup.name)} is paused {_paused(one.day.standup, today)}.")
        for one in rolls
        if one.day.standup.paused_at
    ]
    body = [block for one in shown for block in one.blocks]
    return Say(blocks.Message(shown[0].text, (*halted, *body)))


def when(found: Sequence[Next], today: date) -> Say:
    """Tell one person when each standup asks them next."""
    if not found:
        return say("No standup asks you. `/standup setup` in a team's channel makes one.")
    return say_rows([_when(one, today) for one in found])


def reminded(found: Reminded) -> Say:
    """Say who was reminded, or why nobody was."""
    if not found.asked:
        return say("Nobody had to be reminded: nobody is asked at the moment.")
    if not found.members and found.answered == found.asked:
        return say(f"Nobody had to be reminded: all {found.asked} have answered.")
    others = blocks.some([f"{safe(member.name)} {why}" for why, member in found.others], "; ")
    if not found.members:
        return say(f"Nobody was reminded: {found.answered} of {found.asked} have answered; {others}.")
    rest = [f"Not written to: {others}."] if others else []
    names = blocks.some([safe(one.name) for one in found.members])
    return say_rows([f"Reminded in a direct message, once: {names}.", *rest])


def usage() -> Say:
    """Show what /standup does."""
    return say(
        "`/standup` opens your answer · `/standup skip on a train` leaves today out\n"
        "`/standup status` says who answered and who is missing · `/standup when` says when you are asked\n"
        "`/standup ooo until fri`, `ooo from mon until fri`, `back` · `/standup holidays PT` sets your own\n"
        "`/standup blockers` lists what is in the way · `/standup resolve B-3` ends it\n"
        "`/standup history` · `/standup report`, `report @ana last week`; `export` brings it as a file\n"
        "`/standup setup` opens the settings of a new one, `setup mon-fri 09:30 4h` makes one at once\n"
        "`/standup edit`, `pause until fri`, `resume`, `remove`, `remind`: for who leads it\n"
        "`/standup undo` takes your last change back, for ten minutes"
    )


def days(weekdays: Sequence[int]) -> str:
    """Say days of the week: "Mon–Fri", "Mon, Wed"."""
    if len(weekdays) > 2 and list(weekdays) == list(range(weekdays[0], weekdays[-1] + 1)):
        return f"{calendar.WEEKDAYS[weekdays[0]]}–{calendar.WEEKDAYS[weekdays[-1]]}"
    return ", ".join(calendar.WEEKDAYS[day] for day in weekdays)


def today_line(today: Today) -> str:
    """Say what a change does not touch; "" when nobody was asked."""
    if not today.asked:
        return ""
    return (
        f"Today {_people(today.asked)} asked and {today.answered} answered. They keep their questions and "
        "the time they were told; what you change here holds for all who are asked after it."
    )


def _paused(standup: facts.Standup, today: date) -> str:
    if standup.paused_until is None:
        return "until `/standup resume`"
    return f"until {calendar.day_text(standup.paused_until, today)}, that day included"


def _left(today: Today, *, is_new: bool) -> list[str]:
    line = today_line(today)
    return [line] if line and not is_new else []


def _stays(today: Today) -> str:
    if not today.asked:
        return "Nobody was asked today."
    return (
        f"Today's stays: {_people(today.asked)} asked, {today.answered} answered, and who was asked can "
        "still answer until the thread closes. Nobody else is asked or reminded."
    )


def _people(count: int) -> str:
    return "1 person was" if count == 1 else f"{count} people were"


def _asks(one: Next, today: date) -> str:
    if one.asked_at:
        return f"asks you on {calendar.moment_text(one.asked_at, one.zone, today)}"
    if one.at is None:
        return "asks you no more this year"
    on = calendar.moment_text(one.at, one.zone, today)
    return f"does not ask you on {on}: you are not to be disturbed until it closes. `/standup` answers it"


def _when(one: Next, today: date) -> str:
    name = safe(one.standup.name)
    parts = [f"*{name}* {_asks(one, today)}"]
    if one.standup.paused_at and not one.standup.paused_until:
        parts = [f"*{name}* is paused until `/standup resume`"]
    if one.waits_until:
        parts.append(
            f"your answer is waited for until {calendar.moment_text(one.waits_until, one.zone, today)}"
        )
    if one.why and one.why not in ("not a day of it", "paused", "removed"):
        parts.append(f"not today: {safe(one.why)}")
    return " · ".join(parts)
