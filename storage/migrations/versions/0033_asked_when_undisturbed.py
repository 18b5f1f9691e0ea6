"""Until when whom a standup was to ask was not to be disturbed."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("answer", sa.Column("quiet_until", Instant(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("answer") as answer:
        answer.drop_column("quiet_until")
