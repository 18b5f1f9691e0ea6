"""Files of tasks that people asked for."""

from sqlalchemy import insert
from sqlmodel import Session, col

from storage import facts
from storage.db import NotFound
from storage.models.task_file import TaskFile


def add(tx: Session, act: facts.Act, line: str) -> int:
    """Note that a member asked for a file (`line`: what was typed after the command); return its id."""
    if act.member is None:
        raise NotFound("nobody asks")
    values = {"team_id": act.team.id, "member_id": act.member.id, "line": line, "at": act.now}
    return tx.scalars(insert(TaskFile).values(values).returning(col(TaskFile.id))).one()


def get_line(tx: Session, file_id: int) -> str:
    """Return what was asked for, as it would be typed after the command. Raises NotFound."""
    row = tx.get(TaskFile, file_id)
    if row is None:
        raise NotFound(f"file {file_id}")
    return row.line
