"""What one transaction has read or done already and hands out again. Knows no tables.

Whoever changes a row drops what was known of it, and of what carries it; a rollback to a savepoint drops all.
"""

from typing import Any, TypeVar

from sqlalchemy import event
from sqlmodel import Session

F = TypeVar("F")


def known(tx: Session, of: type[F]) -> dict[int, F]:
    """Return the facts of one kind this transaction has read, by id."""
    read: dict[int, F] = remembered(tx, of)
    return read


def remembered(tx: Session, of: object) -> dict[Any, Any]:
    """Return what this transaction remembers of one kind of thing."""
    all_: dict[object, dict[Any, Any]] = tx.info.setdefault("known", {})
    return all_.setdefault(of, {})


@event.listens_for(Session, "after_soft_rollback")
def _forget(tx: Session, _: object) -> None:
    tx.info.pop("known", None)
