"""Reading what a script or the page asks for: people and channels by name, and mistakes as sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.settle import Settling
from bot.sandbox.workspace import JSON, SLACKBOT, Channel, Ephemeral, Member, Message

MOST_IN_GROUP = 8  # others in a group DM; Source: conversations.open page
PATIENCE = 3.5  # real seconds an action waits for the bot to get quiet, when it can say so
PATIENCE_BLIND = 1.0  # and when it cannot


class Mistake(Exception):
    """What was asked cannot be done; the text is a sentence."""


@dataclass(slots=True)
class Ask:
    """One request to /control with its JSON or query."""

    core: Core
    settling: Settling
    body: JSON

    def text(self, name: str, default: str | None = None) -> str:
        """Read a string; without `default` it is required."""
        value = self.body.get(name)
        if value is None or value == "":
            if default is None:
                raise Mistake(f'"{name}" is missing.')
            return default
        return str(value)

    def person(self, name: str = "as") -> Member:
        """Find who acts: a person who is not deactivated and no bot."""
        member = self.member(name)
        if member.deleted:
            raise Mistake(f"{member.real_name} is deactivated and cannot do anything.")
        if member.is_invited:
            raise Mistake(f"{member.real_name} was invited and has not signed in yet.")
        if member.is_bot or member.id == SLACKBOT:
            raise Mistake(f"{member.real_name} is a bot; only people act here.")
        return member

    def member(self, name: str = "as") -> Member:
        """Find a member by id or name."""
        who = self.text(name)
        found = self.core.workspace.find_member(who)
        if found is None:
            raise Mistake(f'There is nobody called "{who}" here.')
        return found

    def any_channel(self, name: str = "channel") -> Channel:
        """Find a channel by id or name."""
        which = self.text(name)
        found = self.core.workspace.find_channel(which)
        if found is None:
            raise Mistake(f'There is no channel "{which}".')
        return found

    def place(self, person: Member) -> Channel:
        """Find where a person acts: a channel they are in, or the DM with whom they name.

        Several names with commas between are a group DM.
        """
        workspace, which = self.core.workspace, self.text("channel")
        if workspace.find_channel(which) is None and (others := self._others(person, which)):
            return self._direct(person, others)
        channel = self.any_channel()
        if person.id not in channel.members:
            raise Mistake(f"{person.real_name} is not in {shown_name(channel)}.")
        return channel

    def _others(self, person: Member, which: str) -> list[Member]:
        """List whom a person names; [] when not all of them are people here."""
        found = [self.core.workspace.find_member(name.strip()) for name in which.split(",")]
        if any(one is not None and one.id == person.id for one in found):
            raise Mistake("The sandbox has no DM with oneself.")
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) else []

    def _direct(self, person: Member, others: list[Member]) -> Channel:
        workspace, now = self.core.workspace, self.core.now()
        for other in others:
            is_limited = any(one.is_restricted or one.team for one in (person, other))
            if is_limited and not other.is_bot and not workspace.share_channel(person.id, other.id):
                raise Mistake(f"{person.real_name} shares no channel with {other.real_name}.")
        if len(others) == 1:
            return workspace.open_direct(person.id, others[0].id, now)
        if len(others) > MOST_IN_GROUP:
            raise Mistake(f"A group DM has at most {MOST_IN_GROUP + 1} people.")
        known = workspace.find_group_direct([person.id, *(one.id for one in others)])
        made = known or workspace.open_group_direct([person.id, *(one.id for one in others)], now)
        if known is None:
            self.core.live.say("channels")
        return made

    def message(self, person: Member, channel: Channel) -> Message | Ephemeral:
        """Find the message a person sees under `ts`."""
        ts = self.text("ts")
        shown = channel.find_ephemeral(ts)
        if shown is not None and shown.to == person.id:
            return shown
        if ts not in channel.messages:
            raise Mistake(f"There is no message {ts} in {shown_name(channel)} that {person.real_name} sees.")
        return channel.messages[ts]

    def identified(self, kind: str, value: Any) -> Any:
        """Turn names of people or channels chosen in a picker of `kind` into ids. Raises Mistake."""
        if isinstance(value, list):
            return [self.identified(kind, one) for one in value]
        find = next((find for part, find in self._finders().items() if part in kind), None)
        if find is None or value is None:
            return value
        found = find(str(value))
        if found is None:
            raise Mistake(f'There is no "{value}" to choose here.')
        return found.id

    def _finders(self) -> dict[str, Callable[[str], Member | Channel | None]]:
        workspace = self.core.workspace
        return {
            "users_select": workspace.find_member,
            "channels_select": workspace.find_channel,
            "conversations_select": workspace.find_channel,
        }

    async def settle(self) -> None:
        """Wait, for a bounded time, until the bot is quiet."""
        await self.settling.settle(PATIENCE if self.settling.can_say else PATIENCE_BLIND)


def shown_name(channel: Channel) -> str:
    """Name a channel for a sentence."""
    return "this DM" if channel.is_im or channel.is_mpim else f"#{channel.name}"


def failed(what: str, reason: str) -> str:
    """Word the error Slack shows a person when the app did not answer."""
    return f'{what} failed with the error "{reason}"'


def common(core: Core, person: Member, trigger: str) -> dict[str, Any]:
    """Write what all interaction payloads carry."""
    workspace = core.workspace
    user = {"id": person.id, "username": person.name, "name": person.name}
    user["team_id"] = person.team or workspace.id
    return {
        "user": user,
        "api_app_id": workspace.bot_user.app_id,
        "token": "sandbox-verification",
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": trigger,
    }


def channel_name(channel: Channel) -> str:
    """Name a channel as Slack's payloads do."""
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private and not channel.is_mpim else channel.name
