"""The one place that knows how Slack asks and how a Reply travels back. Acks exactly once, last."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import directory, events, lines, payload, routes, windows
from bot.clock import Clock
from bot.heard import DONE, Hearing, led_back, owe_answer, owe_done, retell
from bot.payload import Asked
from bot.slack import UNREACHED, PatientClient, Slack, why
from commands.kit import blocks
from commands.kit.blocks import Message
from commands.kit.call import Call, Fetched
from commands.kit.reply import FieldErrors, NextView, Nothing, OpenModal, Options, Replace, Reply, Say, say
from commands.kit.requests import is_not_done
from storage import facts, people, seen, workspaces
from storage.db import Duplicate, Store, TakenBack, TooLate, is_busy
from storage.vocabulary import Door

T = TypeVar("T")
log = logging.getLogger("muster.listeners")
ANYTHING = re.compile(".*")
Json = Mapping[str, Any]
TOO_LATE = "That took too long, and nothing was changed. Please try again."
UNWRITABLE = (
    "Muster cannot write to its database at the moment, and nothing was changed. "
    "Whoever runs Muster finds the reason in its log; try again when it is mended."
)
TWICE = "That was done already; nothing was changed twice."


class Listeners:
    """Turns payloads into calls, runs their routes, and carries the replies.

    `seconds` is the real time a call has.
    """

    def __init__(
        self, store: Store, clock: Clock, client: AsyncWebClient, patient: PatientClient, seconds: float
    ) -> None:
        self._store, self._clock, self._seconds = store, clock, seconds
        self._client, self._patient = client, patient
        self._hearing = Hearing(store, clock, Slack(client), self._run)
        self.running = 0

    def register(self, app: AsyncApp) -> None:
        """Take every payload type with one listener each."""
        app.command(ANYTHING)(self._command)
        app.action(ANYTHING)(self._click)
        app.view(ANYTHING)(self._form)
        app.shortcut(ANYTHING)(self._shortcut)
        app.options(ANYTHING)(self._options)
        app.event(ANYTHING)(self._event)

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        asked = payload.command(body)
        handler = routes.COMMANDS.get(asked.route)
        reply = await self._answer(asked, handler)
        match reply:
            case OpenModal(view):
                failed = await self._open(body["trigger_id"], view)
                await ack(text=failed) if failed else await ack()
            case Say(message) | Replace(message):
                await ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")
            case _:
                await ack()

    async def _click(self, ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        asked = payload.click(body)
        reply = await self._answer(asked, routes.button(asked.route))
        if isinstance(reply, OpenModal):
            view = _leading_back(reply.view, asked, body.get("response_url", ""))
            failed = await self._open(body["trigger_id"], view)
            reply = say(failed) if failed else Nothing()
        await ack()
        if not isinstance(reply, Say | Replace):
            return
        message = _about(asked, reply.message)
        if body.get("response_url") and _is_replaced(asked, reply):
            await respond(text=message.text, blocks=list(message.blocks), replace_original=True)
            await self._retell(asked, message)
        elif body.get("response_url"):
            await respond(
                text=message.text,
                blocks=list(message.blocks),
                response_type="ephemeral",
                replace_original=False,
            )
        elif not await windows.show(self._client, body, message, is_instead=_is_instead(asked, reply)):
            await self._tell(asked, message)

    async def _form(self, ack: AsyncAck, body: Json) -> None:
        asked = replace(payload.form(body), document=await self._fetched(payload.file(body)))
        reply = await self._answer(asked, routes.FORMS.get(asked.route))
        match reply:
            case FieldErrors(errors):
                await ack(response_action="errors", errors=dict(errors))
            case OpenModal(view):
                await ack(response_action="push", view=view)
            case NextView(view):
                await ack(response_action="update", view=view)
            case Say(message) if message.text.startswith(FAILED):
                first = next(
                    block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"
                )
                await ack(response_action="errors", errors={first: message.text})
            case Say(message) | Replace(message):
                await ack()
                shown = _about(asked, message)
                if not await self._put_in_place(asked, shown):
                    await self._tell(asked, shown)
            case _:
                await ack()

    async def _shortcut(self, ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        asked = payload.shortcut(body, await self._link(body))
        reply = await self._answer(asked, routes.SHORTCUTS.get(asked.route))
        if isinstance(reply, OpenModal):
            failed = await self._open(body["trigger_id"], reply.view)
            reply = say(failed) if failed else Nothing()
        await ack()
        if isinstance(reply, Say | Replace) and body.get("response_url"):
            await respond(text=reply.message.text, blocks=list(reply.message.blocks))
        elif isinstance(reply, Say | Replace):
            await self._tell(asked, reply.message)

    async def _options(self, ack: AsyncAck, body: Json) -> None:
        asked = payload.suggestion(body)
        reply = await self._answer(asked, routes.MENUS.get(asked.route))
        pairs = reply.pairs if isinstance(reply, Options) else ()
        await ack(options=[blocks.option(*pair) for pair in pairs])

    async def _event(self, ack: AsyncAck, request: AsyncBoltRequest, body: Json, event: Json) -> None:
        try:
            is_asked = await self._counted(self._hearing.hear(body, event))
            done = None if is_asked else await self._counted(self._take_in(body, event))
        except Duplicate:
            done = None
        except Exception:
            if payload.attempt(request.headers) < payload.LAST_ATTEMPT:
                raise  # without an ack Slack sends it again
            done = None
            await self._tell_lost(event)
        await ack()
        if done is not None and done[1] is not None:
            await directory.read_channel(self._store, self._patient, done[0], done[1], self._clock.now())

    async def _take_in(self, body: Json, event: Json) -> tuple[facts.Team, str | None] | None:
        return await self._store.write(events.take_in, body, event, self._clock.now())

    async def _tell_lost(self, event: Json) -> None:
        """Say to whoever wrote it that what they wrote was not taken in; all tries have failed."""
        reference = secrets.token_hex(3).upper()
        log.exception("Reference %s: an event of type %s was lost: %s", reference, event.get("type"), event)
        spoken = payload.spoken(event)
        if spoken:
            quoted = blocks.safe(blocks.cut(spoken.text, 300))
            told = f"Muster could not take in what you wrote, and nothing was saved: “{quoted}”"
            again = f"Please write it again. If it fails again, quote reference {reference}."
            await self._tell_in_dm(spoken.user, Message(f"{told}\n{again}"))

    async def _answer(self, asked: Asked, handler: routes.Handler | None) -> Reply:
        if handler is None:
            log.error("Nothing answers %s %s", asked.door, asked.route)
            return say("Muster has no answer to that any more. Nothing was changed. Try `/task help`.")
        try:
            return await self._counted(self._run(asked, handler))
        except Duplicate:
            return say(TWICE) if asked.door.value == "command" else Nothing()
        except OperationalError as error:
            log.exception("%s %s: the database would not", asked.door, asked.route)
            return say(f"{FAILED} {TOO_LATE if is_busy(error) else UNWRITABLE}")
        except (TooLate, TimeoutError):
            log.exception("%s %s took too long", asked.door, asked.route)
            return say(f"{FAILED} {TOO_LATE}")
        except TakenBack as project:
            return say(f"{FAILED} {lines.lost(str(project), asked)}")
        except Exception:
            reference = secrets.token_hex(3).upper()
            log.exception("Reference %s: %s %s failed", reference, asked.door, asked.route)
            return say(f"{FAILED} Nothing was changed. If it happens again, quote reference {reference}.")

    async def _run(self, asked: Asked, handler: routes.Handler) -> Reply:
        now = self._clock.now()
        caller = asked.team, asked.user, asked.channel
        found = await self._store.glance(workspaces.find_caller, *caller)
        if found is None or _is_made_private(asked, found[2]):
            team = await self._store.write(_learn, asked)
            if team and asked.channel and not asked.channel.startswith("D"):
                await directory.read_channel(self._store, self._client, team, asked.channel, now)
            found = await self._store.glance(workspaces.find_caller, *caller)
        if found is None:
            return say("This Muster is of another workspace. Nothing was changed. Each needs its own.")
        team, member, channel = found
        if member.is_guest and channel and not (channel.has_bot or channel.is_private or channel.is_dm):
            await self._store.write(workspaces.spoke, channel.id, member.id, now)
        call = Call(
            store=self._store.within(
                self._seconds, lambda tx: _begin(tx, asked, team, member, channel, now), is_not_done
            ),
            team=team,
            member=member,
            channel=channel,
            door=asked.door,
            now=now,
            text=asked.text,
            values=asked.values,
            carry=asked.carry,
            source=asked.source,
            is_here=asked.is_here,
            is_home=asked.is_home,
            private=asked.private,
            document=asked.document,
        )
        try:
            async with asyncio.timeout(self._seconds):
                return await lines.kept(call, await handler(call), self._store)
        except Exception:
            if not call.store.has_written:
                raise
            log.exception("%s %s was done, but not answered", asked.door, asked.route)
            return say(DONE)

    async def _counted(self, work: Awaitable[T]) -> T:
        self.running += 1
        try:
            return await work
        finally:
            self.running -= 1

    async def _open(self, trigger: str, view: blocks.Block) -> str:
        try:
            async with asyncio.timeout(self._seconds):
                await self._client.views_open(trigger_id=trigger, view=view)
        except UNREACHED as error:
            log.warning("A form did not open: %s", why(error))
            return "The form could not be opened in time. Nothing was changed. Please try again."
        return ""

    async def _fetched(self, file: Json | None) -> Fetched | None:
        """Fetch a file of a form from Slack; a handler calls no Slack."""
        if file is None:
            return None
        name = str(file.get("name") or "file")
        if int(file.get("size") or 0) > LARGEST_FILE:
            return Fetched(name, problem="This file is larger than 4 MB. Cut it in two. Nothing was saved.")
        content = await Slack(self._client, FETCH_SECONDS).fetch(str(file.get("url_private_download", "")))
        if content is None:
            return Fetched(name, problem="Slack did not hand this file out. Nothing was saved. Try it again.")
        return Fetched(name, content)

    async def _link(self, body: Json) -> str:
        message, channel = body.get("message"), body.get("channel")
        if not message or not channel:
            return ""
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                answer = await self._client.chat_getPermalink(channel=channel["id"], message_ts=message["ts"])
        except UNREACHED as error:
            log.info("No link to a message: %s", why(error))
            return payload.link(body)
        return str(answer["permalink"])

    async def _put_in_place(self, asked: Asked, message: Message) -> bool:
        """Put an answer where the private message stood that its form was opened from, if Slack will."""
        if not asked.answer_url:
            return False
        respond = AsyncRespond(response_url=asked.answer_url, proxy=self._client.proxy, ssl=self._client.ssl)
        try:
            answer = await respond(text=message.text, blocks=list(message.blocks), replace_original=True)
        except (ClientError, TimeoutError) as error:
            log.info("A private message keeps its buttons: %s", type(error).__name__)
            return False
        if answer.status_code == HTTPStatus.OK:
            await self._retell(asked, message)
        return answer.status_code == HTTPStatus.OK

    async def _retell(self, asked: Asked, message: Message) -> None:
        """Note what a direct message says now, where it is one; what only its person sees is not kept."""
        if asked.private.startswith("D"):
            await self._store.write(retell, asked, message)

    async def _tell(self, asked: Asked, message: Message) -> None:
        text, shown = message.text, list(message.blocks)
        try:
            if asked.channel:
                await self._client.chat_postEphemeral(
                    channel=asked.channel, user=asked.user, text=text, blocks=shown
                )
                return
        except UNREACHED as error:
            log.info("Telling %s by direct message: %s", asked.user, why(error))
        if message.text.startswith(FAILED):  # of the database, maybe: this needs none
            await self._tell_in_dm(asked.user, message)
        else:
            await self._store.write(owe_answer, asked, message, self._clock.now())

    async def _tell_in_dm(self, user: str, message: Message) -> None:
        text, shown = message.text, list(message.blocks)
        try:
            opened = await self._client.conversations_open(users=user)
            await self._client.chat_postMessage(channel=opened["channel"]["id"], text=text, blocks=shown)
        except UNREACHED as error:
            log.warning("A reply was lost, the change was not: %s", why(error))


FETCH_SECONDS = 1.5  # of the three an answer may take
LARGEST_FILE = 4_000_000  # bytes
FAILED = "That did not work."


def _leading_back(view: blocks.Block, asked: Asked, url: str) -> blocks.Block:
    is_answer = asked.private and routes.holds_line(asked.route)
    return payload.led_back(view, asked, url) if is_answer else view


def _is_replaced(asked: Asked, reply: Say | Replace) -> bool:
    """Tell whether a reply takes the place of the private message that was clicked; a fault does not."""
    is_answer = isinstance(reply, Replace) or (routes.is_line(asked.route) and not asked.is_told)
    return bool(asked.private) and is_answer and not reply.message.text.startswith(FAILED)


def _is_instead(asked: Asked, reply: Say | Replace) -> bool:
    return isinstance(reply, Replace) or routes.is_line(asked.route)


def _about(asked: Asked, message: Message) -> Message:
    return message if asked.is_here else led_back(asked, message)


def _is_made_private(asked: Asked, channel: facts.Channel | None) -> bool:
    return channel is not None and not channel.is_private and asked.channel_name == blocks.PRIVATE


def _begin(
    tx: Session,
    asked: Asked,
    team: facts.Team,
    caller: facts.Member,
    channel: facts.Channel | None,
    now: datetime,
) -> None:
    """Note the payload, so that it is carried out once; who asks, and where, was read a moment ago."""
    seen.insert(tx, asked.seen, now=now)
    people.remember(tx, caller)
    if channel is not None:
        workspaces.remember(tx, channel)
    if asked.door is Door.EVENT:
        owe_done(tx, asked, team, caller, now)


def _learn(tx: Session, asked: Asked) -> facts.Team | None:
    team = workspaces.find_team(tx, asked.team)
    if team is not None:
        directory.learn(tx, team, asked.user, asked.channel, asked.channel_name)
    return team
