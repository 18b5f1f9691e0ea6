"""Projects and who is what to them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Word
from storage.vocabulary import Role


class Project(SQLModel, table=True):
    """What tasks, risks, standups and digests belong to."""

    __table_args__ = (UniqueConstraint("team_id", "key"),)

    id: int = key()
    team_id: int = refers("team.id")
    key: str = Field(max_length=40)
    name: str = Field(max_length=80)
    lead_id: int = refers("member.id")
    created_at: datetime = Field(sa_type=Instant)
    dropped_at: datetime | None = Field(default=None, sa_type=Instant)  # taken back by whoever made it


class Membership(SQLModel, table=True):
    """What one member is to one project."""

    project_id: int = Field(primary_key=True, foreign_key="project.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    role: Role = Field(sa_type=Word(Role))
