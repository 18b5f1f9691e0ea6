"""The risk register: by number, and worst first."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from storage import audience, facts, people, projects
from storage.db import NotFound, run
from storage.models.people import Member
from storage.models.project import Project
from storage.models.risk import Risk
from storage.statements import is_one_of, table_of
from storage.vocabulary import RiskStatus

OPEN = (RiskStatus.IDENTIFIED, RiskStatus.ASSESSED)


def get(tx: Session, risk_id: int) -> facts.Risk:
    """Return a risk by id, whoever asks. Raises NotFound."""
    row = tx.get(Risk, risk_id, populate_existing=True)
    if row is None:
        raise NotFound(f"risk {risk_id}")
    return fact(tx, row)


def find(tx: Session, act: facts.Act, number: int, *, to_change: bool = False) -> facts.Risk | None:
    """Return the risk a person may see by its number, None where they may not or there is none.

    `to_change` locks its row where the database locks rows, so that it is read as whoever had it left it.
    """
    rows = _seen_by(act).where(col(Risk.number) == number)
    if to_change:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    row = tx.scalars(rows).one_or_none()
    return fact(tx, row) if row else None


def list_seen(tx: Session, act: facts.Act, ids: Collection[int]) -> list[facts.Risk]:
    """Return those of some risks (by id) that a person may see."""
    return [fact(tx, row) for row in tx.scalars(_seen_by(act).where(col(Risk.id).in_(ids)))]


def list_open(
    tx: Session, act: facts.Act, *, where: Sequence[Any] = (), limit: int = 5, offset: int = 0
) -> list[facts.Risk]:
    """Return open risks a person may see, worst first: score, impact, then the next review."""
    rows = _worst_first(_seen_by(act).where(is_open(), *where))
    return [fact(tx, row) for row in tx.scalars(rows.limit(limit).offset(offset))]


def list_closed(
    tx: Session, act: facts.Act, *, where: Sequence[Any] = (), limit: int = 20, offset: int = 0
) -> list[facts.Risk]:
    """Return closed risks a person may see, newest first."""
    rows = _seen_by(act).where(is_closed(), *where).order_by(col(Risk.closed_at).desc(), col(Risk.number))
    return [fact(tx, row) for row in tx.scalars(rows.limit(limit).offset(offset))]


def count(tx: Session, act: facts.Act, *where: Any) -> int:
    """Count the risks a person may see that meet every condition."""
    counted = _seen_by(act).where(*where).with_only_columns(func.count(col(Risk.id)))
    return tx.scalars(counted).one()


def list_of_project(tx: Session, team_id: int, project_id: int, *, channel_id: int) -> list[facts.Risk]:
    """Return a project's open risks that the members of a channel may see, worst first."""
    rows = select(Risk).where(
        col(Risk.team_id) == team_id, of_project(project_id), is_open(), shown_in(channel_id)
    )
    return [fact(tx, row) for row in tx.scalars(_worst_first(rows))]


def list_closed_of_project(
    tx: Session, team_id: int, project_id: int, *, channel_id: int, since: datetime, until: datetime
) -> list[facts.Risk]:
    """Return a project's risks closed after `since` up to `until` that a channel may see, oldest first."""
    rows = select(Risk).where(
        col(Risk.team_id) == team_id,
        of_project(project_id),
        is_closed(),
        col(Risk.closed_at) > since,
        col(Risk.closed_at) <= until,
        shown_in(channel_id),
    )
    return [fact(tx, row) for row in tx.scalars(rows.order_by(col(Risk.closed_at), col(Risk.number)))]


def list_owned(tx: Session, team_id: int, member_id: int) -> list[facts.Risk]:
    """Return all open risks of a member, whoever may see them, worst first."""
    rows = select(Risk).where(col(Risk.team_id) == team_id, owned_by(member_id), is_open())
    return [fact(tx, row) for row in tx.scalars(_worst_first(rows))]


def count_of_project(tx: Session, team_id: int, project_id: int, *where: Any) -> int:
    """Count a project's open risks that meet every condition, whoever asks."""
    here = (col(Risk.team_id) == team_id, of_project(project_id), is_open())
    return tx.scalars(select(func.count(col(Risk.id))).where(*here, *where)).one()


def shown_in(channel_id: int) -> Any:
    """Return the condition that every member of a channel may see a risk."""
    return col(Risk.channel_id).in_(audience.open_to(channel_id))


