"""Digests: the definition, and the editions that were sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from storage import digest_facts, projects, workspaces
from storage.db import NotFound
from storage.models.digest import Digest, Edition


def get(tx: Session, digest_id: int) -> digest_facts.Digest:
    """Return a digest by id, stopped or not. Raises NotFound."""
    row = tx.get(Digest, digest_id, populate_existing=True)
    if row is None:
        raise NotFound(f"digest {digest_id}")
    return _fact(tx, row)


def find(tx: Session, project_id: int, channel_id: int) -> digest_facts.Digest | None:
    """Return the digest a project has in a channel, stopped or not; None when there never was one."""
    row = tx.scalars(
        select(Digest).where(col(Digest.project_id) == project_id, col(Digest.channel_id) == channel_id)
    ).one_or_none()
    return _fact(tx, row) if row else None


def is_running(tx: Session, digest_id: int) -> bool:
    """Tell whether a digest is sent; one taken back is not."""
    row = tx.get(Digest, digest_id, populate_existing=True)
    return row is not None and row.stopped_at is None


def team_of(tx: Session, digest_id: int) -> int:
    """Return the team a digest belongs to."""
    return tx.get_one(Digest, digest_id).team_id


def list_running(tx: Session, team_id: int | None = None) -> list[digest_facts.Digest]:
    """Return the digests that are sent, of one team or of all, oldest first."""
    rows = select(Digest).where(col(Digest.stopped_at).is_(None)).order_by(col(Digest.id))
    if team_id is not None:
        rows = rows.where(col(Digest.team_id) == team_id)
    return [_fact(tx, row) for row in tx.scalars(rows)]


def last_edition(tx: Session, digest_id: int) -> digest_facts.Edition | None:
    """Return a digest's newest edition, None before its first."""
    rows = select(Edition).where(col(Edition.digest_id) == digest_id).order_by(col(Edition.number).desc())
    row = tx.scalars(rows.limit(1)).first()
    if row is None:
        return None
    return digest_facts.Edition(
        id=row.id, digest_id=row.digest_id, number=row.number, since=row.since, until=row.until
    )


def insert_edition(
    tx: Session, digest_id: int, *, since: datetime, until: datetime, message: dict[str, Any]
) -> int:
    """Keep an edition as it is sent; return its id."""
    count = select(func.count(col(Edition.id))).where(col(Edition.digest_id) == digest_id)
    made: int = tx.execute(
        insert(Edition)
        .values(
            digest_id=digest_id,
            number=tx.scalars(count).one() + 1,
            since=since,
            until=until,
            message=message,
        )
        .returning(col(Edition.id))
    ).scalar_one()
    return made


def _fact(tx: Session, row: Digest) -> digest_facts.Digest:
    return digest_facts.Digest(
        id=row.id,
        project=projects.get(tx, row.project_id),
        channel=workspaces.get_channel(tx, row.channel_id),
        weekday=row.weekday,
        at=row.at,
        zone=row.zone,
    )
