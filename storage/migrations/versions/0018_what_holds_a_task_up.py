"""What holds a task up, which standups ask a member, and what one was asked lately are found by index."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_blocker_task_id", "blocker", ["task_id"])
    op.create_index("ix_standup_member_member_id", "standup_member", ["member_id"])
    op.drop_index("ix_answer_member_id", "answer")
    op.create_index("ix_answer_member", "answer", ["member_id", "closes_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_answer_member", "answer")
    op.create_index("ix_answer_member_id", "answer", ["member_id"])
    op.drop_index("ix_standup_member_member_id", "standup_member")
    op.drop_index("ix_blocker_task_id", "blocker")
