"""The place whose public holidays a member has, where it is not their standups'."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("holidays", sa.String(length=12), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("member") as member:
        member.drop_column("holidays")
