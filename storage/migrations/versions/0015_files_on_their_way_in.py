"""Files of tasks on their way in."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, Json

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "task_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(length=32), nullable=True),
        sa.Column("unlinked", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_import"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_task_import_team_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_task_import_member_id"),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name="fk_task_import_channel_id"),
    )
    op.create_table(
        "task_import_line",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("cells", Json, nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("import_id", "place", name="pk_task_import_line"),
        sa.ForeignKeyConstraint(["import_id"], ["task_import.id"], name="fk_task_import_line_import_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_import_line_task_id"),
    )
    op.create_index("ix_task_import_line_number", "task_import_line", ["import_id", "number"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("task_import_line")
    op.drop_table("task_import")
