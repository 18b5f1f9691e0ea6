"""Digests and the editions that were sent."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Json


class Digest(SQLModel, table=True):
    """Which project is told where, and when."""

    __table_args__ = (UniqueConstraint("project_id", "channel_id"),)

    id: int = key()
    team_id: int = refers("team.id")
    project_id: int = refers("project.id")
    channel_id: int = refers("channel.id")
    weekday: int
    at: time
    zone: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=Instant)
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)


class Edition(SQLModel, table=True):
    """One issue of a digest: the facts it was made from, as they were."""

    __table_args__ = (UniqueConstraint("digest_id", "number"),)

    id: int = key()
    digest_id: int = refers("digest.id")
    number: int
    since: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    message: dict[str, Any] = Field(sa_type=Json)
