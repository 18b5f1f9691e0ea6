"""What an event tells Muster without asking anything: words, people, places. Knows no Bolt, and no answer."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot import directory, payload, routes
from commands.kit.call import Heard
from storage import facts, people, seen, workspaces
from storage.vocabulary import Door

Json = Mapping[str, Any]


def take_in(tx: Session, body: Json, event: Json, now: datetime) -> tuple[facts.Team, str | None] | None:
    """Keep what an event tells; return its team, and the Slack id of a channel to be read anew, if any.

    None of a team that is not here. Raises Duplicate for one that was taken in before.
    """
    team = workspaces.find_team(tx, body["team_id"])
    if team is None:
        return None
    seen.insert(tx, body["event_id"], now=now)
    directory.believe(tx, team, event)
    _hear(tx, team, event, now)
    _open(tx, team, event, now)
    to_read = directory.apply_event(tx, team, event, now)
    _notice(tx, team, event, now)
    return team, to_read


def _hear(tx: Session, team: facts.Team, event: Json, now: datetime) -> None:
    spoken = payload.spoken(event)
    is_direct = spoken is not None and spoken.channel.startswith("D")
    if spoken is None or (payload.is_said_to(team.bot_user_id, spoken.text) and not is_direct):
        return  # what begins with Muster's name comes as a mention, too, and is answered there
    directory.learn(tx, team, spoken.user, spoken.channel, "")
    member = people.find(tx, team.id, spoken.user)
    channel = workspaces.find_channel(tx, team.id, spoken.channel)
    if member is None or channel is None:
        return
    group = secrets.token_hex(8)
    act = facts.Act(team=team, member=member, door=Door.EVENT, now=now, group=group, here=channel.id)
    heard = Heard(spoken.text, spoken.ts, spoken.thread_ts, channel, spoken.is_edit, spoken.was)
    for hear in routes.HEARD:
        hear(tx, heard, act)


def _open(tx: Session, team: facts.Team, event: Json, now: datetime) -> None:
    if event.get("type") != "app_home_opened" or event.get("tab", "home") != "home":
        return
    member = people.save(tx, team.id, event["user"])
    act = facts.Act(team=team, member=member, door=Door.EVENT, now=now, group=secrets.token_hex(8))
    for hear in routes.OPENED:
        hear(tx, act)


def _notice(tx: Session, team: facts.Team, event: Json, now: datetime) -> None:
    found = payload.hint(event)
    member = people.find(tx, team.id, found[0]) if found else None
    if found is not None and member is not None:
        directory.hint(tx, team, member, found[1], now)
