"""Exports: files that people asked for."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant


class Export(SQLModel, table=True):
    """One file somebody asked for. What it holds is read when it is sent, and not kept."""

    id: int = key()
    team_id: int = refers("team.id")
    member_id: int = refers("member.id")
    # Of what: "export csv late #atlas", as typed, or "2026-10-26 7 3,4": a week, a member, standups.
    line: str
    at: datetime = Field(sa_type=Instant)
