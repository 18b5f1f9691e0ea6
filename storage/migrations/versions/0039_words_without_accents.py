"""On PostgreSQL, words are found whatever their accents, as they are on SQLite from the start."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

PLAIN = "regexp_replace(normalize(title || ' ' || notes, NFD), '[\u0300-\u036f]', '', 'g')"
AS_WRITTEN = "title || ' ' || notes"


def upgrade() -> None:
    """Take the step."""
    _index(PLAIN)


def downgrade() -> None:
    """Take it back."""
    _index(AS_WRITTEN)


def _index(words: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX task_words")
        op.execute(f"CREATE INDEX task_words ON task USING gin (to_tsvector('simple'::regconfig, {words}))")
