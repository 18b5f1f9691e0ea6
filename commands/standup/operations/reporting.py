"""What a week of standups came to: for whoever may see it, and for the lead on Friday."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.kit import calendar, telling
from commands.kit.away import is_away
from commands.kit.line import spoken
from commands.kit.operations import owner_of
from commands.kit.requests import Mention, Unclear
from commands.kit.telling import News
from commands.standup import rules, told
from commands.standup.operations import answering, asking, blocking
from commands.standup.operations.leading import lead_of, list_led, may_change
from commands.task.operations import forget_settled
from storage import answers, blockers, facts, notices, standups, tasks
from storage.vocabulary import Noun, QuestionKind, TaskStatus

FEWEST_MOODS = 3  # below that an average tells who it was
WHO = "Whose answers?"
WEEK = "week"  # the notice; its words are the Friday


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a report, with the answers that count in it."""

    day: facts.StandupDay
    answers: tuple[facts.Answer, ...]
    waiting: frozenset[int] = frozenset()  # the ids of those whose window is open still

    @property
    def asked(self) -> list[facts.Answer]:
        """The answers that came or are missing: whoever skipped, or has time still, is not among them."""
        return [
            one for one in self.answers if one.answered_at or not (one.skipped_at or one.id in self.waiting)
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """A standup's days from the first to the last, and what stands in the way now."""

    standup: facts.Standup
    who: facts.Member | None  # None: everybody
    first: date
    last: date
    days: tuple[Day, ...]
    stuck: tuple[blocking.Stuck, ...]
    planned: int  # tasks that answers said were next
    done: int  # of them finished by now
    mood: float | None  # 1 to 5; None: not asked, or too few said

    @property
    def asked(self) -> list[facts.Answer]:
        """All answers that were waited for: whoever skipped, or has time still, is not among them."""
        return [one for day in self.days for one in day.asked]


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whom a press reminded, of whom it was to remind."""

    members: tuple[facts.Member, ...]
    asked: int
    answered: int
    others: tuple[tuple[str, facts.Member], ...] = ()  # why somebody who has not answered is not written to


def report(
    tx: Session,
    act: facts.Act,
    channel: facts.Channel | None,
    who: Mention | None,
    weeks_back: int,
    of: str = "",
) -> list[Report] | Unclear:
    """Return the caller's standups' week, or one person's; or say who may see it. `of` names one standup."""
    if act.member is None:
        return []
    person = owner_of(tx, act, who, "", ask=WHO, is_looked_up=True) if who else None
    if isinstance(person, Unclear):
        return person
    near = standups.list_running(tx, act.team.id) if of else _near(tx, act, channel)
    near = [one for one in near if answering.is_called(one, of)]
    found = [one for one in near if may_see(tx, act, one, person)]
    if of and not found:
        return Unclear(f"There is no standup {spoken(of)} whose reports you may read. Nothing was changed.")
    if not found:
        lead = next((lead.name for one in _near(tx, act, channel) if (lead := lead_of(tx, one))), "")
        reader = f"{lead} reads it" if lead else "There is no standup of yours here"
        return Unclear(f"{reader}; your own is yours: /standup report @me. Nothing was changed.")
    monday = calendar.monday_of(rules.local_day(act.now, act.member.zone)) - timedelta(weeks=weeks_back)
    return [week(tx, act, one, monday, person) for one in found]


def may_see(tx: Session, act: facts.Act, standup: facts.Standup, who: facts.Member | None) -> bool:
    """Tell whether the caller may read answers: their own, all as the lead, all when reports are shared."""
    if who is not None and act.member is not None and who.id == act.member.id:
        return standups.asks(tx, standup, who.id)
    lead = lead_of(tx, standup)
    is_lead = act.member is not None and lead is not None and act.member.id == lead.id
    shared = standup.shares_reports and act.member is not None and standups.asks(tx, standup, act.member.id)
    return is_lead or shared


def week(
    tx: Session, act: facts.Act, standup: facts.Standup, monday: date, who: facts.Member | None
) -> Report:
    """Work out one standup's week as it stands now."""
    days = []
    for day in standups.list_days(tx, standup.id, monday, monday + timedelta(days=6)):
        found = [one for one in answers.list_of_day(tx, day.id) if _counts(tx, one, who)]
        waiting = {one.id for one in found if not one.answered_at and one.closes_at >= act.now}
        days.append(Day(day, tuple(found), frozenset(waiting)))
    known = _planned(tx, act, days)
    open_ = blockers.list_open(tx, act.team.id, standup.id)
    stuck = [blocking.aged(one, standup, act.now) for one in open_ if who is None or one.member.id == who.id]
    return Report(
        standup=standup,
        who=who,
        first=monday,
        last=monday + timedelta(days=6),
        days=tuple(days),
        stuck=tuple(stuck),
        planned=len(known),
        done=sum(one.status is TaskStatus.DONE for one in known),
        mood=None if who else _mood(days),
    )


def tell_week(tx: Session, team_id: int, lead: facts.Member, friday: date, now: datetime) -> None:
    """Tell a lead how the week went in all standups they lead, in one message, once.

    Who is away, or has a holiday by one of them, reads it in the message of their next working morning.
    """
    led = [
        one
        for one in list_led(tx, team_id, lead)
        if standups.list_days(tx, one.id, calendar.monday_of(friday), friday)
        and not _is_told(tx, lead, one, friday)
    ]
    news = [News(WEEK, Noun.STANDUP, one.id, words=friday.isoformat()) for one in led]
    today = rules.local_day(now, lead.zone)
    if is_away(tx, lead, today) or any(rules.holiday_of(one, lead, today) for one in led):
        for one in news:
            telling.tell(tx, team_id, lead, one, now)
    elif news:
        answering.remind_ahead(tx, team_id, lead, now)
        once = f"week:{lead.id}:{friday.isoformat()}"
        forget_settled(tx, team_id, lead, now)
        telling.tell_now(tx, team_id, lead, news, now, once=once, until=now + telling.LATEST)


def history(
    tx: Session, act: facts.Act, who: Mention | None
) -> tuple[facts.Member, list[tuple[facts.StandupDay, facts.Answer]]] | Unclear:
    """Return what somebody said lately, newest first, as far as the caller may read it."""
    person = owner_of(tx, act, who, "", ask=WHO, is_looked_up=True)
    if isinstance(person, Unclear):
        return person
    if person is None:
        return Unclear("Nobody has no history. Name somebody: /standup history @ana.")
    given = [(standups.get_day(tx, one.day_id), one) for one in answers.list_given(tx, person.id, 10)]
    seen = [(day, one) for day, one in given if may_see(tx, act, day.standup, person)]
    if given and not seen:
        return Unclear(f"What {person.name} said stands in the threads; reports of it are for the lead.")
    return person, seen


def remind_all(tx: Session, act: facts.Act, standup: facts.Standup) -> Reminded | Unclear:
    """Remind whoever is waited for, each once; return whom."""
    if not may_change(tx, act, standup):
        return Unclear("Only the lead of a standup reminds its people. Nothing was sent.")
    waiting = [
        one for day in standups.list_open_days(tx, standup.id) for one in answers.list_of_day(tx, day.id)
    ]
    why = {one.id: answering.why_not_reminded(tx, one, act.now) for one in waiting}
    members = [one.member for one in waiting if answering.remind(tx, act.team.id, one, act.now)]
    answered = sum(one.answered_at is not None for one in waiting)
    others = [
        (why[one.id] or "is not to be disturbed", one.member)
        for one in waiting
        if not one.answered_at and one.member not in members
    ]
    return Reminded(tuple(members), len(waiting), answered, tuple(others))


def _is_told(tx: Session, lead: facts.Member, standup: facts.Standup, friday: date) -> bool:
    last = notices.find_last(tx, lead.id, WEEK, Noun.STANDUP, standup.id)
    return last is not None and last.words == friday.isoformat()


def _near(tx: Session, act: facts.Act, channel: facts.Channel | None) -> list[facts.Standup]:
    here = standups.list_in(tx, channel.id) if channel else []
    if here or act.member is None:
        return here
    running = standups.list_running(tx, act.team.id)
    return [one for one in running if lead_of(tx, one) == act.member or standups.asks(tx, one, act.member.id)]


def _counts(tx: Session, one: facts.Answer, who: facts.Member | None) -> bool:
    if who is not None and one.member.id != who.id:
        return False
    return bool(one.answered_at or one.skipped_at or not (one.is_unasked or asking.is_away(tx, one)))


def _planned(tx: Session, act: facts.Act, days: list[Day]) -> list[facts.Task]:
    """Return the tasks that answers said were next and that were not done when it was said."""
    first: dict[int, datetime] = {}
    for day in days:
        keys = [one.key for one in day.day.questions if one.kind is QuestionKind.PLAN]
        for one in day.answers:
            for key in keys:
                said = dict.fromkeys(told.numbers(one.said.get(key, "")), one.answered_at or act.now)
                first = {**said, **first}
    known = [(task, at) for number, at in first.items() if (task := tasks.find(tx, act, number))]
    return [task for task, at in known if task.done_at is None or task.done_at >= at]


def _mood(days: list[Day]) -> float | None:
    counts = [(int(mood), count) for day in days for mood, count in day.day.moods.items()]
    total = sum(count for _, count in counts)
    return sum(mood * count for mood, count in counts) / total if total >= FEWEST_MOODS else None
