"""What people see of files of standups."""

from collections.abc import Sequence
from datetime import date

from commands.kit import calendar, cells
from commands.kit.blocks import Document, Message, safe
from commands.kit.reply import Say, say
from commands.standup.operations import Day, Report
from commands.standup.views import reports
from storage import facts

FIXED = ("standup", "day", "member", "state", "answered", "reason")


def owed(found: Sequence[Report], today: date) -> Say:
    """Say that a file is on its way, or that there is nothing to put into it."""
    count = sum(len(day.answers) for one in found for day in one.days)
    if not count:
        return say("Nobody was asked in that week, so there is no file. `last week` names the one before.")
    way = "1 row is" if count == 1 else f"{count} rows are"
    return say(f"{safe(_what(found, today))}: {way} on the way to you as a file, one a person and day.")


def file(found: Sequence[Report], member: facts.Member) -> Message:
    """Bring a week of standups as CSV, a row for each person and day; its times are on the member's clock."""
    if not found:
        return Message("The file you asked for could not be made: its reports are no longer for you to read.")
    first = found[0].first
    what = _what(found, first)
    content = cells.as_csv(_rows(found, member.zone))
    document = Document(f"standups-{first.isoformat()}.csv", f"{what}.csv", content)
    return Message(
        f"{safe(what)}. Times in the file are those of {calendar.city(member.zone)}.", document=document
    )


def _what(found: Sequence[Report], today: date) -> str:
    one = found[0]
    names = ", ".join(dict.fromkeys(each.standup.name for each in found))
    who = f", {one.who.name}" if one.who else ""
    return f"{names}{who}, {calendar.day_text(one.first, today)} – {calendar.day_text(one.last, today)}"


def _rows(found: Sequence[Report], zone: str) -> list[list[str]]:
    asked = list(dict.fromkeys(one.text for week in found for day in week.days for one in day.day.questions))
    rows = [_row(week, day, one, asked, zone) for week in found for day in week.days for one in day.answers]
    return [[*FIXED, *asked], *rows]


def _row(week: Report, day: Day, one: facts.Answer, asked: Sequence[str], zone: str) -> list[str]:
    said = {each.text: one.said.get(each.key, "") for each in day.day.questions}
    at = f"{calendar.local(one.answered_at, zone):%Y-%m-%d %H:%M}" if one.answered_at else ""
    state = reports.state(one, has_time=one.id in day.waiting).partition(" (")[0]
    fixed = [week.standup.name, day.day.day.isoformat(), one.member.name, state, at, one.skip_reason]
    return [*fixed, *(said.get(text, "") for text in asked)]
