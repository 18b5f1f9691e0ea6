"""An index of the signs that tasks have of scripts without spaces between words."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
# Of plain ASCII it is known without a look at each character that it has none.
HAS_ANY = (
    "(length(CAST(ROW.title || ROW.notes AS blob)) > length(ROW.title || ROW.notes)"
    " AND ROW.title || ROW.notes GLOB '*[SIGNS]*')"
)
# Joins them, each once. A trigger may not recurse, so a list of zeros counts the characters; in pieces, for
# SQLite finds the nth character by reading all before it.
THOSE = (
    "(SELECT group_concat(DISTINCT substr(piece, place.key + 1, 1)) FROM"
    " (SELECT substr(ROW.title || ROW.notes, each.key * 256 + 1, 256) AS piece FROM json_each('[0'"
    " || replace(hex(zeroblob((length(ROW.title || ROW.notes) - 1) / 256)), '00', ',0') || ']') AS each"
    " LIMIT -1),"
    " json_each('[0' || replace(hex(zeroblob(length(piece) - 1)), '00', ',0') || ']') AS place"
    " WHERE substr(piece, place.key + 1, 1) GLOB '[SIGNS]')"
)
SQLITE = (
    "CREATE VIRTUAL TABLE task_signs USING fts5(signs, content='', detail='none', columnsize=0,"
    """ tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ','")""",
    "INSERT INTO task_signs (rowid, signs) SELECT id, THOSE(task) FROM task WHERE HAS_ANY(task)",
    "CREATE TRIGGER task_signs_added AFTER INSERT ON task WHEN HAS_ANY(new) BEGIN"
    " INSERT INTO task_signs (rowid, signs) VALUES (new.id, THOSE(new)); END",
    "CREATE TRIGGER task_signs_gone AFTER DELETE ON task WHEN HAS_ANY(old) BEGIN"
    " INSERT INTO task_signs (task_signs, rowid, signs) VALUES ('delete', old.id, THOSE(old)); END",
    "CREATE TRIGGER task_signs_changed AFTER UPDATE OF title, notes ON task"
    " WHEN HAS_ANY(old) OR HAS_ANY(new) BEGIN"
    " INSERT INTO task_signs (task_signs, rowid, signs)"
    " SELECT 'delete', old.id, THOSE(old) WHERE HAS_ANY(old);"
    " INSERT INTO task_signs (rowid, signs) SELECT new.id, THOSE(new) WHERE HAS_ANY(new); END",
)
POSTGRESQL = (
    "CREATE INDEX task_signs ON task USING gin"
    " (string_to_array(regexp_replace(title || notes, '[^SIGNS]', '', 'g'), NULL))",
)


def _whole(statement: str) -> str:
    for row in ("task", "old", "new"):
        for name, part in (("HAS_ANY", HAS_ANY), ("THOSE", THOSE)):
            statement = statement.replace(f"{name}({row})", part.replace("ROW", row))
    return statement.replace("[SIGNS]", f"[{SIGNS}]").replace("[^SIGNS]", f"[^{SIGNS}]")


def upgrade() -> None:
    """Take the step."""
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(_whole(statement))


def downgrade() -> None:
    """Take it back."""
    if _is_sqlite():
        for trigger in ("added", "gone", "changed"):
            op.execute(f"DROP TRIGGER task_signs_{trigger}")
        op.execute("DROP TABLE task_signs")
    else:
        op.execute("DROP INDEX task_signs")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
