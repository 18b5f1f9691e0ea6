"""People: who they are, how they are found by name, when they are away."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, or_, select, update
from sqlmodel import Session, col

from storage import facts
from storage.db import NotFound, run
from storage.known import known
from storage.letters import plain
from storage.models.people import Absence, Channel, ChannelMember, Member
from storage.models.task import Task
from storage.statements import parts, table_of
from storage.vocabulary import TaskStatus

WORK_START, WORK_END = time(9), time(17)
_MEMBER, _THERE = table_of(Member), table_of(ChannelMember)
_ROWS = select(_MEMBER)  # plain rows, for facts: an object of each would cost as much again
_FIND = _ROWS.where(_MEMBER.c.team_id == bindparam("of_team"), _MEMBER.c.slack_id == bindparam("slack_id"))
_THOSE = _ROWS.where(
    _MEMBER.c.team_id == bindparam("of_team"), _MEMBER.c.slack_id.in_(bindparam("slack_ids", expanding=True))
)
_INSERT, _UPDATE = insert(_MEMBER), update(_MEMBER).where(_MEMBER.c.id == bindparam("which"))
_LOAD = _ROWS.where(_MEMBER.c.id.in_(bindparam("ids", expanding=True)))
_IN_CHANNEL = (
    _ROWS.join(_THERE, _THERE.c.member_id == _MEMBER.c.id)
    .where(
        _THERE.c.channel_id == bindparam("channel"),
        _MEMBER.c.is_active.is_(True),
        _MEMBER.c.is_bot.is_(False),
    )
    .order_by(_MEMBER.c.name, _MEMBER.c.id)
)
_TASK, _CHANNEL = table_of(Task), table_of(Channel)
_MET = _ROWS.where(
    _MEMBER.c.team_id == bindparam("of_team"),
    _MEMBER.c.is_active.is_(True),
    _MEMBER.c.is_bot.is_(False),
    or_(
        _MEMBER.c.id.in_(
            select(_THERE.c.member_id)
            .join(_CHANNEL, _CHANNEL.c.id == _THERE.c.channel_id)
            .where(_CHANNEL.c.has_bot.is_(True))
        ),
        _MEMBER.c.id.in_(
            select(_TASK.c.owner_id).where(
                _TASK.c.team_id == bindparam("of_team"),
                _TASK.c.status == TaskStatus.OPEN,
                _TASK.c.owner_id.is_not(None),
            )
        ),
    ),
).order_by(_MEMBER.c.id)
NO_ZONE = "UTC"
_USUAL = (
    select(_MEMBER.c.zone)
    .where(
        _MEMBER.c.team_id == bindparam("of_team"),
        _MEMBER.c.is_active.is_(True),
        _MEMBER.c.is_bot.is_(False),
        _MEMBER.c.zone != NO_ZONE,
    )
    .group_by(_MEMBER.c.zone)
    .order_by(func.count().desc(), func.min(_MEMBER.c.id))
    .limit(1)
)
_ABSENCE = table_of(Absence)
_ABSENCES = (
    select(_ABSENCE.c.id, _ABSENCE.c.from_day, _ABSENCE.c.until_day)
    .where(
        _ABSENCE.c.member_id == bindparam("member"),
        _ABSENCE.c.until_day >= bindparam("today"),
        _ABSENCE.c.cancelled_at.is_(None),
    )
    .order_by(_ABSENCE.c.from_day, _ABSENCE.c.id)
)
_ABSENT = (
    select(_ABSENCE.c.member_id, _ABSENCE.c.id, _ABSENCE.c.from_day, _ABSENCE.c.until_day)
    .where(
        _ABSENCE.c.member_id.in_(bindparam("members", expanding=True)),
        _ABSENCE.c.from_day <= bindparam("day"),
        _ABSENCE.c.until_day >= bindparam("day"),
        _ABSENCE.c.cancelled_at.is_(None),
    )
    .order_by(_ABSENCE.c.until_day, _ABSENCE.c.id)
)


def find(tx: Session, team_id: int, slack_id: str) -> facts.Member | None:
    """Return the member with this Slack id, None when Muster does not know them."""
    row = run(tx, _FIND, {"of_team": team_id, "slack_id": slack_id}).one_or_none()
    return remembered(tx, row) if row else None


def get(tx: Session, member_id: int) -> facts.Member:
    """Return a member by id. Raises NotFound."""
    load(tx, [member_id])
    if member_id not in known(tx, facts.Member):
        raise NotFound(f"member {member_id}")
    return known(tx, facts.Member)[member_id]


def load(tx: Session, ids: Iterable[int | None]) -> None:
    """Read many members with one query, for `get` to hand out in this transaction."""
    wanted = {each for each in ids if each is not None} - known(tx, facts.Member).keys()
    for part in parts(list(wanted)):
        for row in run(tx, _LOAD, {"ids": part}):
            remembered(tx, row)


def list_people(tx: Session, team_id: int) -> list[facts.Member]:
    """Return a team's active people (no bots), by name."""
    rows = tx.scalars(
        select(Member)
        .where(col(Member.team_id) == team_id, col(Member.is_active).is_(True), col(Member.is_bot).is_(False))
        .order_by(col(Member.name), col(Member.id))
    )
    return [fact(row) for row in rows]


