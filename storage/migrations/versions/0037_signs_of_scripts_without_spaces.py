"""An index of the signs that tasks have of scripts without spaces between words, so that they are found fast."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
PIECE = 256  # characters that are cut up at once: SQLite finds the nth by reading all before it


def _text(row: str) -> str:
    return f"{row}.title || {row}.notes"


def _has_any(row: str) -> str:
    """Tell whether a row has such a sign; of plain ASCII that is known without a look at each character."""
    text = _text(row)
    return f"(length(CAST({text} AS blob)) > length({text}) AND {text} GLOB '*[{SIGNS}]*')"


def _signs(row: str) -> str:
    """Join a row's signs, each once. A trigger may not recurse, so a list of zeros counts the characters."""
    text = _text(row)
    pieces = f"json_each('[0' || replace(hex(zeroblob((length({text}) - 1) / {PIECE})), '00', ',0') || ']')"
    places = "json_each('[0' || replace(hex(zeroblob(length(piece) - 1)), '00', ',0') || ']')"
    return (
        f"(SELECT group_concat(DISTINCT substr(piece, place.key + 1, 1)) FROM"
        f" (SELECT substr({text}, each.key * {PIECE} + 1, {PIECE}) AS piece FROM {pieces} AS each LIMIT -1),"
        f" {places} AS place WHERE substr(piece, place.key + 1, 1) GLOB '[{SIGNS}]')"
    )


SQLITE = (
    "CREATE VIRTUAL TABLE task_signs USING fts5(signs, content='', detail='none', columnsize=0,"
    """ tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ','")""",
    f"INSERT INTO task_signs (rowid, signs) SELECT id, {_signs('task')} FROM task WHERE {_has_any('task')}",
    f"CREATE TRIGGER task_signs_added AFTER INSERT ON task WHEN {_has_any('new')} BEGIN"
    f" INSERT INTO task_signs (rowid, signs) VALUES (new.id, {_signs('new')}); END",
    f"CREATE TRIGGER task_signs_gone AFTER DELETE ON task WHEN {_has_any('old')} BEGIN INSERT INTO task_signs"
    f" (task_signs, rowid, signs) VALUES ('delete', old.id, {_signs('old')}); END",
    "CREATE TRIGGER task_signs_changed AFTER UPDATE OF title, notes ON task"
    f" WHEN {_has_any('old')} OR {_has_any('new')} BEGIN"
    f" INSERT INTO task_signs (task_signs, rowid, signs)"
    f" SELECT 'delete', old.id, {_signs('old')} WHERE {_has_any('old')};"
    f" INSERT INTO task_signs (rowid, signs) SELECT new.id, {_signs('new')} WHERE {_has_any('new')}; END",
)
POSTGRESQL = (
    "CREATE INDEX task_signs ON task USING gin"
    f" (string_to_array(regexp_replace(title || notes, '[^{SIGNS}]', '', 'g'), NULL))",
)


def upgrade() -> None:
    """Take the step."""
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


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
