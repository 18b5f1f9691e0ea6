"""Many rows at once, for what must not grow slow with them. Straight into a database nobody has open."""

import sqlite3
from contextlib import closing
from pathlib import Path

MINE = 10


def tasks(database: Path, count: int) -> None:
    """Add `count` open tasks of the first team in #atlas: ten are Ana's, the rest somebody else's."""
    with closing(sqlite3.connect(database)) as db, db:
        (team,) = db.execute("SELECT id FROM team").fetchone()
        (channel,) = db.execute("SELECT id FROM channel WHERE slack_id = 'C0ATLAS'").fetchone()
        people = dict(db.execute("SELECT slack_id, id FROM member"))
        db.executemany(
            "INSERT INTO task (team_id, number, title, notes, status, priority, slips, owner_id, creator_id,"
            " channel_id, created_at, due_at, due_day, due_words, due_zone, first_due_at, version)"
            " VALUES (?, ?, 'Move a rack', '', 'open', 3, 0, ?, ?, ?, '2026-01-01 00:00:00.000000',"
            " '2030-01-01 17:00:00.000000', '2030-01-01', '1 jan', 'UTC', '2030-01-01 17:00:00.000000', 1)",
            (
                (team, number, people["U0ANA" if number <= MINE else "U0BEN"], people["U0BEN"], channel)
                for number in range(1, count + 1)
            ),
        )
        db.execute(
            "INSERT OR REPLACE INTO counter (team_id, noun, last) VALUES (?, 'task', ?)", (team, count)
        )
        db.execute("ANALYZE")


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
