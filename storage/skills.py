"""What people are good at: labels of the tasks they finished, and what they say of themselves."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage import audience, facts
from storage.db import NotFound
from storage.models.people import MemberSkill
from storage.models.task import Task, TaskLabel
from storage.vocabulary import TaskStatus


def count_finished(tx: Session, act: facts.Act, member_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Count by member and label the finished tasks they owned, of those that the one who asks may see."""
    if act.member is None:
        raise NotFound("nobody asks")
    rows = (
        select(col(Task.owner_id), col(TaskLabel.label), func.count(col(Task.id)))
        .join(TaskLabel, col(TaskLabel.task_id) == col(Task.id))
        .where(
            col(Task.team_id) == act.team.id,
            col(Task.owner_id).in_(member_ids),
            col(Task.status) == TaskStatus.DONE,
            audience.sees(Task, act.member, here=act.here, now=act.now),
        )
        .group_by(col(Task.owner_id), col(TaskLabel.label))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for member_id, label, count in tx.execute(rows):
        found[member_id][label] = count
    return found


def list_marks(tx: Session, member_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return by member what they say of themselves: "dns" is a skill of theirs, "-oracle" is none."""
    rows = select(col(MemberSkill.member_id), col(MemberSkill.mark)).where(
        col(MemberSkill.member_id).in_(member_ids)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for member_id, mark in tx.execute(rows.order_by(col(MemberSkill.mark))):
        found[member_id].append(mark)
    return found
