"""What becomes of the work of somebody who has left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.kit.telling import News
from commands.task import rules
from commands.task.operations import daily, heirs
from commands.task.operations.news import Kind
from storage import facts, notices, people, posts, tasks, timers, workspaces
from storage.vocabulary import Noun, Place, TaskStatus

HANDOVER, UNLED = "task.handover", "task.unled"  # posts: to who gives it anew; to a channel where nobody does


def moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Hand over the work of a member who has left; whoever came back or moved is reminded anew.

    The cards of their tasks, and what a channel was told of those, say whether they are there.
    """
    renamed(tx, team, member)
    if member.is_active:
        daily.plan_anew(tx, team, member, now)
        _take_up(tx, team, member, now)
    else:
        _end(tx, team, member, now)


def renamed(tx: Session, team: facts.Team, member: facts.Member) -> None:
    """Have the cards of a member's tasks, and what a channel was told of those, drawn anew."""
    posts.stale(tx, Noun.TASK, *(task.id for task in tasks.list_owned(tx, member.id)))
    posts.stale_kind(tx, UNLED, Noun.MEMBER, member.id)


def _end(tx: Session, team: facts.Team, gone: facts.Member, now: datetime) -> None:
    """Tell a leaver nothing more; hand over their work, and what they had to give anew of others."""
    timers.cancel(tx, telling.DAY, str(gone.id), now=now, reason="they have left")
    before = _were_to_give(tx, gone)
    notices.cancel_to(tx, gone.id)
    posts.cancel_to(tx, gone.id, reason="they have left")
    _hand_over(tx, team, gone, tasks.list_owned(tx, gone.id), now)
    for owner in {task.owner.id: task.owner for task in before if task.owner}.values():
        theirs = [task for task in before if task.owner == owner]
        _hand_over(tx, team, owner, theirs, now, mark=f":{gone.id}")


