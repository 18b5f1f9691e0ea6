"""Projects: by key, by channel, and who belongs to them."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from storage import facts, people
from storage.db import NotFound
from storage.known import known
from storage.models.people import Channel
from storage.models.project import Membership, Project
from storage.vocabulary import Role


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
    """Return the project with this key (case does not count), None when there is none."""
    row = tx.scalars(
        select(Project).where(col(Project.team_id) == team_id, col(Project.key) == key.casefold())
    ).one_or_none()
    return fact(tx, row) if row else None


def find_bound(tx: Session, team_id: int, slack_channel: str) -> facts.Project | None:
    """Return the project a channel is bound to, None when it is bound to none."""
    row = tx.scalars(
        select(Project)
        .join(Channel, col(Channel.project_id) == col(Project.id))
        .where(col(Channel.team_id) == team_id, col(Channel.slack_id) == slack_channel)
    ).one_or_none()
    return fact(tx, row) if row else None


def list_all(tx: Session, team_id: int) -> list[facts.Project]:
    """Return a team's projects by name."""
    rows = select(Project).where(col(Project.team_id) == team_id).order_by(col(Project.name))
    return [fact(tx, row) for row in tx.scalars(rows)]


def insert_(tx: Session, team_id: int, *, key: str, name: str, lead_id: int, now: datetime) -> facts.Project:
    """Insert a project and its lead; return it."""
    project_id = tx.execute(
        insert(Project)
        .values(team_id=team_id, key=key.casefold(), name=name, lead_id=lead_id, created_at=now)
        .returning(col(Project.id))
    ).scalar_one()
    set_role(tx, project_id, lead_id, Role.LEAD)
    return get(tx, project_id)


def set_role(tx: Session, project_id: int, member_id: int, role: Role) -> None:
    """Say what a member is to a project."""
    before = tx.get(Membership, (project_id, member_id))
    where = (col(Membership.project_id) == project_id, col(Membership.member_id) == member_id)
    if before is None:
        tx.execute(insert(Membership).values(project_id=project_id, member_id=member_id, role=role))
    else:
        tx.execute(update(Membership).where(*where).values(role=role))


def list_members(tx: Session, project_id: int) -> list[facts.Membership]:
    """Return who belongs to a project, in the order they joined."""
    rows = tx.scalars(select(Membership).where(col(Membership.project_id) == project_id))
    return [facts.Membership(member=people.get(tx, row.member_id), role=row.role) for row in rows]


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
