"""What standups show on their own initiative, read anew each time it is shown."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.standup import operations, rules, views
from storage import facts, standups


def root(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the head of a day's thread."""
    return views.root(operations.roll(tx, post.subject_id))


def summary(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the summary at the close."""
    return views.summary(operations.roll(tx, post.subject_id))


def answer(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one answer in its thread."""
    return views.said(standups.get_answer(tx, post.subject_id))


def prompt(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one member's question."""
    return views.prompt(*_asked(tx, post))


def reminder(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one member's reminder."""
    return views.reminder(*_asked(tx, post))


def _asked(tx: Session, post: facts.Post) -> tuple[facts.Answer, facts.StandupDay, datetime]:
    found = standups.get_answer(tx, post.subject_id)
    day = standups.get_day(tx, found.day_id)
    return found, day, rules.closes_at(day.standup, found.member.zone, day.day)
