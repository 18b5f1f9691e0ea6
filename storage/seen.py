"""Incoming payloads that were carried out, so that a second copy does nothing."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage.db import Duplicate
from storage.models.loops import Seen

KEPT = timedelta(days=3)


def insert(tx: Session, key: str, *, now: datetime) -> None:
    """Note a payload as carried out. Raises Duplicate when it was before."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    noted = tx.execute(
        dialect.insert(Seen).values(key=key, at=now).on_conflict_do_nothing().returning(col(Seen.key))
    )
    if noted.first() is None:
        raise Duplicate(key)


def forget(tx: Session, *, now: datetime) -> None:
    """Drop what is older than three days; Slack sends nothing again after that."""
    tx.execute(delete(Seen).where(col(Seen.at) < now - KEPT))
