"""Which worker sends a team's posts."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "team_lease",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=32), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_lease_team_id")),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_team_lease")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("team_lease")
