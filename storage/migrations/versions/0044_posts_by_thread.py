"""What stands in the thread of somebody's message is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

THEIRS = "thread_ts IS NOT NULL"


def upgrade() -> None:
    """Take the step."""
    some = sa.text(THEIRS)
    op.create_index("ix_post_thread", "post", ["thread_ts"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_post_thread", "post")
