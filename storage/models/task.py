"""Tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, only, refers
from storage.types import Instant, Json, Word
from storage.vocabulary import TaskStatus

ORDER = ("status", "due_at", "priority", "number")  # of every list of open tasks: late first, by date


GIVEN = "owner_id != creator_id"
OVER = "done_at IS NOT NULL"


def _only(name: str, where: str, *columns: str) -> Index:
    """Index the few tasks of a team that stand so: a list of them must not read all others."""
    return only(f"ix_task_{name}", where, "team_id", *(columns or ORDER))


class Task(SQLModel, table=True):
    """A thing one person owes by a date."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority"),
        CheckConstraint("length(title) BETWEEN 1 AND 250", name="title"),
        Index("ix_task_by_owner", "team_id", "owner_id", *ORDER),
        _only("given", GIVEN, "creator_id", *ORDER),
        _only("given_by_finish", f"{GIVEN} AND {OVER}", "creator_id", "status", "done_at"),
        _only("by_project", "project_id IS NOT NULL", "project_id", *ORDER),
        Index("ix_task_by_channel", "team_id", "channel_id", *ORDER),
        Index("ix_task_by_date", "team_id", *ORDER),
        *(_only(name, f"{name}_at IS NOT NULL") for name in ("blocked", "started")),
        _only("snoozed", "snoozed_until IS NOT NULL"),
        _only("dropped", "status = 'dropped'", "number"),
        _only("of_message", "link IS NOT NULL", "link", "number"),
        _only("by_finish", OVER, "status", "done_at"),
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
    first_due_zone: str | None = Field(default=None, max_length=64)
    slips: int = 0
    owner_id: int | None = refers("member.id", optional=True)
    creator_id: int = refers("member.id")
    project_id: int | None = refers("project.id", optional=True)
    channel_id: int | None = refers("channel.id", optional=True)
    created_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    done_by_id: int | None = refers("member.id", optional=True)
    points: int | None = None
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    blocked_at: datetime | None = Field(default=None, sa_type=Instant)
    blocked_reason: str = ""
    snoozed_until: datetime | None = Field(default=None, sa_type=Instant)
    repeat: str | None = Field(default=None, max_length=120)  # as `Repeat.text` says it
    checklist: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    drop_reason: str = ""
    version: int = 1


class TaskLabel(SQLModel, table=True):
    """A word a task is filed under."""

    __tablename__ = "task_label"
    __table_args__ = (Index("ix_task_label_label", "label", "task_id"),)

    task_id: int = Field(primary_key=True, foreign_key="task.id")
    label: str = Field(primary_key=True, max_length=40)  # lower case, without the plus


class TaskLink(SQLModel, table=True):
    """A task that waits for another one."""

    __tablename__ = "task_link"
    __table_args__ = (Index("ix_task_link_before_id", "before_id", "task_id"),)

    task_id: int = Field(primary_key=True, foreign_key="task.id")
    before_id: int = Field(primary_key=True, foreign_key="task.id")  # has to be finished first


class TaskWatcher(SQLModel, table=True):
    """Somebody who hears what changes on a task, and owes nothing."""

    __tablename__ = "task_watcher"
    __table_args__ = (Index("ix_task_watcher_member_id", "member_id", "task_id"),)

    task_id: int = Field(primary_key=True, foreign_key="task.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
