"""What people are still to be told."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("group", sa.String(length=32), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_notice_team_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_notice_member_id"),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name="fk_notice_by_id"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_notice_post_id"),
    )
    for name, columns in (
        ("ix_notice_member", ["member_id", "post_id"]),
        ("ix_notice_subject", ["noun", "subject_id"]),
        ("ix_notice_group", ["group"]),
        ("ix_notice_post_id", ["post_id"]),
    ):
        op.create_index(name, "notice", columns)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("notice")
