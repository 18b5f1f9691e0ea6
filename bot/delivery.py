"""One post's way to Slack: drawn, sent or looked for, and how it ended. Writes nothing of it down."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from bot.routes import Render
from bot.slack import Fault, Refused, Sent, Slack
from commands.kit import fit
from commands.kit.blocks import Message
from storage import facts, people, posts, workspaces
from storage.db import Store, remembering
from storage.loop_facts import Outcome
from storage.vocabulary import Place, PostState

FIRST = ("chat.postMessage", "files.completeUploadExternal")  # what must not be repeated blindly
OPEN, UPLOAD = "conversations.open", "files.getUploadURLExternal"
LOOK, LOOK_IN_THREAD = "conversations.history", "conversations.replies"
LONGEST_BACKOFF = 600.0  # so that what is owed comes soon after Slack does
DOUBLINGS = 10  # after which a wait is the longest anyhow; more are no number in the end
log = logging.getLogger("muster.outbox")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long calls and the loops wait, in real seconds. Tests change it; the order of steps stays."""

    answer: float = 2.5  # of a call; Slack gives up after 3
    lease: float = 60.0
    request: float = 15.0  # until a request counts as lost; shorter than what a lease leaves it
    first_look: float = 15.0
    second_look: float = 45.0
    breath: float = 0.05  # from a commit to the loops' next pass
    pace: float = 1.0  # between two messages in one channel
    backoff: float = 5.0  # doubles up to ten minutes
    order: float = 1.0  # for how long the order of posts holds, and how often late and lost ones are sought
    hands: int = 20  # how many posts are under way at once


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post goes, as of one read snapshot."""

    post: facts.Post
    channel: str | None  # None: a direct message not opened yet
    member: facts.Member | None
    thread_ts: str | None
    bot: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a post goes, and what it shows, as of one read snapshot."""

    spot: Spot
    message: Message


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Why a post could not be drawn."""

    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post this worker holds: the lease's token, and until when (real time) a request may begin."""

    post: facts.Post
    lease: str
    until: datetime


