"""Who brought a task to where it stands, as its card says it."""

from commands.task.views import words
from storage import facts

FIELDS = ("status", "started_at", "blocked_at", "owner_id")  # whose newest change the card names
_BEGUN = {"started_at": ("Started", ""), "blocked_at": ("Blocked", "Unblocked")}


def trail(task: facts.Task, change: facts.Change | None) -> str:
    """Say who did the newest of these changes, and when by their own clock; "" where nothing needs saying."""
    if change is None:
        return ""
    did = _did(task, change)
    return f"{did} by {words.who(change.member)} on {words.changed_when(task, change)}" if did else ""


def _did(task: facts.Task, change: facts.Change) -> str:
    match change.field:
        case "status":
            return {"done": "Done", "dropped": "Dropped", "open": "Opened again"}.get(str(change.new), "")
        case "owner_id" if change.member is not None and change.new == change.member.id:
            return "Taken"
        case "owner_id":
            return f"Given to {words.name(task.owner)}"
        case field:
            now, ended = _BEGUN.get(field, ("", ""))
            return now if change.new else ended
