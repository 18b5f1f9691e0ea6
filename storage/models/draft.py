"""Lines that wait for a button."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.base import refers
from storage.types import Instant


class Draft(SQLModel, table=True):
    """A line too long for a button, kept until its writer presses the button or its time is over."""

    key: str = Field(primary_key=True, max_length=32)
    team_id: int = refers("team.id")
    member_id: int = refers("member.id")
    line: str  # as it would be typed, the command in front
    at: datetime = Field(sa_type=Instant, index=True)
