"""Brings a database to the shape this version needs. Knows where the migrations are."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

MIGRATIONS = Path(__file__).parent / "migrations"


def why_shut(url: str) -> str:
    """Say why this version cannot use a database, "" when it can: also a SQLite file that is not there."""
    try:
        with create_engine(url, poolclass=NullPool).connect() as connection:
            at = revision(connection)
        return f"it is at revision {at}, which a later version of Muster made" if is_later(at) else ""
    except ImportError as error:
        return f"there is no driver for it here ({error})"
    except (SQLAlchemyError, ValueError) as error:
        return str(getattr(error, "orig", None) or error).partition("\n")[0].rstrip(".")


def upgrade(url: str, to: str = "head") -> None:
    """Take every step up to revision `to`. Foreign keys are off meanwhile and checked afterwards."""
    _run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str) -> None:
    """Take steps back to revision `to`; "base" removes every table."""
    _run(url, lambda config: command.downgrade(config, to))


def is_compared(_: object, name: str | None, *__: object) -> bool:
    """Tell whether a table or index is one the models speak of; those of searches are the migrations' own."""
    return not (name or "").startswith(("task_words", "task_signs"))


def revision(connection: Connection) -> str | None:
    """Return the revision a database is at, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def is_later(at: str | None) -> bool:
    """Tell whether a revision is none that this version knows; None, that of an empty database, it does."""
    return at is not None and at not in {one.revision for one in _steps().walk_revisions()}


def head() -> str:
    """Return the revision this version needs."""
    return _steps().get_current_head() or ""


def _steps() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def config_for(connection: Connection) -> Config:
    """Return alembic's settings for one open connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _run(url: str, step: Callable[[Config], None]) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.execute(text("PRAGMA foreign_keys=OFF"))
            connection.commit()
        step(config_for(connection))
        broken = connection.execute(text("PRAGMA foreign_key_check")).all() if is_sqlite else []
        if broken:
            connection.rollback()
            raise RuntimeError(f"the migration would leave {len(broken)} broken references")
        connection.commit()
    engine.dispose()
