"""Keeps the store's people and channels as Slack has them: read at start, then by events."""

import logging
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot import payload, routes
from bot.slack import SHUT, why
from commands.kit import calendar
from commands.kit.blocks import PRIVATE
from commands.kit.call import Hint
from storage import facts, people, posts, workspaces
from storage.db import Store
from storage.vocabulary import Door

log = logging.getLogger("muster.directory")
AT_ONCE = 50  # people or channels of a transaction: whoever types meanwhile waits for one, on SQLite
QUIET_AT_ONCE = 50  # Source: docs.slack.dev, dnd.teamInfo, "users"
PRIVATE_TYPES = ("group", "mpim", "G")  # of message and membership events. Source: their pages
CONVERTED = ("channel_convert_to_private", "channel_convert_to_public")
Json = Mapping[str, Any]
F = TypeVar("F")


class OtherTeam(Exception):
    """A token is of one workspace and the database another's, whose posts it cannot send: says both names."""


async def read_team(store: Store, client: AsyncWebClient, now: datetime) -> facts.Team:
    """Ask Slack whose token this is and remember the team. Raises SlackApiError, OtherTeam."""
    answer = await client.auth_test()
    if other := await store.read(workspaces.find_other, answer["team_id"]):
        raise OtherTeam(answer["team"], other.name)
    return await store.write(
        workspaces.save_team,
        answer["team_id"],
        name=answer["team"],
        bot_user_id=answer["user_id"],
        url=str(answer.get("url") or ""),
        now=now,
    )


async def read_all(store: Store, client: AsyncWebClient, team: facts.Team, now: datetime) -> None:
    """Read all people, all channels, and who is in the channels Muster is in."""
    users = [user async for user in _pages(client, "users.list", "members", limit=200)]
    users.sort(key=lambda user: not _zone(user))  # whose zone is not told live where most others do
    for batch in _batches(users):
        await store.write(_save_people, team, batch, now)
    before = await store.read(_channels, team)
    types = "public_channel,private_channel"
    channels = [one async for one in _pages(client, "conversations.list", "channels", limit=200, types=types)]
    for batch in _batches(channels):
        await store.write(_save_channels, team, batch, before)
    # One that Slack does not show any more was made private, or is gone.
    gone = before.keys() - {channel["id"] for channel in channels}
    if gone:
        await store.write(workspaces.shut, team.id, gone)
    for channel in channels:
        if channel.get("is_member"):
            await _try_members(store, client, team, channel["id"], now)
    await _read_quiet(store, client, team, now)


async def _read_quiet(store: Store, client: AsyncWebClient, team: facts.Team, now: datetime) -> None:
    """Read when those whom Muster may have something to tell are not to be disturbed, now or next.

    Where Slack refuses, what events said of it holds.
    """
    met = await store.read(people.list_met, team.id)
    for start in range(0, len(met), QUIET_AT_ONCE):
        batch = met[start : start + QUIET_AT_ONCE]
        try:
            users = ",".join(member.slack_id for member in batch)
            answer = await client.api_call("dnd.teamInfo", params={"users": users})
        except SlackApiError as error:
            log.info("Who is not to be disturbed was not read: %s", why(error))
            return
        await store.write(_save_quiet, team, batch, answer["users"], now)


async def read_channel(
    store: Store, client: AsyncWebClient, team: facts.Team, slack_id: str, now: datetime
) -> None:
    """Read what one channel is called, whether it is private, and, where Muster is in it, who else is.

    One that Slack does not show to Muster (private, without it) stays as it is known.
    """
    before = await store.read(_channels, team)
    try:
        answer = await client.api_call("conversations.info", params={"channel": slack_id})
    except SlackApiError as error:
        log.info("Channel %s cannot be read: %s", slack_id, why(error))
        return
    await store.write(_save_channels, team, [answer["channel"]], before)
    if answer["channel"].get("is_member"):
        await _try_members(store, client, team, slack_id, now)


async def _try_members(
    store: Store, client: AsyncWebClient, team: facts.Team, slack_id: str, now: datetime
) -> None:
    """Read who is in a channel; where Slack refuses that of this one alone, it stays as it is known."""
    try:
        await _read_members(store, client, team, slack_id, now)
    except SlackApiError as error:
        if (said := why(error)) in SHUT:
            raise
        log.warning("Who is in channel %s was not read: %s", slack_id, said)


async def _read_members(
    store: Store, client: AsyncWebClient, team: facts.Team, slack_id: str, now: datetime
) -> None:
    before = await store.read(_there, team, slack_id)
    found = [
        one async for one in _pages(client, "conversations.members", "members", limit=200, channel=slack_id)
    ]
    known = await store.read(people.find_all, team.id, found)
    members = {one.id for one in known.values()}
    for batch in _batches([one for one in found if one not in known]):
        members |= await store.write(_meet, team, batch)
    await store.write(_save_members, team, slack_id, members, before, now)


