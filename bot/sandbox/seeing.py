"""What people see: the workspace, messages, Home, open modals, unread counts. Changes only reading marks."""

import itertools
import time
from collections.abc import Iterator
from datetime import datetime

from bot.sandbox import absence, saying, shapes, text
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.core import Core
from bot.sandbox.journal import KEPT
from bot.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.workspace import JSON, Channel, Member, Message, Pausable, UserGroup

REDRAW = 2.0  # real seconds after a publish in which a watching page's look at Home is no opening


async def state(ask: Ask) -> JSON:
    """Describe the workspace, and whether the bot is connected and idle."""
    core = ask.core
    workspace, manifest = core.workspace, core.manifest
    ready = core.deliver.connected and (await ask.settling.look()).idle
    app = core.app
    tokens = {"bot": core.bot_token, "app": app.app_token, "signing_secret": app.signing_secret}
    tokens |= {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    return {
        "ok": True,
        "now": core.now().isoformat(),
        "ready": ready,
        "starts_over": app.start_over is not None,
        "still": core.clock.still if isinstance(core.clock, Pausable) else None,
        "due": [{"label": one.label, "at": one.at.isoformat()} for one in await ask.settling.due()],
        "tokens": tokens,
        "team": {"id": workspace.id, "name": workspace.name},
        "teams": [_team(one) for one in app.teams],
        "bot": workspace.bot,
        "app": _app(core),
        "members": [_member(member, core.now()) for member in _known(core)],
        "groups": [_group(group) for group in workspace.groups.values()],
        "canvases": {
            one.id: {"title": one.title, "markdown": "\n\n".join(one.sections.values())}
            for one in workspace.canvases.values()
        },
        "channels": [_channel(channel, workspace.bot) for channel in workspace.channels.values()],
        "commands": [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in manifest.commands.values()
        ],
        "shortcuts": [
            {
                "name": one.name,
                "callback_id": one.callback_id,
                "type": one.type,
                "description": one.description,
            }
            for one in manifest.shortcuts
        ],
    }


async def messages(ask: Ask) -> JSON:
    """List a channel's messages (or a thread's, parent first), oldest first, as `as` sees them.

    `most` keeps the last ones; "more" tells whether there are older ones.
    """
    channel = _seen_channel(ask)
    thread, most = ask.text("thread_ts", ""), ask.text("most", "0")
    if not most.isdigit():
        raise Mistake('"most" is a whole number.')
    core, workspace = ask.core, ask.core.workspace
    newest = _newest(channel, thread)
    rows = list(itertools.islice(newest, int(most) or None))
    more = next(newest, None) is not None
    shown = [
        shapes.message_object(one, channel, workspace)
        | {"pinged": text.pinged(_words(one.text, one.blocks), workspace)}
        for one in rows
    ]
    if ask.text("as", ""):
        person = ask.person()
        shown += [
            shapes.ephemeral_object(one, workspace)
            for one in channel.ephemerals
            if one.to == person.id and one.thread_ts == thread
        ]
    doing = core.doing.get((channel.id, thread), ("", None))[0]
    return {"ok": True, "messages": sorted(shown, key=lambda one: one["ts"]), "more": more, "doing": doing}


async def unread(ask: Ask) -> JSON:
    """Count what a person has not read, by channel id."""
    person = ask.person()
    channels = ask.core.workspace.channels.values()
    return {channel.id: _unread(channel, person) for channel in channels if person.id in channel.members}


async def read(ask: Ask) -> JSON:
    """Mark a channel read for a person."""
    person = ask.person()
    channel = ask.place(person)
    channel.reads[person.id] = channel.last_ts
    return {"ok": True}


async def reload(ask: Ask) -> JSON:
    """A person reloads Slack: their ephemerals are gone."""
    person = ask.person()
    for channel in ask.core.workspace.channels.values():
        channel.ephemerals[:] = [one for one in channel.ephemerals if one.to != person.id]
        ask.core.live.say("messages", channel=channel.id, thread_ts=None)
    return {"ok": True}


async def home_opened_or_seen(ask: Ask) -> JSON:
    """A person looks at Home, which opens it; with `peek` they only look again.

    A page that redraws because Home was just published must not open it again: that would never end.
    """
    person, core = ask.person(), ask.core
    just_drawn = core.live.watched and time.monotonic() - core.drawn.pop(person.id, 0.0) < REDRAW
    if ask.text("peek", "") or just_drawn:
        return {"ok": True, "view": core.workspace.homes.get(person.id)}
    return await saying.open_home(ask)


async def modals(ask: Ask) -> JSON:
    """List a person's open modals, the root first."""
    person = ask.person()
    return {"ok": True, "views": ask.core.modals.of(person.id)}


async def log(ask: Ask) -> JSON:
    """List payloads both ways, oldest first; `after` leaves out what was seen, `most` keeps the last ones."""
    after, most = ask.text("after", "0"), ask.text("most", str(KEPT))
    if not (after.isdigit() and most.isdigit()):
        raise Mistake('"after" and "most" are whole numbers.')
    return {"ok": True, "entries": ask.core.journal.entries(int(after), int(most))}


def _seen_channel(ask: Ask) -> Channel:
    if not ask.text("as", ""):
        return ask.any_channel()
    person, workspace = ask.person(), ask.core.workspace
    which = ask.text("channel")
    other = workspace.find_member(which) if workspace.find_channel(which) is None else None
    if other is not None:
        return workspace.find_direct(person.id, other.id) or Channel("", "", [person.id, other.id])
    channel = ask.any_channel()
    is_closed = channel.is_private or person.is_restricted or bool(person.team)
    if is_closed and person.id not in channel.members:
        raise Mistake(f'There is no channel "{which}" that {person.real_name} can see.')
    return channel


def _words(plain: str, blocks: list[JSON] | None) -> str:
    """Gather what can ping: block text where there are blocks, else the text."""
    if not blocks:
        return plain
    texts = [block["text"]["text"] for block in blocks if isinstance(block.get("text"), dict)]
    texts += [field["text"] for block in blocks for field in block.get("fields") or ()]
    texts += [part["text"] for block in blocks for part in block.get("elements") or () if "verbatim" in part]
    return " ".join(texts)


def _newest(channel: Channel, thread: str) -> Iterator[Message]:
    """Yield what stands in a channel, or in a thread with its parent, newest first."""
    if thread:
        below = reversed(channel.replies.get(thread, []))
        yield from (channel.messages[ts] for ts in (*below, thread) if ts in channel.messages)
        return
    yield from (one for one in reversed(channel.messages.values()) if not one.thread_ts or one.broadcast)


def _unread(channel: Channel, person: Member) -> int:
    mark = channel.reads.get(person.id, "0")
    later = itertools.takewhile(lambda one: one.ts > mark, reversed(channel.messages.values()))
    return sum(1 for one in later if one.user != person.id)


def _app(core: Core) -> JSON:
    """Describe the app's rights now; `declared` is what its manifest asks for."""
    manifest = core.manifest
    return {
        "revoked": core.revoked,
        "limits": core.limits.on,
        "scopes": sorted(core.scopes),
        "declared": sorted(manifest.scopes),
        "home_tab": manifest.home_tab,
        "messages_tab": manifest.messages_tab,
        "messages_read_only": manifest.messages_read_only,
    }


def _team(core: Core) -> JSON:
    """Describe one of the teams there are, for choosing among them by `team`."""
    workspace = core.workspace
    named = {"id": workspace.id, "name": workspace.name, "domain": workspace.domain}
    return named | {"installed": not core.revoked}


def _known(core: Core) -> list[Member]:
    """List its people and bots; the app only once it was installed: then it stays in what it left behind."""
    workspace = core.workspace
    is_there = not core.revoked or any(workspace.bot in one.members for one in workspace.channels.values())
    return [one for one in workspace.members.values() if is_there or one.id != workspace.bot]


def _member(member: Member, now: datetime) -> JSON:
    return {
        "id": member.id,
        "name": member.name,
        "real_name": member.real_name,
        "display_name": member.display_name,
        "tz": member.tz,
        "deleted": member.deleted,
        "is_bot": member.is_bot or member.id == "USLACKBOT",
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_invited": member.is_invited,
        "team": member.team,
        "team_name": member.team_name,
        "is_admin": member.is_admin,
        **_absence(member, now),
    }


def _absence(member: Member, now: datetime) -> JSON:
    has_status = absence.has_status(member, now)
    hours = f"{member.quiet_from}-{member.quiet_to}" if member.quiet_from else ""
    return {
        "status_text": member.status_text if has_status else "",
        "status_emoji": member.status_emoji if has_status else "",
        "status_expiration": member.status_expiration,
        "presence": absence.presence(member),
        "is_quiet": absence.is_quiet(member, now),
        "snoozed_until": member.snoozed_until,
        "quiet_hours": hours,
    }


def _group(group: UserGroup) -> JSON:
    return {
        "id": group.id,
        "handle": group.handle,
        "name": group.name,
        "users": group.users,
        "is_disabled": bool(group.deleted),
    }


def _channel(channel: Channel, bot: str) -> JSON:
    shown: JSON = {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "shared_with": channel.shared_with,
        "bookmarks": channel.bookmarks,
        "pins": len(channel.pins),
        "canvas": channel.canvas,
        "is_member": bot in channel.members,
        "members": channel.members,
        "topic": channel.topic,
        "read_only": channel.read_only,
        "threads": channel.threads,
    }
    if channel.is_im:
        shown["user"] = next(user for user in channel.members if user != bot)
    return shown
