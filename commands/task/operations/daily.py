"""The one message a day that tells a member what is due and what happened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from commands.kit import calendar, hours, telling
from commands.kit.away import is_away
from commands.kit.call import Hint
from commands.kit.telling import ASKING
from commands.task import entries, rules
from commands.task.operations import news, proposing
from commands.task.operations.news import Kind
from commands.task.operations.proposing import Proposal
from commands.task.operations.settled import deeds as deeds_of
from commands.task.operations.settled import forget_settled
from storage import facts, histories, notices, people, posts, risks, tasks, timers, workspaces
from storage.vocabulary import Door, Noun


@dataclass(frozen=True, slots=True)
class Told:
    """One task a member is told of, and all there is to say of it."""

    task: facts.Task
    is_seen: bool  # the member may see it, still
    notices: tuple[facts.Notice, ...]  # oldest first
    deeds: tuple[facts.Change, ...]  # what others changed on it, first to last; not what was taken back
    members: Mapping[int, str]  # the names of whom those speak of
    numbers: Mapping[int, int]  # the numbers of the tasks they speak of, by id
    asked: tuple[int, ...]  # the ids of those notices that wait for the member's answer
    replaced: tuple[int, ...] = ()  # the ids of those in whose place a newer one waits for it
    proposal: Proposal | None = None  # another date the member asks for, not answered yet
    is_at_once: bool = False  # what tells it did not wait for the message of a day
    giver: facts.Member | None = None  # who gave it to the member; None: they did, or it is not theirs


def tell_day(
    tx: Session,
    team_id: int,
    member: facts.Member,
    day: date,
    now: datetime,
    ahead: Sequence[telling.Ahead] = (),
) -> None:
    """Owe a member their message of a day, unless nothing waits for them or they are away."""
    if is_away(tx, member, day):
        return
    today = hours.ends(day, member.zone)
    _, until = hours.next_morning(member, today, telling.away(tx, member))
    for task in tasks.list_due(tx, member.id, until, awake_by=today):
        at = task.due.at if task.due else today
        kind = Kind.LATE if at < now else Kind.DUE if at <= today else Kind.SOON
        notices.insert_(tx, team_id, member.id, kind=kind, noun=Noun.TASK, subject_id=task.id, at=now)
    forget_settled(tx, team_id, member, now)
    before = posts.places_of(tx, telling.TOLD, Noun.MEMBER, [member.id]).get(member.id)
    telling.tell_day(tx, team_id, member, day, now, ahead)
    if before and any(one.kind == Kind.LATE for one in notices.list_of_post(tx, before.id)):
        posts.stale_post(tx, before.id)  # what is late stands in the new one: all of it is handled there


def told(tx: Session, post: facts.Post, member: facts.Member, now: datetime) -> list[Told]:
    """Return what a post tells a member, a task each, in the order it came up."""
    found: dict[int, list[facts.Notice]] = {}
    for notice in notices.list_of_post(tx, post.id):
        if notice.noun is Noun.TASK:
            found.setdefault(notice.subject_id, []).append(notice)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, "")
    seen = {task.id: task for task in tasks.list_seen(tx, act, list(found), dropped=True)}
    unanswered = notices.list_unanswered(tx, member.id, ASKING) if found else ()
    newest = {(one.subject_id, one.kind): one for one in unanswered}.values()
    asked = {one.id for one in newest if (task := seen.get(one.subject_id)) and _waits(one, task, act)}
    replaced = {one.id for one in unanswered} - {one.id for one in newest}
    mine = [task for task in seen.values() if rules.is_owner(task, member)]
    proposals = proposing.list_pending(tx, mine)
    givers = {task.id: giver for task in mine if not rules.is_owner(task, giver := news.giver(tx, task))}
    return [
        replace(
            _told(tx, act, (seen.get(task_id) or tasks.get(tx, task_id), task_id in seen), about, asked),
            replaced=tuple(one.id for one in about if one.id in replaced),
            proposal=proposals.get(task_id),
            giver=givers.get(task_id),
            is_at_once=post.noun is Noun.TASK,
        )
        for task_id, about in found.items()
    ]


def list_asked(tx: Session, act: facts.Act, limit: int) -> list[Told]:
    """Return tasks on which somebody waits for the member's answer, longest first.

    Whose task it is asks for a date that it does not have, or it was given back and is the member's now.
    """
    if act.member is None:
        return []
    found = {one.subject_id: one for one in notices.list_unanswered(tx, act.member.id, ASKING)}
    seen = {task.id: task for task in tasks.list_seen(tx, act, list(found))}
    asked = [one for one in found.values() if (task := seen.get(one.subject_id)) and _waits(one, task, act)]
    return [_told(tx, act, (seen[one.subject_id], True), [one], {one.id}) for one in asked[:limit]]


def _waits(notice: facts.Notice, task: facts.Task, act: facts.Act) -> bool:
    if notice.kind == Kind.DECLINED:
        return rules.is_owner(task, act.member)
    return proposing.is_pending(notice, task)


def _told(
    tx: Session,
    act: facts.Act,
    about: tuple[facts.Task, bool],
    found: Sequence[facts.Notice],
    asked: Collection[int],
) -> Told:
    deeds = [deed for notice in found for deed in deeds_of(tx, act.team.id, notice)]
    return replace(
        _done(tx, act, about, deeds),
        notices=tuple(found),
        asked=tuple(one.id for one in found if one.id in asked),
    )


def changed_by(tx: Session, act: facts.Act, task: facts.Task, group: str) -> Told:
    """Return what a change group did to a task, with the names it speaks of."""
    deeds = histories.list_group(tx, act.team.id, group, (Noun.TASK, task.id))
    return _done(tx, act, (task, True), entries.told(deeds))


def _done(tx: Session, act: facts.Act, about: tuple[facts.Task, bool], deeds: list[facts.Change]) -> Told:
    owners = {each for deed in deeds if deed.field == "owner_id" for each in (deed.old, deed.new) if each}
    linked = {
        each for deed in deeds if deed.field == "after" for each in (*(deed.old or ()), *(deed.new or ()))
    }
    members = {each: people.get(tx, each).name for each in owners}
    numbers = tasks.numbers(tx, act, linked, dropped=True) if linked else {}
    return Told(*about, (), tuple(entries.seen(deeds, numbers)), members, numbers, ())


def plan_all(tx: Session, now: datetime) -> None:
    """Set anew the next daily message of all for whom there is something to tell; for the start of Muster."""
    for team in workspaces.list_teams(tx):
        wanted = notices.members_waiting(tx, team.id) | tasks.list_owners(tx, team.id)
        wanted |= risks.list_watchers(tx, team.id)
        for member in people.list_people(tx, team.id):
            if member.id in wanted:
                news.plan(tx, team.id, member, now)


def hinted(tx: Session, hint: Hint, act: facts.Act) -> None:
    """Keep from when until when a member is not to be disturbed; what waits for that has its hour anew."""
    if hint.is_quiet and act.member is not None:
        span = {"dnd_from": hint.since, "dnd_until": hint.until}
        _put_off(tx, act.team.id, people.save(tx, act.team.id, act.member.slack_id, **span), act.now)


def _put_off(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    if member.is_active:
        forget_settled(tx, team_id, member, now)
        telling.put_off(tx, team_id, member, now)
        news.hasten(tx, team_id, member, now)


def plan_anew(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Set a member's next daily message anew: they came back, moved, or have other quiet hours.

    Today's goes now if it was still to come and its new time is over.
    """
    _put_off(tx, team.id, member, now)
    subject, here = str(member.id), calendar.local(now, member.zone)
    pending = timers.find_next(tx, telling.DAY, subject)
    timers.cancel(tx, telling.DAY, subject, now=now, reason="worked out anew")
    is_today = pending is not None and pending.occurrence == here.date().isoformat()
    is_over = hours.quiet_hours(member)[1] <= here.time()
    if is_today and is_over and hours.is_open(member, now, telling.away(tx, member)):
        timers.set_(tx, team.id, telling.DAY, subject, occurrence=here.date().isoformat(), due_at=now)
    else:
        news.plan(tx, team.id, member, now)
