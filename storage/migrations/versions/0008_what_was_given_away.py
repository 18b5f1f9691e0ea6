"""An index for what somebody gave away."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = ["team_id", "creator_id", "status", "due_at", "priority", "number"]


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_task_by_creator", "task", COLUMNS)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_task_by_creator", "task")
