"""Lines too long for a button, kept until it is pressed."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "draft",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_draft_team_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_draft_member_id"),
    )
    op.create_index("ix_draft_at", "draft", ["at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("draft")
