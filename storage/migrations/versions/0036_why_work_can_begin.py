"""Why work can begin is a kind of notice, no longer the first words of one."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KINDS = {"dropped": "called-off", "took back": "taken-back"}  # by the words that said so
NOTICE = sa.table("notice", sa.column("kind"), sa.column("words"))


def upgrade() -> None:
    """Take the step."""
    for words, kind in KINDS.items():
        rest = sa.func.trim(sa.func.substr(NOTICE.c.words, len(words) + 1))
        noted = NOTICE.update().where(NOTICE.c.kind == "freed", NOTICE.c.words.startswith(words))
        op.execute(noted.values(kind=kind, words=rest))


def downgrade() -> None:
    """Take it back."""
    for words, kind in KINDS.items():
        noted = NOTICE.update().where(NOTICE.c.kind == kind)
        op.execute(noted.values(kind="freed", words=sa.func.trim(sa.literal(words + " ") + NOTICE.c.words)))