def _take_up(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Give whoever is back the work of leavers that is theirs to give anew; channels that had it read so."""
    unled = notices.list_about(tx, Noun.TASK, tasks.ids_left(tx, team.id), Kind.UNLED)
    left = tasks.list_those(tx, {one.subject_id for one in unled})
    known = {one.subject_id for one in notices.list_to(tx, member.id, Kind.LEFT, Noun.TASK)}
    for owner in {task.owner.id: task.owner for task in left if task.owner}.values():
        posts.stale_kind(tx, UNLED, Noun.MEMBER, owner.id)
        others = heirs.others(tx, team, owner)
        new = [task for task in left if task.owner == owner and task.id not in known]
        found = heirs.heirs(tx, team, new, others, now)
        theirs = [task for task in new if found.get(task.id) == member]
        if theirs:
            _owe_card(tx, team, owner, member, theirs, now, mark=":back")


def _is_left(task: facts.Task) -> bool:
    return task.status is TaskStatus.OPEN and task.owner is not None and not task.owner.is_active


def _were_to_give(tx: Session, gone: facts.Member) -> list[facts.Task]:
    """Return the open tasks of others who have left that a member was to give anew and did not."""
    ids = {one.subject_id for one in notices.list_to(tx, gone.id, Kind.LEFT, Noun.TASK)}
    found = [tasks.get(tx, each) for each in sorted(ids)]
    return [task for task in found if _is_left(task) and task.owner != gone]


def _hand_over(
    tx: Session,
    team: facts.Team,
    gone: facts.Member,
    owned: Sequence[facts.Task],
    now: datetime,
    mark: str = "",
) -> None:
    """Owe each lead a card with the open tasks that are theirs to give anew.

    Of what nobody sees who could, an admin is told that it is there, and its channel, which it is.
    """
    posts.stale_kind(tx, UNLED, Noun.MEMBER, gone.id)
    others, admins = heirs.others(tx, team, gone), heirs.admins(tx, team)
    left: dict[int, list[facts.Task]] = {}
    unled: dict[int, list[facts.Task]] = {}
    found = heirs.heirs(tx, team, owned, others, now)
    for task in owned:
        member = found.get(task.id)
        if member is not None:
            left.setdefault(member.id, []).append(task)
            continue
        if admins:
            left.setdefault(admins[0].id, [])
        if task.channel_id is not None:
            unled.setdefault(task.channel_id, []).append(task)
    for member_id, theirs in left.items():
        _owe_card(tx, team, gone, people.get(tx, member_id), theirs, now, mark)
    for channel_id, theirs in unled.items():
        _say_unled(tx, team, gone, workspaces.get_channel(tx, channel_id), theirs, now, mark)


def count_hidden(tx: Session, act: facts.Act, gone: facts.Member) -> int:
    """Count the open tasks of somebody who has left that an admin may not see; others are told of none."""
    if act.member is None or not act.member.is_admin:
        return 0
    owned = [task.id for task in tasks.list_owned(tx, gone.id)]
    return len(owned) - len(tasks.ids_seen(tx, act, owned))


@dataclass(frozen=True, slots=True)
class Unled:
    """What a channel's post tells of as long as it is open, somebody's who has left, and of there."""

    left: tuple[facts.Task, ...]  # what nobody was told to give anew, in the order of messages
    heirs: tuple[facts.Member, ...]  # who was told so of the rest, since they are there


def read_unled(tx: Session, post: facts.Post) -> Unled:
    """Read what becomes of the work of a leaver that a channel was told of."""
    told = tasks.list_those(tx, {one.subject_id for one in notices.list_of_post(tx, post.id)})
    about = (post.subject_id, post.channel_id)
    here = {
        one.id: one for one in told if _is_left(one) and (one.owner and one.owner.id, one.channel_id) == about
    }
    to_give = notices.list_about(tx, Noun.TASK, here, Kind.LEFT)
    given = {one.subject_id: people.get(tx, one.member_id) for one in to_give}
    given = {task_id: member for task_id, member in given.items() if member.is_active}
    left = sorted((task for task_id, task in here.items() if task_id not in given), key=rules.place)
    return Unled(tuple(left), tuple({one.id: one for one in given.values()}.values()))


def _say_unled(
    tx: Session,
    team: facts.Team,
    gone: facts.Member,
    channel: facts.Channel,
    left: Sequence[facts.Task],
    now: datetime,
    mark: str,
) -> None:
    if not channel.has_bot or channel.is_archived:
        return
    post = posts.owe(
        tx,
        team.id,
        once=f"unled:{gone.id}:{channel.id}:{now.isoformat()}{mark}",
        kind=UNLED,
        now=now,
        noun=Noun.MEMBER,
        subject_id=gone.id,
        place=Place.CHANNEL,
        channel_id=channel.id,
    )
    if post is not None:
        _note(tx, team, gone, Kind.UNLED, left, now, post)


def _owe_card(
    tx: Session,
    team: facts.Team,
    gone: facts.Member,
    member: facts.Member,
    owned: list[facts.Task],
    now: datetime,
    mark: str,
) -> None:
    post = posts.owe(
        tx,
        team.id,
        once=f"handover:{gone.id}:{member.id}:{now.isoformat()}{mark}",
        kind=HANDOVER,
        now=now,
        noun=Noun.MEMBER,
        subject_id=gone.id,
        place=Place.DM,
        member_id=member.id,
        not_before=telling.soonest(tx, member, now),
    )
    if post is not None:
        _note(tx, team, member, Kind.LEFT, owned, now, post, by=gone)


def _note(
    tx: Session,
    team: facts.Team,
    member: facts.Member,
    kind: Kind,
    left: Sequence[facts.Task],
    now: datetime,
    post_id: int,
    by: facts.Member | None = None,
) -> None:
    """Note of which tasks a post tells, so that it is kept up to date with them."""
    about = [News(kind, Noun.TASK, task.id, by) for task in left]
    notices.told(tx, [telling.note(tx, team.id, member, news, now) for news in about], post_id)
