"""People change: who they are, what their status says, when they are not disturbed; with Slack's events."""

import dataclasses
import zoneinfo
from datetime import datetime

from bot.sandbox import absence, events
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.time_travel import moment
from bot.sandbox.workspace import JSON, Member

_PLAIN = (
    *("deleted", "tz", "is_restricted", "is_ultra_restricted", "is_invited", "is_admin", "away"),
    *("real_name", "display_name", "status_text", "status_emoji"),
)
_STATUS = ("status_text", "status_emoji", "status_until")
_DISTURBED = ("snooze", "quiet_hours")
LONGEST_STATUS = 100  # characters; Source: User object page


async def change(ask: Ask) -> JSON:
    """Change a member (`as`), or add one with {"new": {id, name, real_name, tz}}; with Slack's events."""
    core = ask.core
    _refuse_unknown_zone(ask.body.get("new") or ask.body)
    if "new" in ask.body:
        events.about_member(core, _join_team(ask, ask.body["new"]), "team_join")
    else:
        _change(ask, ask.member())
    core.live.say("channels")
    await ask.settle()
    return {"ok": True}


def _change(ask: Ask, person: Member) -> None:
    core, body = ask.core, ask.body
    if len(str(body.get("status_text", ""))) > LONGEST_STATUS:
        raise Mistake(f"A status has at most {LONGEST_STATUS} characters. Nothing was changed.")
    until, snooze = _end_of(ask, "status_until"), _end_of(ask, "snooze")
    hours = _hours(body["quiet_hours"]) if "quiet_hours" in body else (person.quiet_from, person.quiet_to)
    for name in _PLAIN:
        if name in body:
            setattr(person, name, body[name])
    person.is_restricted = person.is_restricted or person.is_ultra_restricted
    person.quiet_from, person.quiet_to = hours
    _set_status_end(person, body, until)
    if snooze is not None:
        person.snoozed_at, person.snoozed_until = (_seconds(core.now()), snooze) if snooze else (0, 0)
    has_status = any(name in body for name in _STATUS)
    if has_status or any(name in body for name in _PLAIN if name != "away"):
        kinds = ["user_change", "user_status_changed"] if has_status else ["user_change"]
        events.about_member(core, person, *kinds)
    if any(name in body for name in _DISTURBED):
        events.about_quiet(core, person)


def _set_status_end(person: Member, body: JSON, until: int | None) -> None:
    """Set when a status ends: a new one without an end of its own has none."""
    if until is not None or "status_text" in body:
        person.status_expiration = until or 0
    if not person.status_text and not person.status_emoji:
        person.status_expiration = 0


def _end_of(ask: Ask, name: str) -> int | None:
    """Read a moment or span to come, in seconds since 1970; 0 for "", None when it is not given."""
    if name not in ask.body:
        return None
    text = str(ask.body[name] or "")
    if not text:
        return 0
    end = moment(text, ask.core.now())
    if end <= ask.core.now():
        raise Mistake(f'"{text}" is over already. Nothing was changed.')
    return _seconds(end)


def _seconds(instant: datetime) -> int:
    """Give whole seconds since 1970, later rather than earlier."""
    return -int(-instant.timestamp() // 1)


def _hours(text: object) -> tuple[str, str]:
    start, _, end = str(text or "").partition("-")
    if not text:
        return "", ""
    if not absence.is_hour(start) or not absence.is_hour(end) or start == end:
        raise Mistake(f'"{text}" are no quiet hours. Write for example 22:00-08:00. Nothing was changed.')
    return start, end


def _refuse_unknown_zone(fields: JSON) -> None:
    zone = str(fields.get("tz") or "UTC")
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise Mistake(f'There is no time zone "{zone}".') from None


def _join_team(ask: Ask, fields: JSON) -> Member:
    workspace = ask.core.workspace
    known = {field.name for field in dataclasses.fields(Member)}
    if not {"id", "name", "real_name"} <= set(fields) <= known or fields["id"] in workspace.members:
        raise Mistake("A new member needs an id nobody has, a name and a real_name.")
    found = Member(**fields)
    found.display_name = found.display_name or found.real_name.split()[0]
    workspace.members[found.id] = found
    return found
