"""What a person is told of being away and of coming back."""

from datetime import date, timedelta

from commands.kit import calendar
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.standup.operations import Returned
from storage import facts


def away(first: date, until: date, back: date, today: date, group: str) -> Say:
    """Confirm an absence; `back` is the first working day on which none holds."""
    again = calendar.day_text(back, today)
    included = "" if first == until > today else ", that day included"
    return say(
        f"Away {_span(first, until, today)}{included}. No standup asks you until {again}. "
        "`/standup back` ends it.",
        undo=group,
    )


def away_already(known: facts.Absence, today: date) -> Say:
    """Say that an absence is known already, and how long it lasts."""
    span = _span(known.first, known.last, today)
    return say(f"You are away {span} already. Nothing was changed. `/standup back` ends it.")


def back(found: Returned, today: date) -> Say:
    """Confirm a return, and offer to end which absences are still planned."""
    lines = [_ended(one, found.day, today) for one in found.ended]
    if not found.ended:
        on = "today" if found.day == today else f"on {calendar.day_text(found.day, today)}"
        lines = [f"You are not away {on}. Nothing was changed."]
    elif found.is_asked:
        lines = ["Welcome back. You are asked for today's standup now."]
    elif found.day == today:
        lines = ["Welcome back. The next standup asks you again; `/standup` answers today's."]
    lines += [f"You are still away {_span(one.first, one.last, today)}." for one in found.planned]
    offers = [Offer(f"End {_days(one, today)}", f"back {one.first}") for one in found.planned[:4]]
    undo = found.group if found.ended else ""
    return say("\n".join(lines), offers=offers, command="/standup", undo=undo)


def _ended(one: facts.Absence, day: date, today: date) -> str:
    if one.first == day:
        return f"You are not away {_span(one.first, one.last, today)} any more."
    span = _span(one.first, day - timedelta(days=1), today)
    return f"You are away {span}, and back on {calendar.day_text(day, today)}."


def _span(first: date, last: date, today: date) -> str:
    if first == last and first > today:
        return f"on {calendar.day_text(first, today)}"
    start = "" if first <= today else f"from {calendar.day_text(first, today)} "
    return f"{start}until {calendar.day_text(last, today)}"


def _days(one: facts.Absence, today: date) -> str:
    ends = dict.fromkeys([calendar.day_text(one.first, today), calendar.day_text(one.last, today)])
    return " – ".join(ends)
