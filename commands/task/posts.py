"""What tasks show on their own initiative, read anew each time it is shown."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from commands.kit import calendar, telling
from commands.kit.blocks import Message
from commands.kit.reader import Reader
from commands.kit.requests import Unclear
from commands.task import operations, views
from commands.task.sheet import Where
from storage import facts, histories, people, tasks, workspaces
from storage.vocabulary import Door, Noun


def card(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the task's card as it stands now."""
    newest = histories.find_newest(tx, post.team_id, Noun.TASK, post.subject_id, views.FIELDS)
    task = tasks.get_shown(tx, post.subject_id)
    return views.card(task, newest, operations.list_pending(tx, [task]).get(task.id))


def thread(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Tell the thread of the message the task was made from."""
    return views.thread(tasks.get(tx, post.subject_id))


def told(tx: Session, post: facts.Post, now: datetime, draws: Mapping[Noun, telling.Draw]) -> Message:
    """Tell a member of their day, at once of what is urgent, or with what has its time now of all that waits.

    What is no task is drawn by `draws`.
    """
    member = people.get(tx, post.member_id or 0)
    about = operations.told(tx, post, member, now)
    on = telling.day_of(post, member)
    if post.noun is Noun.TASK:
        return views.at_once(member, about, on, now)
    beside = telling.beside(tx, post, now, draws)
    if post.noun is Noun.MEMBER:
        return views.day(member, about, on, now, beside)
    return views.timely(member, about, on, now, beside)


def handover(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show whoever gives it anew the open work of a member who has left."""
    member = people.get(tx, post.member_id or 0)
    gone = people.get(tx, post.subject_id)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, group="")
    hidden = operations.count_hidden(tx, act, gone)
    return views.handover(gone, member, operations.told(tx, post, member, now), now, hidden)


def unled(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show a channel the open work of a member who has left, where nobody is there to give it anew."""
    return views.unled(people.get(tx, post.subject_id), operations.read_unled(tx, post), now)


def file(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Bring a member the tasks they asked for, as they stand now and as far as they may see them."""
    member = people.get(tx, post.member_id or 0)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, group="")
    found = operations.exported(tx, act, post.subject_id)
    if isinstance(found, Unclear):
        return views.no_file(found.words)
    day = calendar.local(now, member.zone).date().isoformat()
    return views.file(
        found.kind,
        found.words,
        found.tasks,
        member,
        day,
        Where(found.places, found.cards),
        is_whole=found.is_whole,
    )


def imported(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show whoever brought a file of tasks how far it is."""
    found = operations.standing(tx, post.subject_id, now, wrong=views.NAMED, good=views.SHOWN)
    until = found.file.at + histories.UNDO_WINDOW
    member = people.get(tx, found.file.member_id)
    reader = Reader.of(member, now)
    return views.imported(found, calendar.local(until, member.zone) if now < until else None, reader)
