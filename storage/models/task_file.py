"""Files of tasks that people asked for."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant


class TaskFile(SQLModel, table=True):
    """One file somebody asked for. What it holds is read when it is sent, and not kept."""

    __tablename__ = "task_file"

    id: int = key()
    team_id: int = refers("team.id")
    member_id: int = refers("member.id")
    line: str  # what was asked, as it would be typed after the command: "export csv late #atlas"
    at: datetime = Field(sa_type=Instant)
