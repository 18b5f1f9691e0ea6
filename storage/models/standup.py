"""Standups: the definition, its days, the answers and what is in the way."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Word
from storage.vocabulary import DayState


class Standup(SQLModel, table=True):
    """Who is asked, on which days, at what local time, where it is shown."""

    id: int = key()
    team_id: int = refers("team.id")
    project_id: int | None = refers("project.id", optional=True)
    channel_id: int = refers("channel.id")
    name: str = Field(max_length=80)
    weekdays: str = Field(max_length=7)  # digits, Monday is 0: "01234"
    at: time
    window: int  # minutes
    created_at: datetime = Field(sa_type=Instant)
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)


class StandupMember(SQLModel, table=True):
    """Who a standup asks."""

    __tablename__ = "standup_member"

    standup_id: int = Field(primary_key=True, foreign_key="standup.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")


class StandupDay(SQLModel, table=True):
    """One day of a standup."""

    __tablename__ = "standup_day"
    __table_args__ = (UniqueConstraint("standup_id", "day"),)

    id: int = key()
    standup_id: int = refers("standup.id")
    day: date
    state: DayState = Field(default=DayState.OPEN, sa_type=Word(DayState))
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Answer(SQLModel, table=True):
    """What one member was asked on one day, and what they said."""

    __table_args__ = (UniqueConstraint("day_id", "member_id"),)

    id: int = key()
    day_id: int = refers("standup_day.id")
    member_id: int = refers("member.id", index=True)
    asked_at: datetime = Field(sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    yesterday: str = ""
    today: str = ""
    blocked: str = ""
    is_late: bool = False
    version: int = 1


class Blocker(SQLModel, table=True):
    """What is in someone's way."""

    id: int = key()
    team_id: int = refers("team.id", index=True)
    answer_id: int = refers("answer.id", index=True)
    member_id: int = refers("member.id")
    text: str
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
