"""Statements said in both databases' words, built once: building one anew costs more than running it."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Table, and_, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel

T = TypeVar("T")
_AT_ONCE = 1000  # ids that one statement names, up to three times


def table_of(model: type[SQLModel]) -> Table:
    """Return the table behind a model, for statements that load no objects."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def columns_of(model: type[SQLModel], fact: type[Any]) -> list[Column[Any]]:
    """Return the columns that a fact is made of, in the order in which it takes them."""
    return [table_of(model).c[each.name] for each in fields(fact)]


def is_one_of(column: Column[Any], *words: StrEnum) -> ColumnElement[bool]:
    """Return the condition that a column holds one of some words. IN would be written anew at each run."""
    return or_(*(column == word for word in words))


def is_none_of(column: Column[Any], *words: StrEnum) -> ColumnElement[bool]:
    """Return the condition that a column holds none of some words, as cheaply."""
    return and_(*(column != word for word in words))


def parts(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut what a statement names into as much as one may; PostgreSQL takes 65,535, some SQLites 32,766."""
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


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
