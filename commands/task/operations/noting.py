"""Words added to a task's history, and who hears of what changes on it."""

from sqlmodel import Session

from commands.kit.operations import with_names
from commands.task.operations import news
from commands.task.operations.outcome import Changed, Outcome, Unknown, apply, found
from storage import changes, facts, tasks
from storage.vocabulary import Noun


def note(tx: Session, number: int, text: str, act: facts.Act, *, is_answer: bool = False) -> Outcome:
    """Add words to a task's history; `is_answer`: its owner asked for another date, and these answer it."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    changes.tell(tx, act, Noun.TASK, before.id, with_names(tx, act, text))
    told = news.noted(tx, act, before, is_answer=is_answer)
    return Changed(tasks.get(tx, before.id, act), act.group, before, told=told)


def watch(tx: Session, number: int, act: facts.Act) -> Outcome:
    """Let the member hear of what changes on a task they see; guests may, too."""
    return _set_watching(tx, number, act, is_on=True)


def unwatch(tx: Session, number: int, act: facts.Act) -> Outcome:
    """Let the member hear of a task no longer."""
    return _set_watching(tx, number, act, is_on=False)


def _set_watching(tx: Session, number: int, act: facts.Act, *, is_on: bool) -> Outcome:
    before = tasks.find(tx, act, number, to_change=True)
    if before is None or act.member is None:
        return Unknown(number)
    others = {member.id for member in before.watchers} - {act.member.id}
    return apply(tx, before, act, {"watchers": sorted(others | ({act.member.id} if is_on else set()))})
