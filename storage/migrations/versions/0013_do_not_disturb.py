"""From when until when a member is not to be disturbed, as Slack says."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("dnd_from", Instant(), nullable=True))
        member.add_column(sa.Column("dnd_until", Instant(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("member") as member:
        member.drop_column("dnd_until")
        member.drop_column("dnd_from")
