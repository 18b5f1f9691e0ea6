"""Slack's payloads, read into what a Call needs. Knows their shapes and nothing else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from commands.kit import reply
from commands.kit.blocks import Block
from commands.kit.call import Fetched, Hint, Source
from storage import facts
from storage.vocabulary import Door

Json = Mapping[str, Any]
# Subtypes of messages that people write: also with a file, sent to the channel from a thread, or by /me.
SAID = (None, "file_share", "thread_broadcast", "me_message")
LAST_ATTEMPT = 3  # of an event; Source: Events API page
_NAME = re.compile(r"\s*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>[:,]?\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks what from where, still in Slack's ids."""

    team: str
    user: str
    door: Door
    route: str  # the command, action id or callback id
    seen: str  # the key under which a second copy is known
    channel: str | None = None
    channel_name: str = ""
    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    carry: str = ""
    source: Source | None = None
    private: str = ""  # names the private message it was pressed on, or its form was opened from
    is_told: bool = False  # that one tells what was done already, and what else could be
    answer_url: str = ""  # of a form: where an answer takes that message's place
    is_here: bool = True  # it was said in its channel, which proves its sender is there
    is_home: bool = False  # it was pressed on Home
    document: Fetched | None = None  # put into a form


@dataclass(frozen=True, slots=True)
class Place:
    """Where a button of a direct message acts: in the channel, and the thread, of what it answers."""

    channel: str
    thread: str
    link: str = ""  # to that thread

    @property
    def text(self) -> str:
        """Write it into a block id."""
        return reply.place(self.channel, self.thread, self.link)

    @property
    def source(self) -> Source:
        """Say it as the message that is answered."""
        return Source("", None, self.link, self.thread, self.thread)


def place(block_id: str) -> Place | None:
    """Read it from a block id; None where a button acts where it stands."""
    mark, *parts = block_id.split("|")
    return Place(*parts[:3]) if mark == reply.PLACE and len(parts) > 2 else None


def command(body: Json) -> Asked:
    """Read a slash command."""
    return Asked(
        team=body["team_id"],
        user=body["user_id"],
        door=Door.COMMAND,
        route=body["command"],
        seen=body["trigger_id"],
        channel=body["channel_id"],
        channel_name=body.get("channel_name", ""),
        text=body.get("text", ""),
    )


def click(body: Json) -> Asked:
    """Read a block action on a message, a Home or a modal."""
    action, container = body["actions"][0], body.get("container") or {}
    acts = place(action.get("block_id", ""))
    is_private = acts is not None or container.get("is_ephemeral")
    asked = Asked(
        team=_team(body),
        user=body["user"]["id"],
        door=Door.BUTTON,
        route=action["action_id"],
        seen=body["trigger_id"],
        channel=(body.get("channel") or {}).get("id"),
        channel_name=(body.get("channel") or {}).get("name", ""),
        text=_chosen(action),
        carry=action.get("block_id", ""),
        private=f"{container['channel_id']}:{container['message_ts']}" if is_private else "",
        is_told=action.get("block_id", "").rpartition("|")[2] == reply.TOLD,
        is_home=(body.get("view") or {}).get("type") == "home",
    )
    if acts is None:
        return asked
    return replace(asked, channel=acts.channel, channel_name="", source=acts.source, is_here=False)


def form(body: Json) -> Asked:
    """Read a submitted modal: its fields by block id, each as text."""
    view = body["view"]
    head, bar, rest = str(view.get("private_metadata", "")).partition("|")
    channel, private, url, thread, link = (head.split(" ") + [""] * 4)[:5]
    state = view["state"]["values"]
    return Asked(
        team=_team(body),
        user=body["user"]["id"],
        door=Door.MODAL,
        route=view["callback_id"],
        seen=f"{view['id']}:{view['hash']}",
        channel=channel or None,
        values={block: _chosen(next(iter(answers.values()))) for block, answers in state.items()},
        carry=f"{channel}{bar}{rest}",
        source=Place(channel, thread, link).source if thread else None,
        private=private,
        answer_url=url,
        is_here=not thread,
    )


def led_back(view: Block, asked: Asked, url: str) -> Block:
    """Have a form carry which private message it was opened from, and what that one is about."""
    channel, bar, rest = view["private_metadata"].partition("|")
    about = asked.source if not asked.is_here else None
    way = " ".join([channel, asked.private, url, *([about.root, about.link] if about else [])])
    return {**view, "private_metadata": f"{way}{bar}{rest}"}


def file(body: Json) -> Json | None:
    """Find the first file that was put into a submitted modal; None when there is none."""
    answers = (one for block in body["view"]["state"]["values"].values() for one in block.values())
    return next((found for one in answers for found in one.get("files") or ()), None)


def shortcut(body: Json, link: str = "") -> Asked:
    """Read a message or global shortcut."""
    message = body.get("message") or {}
    return Asked(
        team=_team(body),
        user=body["user"]["id"],
        door=Door.SHORTCUT,
        route=body["callback_id"],
        seen=body["trigger_id"],
        channel=(body.get("channel") or {}).get("id"),
        channel_name=(body.get("channel") or {}).get("name", ""),
        source=source(message, link) if message else None,
    )


def link(body: Json) -> str:
    """Work out the address of the message a shortcut was used on, where Slack would not give it."""
    message, channel, domain = body["message"], body["channel"]["id"], (body.get("team") or {}).get("domain")
    thread = message.get("thread_ts")
    behind = f"?thread_ts={thread}&cid={channel}" if thread and thread != message["ts"] else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}{behind}"


