"""Who was invited to Slack and has not joined yet."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("member", sa.Column("is_invited", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("member") as member:
        member.drop_column("is_invited")
