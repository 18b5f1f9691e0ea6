"""The hours in which a member wants to be told nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("quiet_from", sa.Time(), nullable=True))
        member.add_column(sa.Column("quiet_until", sa.Time(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("member") as member:
        member.drop_column("quiet_until")
        member.drop_column("quiet_from")
