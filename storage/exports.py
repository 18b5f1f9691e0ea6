"""Exports: files that people asked for."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from storage import facts, posts
from storage.db import NotFound
from storage.models.export import Export
from storage.vocabulary import Noun, Place

KEPT = timedelta(days=30)


def owe(tx: Session, act: facts.Act, line: str, *, kind: str) -> int:
    """Owe a member a file by direct message, as a post of this kind; return the export's id.

    `line`: of what, in words its capability reads. Raises NotFound when nobody asks.
    """
    if act.member is None:
        raise NotFound("nobody asks")
    values = {"team_id": act.team.id, "member_id": act.member.id, "line": line, "at": act.now}
    export_id = tx.scalars(insert(Export).values(values).returning(col(Export.id))).one()
    posts.owe(
        tx,
        act.team.id,
        once=f"export:{export_id}",
        kind=kind,
        now=act.now,
        noun=Noun.EXPORT,
        subject_id=export_id,
        place=Place.DM,
        member_id=act.member.id,
    )
    return export_id


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
