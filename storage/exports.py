"""Exports: files that people asked for."""

from sqlalchemy import insert
from sqlmodel import Session, col

from storage import facts
from storage.db import NotFound
from storage.models.export import Export


def add(tx: Session, act: facts.Act, line: str) -> int:
    """Note that a member asked for a file (`line`: of what, in words its capability reads); return its id."""
    if act.member is None:
        raise NotFound("nobody asks")
    values = {"team_id": act.team.id, "member_id": act.member.id, "line": line, "at": act.now}
    return tx.scalars(insert(Export).values(values).returning(col(Export.id))).one()


def get_line(tx: Session, export_id: int) -> str:
    """Return what was asked for. Raises NotFound."""
    row = tx.get(Export, export_id)
    if row is None:
        raise NotFound(f"export {export_id}")
    return row.line