def suggestion(body: Json) -> Asked:
    """Read a menu's wish for options; what was typed so far is the text."""
    return Asked(
        team=_team(body),
        user=body["user"]["id"],
        door=Door.MODAL,
        route=body["action_id"],
        seen="",
        text=body.get("value") or "",
    )


def heard(body: Json, event: Json) -> Asked | None:
    """Read an event that says something to Muster; None for one that people did not mean so.

    What bots say, and what was edited, is not meant; nor is a mention that does not stand first.
    """
    item = event.get("item") or event
    if not event.get("user") or not item.get("channel") or event.get("bot_id") or event.get("edited"):
        return None
    text = str(event.get("reaction", "")).partition("::")[0]
    if event["type"] == "message":
        text = direct(body, event) or ""
    elif event["type"] == "app_mention":
        named = _named(body, str(event.get("text", "")))
        if named is None or event.get("subtype") not in SAID:
            return None
        text = named
    return Asked(
        team=body["team_id"],
        user=event["user"],
        door=Door.EVENT,
        route=event["type"],
        seen=body["event_id"],
        channel=item["channel"],
        text=text,
        source=source(item, "") if event["type"] != "message" else None,
    )


def direct(body: Json, event: Json) -> str | None:
    """Return what somebody has just written to Muster in a direct message, without its name in front."""
    found = spoken(event)
    if found is None or found.is_edit or not found.channel.startswith("D"):
        return None
    named = _named(body, found.text)
    return found.text if named is None else named


def is_said_to(bot: str, text: str) -> bool:
    """Tell whether a message begins with the bot's name."""
    found = _NAME.match(text)
    return found is not None and found[1] == bot


def _named(body: Json, text: str) -> str | None:
    """Return what stands behind the bot's name; None when a message does not begin with it."""
    bots = [str(one["user_id"]) for one in body.get("authorizations") or () if one.get("is_bot")]
    found = _NAME.match(text)
    return text[found.end() :] if found and found[1] in bots else None


def source(message: Json, link: str) -> Source:
    """Read a message that something is to be made of."""
    files = (file for file in message.get("files") or () if file.get("permalink"))
    return Source(
        text=message.get("text", ""),
        author=message.get("user"),
        link=link,
        ts=message["ts"],
        thread_ts=message.get("thread_ts"),
        thread_author=message.get("parent_user_id"),
        files=tuple(facts.File(str(file.get("name") or "file"), file["permalink"]) for file in files),
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message somebody wrote, or the new text of one they changed, still in Slack's ids."""

    user: str
    channel: str
    text: str
    ts: str
    thread_ts: str | None
    is_edit: bool
    was: str = ""  # its text before, where Slack tells


def spoken(event: Json) -> Spoken | None:
    """Read a message event; None for what bots say, and for joins and leaves.

    What is deleted is a message changed to nothing: also where Slack leaves a stone for its thread.
    """
    kind = event.get("subtype")
    is_edit = kind in ("message_changed", "message_deleted")
    if event.get("type") not in ("message", "app_mention") or not (is_edit or kind in SAID):
        return None
    before = event.get("previous_message") or {}
    message = event.get("message", {}) if is_edit else event
    is_gone = kind == "message_deleted" or message.get("subtype") == "tombstone"
    message = before if is_gone else message
    if not message.get("user") or message.get("bot_id"):
        return None
    return Spoken(
        user=message["user"],
        channel=event["channel"],
        text="" if is_gone else message.get("text", ""),
        ts=message["ts"],
        thread_ts=message.get("thread_ts"),
        is_edit=is_edit,
        was=str(before.get("text", "")),
    )


def attempt(headers: Mapping[str, Sequence[str]]) -> int:
    """Read how often Slack has tried to deliver an event before: 0 to LAST_ATTEMPT."""
    return int((headers.get("x-slack-retry-num") or ["0"])[0])


def hint(event: Json) -> tuple[str, Hint] | None:
    """Read what an event says of whether somebody (a Slack id) is there; None when it says nothing."""
    if event.get("type") == "dnd_updated_user":
        since, until = quiet(event.get("dnd_status") or {})
        return event["user"], Hint("", "", until, is_quiet=True, since=since)
    profile = (event.get("user") or {}).get("profile") if event.get("type") == "user_change" else None
    if not profile or not (profile.get("status_text") or profile.get("status_emoji")):
        return None
    until = _instant(profile.get("status_expiration"))
    return event["user"]["id"], Hint(profile.get("status_text", ""), profile.get("status_emoji", ""), until)


def quiet(status: Json) -> tuple[datetime | None, datetime | None]:
    """Read from when until when somebody is not to be disturbed, now or next; None and None: never."""
    is_on = status.get("dnd_enabled", False)
    since, until = (_instant(status.get(f"next_dnd_{end}_ts") if is_on else None) for end in ("start", "end"))
    return since, until


def _instant(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _team(body: Json) -> str:
    team = body.get("team") or {}
    return str(team.get("id") or body["user"]["team_id"])


def _chosen(element: Json) -> str:
    if "selected_users" in element:
        return ",".join(element["selected_users"])
    if "selected_options" in element:
        return ",".join(option["value"] for option in element["selected_options"])
    option = element.get("selected_option") or {}
    found = (
        element.get("value")
        or option.get("value")
        or element.get("selected_date")
        or element.get("selected_time")
        or element.get("selected_user")
        or element.get("selected_channel")
        or element.get("selected_conversation")
    )
    return str(found or "")
