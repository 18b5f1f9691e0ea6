"""What is handed out of how the loops stand: plain values that outlive their transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.facts import Post
from storage.vocabulary import Noun, PostState


@dataclass(frozen=True, slots=True)
class Silence:
    """Something of a standup or digest that should have been shown and was not."""

    team_id: int
    noun: Noun  # STANDUP or DIGEST
    subject_id: int
    day: date  # the occurrence it belongs to
    due_at: datetime
    member_id: int | None  # whom it was for; None: everybody
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing the loops have before them, or have given up."""

    kind: str
    state: str  # late, owed, held, uncertain, dead, skipped, or due: still to come
    due_at: datetime
    where: str = ""  # "#atlas", "to Ben Carter"
    channel_id: int | None = None
    member_id: int | None = None
    reason: str = ""
    next_at: datetime | None = None  # the next attempt; None: none, or as soon as somebody mends it
    count: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt to send a post ended."""

    post: Post  # as it was claimed
    lease: str
    state: PostState
    reason: str = ""
    ts: str | None = None
    slack_channel: str | None = None
    shown: int = 0  # version of the content that Slack has now
    retry_at: datetime | None = None  # real time
    shuts: bool = False  # the whole workspace refuses Muster
