"""In which channels without Muster a guest spoke, and when: what they see there they see everywhere."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0032"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "channel_guest",
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("spoke_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "member_id", name="pk_channel_guest"),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name="fk_channel_guest_channel_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_channel_guest_member_id"),
    )
    op.create_index("ix_channel_guest_member_id", "channel_guest", ["member_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_channel_guest_member_id", "channel_guest")
    op.drop_table("channel_guest")
