"""Lines too long for a button, for as long as somebody may still press it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from storage import facts
from storage.models.draft import Draft

KEPT = timedelta(minutes=15)


def insert_all(
    tx: Session, member: facts.Member, team_id: int, lines: Mapping[str, str], now: datetime
) -> None:
    """Keep lines of one member, each under its key, for at least a quarter of an hour."""
    rows = [
        {"key": key, "team_id": team_id, "member_id": member.id, "line": line, "at": now}
        for key, line in lines.items()
    ]
    tx.execute(insert(Draft), rows)


def find(tx: Session, member: facts.Member, key: str, *, now: datetime) -> str | None:
    """Return the line a member kept under a key; None when its time is over or it is somebody else's."""
    kept = select(col(Draft.line)).where(
        col(Draft.key) == key, col(Draft.member_id) == member.id, col(Draft.at) >= now - KEPT
    )
    return tx.scalars(kept).first()


def forget(tx: Session, *, now: datetime) -> None:
    """Drop the lines whose time is over."""
    tx.execute(delete(Draft).where(col(Draft.at) < now - KEPT))
