"""What people say they are good at."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "member_skill",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=41), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "mark", name="pk_member_skill"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_skill_member_id"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("member_skill")
