"""The risk register."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Word
from storage.vocabulary import RiskStatus


class Risk(SQLModel, table=True):
    """What may happen, how likely and how bad, and who watches it."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        CheckConstraint("probability BETWEEN 1 AND 5", name="probability"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact"),
        Index("ix_risk_open_by_project", "team_id", "project_id", "status"),
    )

    id: int = key()
    team_id: int = refers("team.id")
    number: int
    statement: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    probability: int | None = None
    impact: int | None = None
    first_probability: int | None = None
    first_impact: int | None = None
    status: RiskStatus = Field(sa_type=Word(RiskStatus))
    owner_id: int | None = refers("member.id", optional=True)
    creator_id: int = refers("member.id")
    project_id: int | None = refers("project.id", optional=True)
    channel_id: int | None = refers("channel.id", optional=True)
    link: str | None = None
    review_on: date | None = None
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    close_reason: str = ""
    version: int = 1
