"""What a message of Slack is a post of is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

SENT = "ts IS NOT NULL"


def upgrade() -> None:
    """Take the step."""
    some = sa.text(SENT)
    op.create_index("ix_post_ts", "post", ["ts"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_post_ts", "post")
