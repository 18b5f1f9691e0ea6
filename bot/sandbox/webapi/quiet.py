"""dnd.*, users.getPresence and users.profile.get: whether people are there, and what they say of it."""

from bot.sandbox import absence
from bot.sandbox.shapes import profile
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Member

MOST_USERS = 50  # Source: dnd.teamInfo page


def quiet(call: Call) -> JSON:
    """Say when a person (the bot unless named) is not disturbed; snoozes only of oneself."""
    member = _visible(call, call.text("user", call.bot.id))
    own = {"snooze_enabled": False} if member.id == call.bot.id else {}
    return absence.dnd_object(member, call.core.now()) | own


def quiet_of_many(call: Call) -> JSON:
    """Say it of up to fifty people; who is not there is left out."""
    wanted = [one.strip() for one in call.text("users").split(",") if one.strip()]
    if not wanted:
        raise Refused("no_users_provided")
    if len(wanted) > MOST_USERS:
        raise Refused("too_many_users")
    known = [call.workspace.members[user] for user in wanted if user in call.workspace.members]
    return {"users": {one.id: absence.dnd_object(one, call.core.now()) for one in known}}


def presence(call: Call) -> JSON:
    """Say whether a person (the bot unless named) is active or away; of oneself also why."""
    member = call.member(call.text("user", call.bot.id))
    shown: JSON = {"presence": absence.presence(member)}
    if member.id == call.bot.id:
        active = {"online": True, "auto_away": False, "manual_away": False, "connection_count": 1}
        shown |= active | {"last_activity": int(call.core.now().timestamp())}
    return shown


def profile_of(call: Call) -> JSON:
    """Give a person's profile (the bot's unless named), with the fields a team added to all of them."""
    member = call.member(call.text("user", call.bot.id))
    email = "users:read.email" in call.core.scopes
    return {"profile": profile(member, call.workspace, call.core.now(), email=email) | {"fields": {}}}


def _visible(call: Call, user: str) -> Member:
    member = call.member(user)
    if member.team and not call.workspace.share_channel(member.id, call.bot.id):
        raise Refused("user_not_visible")
    return member


METHODS = {
    "dnd.info": Method(quiet, ("dnd:read",), 3, "user team_id"),
    "dnd.teamInfo": Method(quiet_of_many, ("dnd:read",), 2, "users! team_id"),
    "users.getPresence": Method(presence, ("users:read",), 3, "user"),
    "users.profile.get": Method(profile_of, ("users.profile:read",), 4, "user include_labels:bool"),
}