def learn(tx: Session, team: facts.Team, user: str, channel: str | None, channel_name: str) -> None:
    """Remember, thinly, a person or channel a payload names and nobody has read yet.

    A channel that a payload calls private is so from now on, whatever was read of it.
    """
    if people.find(tx, team.id, user) is None:
        people.save(tx, team.id, user)
    if channel and workspaces.find_channel(tx, team.id, channel) is None:
        is_dm = channel.startswith("D") or channel_name == "directmessage"
        workspaces.save_channel(tx, team.id, channel, name=channel_name or channel, is_dm=is_dm)
    if channel and channel_name == PRIVATE:
        _shut(tx, team, channel)


def believe(tx: Session, team: facts.Team, event: Json) -> None:
    """Count a channel as private from the moment an event says so, before anything else is made of it."""
    channel = event.get("channel")
    slack_id = channel.get("id") if isinstance(channel, Mapping) else channel
    is_private = event.get("channel_type") in PRIVATE_TYPES or event.get("type", "").startswith("group_")
    if is_private and slack_id:
        _shut(tx, team, slack_id)


def apply_event(tx: Session, team: facts.Team, event: Json, now: datetime) -> str | None:
    """Take over what an event says of people and channels; return a channel to read anew, if any."""
    kind, channel, user = event.get("type", ""), event.get("channel"), event.get("user")
    match kind:
        case "team_join" | "user_change" if isinstance(user, Mapping):
            _save_people(tx, team, [user], now)
        case "member_joined_channel" if channel and isinstance(user, str):
            return _joined(tx, team, channel, user, now)
        case "message" if event.get("subtype") in CONVERTED and channel:
            return str(channel)
        case "member_left_channel" if channel and isinstance(user, str):
            known = workspaces.find_channel(tx, team.id, channel)
            member = people.find(tx, team.id, user)
            if known and member:
                workspaces.leave(tx, known.id, member.id)
        case "channel_left" | "group_left" if channel:
            workspaces.save_channel(tx, team.id, channel, name=_name(tx, team, channel), has_bot=False)
        case "channel_archive" | "group_archive" if channel:
            workspaces.save_channel(tx, team.id, channel, name=_name(tx, team, channel), is_archived=True)
        case "channel_unarchive" | "group_unarchive" if channel:
            saved = workspaces.save_channel(
                tx, team.id, channel, name=_name(tx, team, channel), is_archived=False
            )
            posts.release(tx, team.id, saved.id)
        case "channel_rename" | "group_rename" if isinstance(channel, Mapping):
            workspaces.save_channel(tx, team.id, channel["id"], name=channel["name"])
        case "channel_id_changed":
            moved = workspaces.move_channel(tx, team.id, event["old_channel_id"], event["new_channel_id"])
            if moved:
                posts.move(tx, team.id, event["old_channel_id"], event["new_channel_id"])
                posts.release(tx, team.id, moved.id)
        case _:
            return None
    return None


def _shut(tx: Session, team: facts.Team, slack_id: str) -> None:
    known = workspaces.find_channel(tx, team.id, slack_id)
    if known is not None and not known.is_private and not known.is_dm:
        workspaces.save_channel(tx, team.id, slack_id, is_private=True)


def _joined(tx: Session, team: facts.Team, channel: str, user: str, now: datetime) -> str | None:
    known = workspaces.save_channel(tx, team.id, channel, name=_name(tx, team, channel))
    member = people.save(tx, team.id, user)
    workspaces.join(tx, known.id, member.id)
    if user != team.bot_user_id:
        if member.is_active:
            _moved(tx, team, member, now)
        return None
    workspaces.save_channel(tx, team.id, channel, has_bot=True)
    posts.release(tx, team.id, known.id)
    return channel


def _name(tx: Session, team: facts.Team, channel: str) -> str:
    known = workspaces.find_channel(tx, team.id, channel)
    return known.name if known else channel


def _save_people(tx: Session, team: facts.Team, users: list[Json], now: datetime) -> None:
    known = people.find_all(tx, team.id, [user["id"] for user in users])
    for user in users:
        before = known.get(user["id"])
        said = _said(tx, team, user, before)
        if before is None:
            known[user["id"]] = people.insert_(tx, team.id, user["id"], **said)
            continue
        saved = people.update_(tx, team.id, before, **said)
        has_moved = saved.is_active and before.zone != saved.zone
        if has_moved or before.is_active != saved.is_active:
            _moved(tx, team, saved, now)
        elif before.name != saved.name:
            for follow in routes.RENAMED:
                follow(tx, team, saved)


