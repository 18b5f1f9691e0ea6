"""Who hears of a change of a task, besides whoever made it, and when a reminder follows from it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from commands.kit import hours, telling
from commands.kit.telling import News, Telling
from commands.task import rules
from storage import facts, histories, links, notices, risks, task_imports, tasks
from storage.vocabulary import ADDED, Noun, TaskStatus


class Kind(StrEnum):
    """What a notice about a task says."""

    GIVEN = notices.GIVEN  # it is yours now
    DECLINED = telling.DECLINED  # who had it gave it back; the words are the reason
    PROPOSED = telling.PROPOSED  # who has it asks for another date; the words are that moment, in ISO
    FREED = "freed"  # nothing holds it up: what did is done; the words name that, if its owner may see it
    CALLED_OFF = "called-off"  # so it is since what held it up was dropped
    TAKEN_BACK = "taken-back"  # and since the making of that was
    LATE = "late"  # it was due before that is told
    DUE = "due"  # it is due later on the day on which that is told
    SOON = "soon"  # it is due after that day, and before the next message of a day
    CHANGED = "changed"  # a change of a task one owns or watches; the group says which
    ANSWERED = "answered"  # so does this, of one's own: it answers the other date that one asked for
    HANDED = "handed"  # so does this, of what one gave away
    LEFT = notices.LEFT  # who had it has left
    UNLED = "unled"  # so has who is named, and their channel is told, for nobody is there to give it anew
    UNSEEN = "unseen"  # Slack did not take its card; the words say for where
    UNHEARD = "unheard"  # Slack did not take the message that gives it to somebody; the words are their name


CAN_BEGIN = (Kind.FREED, Kind.CALLED_OFF, Kind.TAKEN_BACK)
OF_CHANGES = (Kind.CHANGED, Kind.ANSWERED)


def added(tx: Session, act: facts.Act, task: facts.Task) -> Telling | None:
    """Tell the owner of a new task, and set their reminder: a daily message sets the one after it."""
    told = tell(tx, act, task.owner, Kind.GIVEN, task) if task.owner else None
    if told is None or not told.is_daily:
        remind(tx, act.team.id, task, act.now)
    return told


def changed(
    tx: Session, act: facts.Act, before: facts.Task, after: facts.Task, *, is_answer: bool = False
) -> Telling | None:
    """Tell a new owner what is theirs, others what changed, and who waited that they can begin.

    `is_answer`: it answers the other date that the owner asked for. Returns when a new owner is told, or
    the owner of what has become urgent or who asked.
    """
    is_given = after.owner is not None and not rules.is_owner(before, after.owner)
    is_given = is_given or _is_back_unheard(tx, act, before, after)
    is_pressing = rules.is_urgent(after, act.now) and not rules.is_urgent(before, act.now)
    told = None
    if after.owner is not None and is_given and after.status is TaskStatus.OPEN:
        told = tell(tx, act, after.owner, Kind.GIVEN, after)
    if before.owner is not None and not rules.is_owner(after, before.owner):
        recall(tx, act.team.id, before.owner, before.id, act.now)
    if rules.is_news(before, after):
        interested = [
            one for one in _interested(tx, act, before, after) if _is_shown(tx, act, one, before, after)
        ]
        for member in interested:
            kind = _of_change(before, member, is_answer=is_answer)
            if not rules.is_owner(after, member):
                tell(tx, act, member, kind, after)
            elif not is_given:
                heard = tell(tx, act, member, kind, after, is_urgent=is_pressing)
                told = heard if is_pressing or is_answer else None
        _tell_givers(tx, act, before, after, interested)
    if before.status is TaskStatus.OPEN and after.status is not TaskStatus.OPEN:
        free(tx, act, after)
    remind(tx, act.team.id, after, act.now)
    return told


def declined(
    tx: Session,
    act: facts.Act,
    before: facts.Task,
    after: facts.Task,
    reason: str,
    gone: facts.Member | None,
) -> Telling | None:
    """Tell whoever has a task now why it was given back, and who watches it that it was.

    `gone`: who gave it and is here no longer, so that somebody else has it. Returns when its owner is told;
    None where it went to nobody.
    """
    why = "; ".join(filter(None, [reason, f"{gone.name}, who gave it, has left" if gone else ""]))
    told = tell(tx, act, after.owner, Kind.DECLINED, after, why) if after.owner else None
    interested = _interested(tx, act, before, after)
    for member in interested:
        if not rules.is_owner(after, member):
            tell(tx, act, member, Kind.CHANGED, after)
    _tell_givers(tx, act, before, after, interested)
    remind(tx, act.team.id, after, act.now)
    return told


def recall(tx: Session, team_id: int, member: facts.Member, task_id: int, now: datetime) -> None:
    """Let what a member is to be told of a task wait again, as far as Slack does not have it yet.

    What of it is still to be told is judged when something tells them.
    """
    if notices.recall(tx, member.id, Noun.TASK, task_id, kind=telling.TOLD):
        plan(tx, team_id, member, now)


def hasten(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    """Tell a member at once what waits for them of their own tasks and is urgent, but for mere changes."""
    waiting = [one for one in notices.list_waiting(tx, member.id) if one.noun is Noun.TASK]
    newest = {one.subject_id: one for one in waiting if one.kind not in OF_CHANGES}
    for task in tasks.list_those(tx, newest):
        if rules.is_owner(task, member) and rules.is_urgent(task, now):
            telling.hasten(tx, team_id, member, newest[task.id], now)


def noted(tx: Session, act: facts.Act, task: facts.Task, *, is_answer: bool = False) -> Telling | None:
    """Tell the owner of a task and who watches it that something was noted on it; `is_answer` as above.

    Returns when the owner is told who asked.
    """
    told = None
    for member in _interested(tx, act, task, task):
        heard = tell(tx, act, member, _of_change(task, member, is_answer=is_answer), task)
        told = heard if is_answer and rules.is_owner(task, member) else told
    return told


def _of_change(before: facts.Task, member: facts.Member, *, is_answer: bool) -> Kind:
    """Return the kind of notice that tells a member of a change: an answer is the owner's who asked."""
    return Kind.ANSWERED if is_answer and rules.is_owner(before, member) else Kind.CHANGED


