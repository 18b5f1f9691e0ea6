"""What an Undo took back, in words."""

from collections import Counter

from commands.kit.reader import Reader
from commands.task.operations import Undone
from commands.task.views import outcomes, words
from storage.vocabulary import ADDED, NOTE, Noun

_NAMES = {
    Noun.MEMBER: ("what you set for yourself", "settings of people"),
    Noun.CHANNEL: ("what the channel is bound to", "what channels are bound to"),
}
_ALONG = {Noun.TASK, Noun.BLOCKER}  # with a task go its blockers


def taken_back(done: Undone, reader: Reader) -> str:
    """Say what stands again, or is gone again: one task by name, more by number."""
    things = Counter(noun for noun, _ in {(row.noun, row.subject_id) for row in done.changes})
    if Noun.PROJECT in things:
        del things[Noun.CHANNEL]  # goes with it
    is_gone = any(row.field in (ADDED, "dropped_at") for row in done.changes)
    if done.task and things.keys() <= _ALONG:
        before, after = done.task
        if all(row.field == NOTE for row in done.changes):
            return f"Taken back. {words.title(after)}: the note is gone again"
        gone = f"{words.title(after)} is gone again."
        return f"Taken back. {gone if is_gone else outcomes.changed(before, after, reader)}"
    named = words.both([_name(noun, count) for noun, count in things.items()])
    is_one = things.total() == 1
    if is_gone:
        return f"Taken back: {named} {'is' if is_one else 'are'} gone again."
    return f"Taken back: {named} {'is as it was' if is_one else 'are as they were'} before."


def _name(noun: Noun, count: int) -> str:
    one, many = _NAMES.get(noun, (f"the {noun.value.replace('_', ' ')}", f"{noun.value.replace('_', ' ')}s"))
    return one if count == 1 else f"{count} {many}"
