"""Tasks."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Word
from storage.vocabulary import TaskStatus


class Task(SQLModel, table=True):
    """A thing one person owes by a date."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority"),
        CheckConstraint("length(title) BETWEEN 1 AND 250", name="title"),
        Index("ix_task_open_by_owner", "team_id", "owner_id", "status", "due_at"),
        Index("ix_task_open_by_project", "team_id", "project_id", "status", "due_at"),
    )

    id: int = key()
    team_id: int = refers("team.id")
    number: int
    title: str = Field(max_length=250)
    notes: str = ""
    link: str | None = None
    status: TaskStatus = Field(default=TaskStatus.OPEN, sa_type=Word(TaskStatus))
    priority: int = 3
    estimate: int | None = None  # minutes
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    due_day: date | None = None
    due_words: str | None = None
    due_zone: str | None = Field(default=None, max_length=64)
    first_due_at: datetime | None = Field(default=None, sa_type=Instant)
    slips: int = 0
    owner_id: int | None = refers("member.id", optional=True)
    creator_id: int = refers("member.id")
    project_id: int | None = refers("project.id", optional=True)
    channel_id: int | None = refers("channel.id", optional=True)
    created_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    done_by_id: int | None = refers("member.id", optional=True)
    version: int = 1
