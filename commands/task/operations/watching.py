"""Who made or gave a task is told when Slack refused to show it to others."""

from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.kit.blocks import place
from commands.kit.telling import News
from commands.task.operations.adding import CARD
from commands.task.operations.news import Kind
from storage import facts, people, tasks, unseen, workspaces
from storage.vocabulary import Noun


def watch_unseen(tx: Session, now: datetime) -> None:
    """Tell once who made a task whose card Slack did not take, or gave one that its owner never heard of."""
    for post in unseen.list_cards(tx, kind=CARD, told=Kind.UNSEEN, now=now):
        channel = workspaces.get_channel(tx, post.channel_id) if post.channel_id else None
        where = place(channel.name, "a") if channel else "your conversation"
        _tell(
            tx, post.team_id, tasks.get(tx, post.subject_id).creator, Kind.UNSEEN, post.subject_id, where, now
        )
    for team_id, notice in unseen.list_notices(
        tx, kind=Kind.GIVEN, told=Kind.UNHEARD, post=telling.TOLD, now=now
    ):
        owner = people.get(tx, notice.member_id)
        if notice.by is not None:
            _tell(tx, team_id, notice.by, Kind.UNHEARD, notice.subject_id, owner.name, now)


def _tell(
    tx: Session, team_id: int, to: facts.Member, kind: Kind, task_id: int, words: str, now: datetime
) -> None:
    telling.tell(tx, team_id, to, News(kind, Noun.TASK, task_id, words=words), now)