def _said(tx: Session, team: facts.Team, user: Json, before: facts.Member | None) -> dict[str, Any]:
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name")
    return {
        "name": name or user.get("name") or user["id"],
        "handle": user.get("name") or user["id"],
        "display_name": profile.get("display_name") or "",
        "zone": _zone(user) or _untold_zone(tx, team, before),
        "is_admin": bool(user.get("is_admin")),
        "is_guest": _is_guest(team, user),
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "is_active": not user.get("deleted"),
        "is_invited": bool(user.get("is_invited_user")),
    }


def _zone(user: Json) -> str:
    """Return the zone of a user, "" for none: one that is not known here is as good as untold."""
    zone = str(user.get("tz") or "")
    return zone if calendar.is_zone(zone) else ""


def _untold_zone(tx: Session, team: facts.Team, before: facts.Member | None) -> str:
    if before is not None and before.zone != people.NO_ZONE and calendar.is_zone(before.zone):
        return before.zone
    return people.usual_zone(tx, team.id)


def _save_quiet(
    tx: Session, team: facts.Team, batch: Sequence[facts.Member], found: Json, now: datetime
) -> None:
    """Take over when people are not to be disturbed, but for what an event has said since it was asked."""
    for before in batch:
        since, until = payload.quiet(found.get(before.slack_id) or {})
        member = people.get(tx, before.id)
        known = member.dnd_from, member.dnd_until
        if known == (before.dnd_from, before.dnd_until) and known != (since, until):
            hint(tx, team, member, Hint("", "", until, is_quiet=True, since=since), now)


def hint(tx: Session, team: facts.Team, member: facts.Member, said: Hint, now: datetime) -> None:
    """Do what follows of what Slack shows of whether somebody is there."""
    act = facts.Act(team=team, member=member, door=Door.EVENT, now=now, group=secrets.token_hex(8))
    for follow in routes.HINTED:
        follow(tx, said, act)


def _is_guest(team: facts.Team, user: Json) -> bool:
    """Tell guests, and people of other organisations; another workspace of one's own is none.

    Source: docs.slack.dev, "Understanding Slack Connect": theirs is another `team_id`.
    """
    is_outside = user.get("team_id", team.slack_id) != team.slack_id and not user.get("enterprise_user")
    return bool(
        is_outside or user.get("is_stranger") or user.get("is_restricted") or user.get("is_ultra_restricted")
    )


def _moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    for follow in routes.MOVED:
        follow(tx, team, member, now)


def _channels(tx: Session, team: facts.Team) -> Mapping[str, facts.Channel]:
    return {channel.slack_id: channel for channel in workspaces.list_channels(tx, team.id)}


def _save_channels(
    tx: Session, team: facts.Team, channels: list[Json], before: Mapping[str, facts.Channel]
) -> None:
    """Take over what Slack's answer says of channels, but for what an event has said since `before` it."""
    known = _channels(tx, team)
    for channel in channels:
        slack_id = channel["id"]
        read = {
            "name": channel["name"],
            "is_private": bool(channel.get("is_private")),
            "has_bot": bool(channel.get("is_member")),
            "is_archived": bool(channel.get("is_archived")),
        }
        was, now = before.get(slack_id), known.get(slack_id)
        said = {name for name in read if was and now and getattr(was, name) != getattr(now, name)}
        new = {name: value for name, value in read.items() if name not in said}
        workspaces.save_channel(tx, team.id, slack_id, **new)


def _meet(tx: Session, team: facts.Team, users: list[str]) -> set[int]:
    return {people.save(tx, team.id, user).id for user in users}


def _there(tx: Session, team: facts.Team, slack_id: str) -> Set[int]:
    channel = workspaces.find_channel(tx, team.id, slack_id)
    return workspaces.list_members(tx, channel.id) if channel else set()


def _save_members(
    tx: Session, team: facts.Team, slack_id: str, members: Set[int], before: Set[int], now: datetime
) -> None:
    """Take over who is in a channel, but for who has come or gone since `before` Slack was asked."""
    channel = workspaces.find_channel(tx, team.id, slack_id)
    if channel is not None:
        there = workspaces.list_members(tx, channel.id)
        workspaces.set_members(tx, channel.id, members - (before - there) | (there - before), now=now)


def _batches(found: list[F]) -> list[list[F]]:
    return [found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)]


async def _pages(client: AsyncWebClient, method: str, field: str, **arguments: Any) -> AsyncIterator[Any]:
    cursor = ""
    while True:
        page = {**arguments, "cursor": cursor} if cursor else arguments
        answer = await client.api_call(method, params=page)
        for one in answer[field]:
            yield one
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
