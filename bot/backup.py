"""`muster backup` and `muster restore`: one SQLite file to another, whole. Knows nothing of what it holds."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot import lock
from bot.settings import Settings
from storage.upgrade import head, revision

ELSEWHERE = "The database is not a SQLite file: use your database server's own tools (pg_dump, pg_restore)."


def backup(settings: Settings, target: Path) -> int:
    """Copy the database to `target` while Muster may run; return the exit code. Never overwrites a file."""
    source = _file(settings)
    if source is None:
        print(ELSEWHERE)
        return 1
    if not source.is_file():
        print(f"There is no database at {source}. Nothing was written.")
        return 1
    if target.exists():
        print(f"{target} exists already. Nothing was written; name a new file.")
        return 1
    try:
        _copy(source, target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        print(f"{target} cannot be written: {error}. Is its folder there?")
        return 1
    print(f"{source} is copied to {target} ({target.stat().st_size:,} bytes).")
    return 0


def restore(settings: Settings, source: Path) -> int:
    """Put a backup in the database's place; return the exit code. Refused while Muster runs.

    What stood there before stays beside it, with ".before-restore" at the end of its name.
    """
    target = _file(settings)
    if target is None:
        print(ELSEWHERE)
        return 1
    trouble = find_trouble(source)
    if trouble:
        print(f"{trouble} Nothing was restored.")
        return 1
    try:
        held = lock.take(settings.database_url)
    except lock.Held as error:
        print(f"{error} Stop it first. Nothing was restored.")
        return 1
    with held or contextlib.nullcontext():
        _replace(source, target)
    print(f"{target} is now as {source} was. `muster doctor` checks it.")
    return 0


def find_trouble(path: Path) -> str:
    """Say why a file cannot be restored, "" when it can: integrity, references, revision."""
    if not path.is_file():
        return f"There is no file {path}."
    try:
        with contextlib.closing(_open(path)) as db:
            sound = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return f"{path} is not a database Muster can read: {error}."
    if not sound or broken:
        return f"{path} is damaged."
    engine = read_only(path)
    with engine.connect() as connection:
        at = revision(connection)
    engine.dispose()
    if at != head():
        return f"{path} is at revision {at or 'none'}; this version of Muster needs {head()}."
    return ""


def _replace(source: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.restoring")
    fresh.unlink(missing_ok=True)
    _copy(source, fresh)
    for ending in ("", "-wal"):
        _keep(target.with_name(f"{target.name}{ending}"), f"{target.name}.before-restore{ending}")
    for ending in ("-wal", "-shm"):  # they belong to the file that goes
        target.with_name(f"{target.name}{ending}").unlink(missing_ok=True)
    fresh.replace(target)


def _keep(path: Path, name: str) -> None:
    """Copy a file beside itself byte by byte, for what stands there may be damaged."""
    kept = path.with_name(name)
    kept.unlink(missing_ok=True)
    if path.exists():
        shutil.copyfile(path, kept)


def _copy(source: Path, target: Path) -> None:
    with contextlib.closing(_open(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=1000)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it


def read_only(path: Path) -> Engine:
    """Open a SQLite file for reading only, whatever its name holds."""
    return create_engine("sqlite://", creator=lambda: _open(path), poolclass=NullPool)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _file(settings: Settings) -> Path | None:
    found = make_url(settings.database_url)
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None
