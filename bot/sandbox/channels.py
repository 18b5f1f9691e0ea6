"""What admins do to a channel: close it, rename it, say who is in it and how its threads are; with events."""

import re
from typing import Any

from bot.sandbox import events, posting
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.workspace import JSON, Channel, Member, Message

THREADS = ("", "locked", "only", "none")  # open; no more replies; nothing but replies; no replies at all
_CONVERTED = {  # Source: the pages of these two subtypes of message
    True: (
        "channel_convert_to_private",
        "made this channel *private*. Now, it can only be viewed or joined by invitation.",
    ),
    False: (
        "channel_convert_to_public",
        "made this channel *public*. Any member in this workspace can see and join it.",
    ),
}
_ID = re.compile(r"[CG][0-9A-Z]{2,}")


async def channel(ask: Ask) -> JSON:
    """Change a channel by any of `_CHANGES`, with Slack's events."""
    found = ask.any_channel()
    if found.is_im or found.is_mpim:
        raise Mistake("A DM cannot be changed like a channel.")
    for name, change in _CHANGES.items():
        if name in ask.body:
            change(ask, found, ask.body[name])
    ask.core.live.say("channels")
    await ask.settle()
    return {"ok": True}


def _archive(ask: Ask, found: Channel, value: Any) -> None:
    if found.is_archived is bool(value):
        return
    kind = f"{found.kind}_{'archive' if value else 'unarchive'}"
    _tell(
        ask, found, {"type": kind, "channel": found.id, "user": ask.core.workspace.first_admin, "is_moved": 0}
    )
    found.is_archived = bool(value)


def _rename(ask: Ask, found: Channel, value: Any) -> None:
    found.name = str(value).removeprefix("#")
    renamed = {"id": found.id, "name": found.name, "name_normalized": found.name, "created": found.created}
    _tell(ask, found, {"type": f"{found.kind}_rename", "channel": renamed})


def _bot_in(ask: Ask, found: Channel, value: Any) -> None:
    bot = ask.core.workspace.bot_user
    if value:
        _enter(ask, found, bot)
    elif bot.id in found.members:
        _leave(ask, found, bot)
        left = {"type": f"{found.kind}_left", "channel": found.id, "actor_id": ask.core.workspace.first_admin}
        events.emit(ask.core, left | {"event_ts": ask.core.stamp()})


def _people_in(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _enter(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _people_out(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _leave(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _enter(ask: Ask, found: Channel, who: Member) -> None:
    if who.id not in found.members:
        _refuse_second(ask, found, who)
        found.members.append(who.id)
        events.in_channel(
            ask.core,
            found,
            {"type": "member_joined_channel", "user": who.id, "inviter": ask.core.workspace.first_admin},
        )


def _refuse_second(ask: Ask, found: Channel, who: Member) -> None:
    """Keep a one-channel guest to one channel, and another company to what is shared with it."""
    rest = [one for one in ask.core.workspace.channels.values() if one.kind in ("channel", "group")]
    if who.is_ultra_restricted and any(who.id in one.members for one in rest):
        raise Mistake(f"{who.real_name} is a guest of one channel and is in it already.")
    if who.team and who.team not in found.shared_with:
        raise Mistake(f"#{found.name} is not shared with {who.team_name or who.team}.")


def _leave(ask: Ask, found: Channel, who: Member) -> None:
    if who.id in found.members:
        found.members.remove(who.id)
        events.in_channel(ask.core, found, {"type": "member_left_channel", "user": who.id})


def _tell(ask: Ask, found: Channel, event: JSON) -> None:
    if ask.core.workspace.bot in found.members:
        events.emit(ask.core, event | {"event_ts": ask.core.stamp()})


def _set_read_only(_: Ask, found: Channel, value: Any) -> None:
    found.read_only = bool(value)


def _set_private(ask: Ask, found: Channel, value: Any) -> None:
    if found.is_private is bool(value):
        return
    found.is_private = bool(value)
    kind, said = _CONVERTED[found.is_private]
    stamp, admin = found.next_ts(ask.core.now()), ask.core.workspace.first_admin
    posting.post(ask.core, found, Message(stamp, admin, said, subtype=kind))


def _set_threads(_: Ask, found: Channel, value: Any) -> None:
    if value not in THREADS:
        known = ", ".join(f'"{mode}"' for mode in THREADS)
        raise Mistake(f"Threads of a channel are one of {known}.")
    found.threads = value


def _change_id(ask: Ask, found: Channel, value: Any) -> None:
    channels, old, new = ask.core.workspace.channels, found.id, str(value)
    if not _ID.fullmatch(new) or new in channels:
        raise Mistake(f'"{new}" is no id that a channel can take.')
    ids = [new if ident == old else ident for ident in channels]
    found.id = new
    kept = dict(zip(ids, channels.values(), strict=True))  # in the order they had
    channels.clear()
    channels.update(kept)
    event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
    if ask.core.workspace.bot in found.members:
        stamped = event | {"event_ts": ask.core.stamp()}
        events.emit(ask.core, stamped, scope=f"{'groups' if found.is_private else 'channels'}:read")


def _set_shared(_: Ask, found: Channel, value: Any) -> None:
    found.shared_with = [str(team) for team in (value if isinstance(value, list) else [value]) if team]


_CHANGES = {
    "archived": _archive,
    "read_only": _set_read_only,
    "private": _set_private,
    "shared_with": _set_shared,
    "threads": _set_threads,
    "name": _rename,
    "bot_in": _bot_in,
    "join": _people_in,
    "leave": _people_out,
    "id": _change_id,  # last: what else is asked for is about the channel as it was
}
