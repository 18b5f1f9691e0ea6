"""What an Undo took back, in words."""

from collections import Counter
from collections.abc import Sequence

from commands.kit.blocks import cut, joined, safe
from commands.kit.named import holder
from commands.kit.reader import Reader
from commands.task.operations import Undone
from commands.task.views import outcomes, words
from storage import facts
from storage.vocabulary import ADDED, NOTE, Noun, RiskStatus

_NAMES = {
    Noun.MEMBER: ("what you set for yourself", "settings of people"),
    Noun.CHANNEL: ("what the channel is bound to", "what channels are bound to"),
}
MOST = 10  # tasks that are named
_SKIPPED = {(Noun.ANSWER, "skipped_at"), (Noun.ANSWER, "skip_reason")}
_EMOJI = {(Noun.CHANNEL, "task_emoji")}
_OWN = {
    "skills": {(Noun.MEMBER, "skills")},
    "quiet hours": {(Noun.MEMBER, "quiet_from"), (Noun.MEMBER, "quiet_until")},
    "public holidays": {(Noun.MEMBER, "holidays")},
}
_ALONG = {Noun.TASK, Noun.BLOCKER}  # with a task go its blockers


def taken_back(done: Undone, reader: Reader) -> str:
    """Say what stands again, or is gone again: tasks by name and what each is, other things by number."""
    things = Counter(noun for noun, _ in {(row.noun, row.subject_id) for row in done.changes})
    if Noun.PROJECT in things:
        del things[Noun.CHANNEL]  # goes with it
    is_gone = any(row.field in (ADDED, "dropped_at") for row in done.changes)
    if done.tasks and things.keys() <= _ALONG:
        lines = [_task(*pair, done, reader) for pair in done.tasks[:MOST]]
        more = [f"and {len(done.tasks) - MOST} more"] if len(done.tasks) > MOST else []
        return "\n".join(["Taken back:", *lines, *more]) if len(lines) > 1 else f"Taken back. {lines[0]}"
    fields = {(row.noun, row.field) for row in done.changes}
    if fields <= _SKIPPED:
        return "Taken back: the standup waits for your answer again."
    if own := {what for what, named in _OWN.items() if fields <= named}:
        return f"Taken back: your {own.pop()} are as they were before."
    if fields <= _EMOJI:
        return "Taken back: the emoji of the channel is as it was before."
    if len(done.risks) == 1 and things.keys() == {Noun.RISK} and not is_gone:
        name = _name(Noun.RISK, 1, done.risks)
        if all(row.field == NOTE for row in done.changes):
            return f"Taken back. {name}: the note is gone again."
        return f"Taken back: {name} is as it was before: {_stands(done.risks[0])}."
    named = joined([_name(noun, count, done.risks) for noun, count in things.items()])
    is_one = things.total() == 1
    if is_gone:
        return f"Taken back: {named} {'is' if is_one else 'are'} gone again."
    return f"Taken back: {named} {'is as it was' if is_one else 'are as they were'} before."


def _task(before: facts.Task, after: facts.Task, done: Undone, reader: Reader) -> str:
    rows = [row for row in done.changes if row.noun is Noun.TASK and row.subject_id == after.id]
    if any(row.field == ADDED for row in rows):
        return f"{words.title(after)} is gone again."
    if after.id in done.asked:
        return f"{words.title(after)}: {words.asked_no_more(after, done.asked[after.id], reader)}"
    again = done.again.get(after.id)
    if all(row.field == NOTE for row in rows):
        gone = words.asked_again(after, again, reader) if again else "the note is gone again"
        return f"{words.title(after)}: {gone}"
    said = outcomes.changed(before, after, reader)
    return f"{said}\n{words.asked_again(after, again, reader)}." if again else said


def _stands(risk: facts.Risk) -> str:
    """Say how a risk stands: its score, whose it is, and whether it is watched."""
    likely, bad = risk.probability, risk.impact
    score = f"{likely * bad} = {likely}×{bad}" if likely and bad else f"p{likely or '?'} i{bad or '?'}"
    owner = f"owner {holder(risk.owner)}" if risk.owner else "no owner"
    return f"{score}, {owner}, {'closed' if risk.status is RiskStatus.CLOSED else 'open'}"


def called(noun: Noun) -> str:
    """Call a thing that was changed by what it is: "the risk"."""
    return _name(noun, 1, ())


def _name(noun: Noun, count: int, risks: Sequence[facts.Risk]) -> str:
    if noun is Noun.RISK and count == len(risks) == 1:
        return f"*R-{risks[0].number}* {safe(cut(risks[0].statement, 100))}"
    one, many = _NAMES.get(noun, (f"the {noun.value.replace('_', ' ')}", f"{noun.value.replace('_', ' ')}s"))
    return one if count == 1 else f"{count} {many}"
