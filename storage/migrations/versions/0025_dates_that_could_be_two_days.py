"""How the dates of a file are read that could be two days, so that its person can say it is the other one."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("task_import") as file:
        file.add_column(sa.Column("doubtful", sa.String(10), nullable=False, server_default=""))
        file.add_column(sa.Column("day_first", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("task_import") as file:
        file.drop_column("day_first")
        file.drop_column("doubtful")
