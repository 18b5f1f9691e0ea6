"""What people call themselves in Slack beside their real name."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        "member", sa.Column("display_name", sa.String(length=255), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("member") as member:
        member.drop_column("display_name")
