"""When a project was taken back by whoever made it; its key can be used again."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("project") as project:
        project.add_column(sa.Column("dropped_at", Instant(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("project") as project:
        project.drop_column("dropped_at")
