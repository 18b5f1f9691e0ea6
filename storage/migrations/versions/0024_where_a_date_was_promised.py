"""The zone of the date a task was first promised for, which stays when the date moves to another clock."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step: what was promised so far is read, as before, on the clock of the present date.

    Not by a batch, which would make the table anew, without the triggers that keep its words.
    """
    op.add_column("task", sa.Column("first_due_zone", sa.String(64), nullable=True))
    op.execute("UPDATE task SET first_due_zone = due_zone WHERE first_due_at IS NOT NULL")


def downgrade() -> None:
    """Take it back."""
    op.drop_column("task", "first_due_zone")
