"""What tasks show on their own initiative, read anew each time it is shown."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.task import views
from storage import changes, facts, tasks
from storage.vocabulary import Noun


def card(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the task's card as it stands now."""
    newest = changes.find_newest(tx, post.team_id, Noun.TASK, post.subject_id, views.FIELDS)
    return views.card(tasks.get_shown(tx, post.subject_id), newest)


def thread(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Tell the thread of the message the task was made from."""
    return views.thread(tasks.get(tx, post.subject_id))
