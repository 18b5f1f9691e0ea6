"""Brings Slack to what the post rows say. Every retry is a decision written on the row."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.clock import Clock
from bot.routes import PostKind
from bot.slack import Fault, Refused, Sent, Slack
from commands.kit.blocks import Message
from storage import facts, people, posts, workspaces
from storage.db import Store
from storage.vocabulary import Place, PostState

BEGIN_WITHIN = 2 / 3  # of the lease: what is left outlives any request
log = logging.getLogger("muster.outbox")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the outbox waits, in real seconds. Tests make it short; the order of steps stays."""

    lease: float = 60.0
    first_look: float = 15.0
    second_look: float = 45.0
    pace: float = 1.0  # between two messages in one channel
    backoff: float = 5.0  # doubles up to an hour
    hands: int = 20  # how many posts are under way at once


@dataclass(frozen=True, slots=True)
class Target:
    """Where a post goes, and what it shows, as of one read snapshot."""

    post: facts.Post
    channel: str | None  # None: a direct message not opened yet
    member: facts.Member | None
    thread_ts: str | None
    message: Message
    bot: str


class Outbox:
    """Claims due posts, sends them, and writes down what happened."""

    def __init__(
        self, store: Store, clock: Clock, slack: Slack, kinds: Mapping[str, PostKind], patience: Patience
    ) -> None:
        self._store, self._clock, self._slack = store, clock, slack
        self._kinds, self._patience = kinds, patience
        self._closed: dict[str, datetime] = {}  # method → when Slack opens it again
        self._last: dict[str, datetime] = {}  # channel → when its last message left
        self._under_way: dict[int, asyncio.Task[None]] = {}  # post id → its look or its sending

    async def start(self) -> None:
        """Take over what an earlier process left under way; only for the one worker of a database."""
        await self._store.write(posts.recover, real=self._clock.real(), everything=self._store.is_sqlite)

    async def step(self) -> bool:
        """Begin looking and sending wherever a hand is free; each that ends has another pass made."""
        now, real = self._clock.now(), self._clock.real()
        if not await self._store.read(posts.has_work, now=now, real=real):
            return False
        first_look = timedelta(seconds=self._patience.first_look)
        for post in await self._store.read(posts.list_uncertain, real=real, first_look=first_look):
            if post.id not in self._under_way:
                self._begin(post, self._look(post))
        free = self._patience.hands - len(self._under_way)
        if free > 0:
            until = real + timedelta(seconds=self._patience.lease) * BEGIN_WITHIN
            for post, lease in await self._store.write(self._claim, now, real, free):
                self._begin(post, self._send(post, lease, until))
        return False

    async def stop(self) -> None:
        """Let what is under way end; the rest stays on record."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def _begin(self, post: facts.Post, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name=f"post {post.id}")
        self._under_way[post.id] = task
        task.add_done_callback(lambda ended: self._ended(post, ended))

    def _ended(self, post: facts.Post, ended: asyncio.Task[None]) -> None:
        del self._under_way[post.id]
        if ended.cancelled():
            return
        if error := ended.exception():
            # Its row says SENDING or UNCERTAIN, so the next passes take it up again; not at once, though.
            log.error("Post %s (%s) was left as it is", post.id, post.kind, exc_info=error)
        else:
            self._store.on_wake("posts")

    def _claim(self, tx: Session, now: datetime, real: datetime, free: int) -> list[tuple[facts.Post, str]]:
        posts.recover(tx, real=real)
        posts.skip_late(tx, now=now)
        return posts.claim(tx, now=now, real=real, lease=timedelta(seconds=self._patience.lease), limit=free)

    async def _send(self, post: facts.Post, lease: str, until: datetime) -> None:
        try:
            target = await self._store.read(self._aim, post.id)
        except Exception as error:
            log.exception("Post %s (%s) cannot be drawn", post.id, post.kind)
            await self._settle(post, lease, PostState.HELD, reason=f"cannot be drawn: {error!r}"[:500])
            return
        channel = target.channel or await self._open_dm(target)
        if isinstance(channel, Refused):
            await self._refused(post, lease, channel, "conversations.open")
            return
        method = "chat.update" if post.ts else "chat.postMessage"
        if (closed := self._closed.get(method, self._clock.real())) > self._clock.real():
            await self._settle(post, lease, PostState.DUE, retry_at=closed)
            return
        await self._pace(channel)
        if self._clock.real() > until:
            await self._settle(post, lease, PostState.DUE, reason="too little of its lease was left")
            return
        result = await self._deliver(target, channel, target.message)
        if isinstance(result, Refused) and result.fault is Fault.BLOCKS and target.message.blocks:
            log.error("Slack refused the blocks of %s (%s); sending its text", post.kind, result.reason)
            result = await self._deliver(target, channel, Message(target.message.text))
        if isinstance(result, Refused):
            await self._refused(post, lease, result, method)
        else:
            values = {"ts": result.ts, "slack_channel": result.channel, "shown": target.post.wanted}
            await self._settle(post, lease, PostState.POSTED, **values, attempts=0, reason="", retry_at=None)

    def _aim(self, tx: Session, post_id: int) -> Target:
        post = posts.get(tx, post_id)
        member = people.get(tx, post.member_id) if post.member_id else None
        parent = posts.get(tx, post.parent_id) if post.parent_id else None
        channel = post.slack_channel or (parent and parent.slack_channel)
        if channel is None and post.channel_id:
            channel = workspaces.get_channel(tx, post.channel_id).slack_id
        if post.frozen is not None:
            message = Message(post.frozen["text"], tuple(post.frozen["blocks"]))
        else:
            message = self._kinds[post.kind].render(tx, post, self._clock.now())
        return Target(
            post=post,
            channel=channel or (member.dm if member else None),
            member=member,
            thread_ts=parent.ts if parent else None,
            message=message,
            bot=workspaces.get_team(tx, post.team_id).bot_user_id,
        )

    async def _open_dm(self, target: Target) -> str | Refused:
        if target.post.place is not Place.DM or target.member is None:
            return Refused(Fault.DEAD, "it has no place to go")
        channel = await self._slack.open_dm(target.member.slack_id)
        if isinstance(channel, str):
            await self._store.write(people.set_dm, target.member.id, channel)
        return channel

    async def _deliver(self, target: Target, channel: str, message: Message) -> Sent | Refused:
        if target.post.ts:
            return await self._slack.update(channel, target.post.ts, message)
        return await self._slack.post(channel, message, key=target.post.key, thread_ts=target.thread_ts)

    async def _pace(self, channel: str) -> None:
        real, gap = self._clock.real(), timedelta(seconds=self._patience.pace)
        free = max(self._last.get(channel, real - gap) + gap, real)
        self._last[channel] = free
        await asyncio.sleep((free - real).total_seconds())

    async def _refused(self, post: facts.Post, lease: str, refused: Refused, method: str) -> None:
        is_first = post.ts is None and method == "chat.postMessage"
        real = self._clock.real()
        values: dict[str, object] = {"reason": refused.reason[:500]}
        match refused.fault:
            case Fault.WAIT:
                self._closed[method] = real + timedelta(seconds=refused.after)
                state, values["retry_at"] = PostState.DUE, self._closed[method]
            case Fault.UNCERTAIN if is_first:
                state = PostState.UNCERTAIN
                values["retry_at"] = real + timedelta(seconds=self._patience.first_look)
                values["looks"] = 0
            case Fault.RETRY | Fault.UNCERTAIN:
                wait = min(self._patience.backoff * 2**post.attempts, 3600)
                state, values["retry_at"] = PostState.DUE, real + timedelta(seconds=wait)
            case Fault.HOLD:
                state = PostState.HELD
            case Fault.SHUT:
                state = PostState.HELD
                await self._store.write(posts.hold_all, post.team_id, reason=refused.reason)
            case _ if post.ts:
                state, values["shown"] = PostState.POSTED, post.wanted
            case _:
                state = PostState.DEAD
        log.warning("Post %s (%s): %s, now %s", post.id, post.kind, refused.reason, state)
        await self._settle(post, lease, state, **values)

    async def _settle(self, post: facts.Post, lease: str, state: PostState, **values: object) -> None:
        def settle(tx: Session) -> bool:
            return posts.settle(tx, post.id, lease, state, **values)

        if not await self._store.write(settle):
            log.warning("Post %s: its lease was lost, so nothing was written", post.id)

    async def _look(self, post: facts.Post) -> None:
        target = await self._store.read(self._aim, post.id)
        channel = target.channel or await self._open_dm(target)
        found: Sent | Refused | None = channel if isinstance(channel, Refused) else None
        if isinstance(channel, str):
            since = post.sent_at or self._clock.now()
            found = await self._slack.look(
                channel, post.key, bot=target.bot, since=since, thread_ts=target.thread_ts
            )
        match found:
            case Sent(place, ts):
                await self._store.write(posts.found, post, ts=ts, slack_channel=place)
            case Refused(Fault.HOLD | Fault.SHUT | Fault.DEAD, reason):
                await self._store.write(posts.hold, post, reason=f"cannot look for it: {reason}")
            case Refused(_, _, after):
                await self._store.write(posts.look_later, post, at=self._later(max(after, 1.0)))
            case None:
                again = self._later(self._patience.second_look) if post.looks == 0 else None
                await self._store.write(posts.not_found, post, look_again=again)

    def _later(self, seconds: float) -> datetime:
        return self._clock.real() + timedelta(seconds=seconds)
