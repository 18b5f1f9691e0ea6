"""Indexes that serve every list in its order, and full-text search over titles and notes."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ORDER = ["status", "due_at", "priority", "number"]
LISTS = {
    "ix_task_by_owner": ["team_id", "owner_id", *ORDER],
    "ix_task_by_project": ["team_id", "project_id", *ORDER],
    "ix_task_by_date": ["team_id", *ORDER],
    "ix_task_by_finish": ["team_id", "status", "done_at"],
}
BEFORE = {
    "ix_task_open_by_owner": ["team_id", "owner_id", "status", "due_at"],
    "ix_task_open_by_project": ["team_id", "project_id", "status", "due_at"],
}
SQLITE = (
    "CREATE VIRTUAL TABLE task_words USING fts5(title, notes, content='task', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO task_words (task_words) VALUES ('rebuild')",
    "CREATE TRIGGER task_words_added AFTER INSERT ON task BEGIN"
    " INSERT INTO task_words (rowid, title, notes) VALUES (new.id, new.title, new.notes); END",
    "CREATE TRIGGER task_words_gone AFTER DELETE ON task BEGIN INSERT INTO task_words"
    " (task_words, rowid, title, notes) VALUES ('delete', old.id, old.title, old.notes); END",
    "CREATE TRIGGER task_words_changed AFTER UPDATE OF title, notes ON task BEGIN"
    " INSERT INTO task_words (task_words, rowid, title, notes)"
    " VALUES ('delete', old.id, old.title, old.notes);"
    " INSERT INTO task_words (rowid, title, notes) VALUES (new.id, new.title, new.notes); END",
)
POSTGRESQL = (
    "CREATE INDEX task_words ON task USING gin (to_tsvector('simple'::regconfig, title || ' ' || notes))",
)


def upgrade() -> None:
    """Take the step."""
    for name in BEFORE:
        op.drop_index(name, "task")
    for name, columns in LISTS.items():
        op.create_index(name, "task", columns)
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    if _is_sqlite():
        for trigger in ("added", "gone", "changed"):
            op.execute(f"DROP TRIGGER task_words_{trigger}")
        op.execute("DROP TABLE task_words")
    else:
        op.execute("DROP INDEX task_words")
    for name in LISTS:
        op.drop_index(name, "task")
    for name, columns in BEFORE.items():
        op.create_index(name, "task", columns)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
