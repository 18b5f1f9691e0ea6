"""What changed. Undo, audit, "this week" and the slip ledger all read this one table."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.base import key, only, refers
from storage.types import Instant, Json, Word
from storage.vocabulary import Door, Noun


class Change(SQLModel, table=True):
    """One field of one thing, from what to what. Append-only; rows of one call share `group`."""

    __table_args__ = (
        Index("ix_change_subject", "team_id", "noun", "subject_id", "id"),
        Index("ix_change_at", "team_id", "noun", "at"),
        Index("ix_change_by", "team_id", "member_id", "id"),
        only("ix_change_undoes", "undoes IS NOT NULL", "undoes"),
    )

    id: int = key()
    team_id: int = refers("team.id")
    group: str = Field(max_length=32, index=True)
    at: datetime = Field(sa_type=Instant)
    member_id: int | None = refers("member.id", optional=True)
    door: Door = Field(sa_type=Word(Door))
    noun: Noun = Field(sa_type=Word(Noun))
    subject_id: int
    field: str = Field(max_length=40)
    old: Any = Field(default=None, sa_type=Json, nullable=True)
    new: Any = Field(default=None, sa_type=Json, nullable=True)
    undoes: str | None = Field(default=None, max_length=32)
