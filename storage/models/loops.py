"""The three loops: what is due, what is owed to Slack, which payloads are done."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, only, refers
from storage.types import Instant, Json, Word
from storage.vocabulary import Noun, Place, PostState, TimerState


class Timer(SQLModel, table=True):
    """One occurrence of something that happens by the clock; the unique key lets it happen once."""

    __table_args__ = (
        UniqueConstraint("kind", "subject", "occurrence"),
        only("ix_timer_due", "state = 'due'", "due_at"),
    )

    id: int = key()
    team_id: int = refers("team.id")
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=80)
    occurrence: str = Field(max_length=20)
    due_at: datetime = Field(sa_type=Instant)
    state: TimerState = Field(default=TimerState.DUE, sa_type=Word(TimerState))
    attempts: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=Instant)  # real time
    reason: str = ""
    done_at: datetime | None = Field(default=None, sa_type=Instant)


class Post(SQLModel, table=True):
    """A message (or Home) Muster owes Slack or has shown there."""

    __table_args__ = (
        Index("ix_post_waiting", "state", "not_before"),
        Index("ix_post_subject", "noun", "subject_id"),
        only("ix_post_parent", "parent_id IS NOT NULL", "parent_id"),
        only("ix_post_ts", "ts IS NOT NULL", "ts"),
        only("ix_post_thread", "thread_ts IS NOT NULL", "thread_ts"),
    )

    id: int = key()
    key: str = Field(max_length=32, unique=True)  # in the message's metadata
    once: str = Field(max_length=120, unique=True)  # what it is, so that it is owed once
    team_id: int = refers("team.id")
    kind: str = Field(max_length=40)
    noun: Noun = Field(sa_type=Word(Noun))
    subject_id: int
    place: Place = Field(sa_type=Word(Place))
    channel_id: int | None = refers("channel.id", optional=True)
    member_id: int | None = refers("member.id", optional=True)
    parent_id: int | None = refers("post.id", optional=True)
    thread_ts: str | None = Field(default=None, max_length=32)  # of a message that is not ours
    group: str | None = Field(default=None, max_length=32, index=True)  # the change group that owed it
    state: PostState = Field(default=PostState.DUE, sa_type=Word(PostState))
    wanted: int = 1  # version of the content
    shown: int = 0
    not_before: datetime = Field(sa_type=Instant)
    not_after: datetime | None = Field(default=None, sa_type=Instant)
    ts: str | None = Field(default=None, max_length=32)
    slack_channel: str | None = Field(default=None, max_length=32)
    frozen: dict[str, Any] | None = Field(default=None, sa_type=Json)
    lease: str | None = Field(default=None, max_length=32)
    lease_until: datetime | None = Field(default=None, sa_type=Instant)  # real time
    attempts: int = 0
    attempted_at: datetime | None = Field(default=None, sa_type=Instant)  # real time
    sent_at: datetime | None = Field(default=None, sa_type=Instant)  # domain time of the attempt
    retry_at: datetime | None = Field(default=None, sa_type=Instant)  # real time
    looks: int = 0  # how often an uncertain post was looked for
    reason: str = ""


class TeamLease(SQLModel, table=True):
    """Which worker sends a team's posts, until when; on PostgreSQL, where there may be several."""

    __tablename__ = "team_lease"

    team_id: int = Field(primary_key=True, foreign_key="team.id")
    worker: str = Field(max_length=32)
    until: datetime = Field(sa_type=Instant)  # the database's time


class Seen(SQLModel, table=True):
    """An incoming payload that was carried out."""

    __table_args__ = {"sqlite_with_rowid": False}  # the key is all that is looked for

    key: str = Field(primary_key=True, max_length=255)
    at: datetime = Field(sa_type=Instant, index=True)