def of_project(project_id: int) -> Any:
    """Return the condition that a risk belongs to a project."""
    return col(Risk.project_id) == project_id


def owned_by(member_id: int | None) -> Any:
    """Return the condition that a risk is somebody's; None: nobody's."""
    return col(Risk.owner_id).is_(None) if member_id is None else col(Risk.owner_id) == member_id


def watched_by(member_id: int | BindParameter[int]) -> Any:
    """Return the condition that a risk is a member's to look at again: they own it.

    Where nobody does who is still here, whoever leads its project does.
    """
    here = select(col(Member.id)).where(col(Member.id) == col(Risk.owner_id), col(Member.is_active))
    led = select(col(Project.id)).where(
        col(Project.id) == col(Risk.project_id), col(Project.lead_id) == member_id
    )
    is_theirs = and_(~here.correlate(Risk).exists(), led.correlate(Risk).exists())
    return or_(col(Risk.owner_id) == member_id, is_theirs)


def next_review(tx: Session, team_id: int, member_id: int) -> date | None:
    """Return the day of the first review of a team's open risks a member watches, None when there is none."""
    review_on: date | None = run(tx, _NEXT_REVIEW, {"of_team": team_id, "watcher": member_id}).scalar_one()
    return review_on


_NEXT_REVIEW = select(func.min(col(Risk.review_on))).where(
    col(Risk.team_id) == bindparam("of_team"),
    is_one_of(table_of(Risk).c.status, *OPEN),
    watched_by(bindparam("watcher")),
)


def list_watchers(tx: Session, team_id: int) -> set[int]:
    """Return the ids of a team's members who may watch an open risk: owners, and leads of projects."""
    open_ = select(Risk).where(col(Risk.team_id) == team_id, is_open(), col(Risk.review_on).is_not(None))
    led = open_.join(Project, col(Project.id) == col(Risk.project_id))
    owners = tx.scalars(open_.with_only_columns(col(Risk.owner_id)).distinct())
    leads = tx.scalars(led.with_only_columns(col(Project.lead_id)).distinct())
    return {each for each in (*owners, *leads) if each is not None}


def scored(least: int, most: int) -> Any:
    """Return the condition that a risk's score lies between two, both included."""
    return (col(Risk.probability) * col(Risk.impact)).between(least, most)


def is_open() -> Any:
    """Return the condition that a risk is still watched."""
    return col(Risk.status).in_(OPEN)


def is_closed() -> Any:
    """Return the condition that a risk is no longer watched."""
    return col(Risk.status) == RiskStatus.CLOSED


def review_due(today: date) -> Any:
    """Return the condition that a risk's review falls on `today` (the reader's) or an earlier day."""
    return col(Risk.review_on) <= today


def _worst_first(rows: Select[Risk]) -> Select[Risk]:
    # Where NULL sorts differs between the databases, so what has no score is put last by name.
    score = col(Risk.probability) * col(Risk.impact)
    return rows.order_by(
        score.is_(None), score.desc(), col(Risk.impact).desc(), col(Risk.review_on), col(Risk.number)
    )


def fact(tx: Session, row: Risk) -> facts.Risk:
    """Turn a row into the value that leaves the transaction."""
    return facts.Risk(
        id=row.id,
        number=row.number,
        statement=row.statement,
        cause=row.cause,
        event=row.event,
        effect=row.effect,
        probability=row.probability,
        impact=row.impact,
        first_probability=row.first_probability,
        first_impact=row.first_impact,
        status=row.status,
        owner=people.get(tx, row.owner_id) if row.owner_id else None,
        creator=people.get(tx, row.creator_id),
        project=projects.get(tx, row.project_id) if row.project_id else None,
        channel_id=row.channel_id,
        link=row.link,
        review_on=row.review_on,
        created_at=row.created_at,
        closed_at=row.closed_at,
        close_reason=row.close_reason,
        version=row.version,
    )


def _seen_by(act: facts.Act) -> Select[Risk]:
    if act.member is None:
        raise NotFound("nobody asks")
    visible = audience.sees(Risk, act.member, here=act.here, now=act.now)
    return select(Risk).where(
        col(Risk.team_id) == act.team.id, col(Risk.status) != RiskStatus.DROPPED, visible
    )
