"""Many rows at once, for what must not grow slow with them. Straight into a database nobody has open."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, func, select, text
from sqlmodel import Session, col

from storage.models.loops import Post
from storage.vocabulary import PostState

PROJECTS = 200
MINE = 10  # tasks of Ana's
FOUND = 12  # tasks a search for "certificate" finds
TASKS = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO task (team_id, number, title, notes, status, priority, slips, owner_id, creator_id, project_id,
    channel_id, created_at, due_at, due_day, due_words, due_zone, first_due_at, version)
SELECT :team, i, CASE WHEN i <= :found THEN 'Renew the certificate' ELSE 'Move a rack' END, '',
    CASE WHEN i % 3 = 0 THEN 'done' ELSE 'open' END, 1 + i % 4, 0,
    CASE WHEN i <= :mine THEN :ana ELSE :ben END, :ben, :project + i % :projects, :channel,
    '2026-01-01 00:00:00+00:00',
    CASE WHEN i % 5 = 0 THEN {late} ELSE {ahead} END, '2030-01-01', '1 jan', 'UTC',
    {ahead}, 1 FROM n
"""


def tasks(url: str, count: int) -> None:
    """Add `count` tasks of the first team in 200 projects: ten are Ana's, a third done, a fifth late.

    Twelve have "certificate" in their titles, however many there are.
    """
    engine = create_engine(url)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as db:
        team = db.execute(text("SELECT id FROM team")).scalar_one()
        channel = db.execute(text("SELECT id FROM channel WHERE slack_id = 'C0ATLAS'")).scalar_one()
        people = {row.slack_id: row.id for row in db.execute(text("SELECT slack_id, id FROM member"))}
        first = db.execute(text("SELECT coalesce(max(id), 0) + 1 FROM project")).scalar_one()
        for number in range(PROJECTS):
            db.execute(
                text(
                    "INSERT INTO project (id, team_id, key, name, lead_id, created_at)"
                    " VALUES (:id, :team, :key, :key, :lead, '2026-01-01 00:00:00+00:00')"
                ),
                {"id": first + number, "team": team, "key": f"p{number}", "lead": people["U0BEN"]},
            )
        moments = ("2026-01-01 17:00:00", "2030-01-01 17:00:00")
        late, ahead = (f"'{at}.000000'" if is_sqlite else f"timestamptz '{at}+00:00'" for at in moments)
        given = {"count": count, "team": team, "found": FOUND, "mine": MINE, "channel": channel}
        given |= {"ana": people["U0ANA"], "ben": people["U0BEN"], "project": first, "projects": PROJECTS}
        made = TASKS.format(late=late, ahead=ahead)
        made = (
            made.replace("'2026-01-01 00:00:00+00:00'", "'2026-01-01 00:00:00.000000'")
            if is_sqlite
            else (
                made.replace(
                    "'2026-01-01 00:00:00+00:00'", "timestamptz '2026-01-01 00:00:00+00:00'"
                ).replace("'2030-01-01', '1 jan'", "date '2030-01-01', '1 jan'")
            )
        )
        db.execute(text(made), given)
        db.execute(text("DELETE FROM counter WHERE team_id = :team AND noun = 'task'"), {"team": team})
        db.execute(text("INSERT INTO counter (team_id, noun, last) VALUES (:team, 'task', :count)"), given)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))
    engine.dispose()


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
