"""What people say to Muster without a command: its name in a message, an emoji on one.

An event has nobody waiting for its answer, so the answer is a post, too: a direct message that leads back.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from bot import payload, routes
from bot.clock import Clock
from bot.payload import Asked
from bot.slack import Refused, Slack
from commands.kit import blocks
from commands.kit.blocks import Block, Message
from commands.kit.call import Source
from commands.kit.readings import Here
from commands.kit.reply import OpenModal, Replace, Reply, Say, say, undo_of
from commands.kit.requests import Offer
from storage import facts, people, posts, workspaces
from storage.db import Store
from storage.vocabulary import Door, Noun, Place

Json = Mapping[str, Any]
FORMS = {"/standup": "answer"}  # what opens a command's form, where it is not "add"
DONE = "What you asked for was done; only the answer to it failed. There is no need to ask for it again."
LOST = timedelta(seconds=30)  # within which an answer follows its change
Run = Callable[[Asked, routes.Handler], Awaitable[Reply]]


class NotRead(Exception):
    """Slack would not show the message an event is about."""


class Hearing:
    """Turns such events into calls, and what they answer into posts."""

    def __init__(self, store: Store, clock: Clock, slack: Slack, run: Run) -> None:
        self._store, self._clock, self._slack, self._run = store, clock, slack, run

    async def hear(self, body: Json, event: Json) -> bool:
        """Carry out what an event asks; tell whether it asks: by its kind, or as a message that is a command.

        Raises what goes wrong, Duplicate for one that was carried out before.
        """
        is_said = event.get("type") in routes.EVENTS
        asked = payload.heard(body, event) if is_said or payload.direct(body, event) is not None else None
        command, text = await self._read(asked) if asked else ("", "")
        if asked is None or not (is_said or command):
            return is_said
        if await self._concerns(asked):
            await self._carry_out(replace(asked, text=text), command)
        return True

    async def _carry_out(self, asked: Asked, command: str) -> None:
        if asked.route != "message":  # nobody else sees what a direct message hangs on
            asked = replace(asked, source=await self._source(asked))
        reply = await self._answer(asked, command)
        message = led_back(asked, reply.message) if isinstance(reply, Say | Replace) else None
        await self._store.write(owe_answer, asked, message, self._clock.now())

    async def _answer(self, asked: Asked, command: str) -> Reply:
        handler = routes.COMMANDS.get(command) or routes.EVENTS[asked.route]
        reply = await self._run(asked, handler)
        if not isinstance(reply, OpenModal):
            return reply
        words = "Slack opens a form only where somebody presses a button."
        form = asked.text or FORMS.get(command, "add")
        return say(words, offers=[Offer("Open the form", form)], command=command or "/task")

    async def _read(self, asked: Asked) -> tuple[str, str]:
        match asked.route:
            case "app_mention":
                return routes.said(asked.text)
            case "message":
                return await self._typed(asked)
        return "", asked.text

    async def _typed(self, asked: Asked) -> tuple[str, str]:
        """Find the command that a direct message is, and what is left for it; "" and all for none."""
        found = routes.typed(asked.text, self._here())
        if not found.may_reply:
            return found.command, found.text
        replied = await self._store.read(_replied, asked, found, self._clock.now())
        return replied or (found.command, found.text)

    def _here(self) -> Here:
        """Say on what clock a line is looked at for whether it is a command; nothing is dated by it."""
        return Here(self._clock.now(), "UTC", time(9), time(17))

    async def _concerns(self, asked: Asked) -> bool:
        return asked.route != "reaction_added" or await self._store.read(_is_chosen, asked)

    async def _source(self, asked: Asked) -> Source:
        """Read what the event left out: the message reacted to, and the address of what was written."""
        channel, source = str(asked.channel), asked.source
        if source is None:
            raise NotRead(asked.route)
        if asked.route == "reaction_added":
            message = await self._slack.message(channel, source.ts)
            if message is None or isinstance(message, Refused):
                raise NotRead(f"{channel} {source.ts}: {message}")
            source = payload.source(message, "")
        link = await self._slack.permalink(channel, source.ts)
        return replace(source, link=link if isinstance(link, str) else "")


def _replied(tx: Session, asked: Asked, typed: routes.Typed, now: datetime) -> tuple[str, str] | None:
    team = workspaces.find_team(tx, asked.team)
    if team is None:
        return None
    act = facts.Act(team, people.find(tx, team.id, asked.user), Door.EVENT, now, group="")
    return routes.replied(tx, act, typed)


def _is_chosen(tx: Session, asked: Asked) -> bool:
    """Tell whether an emoji is the one that makes tasks in its channel."""
    team = workspaces.find_team(tx, asked.team)
    channel = workspaces.find_channel(tx, team.id, str(asked.channel)) if team else None
    return channel is not None and channel.task_emoji == asked.text


def owe_done(tx: Session, asked: Asked, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Owe whoever asked, with what an event changes, that it was done: the answer comes instead of it.

    So they hear of it even where Muster ends before it has the words of the answer.
    """
    _owe(tx, asked, team, member, led_back(asked, say(DONE).message), now, not_before=now + LOST)


def owe_answer(tx: Session, asked: Asked, message: Message | None, now: datetime) -> None:
    """Owe whoever asked the answer, in a direct message; it offers nothing once what it did is taken back."""
    posts.cancel(tx, _once(asked), reason="answered")
    team, member = _asker(tx, asked)
    if team is not None and member is not None and message is not None:
        _owe(tx, asked, team, member, message, now)


def _owe(
    tx: Session,
    asked: Asked,
    team: facts.Team,
    member: facts.Member,
    message: Message,
    now: datetime,
    **at: datetime,
) -> None:
    posts.owe(
        tx,
        team.id,
        once=_once(asked),
        kind="answer",
        now=now,
        noun=Noun.MEMBER,
        subject_id=member.id,
        place=Place.DM,
        member_id=member.id,
        group=undo_of(message),
        frozen=_kept(message),
        **at,
    )


def _once(asked: Asked) -> str:
    return f"answer:{asked.seen}"


def retell(tx: Session, asked: Asked, message: Message) -> None:
    """Let the direct message that was answered be the answer from now on."""
    _, member = _asker(tx, asked)
    if member is not None:
        posts.retell(tx, member.id, asked.private, _kept(message), undo_of(message))


def _asker(tx: Session, asked: Asked) -> tuple[facts.Team | None, facts.Member | None]:
    team = workspaces.find_team(tx, asked.team)
    return team, people.find(tx, team.id, asked.user) if team else None


def _kept(message: Message) -> Json:
    return {"text": message.text, "blocks": list(message.blocks)}


def led_back(asked: Asked, message: Message) -> Message:
    """Say what an answer is about, and let the buttons that run a line know, so that they act there.

    In a direct message it stands beside what it is about, so that needs no word.
    """
    source = asked.source
    link = source.link if source else ""
    place = payload.Place(str(asked.channel), source.root if source else "", link)
    led = [
        {**block, "block_id": f"{place.text}|{block.get('block_id', number)}"}
        if _runs_lines(block)
        else block
        for number, block in enumerate(message.blocks)
    ]
    if str(asked.channel).startswith("D"):
        return replace(message, blocks=tuple(led))
    about = blocks.link("this message", link) if link else "a message"
    return replace(message, blocks=(*led, blocks.context(f"For {about} in <#{asked.channel}>")))


def _runs_lines(block: Block) -> bool:
    return any(routes.holds_line(element.get("action_id", "")) for element in block.get("elements", ()))
