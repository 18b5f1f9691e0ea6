"""Files of tasks on their way in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.base import key, refers
from storage.types import Instant, Json, Word
from storage.vocabulary import ImportState


class TaskImport(SQLModel, table=True):
    """A file of tasks somebody brought, and how far it is."""

    __tablename__ = "task_import"

    id: int = key()
    team_id: int = refers("team.id")
    member_id: int = refers("member.id")
    # Audience of what has no project; where it is private, of all.
    channel_id: int | None = refers("channel.id", optional=True)
    name: str = Field(max_length=255)
    state: ImportState = Field(default=ImportState.CHECKING, sa_type=Word(ImportState))
    place: int = 0  # lines its state is through with
    group: str | None = Field(default=None, max_length=32)  # the change group of all it makes
    unlinked: int = 0  # lines that wait for something outside the file
    at: datetime = Field(sa_type=Instant)  # of its state
    doubtful: str = Field(default="", max_length=10)  # of its days one that could be two; "" without one
    day_first: bool = True  # how such dates are read


class TaskImportLine(SQLModel, table=True):
    """One task of such a file: as it stands there, what is wrong with it, and what was made of it."""

    __tablename__ = "task_import_line"
    __table_args__ = (Index("ix_task_import_line_number", "import_id", "number"),)

    import_id: int = Field(primary_key=True, foreign_key="task_import.id")
    place: int = Field(primary_key=True)
    line: int  # as people count: the row of a spreadsheet, the entry of JSON
    number: int | None = None  # in the file
    cells: dict[str, Any] = Field(sa_type=Json, nullable=False)
    problem: str = ""
    task_id: int | None = refers("task.id", optional=True)
