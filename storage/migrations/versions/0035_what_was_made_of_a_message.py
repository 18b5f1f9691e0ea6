"""Which tasks were made of a message, found without reading all others."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    linked = sa.text("link IS NOT NULL")
    op.create_index(
        "ix_task_of_message",
        "task",
        ["team_id", "link", "number"],
        sqlite_where=linked,
        postgresql_where=linked,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_task_of_message", "task")
