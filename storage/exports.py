"""Exports: files that people asked for."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from storage import facts, posts
from storage.db import NotFound
from storage.models.export import Export
from storage.vocabulary import Noun

KEPT = timedelta(days=30)


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


def forget(tx: Session, *, now: datetime) -> None:
    """Drop what was asked for over thirty days ago and is not still owed."""
    owed = posts.unsettled(Noun.EXPORT)
    tx.execute(delete(Export).where(col(Export.at) < now - KEPT, col(Export.id).not_in(owed)))