def list_gone(tx: Session, team_id: int) -> list[facts.Member]:
    """Return the people (no bots) who have left a team, by name."""
    those = (col(Member.team_id) == team_id, col(Member.is_active).is_(False), col(Member.is_bot).is_(False))
    rows = tx.scalars(select(Member).where(*those).order_by(col(Member.name), col(Member.id)))
    return [fact(row) for row in rows]


def usual_zone(tx: Session, team_id: int) -> str:
    """Return the zone in which most people of a team live, for those whose own Slack does not tell.

    Of two with as many it is that of who was known first; without any, UTC.
    """
    return run(tx, _USUAL, {"of_team": team_id}).scalar() or NO_ZONE


def list_in_channel(tx: Session, channel_id: int) -> list[facts.Member]:
    """Return the active people last seen in a channel, by name."""
    return [remembered(tx, row) for row in run(tx, _IN_CHANNEL, {"channel": channel_id})]


def is_met(tx: Session, member_id: int) -> bool:
    """Tell whether a member is in a channel that Muster is in."""
    shared = select(col(ChannelMember.member_id)).join(
        Channel, col(Channel.id) == col(ChannelMember.channel_id)
    )
    where = (col(ChannelMember.member_id) == member_id, col(Channel.has_bot).is_(True))
    return tx.execute(shared.where(*where).limit(1)).first() is not None


def list_met(tx: Session, team_id: int) -> list[facts.Member]:
    """Return the active people in a channel Muster is in, or who own an open task, by id."""
    return [fact(row) for row in run(tx, _MET, {"of_team": team_id})]


def list_named(tx: Session, team_id: int, name: str) -> list[facts.Member]:
    """Return the active people a typed name may mean, by name; case and accents do not count.

    A whole handle, name or display name wins over the start of a name's part; [] when nobody fits.
    """
    return Names(list_people(tx, team_id)).meant(name)


class Names:
    """People among whom many typed names are looked up."""

    def __init__(self, people: Sequence[facts.Member]) -> None:
        self._named = [(one, plain(one.handle.strip()), _names(one)) for one in people]

    def called(self, typed: str) -> list[facts.Member]:
        """Return who has exactly this name, display name or handle."""
        wanted = plain(typed.strip())
        return [one for one, handle, names in self._named if wanted in (handle, *names)]

    def meant(self, typed: str) -> list[facts.Member]:
        """Return whom a typed name may mean, as `list_named` does."""
        wanted = plain(typed.strip())
        whole = self.called(typed)
        parts = [
            one
            for one, _, names in self._named
            if any(part.startswith(wanted) for name in names for part in name.split())
        ]
        return whole or [one for one in parts if wanted]


def _names(one: facts.Member) -> list[str]:
    return [plain(name.strip()) for name in (one.name, one.display_name) if name.strip()]


def find_all(tx: Session, team_id: int, slack_ids: Iterable[str]) -> dict[str, facts.Member]:
    """Return those of some members whom Muster knows, by Slack id."""
    wanted = list(slack_ids)
    rows = (row for part in parts(wanted) for row in run(tx, _THOSE, {"of_team": team_id, "slack_ids": part}))
    return {row.slack_id: remembered(tx, row) for row in rows}


