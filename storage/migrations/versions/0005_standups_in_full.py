"""Standups in full: questions, zones, pauses, skips, early answers; blockers with numbers."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, Json

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

QUESTIONS = [
    {"key": "yesterday", "kind": "done", "text": "Since last time"},
    {"key": "today", "kind": "plan", "text": "Today"},
    {"key": "blocked", "kind": "blocked", "text": "In the way"},
]
KEYS = ("yesterday", "today", "blocked")


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("standup") as batch:
        batch.add_column(sa.Column("zone", sa.String(length=64), nullable=True))
        for name in ("everyone", "asks_mood", "shares_reports"):
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("questions", Json, nullable=True))
        batch.add_column(sa.Column("holidays", sa.String(length=12), nullable=True))
        batch.add_column(sa.Column("creator_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("paused_at", Instant(), nullable=True))
        batch.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), nullable=True))
    with op.batch_alter_table("standup_day") as batch:
        batch.add_column(sa.Column("questions", Json, nullable=True))
        batch.add_column(sa.Column("moods", Json, nullable=True))
    with op.batch_alter_table("answer") as batch:
        for name in ("closes_at", "reminded_at", "skipped_at"):
            batch.add_column(sa.Column(name, Instant(), nullable=True))
        batch.add_column(sa.Column("asked_with_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("skip_reason", sa.String(), nullable=True))
        batch.add_column(sa.Column("said", Json, nullable=True))
        batch.add_column(sa.Column("heard", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("gave_mood", sa.Boolean(), nullable=True))
    with op.batch_alter_table("blocker") as batch:
        for name in ("number", "task_id", "on_id", "closed_by_id"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
    with op.batch_alter_table("absence") as batch:
        batch.add_column(sa.Column("cancelled_at", Instant(), nullable=True))
    _fill()
    _bind()


def _fill() -> None:
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=["standup", "standup_day", "answer", "blocker", "counter"])
    standup, day, answer = (tables.tables[name] for name in ("standup", "standup_day", "answer"))
    for table in (standup, day):
        connection.execute(sa.update(table).values(questions=sa.literal(QUESTIONS, Json)))
    connection.execute(
        sa.update(standup).values(
            everyone=False, asks_mood=False, shares_reports=False, holidays="", version=1
        )
    )
    connection.execute(sa.update(day).values(moods=sa.literal({}, Json)))
    asked = sa.select(answer, standup.c.window).join(day, day.c.id == answer.c.day_id)
    for row in connection.execute(asked.join(standup, standup.c.id == day.c.standup_id)).mappings().all():
        said = {key: row[key] for key in KEYS if row[key]}
        end = row["asked_at"] + timedelta(minutes=row["window"])
        values = {"said": sa.literal(said, Json), "closes_at": end, "skip_reason": "", "gave_mood": False}
        connection.execute(sa.update(answer).where(answer.c.id == row["id"]).values(values))
    _number(connection, tables.tables["blocker"], tables.tables["counter"])


def _number(connection: sa.Connection, blocker: sa.Table, counter: sa.Table) -> None:
    last: dict[int, int] = {}
    rows = connection.execute(sa.select(blocker.c.id, blocker.c.team_id).order_by(blocker.c.id)).all()
    for row_id, team_id in rows:
        last[team_id] = last.get(team_id, 0) + 1
        connection.execute(sa.update(blocker).where(blocker.c.id == row_id).values(number=last[team_id]))
    for team_id, number in last.items():
        connection.execute(sa.insert(counter).values(team_id=team_id, noun="blocker", last=number))


def _bind() -> None:
    with op.batch_alter_table("standup") as batch:
        for name in ("everyone", "asks_mood", "shares_reports"):
            batch.alter_column(name, existing_type=sa.Boolean(), nullable=False)
        batch.alter_column("questions", existing_type=Json, nullable=False)
        batch.alter_column("holidays", existing_type=sa.String(length=12), nullable=False)
        batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_standup_creator_id"), "member", ["creator_id"], ["id"])
    with op.batch_alter_table("standup_day") as batch:
        batch.alter_column("questions", existing_type=Json, nullable=False)
        batch.alter_column("moods", existing_type=Json, nullable=False)
    with op.batch_alter_table("answer") as batch:
        batch.alter_column("asked_at", existing_type=Instant(), nullable=True)
        batch.alter_column("closes_at", existing_type=Instant(), nullable=False)
        batch.alter_column("skip_reason", existing_type=sa.String(), nullable=False)
        batch.alter_column("said", existing_type=Json, nullable=False)
        batch.alter_column("gave_mood", existing_type=sa.Boolean(), nullable=False)
        batch.create_foreign_key(op.f("fk_answer_asked_with_id"), "answer", ["asked_with_id"], ["id"])
        batch.create_index(op.f("ix_answer_heard"), ["heard"], unique=False)
        for name in KEYS:
            batch.drop_column(name)
    with op.batch_alter_table("blocker") as batch:
        batch.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch.create_unique_constraint(op.f("uq_blocker_team_id_number"), ["team_id", "number"])
        batch.create_index(op.f("ix_blocker_member_id"), ["member_id"], unique=False)
        batch.create_foreign_key(op.f("fk_blocker_task_id"), "task", ["task_id"], ["id"])
        for name in ("on_id", "closed_by_id"):
            batch.create_foreign_key(op.f(f"fk_blocker_{name}"), "member", [name], ["id"])


def downgrade() -> None:
    """Take it back; what the three first questions were answered is kept."""
    connection = op.get_bind()
    with op.batch_alter_table("answer") as batch:
        for name in KEYS:
            batch.add_column(sa.Column(name, sa.String(), nullable=True))
    tables = sa.MetaData()
    tables.reflect(connection, only=["answer"])
    answer = tables.tables["answer"]
    said = sa.select(answer.c.id, sa.type_coerce(answer.c.said, Json).label("said"), answer.c.closes_at)
    for row in connection.execute(said).all():
        values = {key: row.said.get(key, "") for key in KEYS}
        connection.execute(sa.update(answer).where(answer.c.id == row.id).values(values))
    connection.execute(
        sa.update(answer).where(answer.c.asked_at.is_(None)).values(asked_at=answer.c.closes_at)
    )
    with op.batch_alter_table("answer") as batch:
        batch.drop_constraint(op.f("fk_answer_asked_with_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_answer_heard"))
        batch.alter_column("asked_at", existing_type=Instant(), nullable=False)
        for name in KEYS:
            batch.alter_column(name, existing_type=sa.String(), nullable=False)
        for name in (
            "closes_at",
            "reminded_at",
            "skipped_at",
            "asked_with_id",
            "skip_reason",
            "said",
            "heard",
            "gave_mood",
        ):
            batch.drop_column(name)
    with op.batch_alter_table("blocker") as batch:
        for name in ("task_id", "on_id", "closed_by_id"):
            batch.drop_constraint(op.f(f"fk_blocker_{name}"), type_="foreignkey")
        batch.drop_index(op.f("ix_blocker_member_id"))
        batch.drop_constraint(op.f("uq_blocker_team_id_number"), type_="unique")
        for name in ("number", "task_id", "on_id", "closed_by_id"):
            batch.drop_column(name)
    with op.batch_alter_table("absence") as batch:
        batch.drop_column("cancelled_at")
    with op.batch_alter_table("standup_day") as batch:
        batch.drop_column("moods")
        batch.drop_column("questions")
    with op.batch_alter_table("standup") as batch:
        batch.drop_constraint(op.f("fk_standup_creator_id"), type_="foreignkey")
        for name in (
            "zone",
            "everyone",
            "asks_mood",
            "shares_reports",
            "questions",
            "holidays",
            "creator_id",
            "paused_at",
            "paused_until",
            "version",
        ):
            batch.drop_column(name)
