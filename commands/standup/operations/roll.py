"""One day of a standup as it stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.standup import rules
from storage import answers, blockers, channel_tasks, facts, people, standups
from storage.vocabulary import DayState

FIRST = timedelta(days=1)  # what a standup's first day looks back on


@dataclass(frozen=True, slots=True)
class Away:
    """Who is not asked on a day, and until when or why."""

    member: facts.Member
    last: date  # the last day away
    holiday: str = ""  # its name, when it is one


@dataclass(frozen=True, slots=True)
class Roll:
    """Who has answered, in order; who skips, is asked, is away, was missed, is asked later."""

    day: facts.StandupDay
    given: tuple[facts.Answer, ...]
    skipped: tuple[facts.Answer, ...]
    waiting: tuple[facts.Member, ...]
    over: tuple[facts.Member, ...]  # were asked, did not answer, and their window is over
    away: tuple[Away, ...]
    undisturbed: tuple[facts.Member, ...]  # not to be disturbed until their window is over, so not asked
    missed: tuple[facts.Member, ...]  # Muster was not running during their window
    later: tuple[tuple[facts.Member, datetime], ...]  # and when, aware UTC
    blockers: tuple[facts.Blocker, ...]
    resolved: tuple[facts.Blocker, ...]  # that were in the way at its close
    finished: tuple[facts.Task, ...]

    @property
    def everybody(self) -> int:
        """How many could answer: whoever is away or skips does not count."""
        return sum(map(len, (self.given, self.waiting, self.over, self.missed, self.later)))


def roll(tx: Session, day_id: int, now: datetime) -> Roll:
    """Return one day as it stands at `now` (aware UTC)."""
    day = standups.get_day(tx, day_id)
    found = answers.list_of_day(tx, day_id)
    known = {one.member.id for one in found}
    open_ = [one for one in found if not one.answered_at and not one.skipped_at and one.member.is_active]
    given = tuple(one for one in found if one.answered_at)
    others = [one for one in standups.list_members(tx, day.standup) if one.id not in known]
    waited_for = [*(one.member for one in open_), *others]
    away = _away(tx, day, waited_for)
    here = [one for one in open_ if one.member.id not in away]
    not_asked = [one for one in here if not one.asked_at]
    in_time = [one for one in not_asked if one.closes_at > now and not one.is_unasked]
    held = [
        (one.member, one.quiet_until) for one in in_time if one.quiet_until and _is_asked(day, one.member)
    ]
    took_back = [one.member for one in in_time if not one.quiet_until]
    to_ask = _later(day, [one for one in (*others, *took_back) if one.id not in away], now)
    later = [(one, at) for one, at in (*held, *to_ask) if at]
    undisturbed = [one.member for one in not_asked if one.is_unasked] + [one for one, at in to_ask if not at]
    team_id, end = standups.team_of(tx, day.standup.id), min(now, day.closed_at or now)
    stuck = [one for one in blockers.list_open(tx, team_id, day.standup.id) if one.opened_at <= end]
    return Roll(
        day=day,
        given=given,
        skipped=tuple(one for one in found if one.skipped_at and not one.answered_at),
        waiting=tuple(one.member for one in here if one.asked_at and one.closes_at >= now),
        over=tuple(one.member for one in here if one.asked_at and one.closes_at < now),
        away=tuple(sorted(away.values(), key=lambda one: one.member.name)),
        undisturbed=tuple(sorted(undisturbed, key=_name)),
        missed=tuple(one.member for one in not_asked if one.closes_at <= now and not one.is_unasked),
        later=tuple(sorted(later, key=lambda one: one[0].name)),
        blockers=tuple(stuck),
        resolved=tuple(blockers.list_resolved(tx, day.standup.id, opened_by=end, after=end)),
        finished=tuple(_finished(tx, team_id, day, given, end)),
    )


def _away(tx: Session, day: facts.StandupDay, members: list[facts.Member]) -> dict[int, Away]:
    """Return who of members is absent or has a holiday, by id."""
    absent = people.absent_on(tx, [one.id for one in members], day.day)
    holidays = {one.id: rules.holiday_of(day.standup, one, day.day) for one in members}
    return {
        one.id: Away(one, absent[one.id].last if one.id in absent else day.day, holidays[one.id] or "")
        for one in members
        if one.id in absent or holidays[one.id]
    }


def _later(
    day: facts.StandupDay, others: list[facts.Member], now: datetime
) -> list[tuple[facts.Member, datetime | None]]:
    """Find who is still to be asked, and when; None: not to be disturbed until their window is over.

    Whoever joined after their own morning is asked tomorrow.
    """
    asked = [one for one in others if _is_asked(day, one)]
    if day.state is DayState.CLOSED:
        return []
    times = [(one, rules.asks_at(day.standup, rules.zone_of(day.standup, one), day.day)) for one in asked]
    return [(one, rules.asked_at(day.standup, one, at)) for one, at in times if at > now]


def _is_asked(day: facts.StandupDay, member: facts.Member) -> bool:
    return rules.why_not(rules.for_member(day.standup, member), day.day) is None


def _name(member: facts.Member) -> str:
    return member.name


def _finished(
    tx: Session, team_id: int, day: facts.StandupDay, given: tuple[facts.Answer, ...], until: datetime
) -> list[facts.Task]:
    """Return what those who answered finished since the day before, and what that day did not show of it."""
    before = standups.latest_day(tx, day.standup.id, before=day.day)
    done = channel_tasks.list_finished(
        tx,
        team_id,
        channel_tasks.done_by([one.member.id for one in given]),
        since=before.opened_at if before else day.opened_at - FIRST,
        until=until,
        channel_id=day.standup.channel.id,
    )
    closed_at = before.closed_at if before else None
    early = [one for one in done if closed_at and one.done_at and one.done_at <= closed_at]
    if before is None or not early:
        return done
    told = {one.member.id for one in answers.list_of_day(tx, before.id) if one.answered_at}
    shown = {one.id for one in early if one.done_by and one.done_by.id in told}
    return [one for one in done if one.id not in shown]
