"""How constraints are named, so that migrations can speak of them on both databases."""

from typing import Any

from sqlalchemy import Index, MetaData, text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def key() -> Any:
    """Make a primary key the database numbers."""
    return Field(default=None, primary_key=True)


def refers(target: str, *, optional: bool = False, index: bool = False) -> Any:
    """Make a foreign key to `target` ("task.id")."""
    default = None if optional else ...
    return Field(default, foreign_key=target, nullable=optional, index=index)


def only(name: str, where: str, *columns: str) -> Index:
    """Make an index of the few rows that stand so: those that do not cost it nothing."""
    some = text(where)
    return Index(name, *columns, sqlite_where=some, postgresql_where=some)
