"""On PostgreSQL, the parts of words with signs ("CI/CD", "v2.3") are words, as they are on SQLite."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

PLAIN = "regexp_replace(normalize(title || ' ' || notes, NFD), '[\u0300-\u036f]', '', 'g')"
APART = f"translate({PLAIN}, './@_-~+&<>:?=#;', '{' ' * 15}')"


def upgrade() -> None:
    """Take the step."""
    _index(APART)


def downgrade() -> None:
    """Take it back."""
    _index(PLAIN)


def _index(words: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX task_words")
        op.execute(f"CREATE INDEX task_words ON task USING gin (to_tsvector('simple'::regconfig, {words}))")
