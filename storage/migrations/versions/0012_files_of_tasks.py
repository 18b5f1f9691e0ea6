"""Files of tasks that people asked for."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "task_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_file"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_task_file_team_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_task_file_member_id"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("task_file")
