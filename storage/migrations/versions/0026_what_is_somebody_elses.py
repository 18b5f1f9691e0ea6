"""Indexes of what was given away alone, in the place of the one of what somebody made."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COLUMNS = ["team_id", "creator_id", "status", "due_at", "priority", "number"]


def upgrade() -> None:
    """Take the step."""
    given = sa.text("owner_id != creator_id")
    for name, columns in (("given", COLUMNS), ("given_by_finish", [*COLUMNS[:3], "done_at"])):
        op.create_index(f"ix_task_{name}", "task", columns, sqlite_where=given, postgresql_where=given)
    op.drop_index("ix_task_by_creator", "task")


def downgrade() -> None:
    """Take it back."""
    op.create_index("ix_task_by_creator", "task", COLUMNS)
    op.drop_index("ix_task_given_by_finish", "task")
    op.drop_index("ix_task_given", "task")
