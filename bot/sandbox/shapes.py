"""How Slack writes people, channels and messages in JSON. Reads state, changes none."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.workspace import JSON, SLACKBOT, Channel, Ephemeral, Member, Message, Workspace


def user_object(member: Member, workspace: Workspace, now: datetime, *, email: bool) -> JSON:
    """Write a user object; the offset is worked out at `now`, the address only with the scope for it."""
    offset = now.astimezone(ZoneInfo(member.tz)).utcoffset()
    return {
        "id": member.id,
        "team_id": workspace.id,
        "name": member.name,
        "deleted": member.deleted,
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": member.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile(member, workspace, email=email),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": member.updated,
        "who_can_share_contact_card": "EVERYONE",
    }


def profile(member: Member, workspace: Workspace, *, email: bool) -> JSON:
    """Write a user's profile."""
    made: JSON = {
        "title": member.title,
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": "" if member.is_bot else member.display_name,
        "display_name_normalized": "" if member.is_bot else member.display_name,
        "status_text": member.status_text,
        "status_emoji": member.status_emoji,
        "status_expiration": 0,
        "team": workspace.id,
    }
    if member.is_bot:
        return made | {"bot_id": member.bot_id, "api_app_id": member.app_id, "always_active": True}
    return made | {"email": f"{member.name}@{workspace.domain}.example"} if email else made


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
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": workspace.bot in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "created": channel.created,
        "creator": "U0ANA",
        "context_team_id": workspace.id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


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
    made: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    made["team"] = workspace.id
    if message.subtype:
        made["subtype"] = message.subtype
    if message.bot_id:
        made |= _bot_part(message.bot_id, workspace)
    for name in ("blocks", "metadata", "edited", "files"):
        value = getattr(message, name)
        if value is not None:
            made[name] = value
    if message.reactions:
        made["reactions"] = [
            {"name": r.name, "users": r.users, "count": len(r.users)} for r in message.reactions
        ]
    return made | _thread_part(message, channel)


def ephemeral_object(message: Ephemeral, workspace: Workspace) -> JSON:
    """Write an ephemeral as its one reader's client holds it."""
    made: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    made |= {"is_ephemeral": True, "team": workspace.id}
    if message.bot_id:
        made["bot_id"] = message.bot_id
    if message.blocks is not None:
        made["blocks"] = message.blocks
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
