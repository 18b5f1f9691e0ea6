"""Facts one transaction has read already and hands out again. Knows no tables.

Whoever changes a row drops what was known of it, and of what carries it; a rollback to a savepoint drops all.
"""

from typing import TypeVar

from sqlalchemy import event
from sqlmodel import Session

F = TypeVar("F")


def known(tx: Session, of: type[F]) -> dict[int, F]:
    """Return the facts of one kind this transaction has read, by id."""
    read: dict[type[F], dict[int, F]] = tx.info.setdefault("known", {})
    return read.setdefault(of, {})


@event.listens_for(Session, "after_soft_rollback")
def _forget(tx: Session, _: object) -> None:
    tx.info.pop("known", None)
