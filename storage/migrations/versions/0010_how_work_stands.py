"""Indexes of the few tasks that are blocked, and of those that are under way."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = ["team_id", "status", "due_at", "priority", "number"]


def upgrade() -> None:
    """Take the step."""
    for name in ("blocked", "started"):
        some = sa.text(f"{name}_at IS NOT NULL")
        op.create_index(f"ix_task_{name}", "task", COLUMNS, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Take it back."""
    for name in ("blocked", "started"):
        op.drop_index(f"ix_task_{name}", "task")
