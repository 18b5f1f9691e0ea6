"""Tasks in full: what they wait for, who watches, how they stand, how they repeat."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

EMPTY = sa.text("'[]'")
NEW = (
    "points",
    "started_at",
    "blocked_at",
    "blocked_reason",
    "snoozed_until",
    "repeat",
    "checklist",
    "files",
)


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("points", sa.Integer(), nullable=True))
        task.add_column(sa.Column("started_at", Instant(), nullable=True))
        task.add_column(sa.Column("blocked_at", Instant(), nullable=True))
        task.add_column(sa.Column("blocked_reason", sa.String(), nullable=False, server_default=""))
        task.add_column(sa.Column("snoozed_until", Instant(), nullable=True))
        task.add_column(sa.Column("repeat", sa.String(length=120), nullable=True))
        task.add_column(sa.Column("checklist", Json, nullable=False, server_default=EMPTY))
        task.add_column(sa.Column("files", Json, nullable=False, server_default=EMPTY))
        task.add_column(sa.Column("drop_reason", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "task_label",
        _task(),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "label", name="pk_task_label"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_label_task_id"),
    )
    op.create_index("ix_task_label_label", "task_label", ["label", "task_id"])
    op.create_table(
        "task_link",
        _task(),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "before_id", name="pk_task_link"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_link_task_id"),
        sa.ForeignKeyConstraint(["before_id"], ["task.id"], name="fk_task_link_before_id"),
    )
    op.create_index("ix_task_link_before_id", "task_link", ["before_id", "task_id"])
    op.create_table(
        "task_watcher",
        _task(),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "member_id", name="pk_task_watcher"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_watcher_task_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_task_watcher_member_id"),
    )
    op.create_index("ix_task_watcher_member_id", "task_watcher", ["member_id", "task_id"])


def downgrade() -> None:
    """Take it back."""
    for table in ("task_watcher", "task_link", "task_label"):
        op.drop_table(table)
    with op.batch_alter_table("task") as task:
        for name in NEW:
            task.drop_column(name)


def _task() -> sa.Column[int]:
    return sa.Column("task_id", sa.Integer(), nullable=False)
