"""How Slack writes people, channels and messages in JSON. Reads state, changes none."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox import absence
from bot.sandbox.workspace import JSON, SLACKBOT, Channel, Ephemeral, Member, Message, UserGroup, Workspace


def user_object(member: Member, workspace: Workspace, now: datetime, *, email: bool) -> JSON:
    """Write a user object; the offset is worked out at `now`, the address only with the scope for it.

    Somebody of another company is a stranger while no channel of the bot's has them.
    """
    made: JSON = {
        "id": member.id,
        "team_id": member.team or workspace.id,
        "name": member.name,
        "deleted": member.deleted,
        "real_name": member.real_name,
        **_zone_part(member, now),
        "profile": profile(member, workspace, now, email=email),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": member.updated,
        "who_can_share_contact_card": "EVERYONE",
    }
    if member.is_invited:
        made["is_invited_user"] = True
    if member.team:
        made["is_stranger"] = not workspace.share_channel(member.id, workspace.bot)
    return made


def profile(member: Member, workspace: Workspace, now: datetime, *, email: bool) -> JSON:
    """Write a user's profile; a status that has ended by `now` is left out."""
    has_status = absence.has_status(member, now)
    made: JSON = {
        "title": member.title,
        "phone": "",
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": "" if member.is_bot else member.display_name,
        "display_name_normalized": "" if member.is_bot else member.display_name,
        "fields": None,
        "status_text": member.status_text if has_status else "",
        "status_emoji": member.status_emoji if has_status else "",
        "status_emoji_display_info": [],
        "status_expiration": member.status_expiration if has_status else 0,
        "team": member.team or workspace.id,
    }
    if member.is_bot:
        return made | {"bot_id": member.bot_id, "api_app_id": member.app_id, "always_active": True}
    first, _, last = member.real_name.partition(" ")
    made |= {"first_name": first, "last_name": last}
    shows_email = email and not member.team
    return made | {"email": f"{member.name}@{workspace.domain}.example"} if shows_email else made


def group_object(group: UserGroup, workspace: Workspace) -> JSON:
    """Write a user group without its people."""
    by = workspace.first_admin
    return {
        "id": group.id,
        "team_id": workspace.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": group.deleted,
        "auto_type": None,
        "created_by": by,
        "updated_by": by,
        "deleted_by": by if group.deleted else None,
        "prefs": {"channels": [], "groups": []},
    }


def _zone_part(member: Member, now: datetime) -> JSON:
    """Write the zone; nothing where Slack knows none."""
    if not member.tz:
        return {}
    offset = now.astimezone(ZoneInfo(member.tz)).utcoffset()
    return {
        "tz": member.tz,
        "tz_label": member.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def channel_object(channel: Channel, workspace: Workspace) -> JSON:
    """Write a channel or DM as conversations.info and .list do, seen by the bot."""
    if channel.is_im:
        return _direct_object(channel, workspace)
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": workspace.bot in channel.members,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "is_frozen": False,
        "unlinked": 0,
        "created": channel.created,
        "creator": channel.creator or workspace.first_admin,
        "context_team_id": workspace.id,
        "shared_team_ids": [workspace.id, *channel.shared_with],
        **({"connected_team_ids": list(channel.shared_with)} if channel.shared_with else {}),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": _purpose(channel, workspace), "creator": "", "last_set": 0},
        "previous_names": [],
        **({"properties": {"canvas": _canvas(channel, workspace)}} if channel.canvas else {}),
    }


def _purpose(channel: Channel, workspace: Workspace) -> str:
    if not channel.is_mpim:
        return ""
    return "Group messaging with: " + " ".join(f"@{workspace.members[one].name}" for one in channel.members)


def _canvas(channel: Channel, workspace: Workspace) -> JSON:
    sections = workspace.canvases[channel.canvas].sections
    return {"file_id": channel.canvas, "is_empty": not any(sections.values())}


def _direct_object(channel: Channel, workspace: Workspace) -> JSON:
    other = next(user for user in channel.members if user != workspace.bot)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_im": True,
        "is_org_shared": False,
        "is_archived": channel.is_archived,
        "context_team_id": workspace.id,
        "user": other,
        "is_user_deleted": workspace.members[other].deleted,
        "priority": 0,
    }


def message_object(message: Message, channel: Channel, workspace: Workspace) -> JSON:
    """Write a stored message in full, with metadata payload, thread and reactions."""
    made: JSON = {"type": "message", **_author_part(message), "text": message.text, "ts": message.ts}
    made["team"] = workspace.id
    if channel.shared_with:
        made["user_team"] = made["source_team"] = made["team"] = _team_of(message, workspace)
    if message.subtype:
        made["subtype"] = message.subtype
    if message.subtype == "tombstone":
        made["hidden"] = True
    if message.bot_id:
        made |= _bot_part(message.bot_id, workspace)
    for name in ("blocks", "attachments", "metadata", "edited", "files"):
        value = getattr(message, name)
        if value is not None:
            made[name] = value
    if message.reactions:
        made["reactions"] = [
            {"name": r.name, "users": r.users, "count": len(r.users)} for r in message.reactions
        ]
    if message.ts in channel.pins:
        pin = channel.pins[message.ts]
        made |= {"pinned_to": [channel.id], "pinned_info": {"pinned_by": pin.by, "pinned_ts": pin.created}}
    return made | _thread_part(message, channel)


def _author_part(message: Message) -> JSON:
    """Write who a message is by; one under a name of its own is by nobody."""
    if not message.username:
        return {"user": message.user} | ({"icons": message.icons} if message.icons else {})
    return {"username": message.username} | ({"icons": message.icons} if message.icons else {})


def _team_of(message: Message, workspace: Workspace) -> str:
    author = workspace.members.get(message.user)
    return author.team if author is not None and author.team else workspace.id


def permalink(message: Message, channel: Channel, workspace: Workspace) -> str:
    """Write the address of a message."""
    link = f"https://{workspace.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else link


def ephemeral_object(message: Ephemeral, workspace: Workspace) -> JSON:
    """Write an ephemeral as its one reader's client holds it."""
    made: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    made |= {"is_ephemeral": True, "team": workspace.id}
    if message.bot_id:
        made["bot_id"] = message.bot_id
    for name in ("blocks", "attachments"):
        if getattr(message, name) is not None:
            made[name] = getattr(message, name)
    if message.thread_ts:
        made["thread_ts"] = message.thread_ts
    return made


def without_payload(message: JSON) -> JSON:
    """Give a message as history shows it when include_all_metadata is off."""
    if "metadata" not in message:
        return message
    return message | {"metadata": {"event_type": message["metadata"]["event_type"]}}


def _bot_part(bot_id: str, workspace: Workspace) -> JSON:
    bot = next(member for member in workspace.members.values() if member.bot_id == bot_id)
    named = {"id": bot_id, "app_id": bot.app_id, "user_id": bot.id, "name": bot.real_name, "deleted": False}
    return {"bot_id": bot_id, "app_id": bot.app_id, "bot_profile": named | {"team_id": workspace.id}}


def _thread_part(message: Message, channel: Channel) -> JSON:
    if message.thread_ts:
        parent = channel.messages.get(message.thread_ts)
        made: JSON = {"thread_ts": message.thread_ts}
        if parent is not None:
            made["parent_user_id"] = SLACKBOT if parent.subtype == "tombstone" else parent.user
        return made
    replies = channel.replies.get(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(channel.messages[ts].user for ts in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1],
        "is_locked": False,
    }
