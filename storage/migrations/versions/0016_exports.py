"""Files that people asked for are not of tasks alone."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    _renamed("task_file", "export")


def downgrade() -> None:
    """Take it back."""
    _renamed("export", "task_file")


def _renamed(old: str, new: str) -> None:
    op.create_table(
        new,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{new}"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=f"fk_{new}_team_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=f"fk_{new}_member_id"),
    )
    columns = ("id", "team_id", "member_id", "line", "at")
    before, after = (sa.table(name, *(sa.column(one) for one in columns)) for name in (old, new))
    op.execute(after.insert().from_select(columns, sa.select(*before.c)))
    if op.get_bind().dialect.name == "postgresql":  # SQLite counts on from the highest by itself
        counter, highest = sa.func.pg_get_serial_sequence(new, "id"), sa.func.max(after.c.id)
        op.execute(sa.select(sa.func.setval(counter, sa.func.coalesce(highest, 1), highest.is_not(None))))
    post = sa.table("post", sa.column("noun"))
    op.execute(post.update().where(post.c.noun == old).values(noun=new))
    op.drop_table(old)
