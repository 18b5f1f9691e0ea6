"""The address of a team's workspace, so that a file can lead to the cards of its tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("team") as team:
        team.add_column(sa.Column("url", sa.String(255), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("team") as team:
        team.drop_column("url")
