"""What becomes of the work of somebody who has left."""

from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.task.operations import daily, heirs
from commands.task.operations.news import Kind
from storage import facts, notices, people, posts, tasks, timers
from storage.vocabulary import Noun, Place

HANDOVER = "task.handover"  # the post


def moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Hand over the work of a member who has left; whoever came back or moved is reminded anew.

    The cards of their tasks say whether they are there.
    """
    posts.stale(tx, Noun.TASK, *(task.id for task in tasks.list_owned(tx, member.id)))
    if member.is_active:
        daily.plan_anew(tx, team, member, now)
    else:
        _hand_over(tx, team, member, now)


def _hand_over(tx: Session, team: facts.Team, gone: facts.Member, now: datetime) -> None:
    """Owe each lead a card with the open tasks that are theirs to give anew; the leaver is told nothing.

    Of what nobody may see who could give it anew, an admin is told that it is there.
    """
    timers.cancel(tx, telling.DAY, str(gone.id), now=now, reason="they have left")
    notices.cancel_to(tx, gone.id)
    posts.cancel_to(tx, gone.id, reason="they have left")
    admins = heirs.admins(tx, team)
    left: dict[int, list[facts.Task]] = {}
    for task in tasks.list_owned(tx, gone.id):
        member = heirs.heir(tx, team, task, admins, now)
        if member is not None:
            left.setdefault(member.id, []).append(task)
        elif admins:
            left.setdefault(admins[0].id, [])
    for member_id, owned in left.items():
        _owe_card(tx, team, gone, people.get(tx, member_id), owned, now)


def count_hidden(tx: Session, act: facts.Act, gone: facts.Member) -> int:
    """Count the open tasks of somebody who has left that an admin may not see; others are told of none."""
    if act.member is None or not act.member.is_admin:
        return 0
    owned = [task.id for task in tasks.list_owned(tx, gone.id)]
    return len(owned) - len(tasks.list_seen(tx, act, owned))


def _owe_card(
    tx: Session,
    team: facts.Team,
    gone: facts.Member,
    member: facts.Member,
    owned: list[facts.Task],
    now: datetime,
) -> None:
    post = posts.owe(
        tx,
        team.id,
        once=f"handover:{gone.id}:{member.id}:{now:%Y-%m-%d}",
        kind=HANDOVER,
        now=now,
        noun=Noun.MEMBER,
        subject_id=gone.id,
        place=Place.DM,
        member_id=member.id,
        not_before=telling.soonest(tx, member, now),
    )
    if post is None:
        return
    ids = [
        notices.insert_(
            tx, team.id, member.id, kind=Kind.LEFT, noun=Noun.TASK, subject_id=task.id, at=now, by_id=gone.id
        )
        for task in owned
    ]
    notices.told(tx, ids, post)