def tell(
    tx: Session,
    act: facts.Act,
    member: facts.Member,
    kind: Kind,
    task: facts.Task,
    words: str = "",
    *,
    is_urgent: bool | None = None,
) -> Telling | None:
    """Have a member told of a task; at once if `is_urgent`, by itself what is urgent and no mere change."""
    if is_urgent is None:
        is_urgent = kind not in OF_CHANGES and rules.is_urgent(task, act.now)
    news = News(kind, Noun.TASK, task.id, act.member, words, act.group, is_urgent)
    return telling.tell(tx, act.team.id, member, news, act.now)


def remind(tx: Session, team_id: int, task: facts.Task, now: datetime) -> None:
    """Set the daily message in which the owner of an open task with a date will find it."""
    if task.status is TaskStatus.OPEN and task.owner is not None and task.due is not None:
        at = max(task.due.at, task.snoozed_until or task.due.at)
        _set_day(tx, team_id, task.owner, at, now)


def plan(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    """Set a member's next daily messages: soon if anything waits or is late, else when a task is due.

    And for the first review of the risks they watch.
    """
    if not member.is_active:
        return
    at = now if notices.list_waiting(tx, member.id) else tasks.next_reminder(tx, member.id)
    if at is not None:
        _set_day(tx, team_id, member, at, now)
    review_on = risks.next_review(tx, team_id, member.id)
    if review_on is not None:
        telling.set_day(tx, team_id, member, after=max(hours.begins(review_on, member.zone), now))


def giver(tx: Session, task: facts.Task) -> facts.Member:
    """Return who gave a task to its owner, be they here or not: whoever did so last, else who made it."""
    return _given_by(tx, task) or task.creator


def _given_by(tx: Session, task: facts.Task) -> facts.Member | None:
    given = notices.find_last(tx, task.owner.id, Kind.GIVEN, Noun.TASK, task.id) if task.owner else None
    return given.by if given is not None else None


def _set_day(tx: Session, team_id: int, member: facts.Member, at: datetime, now: datetime) -> None:
    """Set the message in which a member finds what is due at an instant: that day's, or the last before."""
    if member.is_active and not member.is_bot:
        begins = hours.begins(hours.last_morning(member, at), member.zone)
        telling.set_day(tx, team_id, member, after=max(begins, now))


def _is_shown(
    tx: Session, act: facts.Act, member: facts.Member, before: facts.Task, after: facts.Task
) -> bool:
    """Tell whether a member may see anything of a change: of a link, only to what they may see."""
    if before.after == after.after or rules.is_news(replace(before, after=after.after), after):
        return True
    linked = {one.id for one in {*before.after} ^ {*after.after}}
    return bool(tasks.list_seen(tx, replace(act, member=member, here=None), linked, dropped=True))


def _is_back_unheard(tx: Session, act: facts.Act, before: facts.Task, after: facts.Task) -> bool:
    """Tell whether a task that is open again was given to its owner while it was over: they never heard."""
    if before.status is TaskStatus.OPEN or after.status is not TaskStatus.OPEN:
        return False
    rows = histories.list_about(tx, act.team.id, Noun.TASK, after.id)
    undone = {row.undoes for row in rows}
    lasting = (row for row in rows if row.group != act.group and not row.undoes and row.group not in undone)
    newest = next((row.field for row in lasting if row.field in ("owner_id", "status")), "")
    return newest == "owner_id"


def _tell_givers(
    tx: Session, act: facts.Act, before: facts.Task, after: facts.Task, told: Collection[facts.Member]
) -> None:
    """Tell whoever gave a task away what became of it: that it is done or not, passed on, stuck or put off.

    Not whoever hears of it anyhow, nor of a round that comes again.
    """
    if before.owner is None or not rules.concerns_giver(before, after):
        return
    by, maker = _given_by(tx, before), before.creator
    givers = {one.id: one for one in (by, maker) if one is not None and one not in told and one != act.member}
    if maker.id in givers and maker != by and _is_of_file(tx, act, before):
        del givers[maker.id]
    for member in givers.values():
        if tasks.list_seen(tx, replace(act, member=member, here=None), [after.id], dropped=True):
            tell(tx, act, member, Kind.HANDED, after)


def _is_of_file(tx: Session, act: facts.Act, task: facts.Task) -> bool:
    """Tell whether a file made a task: nobody gave those away one by one."""
    made = histories.find_newest(tx, act.team.id, Noun.TASK, task.id, [ADDED])
    return made is not None and task_imports.find_of_group(tx, act.team.id, made.group) is not None


def _interested(
    tx: Session, act: facts.Act, before: facts.Task, after: facts.Task
) -> Collection[facts.Member]:
    """Return who owned or owns a task, and of those who watch it whoever may see it, each once."""
    owners = [task.owner for task in (before, after) if task.owner is not None]
    watching = [
        one
        for one in after.watchers
        if tasks.list_seen(tx, replace(act, member=one, here=None), [after.id], dropped=True)
    ]
    return {member.id: member for member in (*owners, *watching)}.values()


def free(tx: Session, act: facts.Act, over: facts.Task) -> None:
    """Tell the owners of what waited for a task, and for nothing else that is open, that they can begin."""
    kind = Kind.FREED
    if over.status is TaskStatus.DROPPED:
        kind = Kind.CALLED_OFF if over.drop_reason else Kind.TAKEN_BACK
    for task_id in links.list_freed(tx, over.id):
        task = tasks.get(tx, task_id)
        if task.owner is not None:
            theirs = facts.Act(act.team, task.owner, act.door, act.now, "")
            is_seen = tasks.list_seen(tx, theirs, [over.id], dropped=True)
            tell(tx, act, task.owner, kind, task, f"T-{over.number}" if is_seen else "")
