"""Projects: by key, by channel, and who belongs to them."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import audience, facts
from storage.db import NotFound, TakenBack, run
from storage.known import known
from storage.models.digest import Digest
from storage.models.people import Channel
from storage.models.project import Membership, Project
from storage.models.risk import Risk
from storage.models.standup import Standup
from storage.models.task import Task
from storage.statements import table_of
from storage.vocabulary import RiskStatus, Role, TaskStatus

_PROJECT = table_of(Project)


def get(tx: Session, project_id: int) -> facts.Project:
    """Return a project by id. Raises NotFound."""
    read = known(tx, facts.Project)
    if project_id not in read:
        row = tx.get(Project, project_id, populate_existing=True)
        if row is None:
            raise NotFound(f"project {project_id}")
        read[project_id] = fact(tx, row)
    return read[project_id]


def find(tx: Session, team_id: int, key: str) -> facts.Project | None:
    """Return the project with this key (case does not count), whoever asks; None when there is none."""
    return _find(tx, team_id, key, col(Project.dropped_at).is_(None))


def find_known(tx: Session, act: facts.Act, key: str) -> facts.Project | None:
    """Return the project with this key if the caller may know of it, else None."""
    return _find(tx, act.team.id, key, col(Project.dropped_at).is_(None), *_knows(act))


def find_called(tx: Session, team_id: int, name: str) -> facts.Project | None:
    """Return the project of this name (case does not count), whoever asks; None when there is none."""
    rows = select(col(Project.id), col(Project.name)).where(
        col(Project.team_id) == team_id, col(Project.dropped_at).is_(None)
    )
    return next((get(tx, row.id) for row in tx.execute(rows) if row.name.casefold() == name.casefold()), None)


def find_dropped(tx: Session, team_id: int, key: str) -> facts.Project | None:
    """Return the project with this key that was taken back by whoever made it, None when there is none."""
    return _find(tx, team_id, key, col(Project.dropped_at).is_not(None))


def find_bound(tx: Session, act: facts.Act, slack_channel: str) -> facts.Project | None:
    """Return the project a channel is bound to, if there is one and the caller may know of it, else None."""
    channel = aliased(Channel)
    row = tx.scalars(
        select(Project)
        .join(channel, col(channel.project_id) == col(Project.id))
        .where(col(channel.team_id) == act.team.id, col(channel.slack_id) == slack_channel, *_knows(act))
    ).one_or_none()
    return fact(tx, row) if row else None


def list_all(tx: Session, team_id: int) -> list[facts.Project]:
    """Return a team's projects by name, whoever asks."""
    return _list(tx, team_id)


def list_of(tx: Session, team_id: int, member_id: int) -> list[facts.Project]:
    """Return the projects a member belongs to, or owns an open task of, by name."""
    belongs = select(col(Membership.project_id)).where(col(Membership.member_id) == member_id)
    owns = select(col(Task.project_id)).where(
        col(Task.team_id) == team_id, col(Task.owner_id) == member_id, col(Task.status) == TaskStatus.OPEN
    )
    return _list(tx, team_id, or_(col(Project.id).in_(belongs), col(Project.id).in_(owns)))


def list_known(tx: Session, act: facts.Act) -> list[facts.Project]:
    """Return the projects that the caller may know of, by name."""
    return _list(tx, act.team.id, *_knows(act))


def _knows(act: facts.Act) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that the caller may know of a project: as its lead, or by a channel of it.

    One that no channel is bound to any more is known to all but guests.
    """
    if act.member is None:
        return ()
    theirs = aliased(Channel)
    bound = select(col(theirs.id)).where(col(theirs.project_id) == col(Project.id)).correlate(Project)
    seen = bound.where(col(theirs.id).in_(audience.channels_of(act.member, here=act.here, now=act.now)))
    ways = [col(Project.lead_id) == act.member.id, seen.exists()]
    if not act.member.is_guest:
        ways.append(~bound.exists())
    return (or_(*ways),)


def is_used(tx: Session, team_id: int, project_id: int, *, beside: Collection[int]) -> bool:
    """Tell whether work, a standup, a digest or a channel (not one of those `beside`) belongs to a project.

    The project is locked first where the database locks rows; who has something belong to it holds it.
    """
    tx.execute(select(col(Project.id)).where(col(Project.id) == project_id).with_for_update()).all()
    looks = (
        select(col(Task.id)).where(
            col(Task.team_id) == team_id,
            col(Task.project_id) == project_id,
            col(Task.status) != TaskStatus.DROPPED,
        ),
        select(col(Risk.id)).where(
            col(Risk.team_id) == team_id,
            col(Risk.project_id) == project_id,
            col(Risk.status) != RiskStatus.DROPPED,
        ),
        select(col(Standup.id)).where(
            col(Standup.project_id) == project_id, col(Standup.stopped_at).is_(None)
        ),
        select(col(Digest.id)).where(col(Digest.project_id) == project_id, col(Digest.stopped_at).is_(None)),
        select(col(Channel.id)).where(col(Channel.project_id) == project_id, col(Channel.id).not_in(beside)),
    )
    return any(tx.execute(look.limit(1)).first() for look in looks)


class _Held:
    """A project is held by this transaction."""


def hold(tx: Session, project_id: int) -> None:
    """Keep a project from being taken back until this is committed. Raises TakenBack where it just was."""
    held = known(tx, _Held)
    if project_id not in held and run(tx, _HOLD, {"id": project_id}).first() is None:
        raise TakenBack(get(tx, project_id).name)
    held[project_id] = _Held()


# What `is_used` locks waits for this, and this for that.
_HOLD = (
    select(_PROJECT.c.id)
    .where(_PROJECT.c.id == bindparam("id"), _PROJECT.c.dropped_at.is_(None))
    .with_for_update(read=True, key_share=True)
)


def set_members(tx: Session, project_id: int, roles: Mapping[int, Role]) -> None:
    """Say who belongs to a project, by the members' ids, and nobody else."""
    tx.execute(delete(Membership).where(col(Membership.project_id) == project_id))
    rows = [
        {"project_id": project_id, "member_id": member_id, "role": role} for member_id, role in roles.items()
    ]
    tx.execute(insert(Membership), rows)


def _list(tx: Session, team_id: int, *where: ColumnElement[bool]) -> list[facts.Project]:
    rows = select(Project).where(col(Project.team_id) == team_id, col(Project.dropped_at).is_(None), *where)
    return [fact(tx, row) for row in tx.scalars(rows.order_by(col(Project.name)))]


def _find(tx: Session, team_id: int, key: str, *where: ColumnElement[bool]) -> facts.Project | None:
    found = select(Project).where(col(Project.team_id) == team_id, col(Project.key) == key.casefold(), *where)
    row = tx.scalars(found).one_or_none()
    return fact(tx, row) if row else None


def fact(tx: Session, row: Project) -> facts.Project:
    """Turn a row into the value that leaves the transaction."""
    first = (
        select(col(Channel.id))
        .where(col(Channel.project_id) == row.id)
        .order_by(col(Channel.bound_at), col(Channel.id))
        .limit(1)
    )
    return facts.Project(
        id=row.id, key=row.key, name=row.name, lead_id=row.lead_id, channel_id=tx.scalars(first).first()
    )
