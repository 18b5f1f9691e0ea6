"""Indexes of the tasks of a channel, and of the few that were called off or are snoozed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ORDER = ["status", "due_at", "priority", "number"]


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_task_by_channel", "task", ["team_id", "channel_id", *ORDER])
    dropped, snoozed = sa.text("status = 'dropped'"), sa.text("snoozed_until IS NOT NULL")
    op.create_index(
        "ix_task_dropped", "task", ["team_id", "number"], sqlite_where=dropped, postgresql_where=dropped
    )
    op.create_index(
        "ix_task_snoozed", "task", ["team_id", *ORDER], sqlite_where=snoozed, postgresql_where=snoozed
    )


def downgrade() -> None:
    """Take it back."""
    for name in ("by_channel", "dropped", "snoozed"):
        op.drop_index(f"ix_task_{name}", "task")
