"""Standups: the definition, its days, the answers and what is in the way."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Json, Word
from storage.vocabulary import DayState


class Standup(SQLModel, table=True):
    """Who is asked, on which days, at what local time, where it is shown."""

    id: int = key()
    team_id: int = refers("team.id", index=True)
    project_id: int | None = refers("project.id", optional=True)
    channel_id: int = refers("channel.id", index=True)
    name: str = Field(max_length=80)
    weekdays: str = Field(max_length=7)  # digits, Monday is 0: "01234"
    at: time
    window: int  # minutes
    zone: str | None = Field(default=None, max_length=64)  # None: each member's own
    everyone: bool = False  # asks whoever is in the channel, instead of its standup_member rows
    questions: list[Any] = Field(sa_type=Json)  # [{"key", "kind", "text"}], as they are asked
    asks_mood: bool = False
    holidays: str = Field(default="", max_length=12)  # country and region: "PT", "DE-BY"; "" for none
    shares_reports: bool = False  # with all it asks; else only its lead sees what others said
    creator_id: int | None = refers("member.id", optional=True)
    created_at: datetime = Field(sa_type=Instant)
    paused_at: datetime | None = Field(default=None, sa_type=Instant)
    paused_until: date | None = None  # the last day of the pause; None: until resumed
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class StandupMember(SQLModel, table=True):
    """Who a standup asks."""

    __tablename__ = "standup_member"

    standup_id: int = Field(primary_key=True, foreign_key="standup.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)


class StandupDay(SQLModel, table=True):
    """One day of a standup."""

    __tablename__ = "standup_day"
    __table_args__ = (UniqueConstraint("standup_id", "day"),)

    id: int = key()
    standup_id: int = refers("standup.id")
    day: date
    state: DayState = Field(default=DayState.OPEN, sa_type=Word(DayState))
    questions: list[Any] = Field(sa_type=Json)  # as they stood when the day opened
    moods: dict[str, Any] = Field(sa_type=Json)  # how often each mood was given: {"4": 2}; by whom is nowhere
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Answer(SQLModel, table=True):
    """What one member was asked on one day, and what they said."""

    __table_args__ = (
        UniqueConstraint("day_id", "member_id"),
        Index("ix_answer_member", "member_id", "closes_at"),
    )

    id: int = key()
    day_id: int = refers("standup_day.id")
    member_id: int = refers("member.id")
    asked_at: datetime | None = Field(default=None, sa_type=Instant)  # None: not asked; early or too late
    # Not to be disturbed when they were to be asked, until then.
    quiet_until: datetime | None = Field(default=None, sa_type=Instant)
    closes_at: datetime = Field(sa_type=Instant)  # as promised when asked
    asked_with_id: int | None = refers("answer.id", optional=True)  # whose prompt asked for this one, too
    reminded_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    skipped_at: datetime | None = Field(default=None, sa_type=Instant)
    skip_reason: str = ""
    said: dict[str, Any] = Field(sa_type=Json)  # text by the key of its question
    heard: str | None = Field(default=None, max_length=64, index=True)  # "C1:ts" of the message it was
    gave_mood: bool = False
    is_late: bool = False
    version: int = 1


class Blocker(SQLModel, table=True):
    """What is in someone's way: `B-3`."""

    __table_args__ = (UniqueConstraint("team_id", "number"),)

    id: int = key()
    team_id: int = refers("team.id", index=True)
    number: int
    answer_id: int = refers("answer.id", index=True)
    member_id: int = refers("member.id", index=True)
    text: str
    task_id: int | None = refers("task.id", optional=True, index=True)  # what it holds up
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_by_id: int | None = refers("member.id", optional=True)
