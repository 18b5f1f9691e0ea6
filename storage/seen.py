"""Incoming payloads that were carried out, so that a second copy does nothing."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.db import Duplicate, run
from storage.models.loops import Seen
from storage.statements import dialect, new_only

KEPT = timedelta(days=3)


_NOTE = new_only(Seen, "key")


def insert(tx: Session, key: str, *, now: datetime) -> None:
    """Note a payload as carried out. Raises Duplicate when it was before."""
    if not is_new(tx, key, now=now):
        raise Duplicate(key)


def is_new(tx: Session, key: str, *, now: datetime) -> bool:
    """Note a payload as carried out; False when it was before."""
    return run(tx, _NOTE[dialect(tx)], {"key": key, "at": now}).first() is not None


def forget(tx: Session, *, now: datetime) -> None:
    """Drop what is older than three days; Slack sends nothing again after that."""
    tx.execute(delete(Seen).where(col(Seen.at) < now - KEPT))
