"""Reminders of standups and what is in the way stand in a member's one message; their own posts end."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

GONE = ("standup.remind", "standup.blockers")
ENDED = ("skipped", "cancelled", "dead")
POST = sa.table("post", sa.column("kind"), sa.column("state"), sa.column("reason"))


def upgrade() -> None:
    """Take the step: what stands in Slack stays there as it is, what was owed is not sent."""
    ending = POST.update().where(POST.c.kind.in_(GONE), POST.c.state.not_in(ENDED))
    op.execute(ending.values(state="cancelled", reason="it is told in the daily message now"))


def downgrade() -> None:
    """Nothing to take back: an older version sends its next reminders itself."""
