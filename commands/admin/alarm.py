"""The silence alarm: who owns a standup or digest is told when it should have happened and did not."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlmodel import Session

from commands.admin import views
from commands.kit.blocks import called
from commands.standup import rules
from commands.standup.operations import lead_of
from storage import digests, facts, loop_facts, people, posts, standing, standups
from storage.db import NotFound
from storage.vocabulary import Noun, Place

ALARM = "admin.alarm"
PATIENCE = timedelta(minutes=9)  # how late something may be before it counts as silent
Key = tuple[int, Noun, int, date]


def watch(tx: Session, now: datetime) -> None:
    """Tell the owner of each standup and digest that should have happened and did not, once a day of it."""
    found = standing.list_silent(tx, now=now, patience=PATIENCE)
    for key, group in groupby(sorted(found, key=_key), key=_key):
        _tell(tx, key, tuple(group), now)


def _tell(tx: Session, key: Key, silent: Sequence[loop_facts.Silence], now: datetime) -> None:
    team_id, noun, subject_id, day = key
    also: list[date] = []
    try:
        if noun is Noun.STANDUP:
            name, owners = _standup(tx, subject_id)
            also = _missed_after(tx, standups.get(tx, subject_id), day, now)
        else:
            name, owners = _digest(tx, subject_id)
    except NotFound:
        return
    owner = next((one for one in [*owners, *_admins(tx, team_id)] if one.is_active), None)
    if owner is None:
        return
    ids = sorted({one.member_id for one in silent if one.member_id is not None})
    shown = views.alarm(name, day, silent, [people.get(tx, one).name for one in ids], owner, also)
    posts.owe(
        tx,
        team_id,
        once=f"alarm:{noun.value}:{subject_id}:{day.isoformat()}",
        kind=ALARM,
        now=now,
        noun=noun,
        subject_id=subject_id,
        place=Place.DM,
        member_id=owner.id,
        frozen={"text": shown.text, "blocks": list(shown.blocks)},
    )


def _standup(tx: Session, standup_id: int) -> tuple[str, list[facts.Member]]:
    standup = standups.get(tx, standup_id)
    lead = lead_of(tx, standup)
    return f"standup of #{standup.channel.name}", [lead] if lead else []


def _missed_after(tx: Session, standup: facts.Standup, day: date, now: datetime) -> list[date]:
    """Return the days of a standup after a missed one that are over and of which nothing came either."""
    zone, missed = standup.zone or "UTC", []
    while rules.closes_at(standup, zone, day := day + timedelta(days=1)) < now:
        if rules.why_not(standup, day) is None and standups.find_day(tx, standup.id, day) is None:
            missed.append(day)
    return missed


def _digest(tx: Session, digest_id: int) -> tuple[str, list[facts.Member]]:
    digest = digests.get(tx, digest_id)
    name = f"digest of {digest.project.name} for {called(digest.channel.name, 'a')}"
    return name, [people.get(tx, digest.project.lead_id)]


def _admins(tx: Session, team_id: int) -> Iterable[facts.Member]:
    return (one for one in people.list_people(tx, team_id) if one.is_admin)


def _key(one: loop_facts.Silence) -> Key:
    return one.team_id, one.noun, one.subject_id, one.day