def save(tx: Session, team_id: int, slack_id: str, **values: Any) -> facts.Member:
    """Insert a member or bring the named columns up to date; return them."""
    before = find(tx, team_id, slack_id)
    return update_(tx, team_id, before, **values) if before else insert_(tx, team_id, slack_id, **values)


def insert_(tx: Session, team_id: int, slack_id: str, **values: Any) -> facts.Member:
    """Insert a member nobody knows yet; what is not said of them is as of most."""
    said = {
        "name": slack_id,
        "handle": slack_id.lower(),
        "display_name": "",
        "work_start": WORK_START,
        "work_end": WORK_END,
        "is_admin": False,
        "is_guest": False,
        "is_bot": False,
        "is_active": True,
        "is_invited": False,
        **values,
    }
    zone = said.get("zone") or usual_zone(tx, team_id)
    run(tx, _INSERT, {**said, "zone": zone, "team_id": team_id, "slack_id": slack_id})
    return _saved(tx, team_id, slack_id)


def update_(tx: Session, team_id: int, before: facts.Member, **values: Any) -> facts.Member:
    """Bring those of the named columns up to date that differ from `before`; return the member."""
    new = {name: value for name, value in values.items() if getattr(before, name) != value}
    if not new:
        return before
    run(tx, _UPDATE, {**new, "which": before.id})
    known(tx, facts.Member).pop(before.id, None)
    return _saved(tx, team_id, before.slack_id)


def _saved(tx: Session, team_id: int, slack_id: str) -> facts.Member:
    saved = find(tx, team_id, slack_id)
    if saved is None:
        raise NotFound(slack_id)
    return saved


def set_dm(tx: Session, member_id: int, slack_channel: str) -> None:
    """Remember the direct message Slack opened with a member."""
    tx.execute(update(Member).where(col(Member.id) == member_id).values(dm=slack_channel))
    known(tx, facts.Member).pop(member_id, None)


def find_absence(tx: Session, member_id: int, day: date) -> facts.Absence | None:
    """Return the absence that covers a day, the one that lasts longest; None when the member is there."""
    found = [one for one in list_absences(tx, member_id, day) if one.first <= day]
    return max(found, key=lambda one: one.last) if found else None


def absent_on(tx: Session, member_ids: Iterable[int], day: date) -> dict[int, facts.Absence]:
    """Return who of these members is away on a day, each with the absence that lasts longest."""
    wanted = list(member_ids)
    rows = run(tx, _ABSENT, {"members": wanted, "day": day}) if wanted else ()
    return {member_id: facts.Absence(*row) for member_id, *row in rows}


def list_absences(tx: Session, member_id: int, today: date) -> list[facts.Absence]:
    """Return a member's absences that are not over by `today`, soonest first."""
    return [facts.Absence(*row) for row in run(tx, _ABSENCES, {"member": member_id, "today": today})]


def member_of_absence(tx: Session, absence_id: int) -> int:
    """Return the id of the member an absence is of."""
    return tx.get_one(Absence, absence_id).member_id


def remembered(tx: Session, row: Member | Row[Any]) -> facts.Member:
    """Turn a row into a fact for `get` to hand out in this transaction."""
    return known(tx, facts.Member).setdefault(row.id, fact(row))


def remember(tx: Session, member: facts.Member) -> None:
    """Have `get` hand out a member who need not be read again in this transaction."""
    known(tx, facts.Member).setdefault(member.id, member)


def fact(row: Member | Row[Any]) -> facts.Member:
    """Turn a row into the value that leaves the transaction."""
    return facts.Member(
        id=row.id,
        slack_id=row.slack_id,
        name=row.name,
        handle=row.handle,
        zone=row.zone,
        work_start=row.work_start,
        work_end=row.work_end,
        is_admin=row.is_admin,
        is_guest=row.is_guest,
        is_bot=row.is_bot,
        is_active=row.is_active,
        is_invited=row.is_invited,
        dm=row.dm,
        quiet=(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None,
        dnd_from=row.dnd_from,
        dnd_until=row.dnd_until,
        holidays=row.holidays,
        display_name=row.display_name,
    )
