"""What standups show on their own initiative, read anew each time it is shown."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from commands.kit import calendar
from commands.kit import posts as kit_posts
from commands.kit.blocks import Message
from commands.standup import operations, views
from storage import answers, facts, notices, people, standups, workspaces
from storage.vocabulary import Door, Noun


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
    asked = _asked(tx, post)
    return views.prompt(asked, now, _away(tx, asked))


def file(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Bring a member the week they asked for, as it stands now and as far as they may see it."""
    member = people.get(tx, post.member_id or 0)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, group="")
    return views.file(operations.exported(tx, act, post.subject_id), member)


def reminders(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Remind a member of what they have not answered yet."""
    found = [answers.get(tx, one.subject_id) for one in told]
    asked = [(one, standups.get_day(tx, one.day_id)) for one in found]
    return views.reminder(asked, now, _away(tx, asked))


def blockers(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Show a lead what has been in their people's way for long."""
    return views.for_lead(operations.stuck(tx, [one.subject_id for one in told], now))


def weeks(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Tell a lead how a week went, as it stood when it was told."""
    lead, team = people.get(tx, post.member_id or 0), workspaces.get_team(tx, post.team_id)
    found = []
    for one in told:
        act = facts.Act(team=team, member=lead, door=Door.TIMER, now=one.at, group="")
        monday = calendar.monday_of(date.fromisoformat(one.words))
        found.append(operations.week(tx, act, standups.get(tx, one.subject_id), monday, None))
    beside = {one.subject_id for one in notices.list_of_post(tx, post.id) if one.noun is Noun.BLOCKER}
    return views.weeks(found, date.fromisoformat(told[0].words), beside)


def note(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show what was told of an answer; once that was taken back, no more than that."""
    return views.gone() if kit_posts.is_taken_back(tx, post) else kit_posts.told(tx, post, now)


def _away(tx: Session, asked: views.Asked) -> set[int]:
    return {one.id for one, _ in asked if operations.is_away(tx, one)}


def _asked(tx: Session, post: facts.Post) -> list[tuple[facts.Answer, facts.StandupDay]]:
    found = answers.list_asked_with(tx, post.subject_id)
    return [(one, standups.get_day(tx, one.day_id)) for one in found]
