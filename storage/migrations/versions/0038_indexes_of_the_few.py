"""What few rows have is indexed of those alone, and a payload is looked for by its key alone."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

GIVEN, OVER = "owner_id != creator_id", "done_at IS NOT NULL"
INDEXES = {  # by name: table, columns, of which rows, of which before
    "ix_change_undoes": ("change", ["undoes"], "undoes IS NOT NULL", None),
    "ix_notice_post_id": ("notice", ["post_id"], "post_id IS NOT NULL", None),
    "ix_post_parent": ("post", ["parent_id"], "parent_id IS NOT NULL", None),
    "ix_task_by_finish": ("task", ["team_id", "status", "done_at"], OVER, None),
    "ix_task_by_project": (
        "task",
        ["team_id", "project_id", "status", "due_at", "priority", "number"],
        "project_id IS NOT NULL",
        None,
    ),
    "ix_task_given_by_finish": (
        "task",
        ["team_id", "creator_id", "status", "done_at"],
        f"{GIVEN} AND {OVER}",
        GIVEN,
    ),
}


def upgrade() -> None:
    """Take the step."""
    for name, (table, columns, where, _) in INDEXES.items():
        _make_anew(name, table, columns, where)
    _keep_rows(False)


def downgrade() -> None:
    """Take it back."""
    for name, (table, columns, _, where) in INDEXES.items():
        _make_anew(name, table, columns, where)
    _keep_rows(True)


def _make_anew(name: str, table: str, columns: list[str], where: str | None) -> None:
    some = sa.text(where) if where else None
    op.drop_index(name, table)
    op.create_index(name, table, columns, sqlite_where=some, postgresql_where=some)


def _keep_rows(has_rowid: bool) -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("seen", recreate="always", table_kwargs={"sqlite_with_rowid": has_rowid}):
            pass
