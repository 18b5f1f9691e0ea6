"""What happens next by the clock, in words: for the sandbox's page, which knows nothing of us."""

from datetime import datetime

from sqlmodel import Session

from commands.admin.views import called
from storage import posts, timers

QUIET = ("standup.over", "task.import.over")  # only what stands already changes, and nobody is told


def listed(tx: Session) -> list[tuple[str, datetime]]:
    """List the next occurrence of each kind, soonest first; [] when nothing is due at any time."""
    found = [(called(kind).capitalize(), at) for kind, at in timers.list_next(tx) if kind not in QUIET]
    post = posts.next_due(tx)
    if post is not None:
        found.append(("A message goes out", post))
    return sorted(found, key=lambda one: one[1])
