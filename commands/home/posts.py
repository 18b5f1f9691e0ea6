"""A person's Home, read anew each time it is shown."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.home import views
from commands.kit import calendar
from commands.kit.away import is_away
from commands.kit.blocks import Message
from commands.risk import reviewing
from commands.task import rules
from commands.task.load import judge_load
from commands.task.operations import changed_by, list_asked, read_own_day, read_part
from storage import facts, histories, people, tasks, workspaces
from storage.vocabulary import Door, Noun

MOST = views.MOST + 1
COUNTED = 100  # tasks of a person whose estimates are added up


def home(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show one person's day as it stands now."""
    member = people.get(tx, post.subject_id)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, group="")
    today = calendar.local(now, member.zone).date()
    mine, given = tasks.owned_by(member.id), tasks.given_away_by(member.id)
    lately = now - rules.JUST_DONE
    week = calendar.last_working_day_of_week(today)
    dated = tasks.list_open(tx, act, where=[mine, tasks.due_by(week)], limit=COUNTED)
    undo = histories.last_group(tx, post.team_id, member.id, now=now)
    asked = tuple(list_asked(tx, act, MOST))
    waiting = tasks.list_open(tx, act, where=[tasks.waiting_for(member.id)], limit=MOST)
    day = views.Day(
        own=read_own_day(tx, act, member),
        asked=asked,
        waiting=tuple(task for task in waiting if task.id not in {one.task.id for one in asked}),
        given=read_part(tx, act, given),
        given_done=tuple(tasks.list_done(tx, act, where=[given, tasks.done_since(lately)], limit=MOST)),
        load=judge_load(dated, member, now=now, away=_away(tx, member, today, week)),
        last=_last(tx, act, undo),
        reviews=tuple(reviewing.list_due(tx, act, MOST)),
    )
    return views.home(day, member, now)


def _last(tx: Session, act: facts.Act, group: str | None) -> views.Last | None:
    """Read what the group of a member's last change did, as far as they see it; None without one."""
    if group is None:
        return None
    changed = histories.list_subjects(tx, act.team.id, group, Noun.TASK, MOST)
    seen = tasks.list_seen(tx, act, changed, dropped=True)
    did = changed_by(tx, act, seen[0], group) if len(seen) == 1 else None
    beside = None if changed else histories.list_group(tx, act.team.id, group)[0].noun
    return views.Last(group, tuple(seen), did, beside)


def _away(tx: Session, member: facts.Member, today: date, week: date) -> list[date]:
    days = [today + timedelta(days=ahead) for ahead in range((week - today).days + 1)]
    return [day for day in days if is_away(tx, member, day)]
