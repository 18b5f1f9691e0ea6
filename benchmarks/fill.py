"""Many rows at once, for what must not grow slow with them. Straight into a database nobody has open."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.models.loops import Post
from storage.vocabulary import PostState

MINE = 10


def tasks(database: Path, count: int) -> None:
    """Add `count` open tasks of the first team in #atlas: ten are Ana's, the rest somebody else's."""
    with closing(sqlite3.connect(database)) as db, db:
        (team,) = db.execute("SELECT id FROM team").fetchone()
        (channel,) = db.execute("SELECT id FROM channel WHERE slack_id = 'C0ATLAS'").fetchone()
        people = dict(db.execute("SELECT slack_id, id FROM member"))
        _tasks(db, count, team=team, channel=channel, mine=people["U0ANA"], others=people["U0BEN"])
        db.execute("ANALYZE")


def _tasks(db: sqlite3.Connection, count: int, *, team: int, channel: int, mine: int, others: int) -> None:
    db.executemany(
        "INSERT INTO task (team_id, number, title, notes, status, priority, slips, owner_id, creator_id,"
        " channel_id, created_at, due_at, due_day, due_words, due_zone, first_due_at, version)"
        " VALUES (?, ?, 'Move a rack', '', 'open', 3, 0, ?, ?, ?, '2026-01-01 00:00:00.000000',"
        " '2030-01-01 17:00:00.000000', '2030-01-01', '1 jan', 'UTC', '2030-01-01 17:00:00.000000', 1)",
        (
            (team, number, mine if number <= MINE else others, others, channel)
            for number in range(1, count + 1)
        ),
    )
    db.execute("INSERT OR REPLACE INTO counter (team_id, noun, last) VALUES (?, 'task', ?)", (team, count))


def timers(database: Path, count: int) -> None:
    """Add `count` timers, none of them due for years."""
    with closing(sqlite3.connect(database)) as db, db:
        db.execute(
            "INSERT INTO team (id, slack_id, name, bot_user_id, created_at)"
            " VALUES (1, 'T1', 'Bench', 'U1', '2026-01-01 00:00:00.000000')"
        )
        db.executemany(
            "INSERT INTO timer (team_id, kind, subject, occurrence, due_at, state, attempts, reason)"
            " VALUES (1, 'bench', ?, '1', '2090-01-01 00:00:00.000000', 'due', 0, '')",
            ((str(number),) for number in range(count)),
        )


def posts(database: Path, count: int, channels: int) -> None:
    """Add `count` tasks, each with its card owed to one of `channels` channels (C00001 and on)."""
    with closing(sqlite3.connect(database)) as db, db:
        at = "2026-01-01 00:00:00.000000"
        db.execute(
            "INSERT INTO team (id, slack_id, name, bot_user_id, created_at)"
            " VALUES (1, 'T0ATLAS', 'Bench', 'U0MUSTER', ?)",
            (at,),
        )
        db.execute(
            "INSERT INTO member (id, team_id, slack_id, name, handle, zone, work_start, work_end, is_admin,"
            " is_guest, is_bot, is_active) VALUES (1, 1, 'U0ANA', 'Ana Sousa', 'ana', 'UTC',"
            " '09:00:00.000000', '17:00:00.000000', 0, 0, 0, 1)"
        )
        db.executemany(
            "INSERT INTO channel (id, team_id, slack_id, name, is_private, is_dm, has_bot, is_archived)"
            " VALUES (?, 1, ?, ?, 0, 0, 1, 0)",
            ((one, f"C{one:05}", f"crowd-{one}") for one in range(1, channels + 1)),
        )
        _tasks(db, count, team=1, channel=1, mine=1, others=1)
        db.executemany(
            'INSERT INTO post ("key", once, team_id, kind, noun, subject_id, place, channel_id, state,'
            " wanted, shown, not_before, attempts, looks, reason)"
            " VALUES (?, ?, 1, 'task.card', 'task', ?, 'channel', ?, 'due', 1, 0, ?, 0, 0, '')",
            ((f"k{n}", f"o{n}", n, n % channels + 1, at) for n in range(1, count + 1)),
        )
        db.execute("ANALYZE")


def count_owed(tx: Session) -> int:
    """Count posts that Slack does not have."""
    return tx.scalars(select(func.count(col(Post.id))).where(col(Post.state) != PostState.POSTED)).one()
