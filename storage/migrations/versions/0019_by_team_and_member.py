"""The standups of a team or channel, and the channels of a member, are found by index."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_standup_team_id", "standup", ["team_id"])
    op.create_index("ix_standup_channel_id", "standup", ["channel_id"])
    op.create_index("ix_channel_member_member_id", "channel_member", ["member_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_channel_member_member_id", "channel_member")
    op.drop_index("ix_standup_channel_id", "standup")
    op.drop_index("ix_standup_team_id", "standup")
