"""What happens in a team by the clock: scheduled messages, statuses and snoozes that end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.sandbox import events, posting
from bot.sandbox.workspace import Member, Scheduled

if TYPE_CHECKING:
    from bot.sandbox.core import Core

FADES = timedelta(minutes=2)  # without a message; Source: assistant.threads.setStatus page


@dataclass(frozen=True, slots=True)
class Entry:
    """Something due `at` (aware), in words, and what does it."""

    at: datetime
    label: str
    run: Callable[[], None]


def entries(core: "Core") -> list[Entry]:
    """List what is due in a team from now on and what is overdue, soonest first."""
    found = [*_ends(core), *_posts(core), *_fading(core)]
    return sorted(found, key=lambda entry: entry.at)


def run_due(core: "Core") -> None:
    """Do everything that is due by now, in order; one thing may bring the next."""
    while (found := entries(core)) and found[0].at <= core.now():
        found[0].run()


def _ends(core: "Core") -> Iterator[Entry]:
    for person in core.workspace.members.values():
        if person.status_expiration:
            label = f"{person.real_name}'s status ends"
            yield Entry(_moment(person.status_expiration), label, _ending(_end_status, core, person))
        if person.snoozed_until:
            label = f"{person.real_name} can be disturbed again"
            yield Entry(_moment(person.snoozed_until), label, _ending(_end_snooze, core, person))


def _ending(end: Callable[["Core", Member], None], core: "Core", person: Member) -> Callable[[], None]:
    return lambda: end(core, person)


def _end_status(core: "Core", person: Member) -> None:
    person.status_text, person.status_emoji, person.status_expiration = "", "", 0
    events.about_member(core, person, "user_change", "user_status_changed")
    core.live.say("channels")


def _end_snooze(core: "Core", person: Member) -> None:
    person.snoozed_at = person.snoozed_until = 0
    events.about_quiet(core, person)
    core.live.say("channels")


def _posts(core: "Core") -> Iterator[Entry]:
    for planned in core.workspace.scheduled.values():
        yield Entry(_moment(planned.post_at), "A scheduled message", _posting(core, planned))


def _posting(core: "Core", planned: Scheduled) -> Callable[[], None]:
    def post() -> None:
        workspace = core.workspace
        del workspace.scheduled[planned.id]
        channel = workspace.channels.get(planned.channel)
        is_open = channel is not None and not channel.is_archived and not core.revoked
        # A known bug of Slack's: with metadata the message never comes. Source: chat.scheduleMessage page
        if channel is not None and is_open and not planned.content.get("metadata"):
            posting.post_as(core, workspace.bot_user, channel, planned.content)

    return post


def _fading(core: "Core") -> Iterator[Entry]:
    for place, (_, since) in core.doing.items():

        def fade(place: tuple[str, str] = place) -> None:
            core.doing.pop(place, None)
            core.live.say("messages", channel=place[0], thread_ts=place[1])

        yield Entry(since + FADES, "What the app says it is doing fades", fade)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
