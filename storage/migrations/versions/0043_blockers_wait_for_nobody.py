"""Whom something in the way waits for is said in its words alone; nothing was ever made of the column."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; what was changed in the column goes with it, so that no undo looks for it."""
    op.execute("DELETE FROM change WHERE noun = 'blocker' AND field = 'on_id'")
    with op.batch_alter_table("blocker") as batch:
        batch.drop_constraint(op.f("fk_blocker_on_id"), type_="foreignkey")
        batch.drop_column("on_id")


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("blocker") as batch:
        batch.add_column(sa.Column("on_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_blocker_on_id"), "member", ["on_id"], ["id"])
