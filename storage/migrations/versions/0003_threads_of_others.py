"""Posts in the threads of other people's messages; an emoji that makes a task, channel by channel."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("thread_ts", sa.String(length=32), nullable=True))
    with op.batch_alter_table("channel") as channel:
        channel.add_column(sa.Column("task_emoji", sa.String(length=100), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("channel") as channel:
        channel.drop_column("task_emoji")
    with op.batch_alter_table("post") as post:
        post.drop_column("thread_ts")
