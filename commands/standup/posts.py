"""What standups show on their own initiative, read anew each time it is shown."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.standup import operations, views
from storage import answers, facts, people, standups


def root(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the head of a day's thread."""
    return views.root(operations.roll(tx, post.subject_id, now))


def summary(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the summary at the close."""
    return views.summary(operations.roll(tx, post.subject_id, now))


def answer(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one answer in its thread."""
    found = answers.get(tx, post.subject_id)
    return views.said(found, standups.get_day(tx, found.day_id))


def prompt(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show what one member is asked."""
    return views.prompt(_asked(tx, post))


def reminder(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one member's reminder."""
    return views.reminder(_asked(tx, post))


def blockers(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show a lead what has been in their people's way for long."""
    lead = people.get(tx, post.subject_id)
    return views.for_lead(operations.stuck_for(tx, post.team_id, lead, now))


def note(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show what was told once; it is never drawn anew."""
    stored = post.frozen or {}
    return Message(stored.get("text", ""), tuple(stored.get("blocks", ())))


def _asked(tx: Session, post: facts.Post) -> list[tuple[facts.Answer, facts.StandupDay]]:
    found = answers.list_asked_with(tx, post.subject_id)
    return [(one, standups.get_day(tx, one.day_id)) for one in found]