class Delivery:
    """Carries posts to Slack, minding what Slack said of limits and how fast a channel may be filled."""

    def __init__(
        self, store: Store, clock: Clock, slack: Slack, kinds: Mapping[str, Render], patience: Patience
    ) -> None:
        self._store, self._clock, self._slack = store, clock, slack
        self._kinds, self._patience = kinds, patience
        self._closed: dict[tuple[int, str], datetime] = {}  # team and method → when Slack opens it again
        self._last: dict[str, datetime] = {}  # channel → when its last message left

    def draw(self, tx: Session, claimed: Sequence[Claimed]) -> list[tuple[Claimed, Target | Undrawn]]:
        """Draw posts from one read snapshot; one that cannot be drawn holds up no other."""
        with remembering(tx):
            return [(one, self._drawn(tx, one.post)) for one in claimed]

    def _drawn(self, tx: Session, post: facts.Post) -> Target | Undrawn:
        try:
            return self.aim(tx, post)
        except Exception as error:
            log.exception("Post %s (%s) cannot be drawn", post.id, post.kind)
            return Undrawn(repr(error))

    async def send(self, claimed: Claimed, target: Target | Undrawn) -> Outcome:
        """Send one post, or bring it up to date; Slack's refusals are outcomes, too."""
        post = claimed.post
        if isinstance(target, Undrawn):
            return self._kept(claimed, PostState.HELD, f"cannot be drawn: {target.reason}")
        channel = await self._place(target.spot)
        if isinstance(channel, Refused):
            return self._refused(claimed, channel, OPEN)
        method = _method(target)
        if closed := self._closed_to(post.team_id, method):
            return self._refused(claimed, closed, method)
        file = await self._uploaded(target)
        if isinstance(file, Refused):
            return self._refused(claimed, file, UPLOAD)
        await self._pace(channel)
        if self._clock.real() > claimed.until:
            return self._kept(claimed, PostState.DUE, "too little of its lease was left")
        result = await self._deliver(target, channel, target.message, file)
        if isinstance(result, Refused) and result.fault is Fault.BLOCKS and target.message.blocks:
            log.error("Slack refused the blocks of %s (%s); sending its text", post.kind, result.reason)
            result = await self._deliver(target, channel, Message(target.message.text))
        if isinstance(result, Refused):
            return self._refused(claimed, result, method)
        return Outcome(
            post,
            claimed.lease,
            PostState.POSTED,
            ts=result.ts,
            slack_channel=result.channel,
            shown=post.wanted,
        )

    async def look(self, post: facts.Post) -> Sent | Refused | None:
        """Look in Slack for a post that may have got there; None when it is not there."""
        spot = await self._store.read(self._find, post)
        channel = await self._place(spot)
        if isinstance(channel, Refused):
            return channel
        since = post.sent_at or self._clock.now()
        look = self._slack.look(channel, post.key, bot=spot.bot, since=since, thread_ts=spot.thread_ts)
        return await self._ask(post.team_id, LOOK_IN_THREAD if spot.thread_ts else LOOK, look)

    def aim(self, tx: Session, post: facts.Post) -> Target:
        """Find where a post goes and draw it."""
        drawn = self._kinds[post.kind](tx, post, self._clock.now())
        return Target(self._find(tx, post), drawn if post.place is Place.HOME else fit.fitted(drawn))

    def _find(self, tx: Session, post: facts.Post) -> Spot:
        member = people.get(tx, post.member_id) if post.member_id else None
        parent = posts.get(tx, post.parent_id) if post.parent_id else None
        channel = post.slack_channel or (parent and parent.slack_channel)
        if channel is None and post.channel_id:
            channel = workspaces.get_channel(tx, post.channel_id).slack_id
        return Spot(
            post=post,
            channel=channel or (member.dm if member else None),
            member=member,
            thread_ts=parent.ts if parent else post.thread_ts,
            bot=workspaces.get_team(tx, post.team_id).bot_user_id,
        )

    async def _place(self, spot: Spot) -> str | Refused:
        """Return the channel of a post, opening the direct message when it is not open yet."""
        if spot.channel is not None:
            return spot.channel
        if spot.post.place is not Place.DM or spot.member is None:
            return Refused(Fault.DEAD, "it has no place to go")
        channel = await self._ask(spot.post.team_id, OPEN, self._slack.open_dm(spot.member.slack_id))
        if isinstance(channel, str):
            await self._store.write(people.set_dm, spot.member.id, channel)
        return channel

    async def _uploaded(self, target: Target) -> str | Refused:
        """Bring Slack the file of a post, which shows nothing yet; "" when it has none."""
        document, post = target.message.document, target.spot.post
        if document is None:
            return ""
        return await self._ask(post.team_id, UPLOAD, self._slack.upload(document, key=post.key))

    async def _deliver(
        self, target: Target, channel: str, message: Message, file: str = ""
    ) -> Sent | Refused:
        post, thread_ts = target.spot.post, target.spot.thread_ts
        if post.place is Place.HOME:
            sent = self._slack.publish(channel, message)
        elif post.ts:
            sent = self._slack.update(channel, post.ts, message)
        elif file:
            sent = self._slack.share(channel, file, message, thread_ts=thread_ts)
        else:
            sent = self._slack.post(channel, message, key=post.key, thread_ts=thread_ts)
        return await self._ask(post.team_id, _method(target), sent)

    async def _ask(self, team_id: int, method: str, request: Coroutine[Any, Any, T]) -> T | Refused:
        """Ask Slack, unless it has closed a method to a team; note until when it closes it."""
        if closed := self._closed_to(team_id, method):
            request.close()
            return closed
        answer = await request
        if isinstance(answer, Refused) and answer.fault is Fault.WAIT:
            self._closed[team_id, method] = self._clock.real() + timedelta(seconds=answer.after)
        return answer

    def _closed_to(self, team_id: int, method: str) -> Refused | None:
        real = self._clock.real()
        wait = (self._closed.get((team_id, method), real) - real).total_seconds()
        return Refused(Fault.WAIT, "Slack is closed to it for a while", wait) if wait > 0 else None

    async def _pace(self, channel: str) -> None:
        real, gap = self._clock.real(), timedelta(seconds=self._patience.pace)
        free = max(self._last.get(channel, real - gap) + gap, real)
        self._last[channel] = free
        await asyncio.sleep((free - real).total_seconds())

    def _refused(self, claimed: Claimed, refused: Refused, method: str) -> Outcome:
        post, real = claimed.post, self._clock.real()
        is_first = post.ts is None and method in FIRST
        match refused.fault:
            case Fault.WAIT:
                opens = real + timedelta(seconds=refused.after)
                return self._kept(claimed, PostState.DUE, refused.reason, opens)
            case Fault.UNCERTAIN if is_first:
                first_look = real + timedelta(seconds=self._patience.first_look)
                return self._kept(claimed, PostState.UNCERTAIN, refused.reason, first_look)
            case Fault.RETRY | Fault.UNCERTAIN:
                wait = min(self._patience.backoff * 2 ** min(post.attempts, DOUBLINGS), LONGEST_BACKOFF)
                return self._kept(claimed, PostState.DUE, refused.reason, real + timedelta(seconds=wait))
            case Fault.HOLD:
                return self._kept(claimed, PostState.HELD, refused.reason)
            case Fault.SHUT:
                return self._kept(claimed, PostState.HELD, refused.reason, shuts=True)
            case _ if post.ts:
                return self._kept(claimed, PostState.POSTED, refused.reason)
            case _:
                return self._kept(claimed, PostState.DEAD, refused.reason)

    def _kept(
        self,
        claimed: Claimed,
        state: PostState,
        reason: str,
        retry_at: datetime | None = None,
        *,
        shuts: bool = False,
    ) -> Outcome:
        """Say that Slack shows of the post what it showed before."""
        post = claimed.post
        log.warning("Post %s (%s): %s, now %s", post.id, post.kind, reason, state)
        return Outcome(
            post,
            claimed.lease,
            state,
            reason=reason,
            ts=post.ts,
            slack_channel=post.slack_channel,
            shown=post.wanted if state is PostState.POSTED else post.shown,
            retry_at=retry_at,
            shuts=shuts,
        )


def _method(target: Target) -> str:
    if target.spot.post.place is Place.HOME:
        return "views.publish"
    first = "files.completeUploadExternal" if target.message.document else "chat.postMessage"
    return "chat.update" if target.spot.post.ts else first
