"""Statements said in both databases' words, built once: building one anew costs more than running it."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel


def table_of(model: type[SQLModel]) -> Table:
    """Return the table behind a model, for statements that load no objects."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def dialect(tx: Session) -> str:
    """Name the database of a transaction: "sqlite" or "postgresql"."""
    return tx.get_bind().dialect.name


def new_only(model: type[SQLModel], returning: str) -> dict[str, ReturningInsert[tuple[object]]]:
    """Make, by dialect, the insert that does nothing (and returns no row) where such a row stands already."""
    table = table_of(model)
    found = table.c[returning]
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing().returning(found),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing().returning(found),
    }
