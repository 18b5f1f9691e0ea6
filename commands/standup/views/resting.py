"""What a person is told of the public holidays they have."""

from datetime import date

from commands.kit import calendar, holiday
from commands.kit.blocks import safe
from commands.kit.reply import Say, say
from commands.standup.operations import Resting


def rests(found: Resting, today: date) -> Say:
    """Say whose public holidays a member has, and when the next is."""
    place = found.member.holidays
    if place is None:
        text = "You have the public holidays of each standup of yours. `/standup holidays PT` sets your own."
    elif not place:
        text = "Standups ask you on public holidays, too. `/standup holidays off` goes back to theirs."
    else:
        text = (
            f"Standups do not ask you on public holidays of {safe(place)}, and show you as away."
            f"{_next(place, today)} `/standup holidays off` goes back to those of each standup."
        )
    return say(text, undo=found.group)


def _next(place: str, today: date) -> str:
    ahead = holiday.next_of(place, today)
    return f" The next is {calendar.day_text(ahead[0], today)}, {safe(ahead[1])}." if ahead else ""
