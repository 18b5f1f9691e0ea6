"""What happens next by the clock, in words: for the sandbox's page, which knows nothing of us."""

from datetime import datetime

from sqlmodel import Session

from storage import posts, timers

WORDS = {
    "task.day": "People are told of their day",
    "member.again": "Somebody's next day is worked out anew",
    "task.import": "A file of tasks is read on",
    "standup.prompt": "Standup asks people",
    "standup.remind": "Standup reminds people",
    "standup.close": "Standup is summed up",
    "standup.blocker": "A lead is shown what is in the way",
    "standup.week": "A lead is told how the week went",
    "standup.again": "Standup times are worked out anew",
    "answer.again": "Somebody whose answer was taken back is asked",
    "absence.again": "Standup days are brought up to date",
    "digest.send": "Digest is sent",
}
QUIET = ("standup.over", "task.import.over")  # only what stands already changes, and nobody is told


def listed(tx: Session) -> list[tuple[str, datetime]]:
    """List the next occurrence of each kind, soonest first; [] when nothing is due at any time."""
    found = [
        (WORDS.get(kind, kind.replace(".", " ")), at)
        for kind, at in timers.list_next(tx)
        if kind not in QUIET
    ]
    post = posts.next_due(tx)
    if post is not None:
        found.append(("A message goes out", post))
    return sorted(found, key=lambda one: one[1])
