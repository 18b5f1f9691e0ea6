"""Whom a standup asks next, and the day it opens for those it asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.kit import hours
from commands.standup import rules
from storage import answers, facts, people, posts, standups, timers
from storage.histories import UNDO_WINDOW
from storage.vocabulary import DayState, Noun, Place

PROMPT, REMIND, CLOSE = "standup.prompt", "standup.remind", "standup.close"
HELD = "standup.held"  # the end of what holds a question; its subject is the answer
OVER = "standup.over"  # a window of a day
JUST_AFTER = timedelta(seconds=1)


def set_next(
    tx: Session,
    team_id: int,
    standup: facts.Standup,
    member: facts.Member,
    now: datetime,
    *,
    still: timedelta = timedelta(0),
) -> None:
    """Set the next time a member is asked, by their zone and the standup's rule as they are now.

    A day that was set and has not come stays the member's next one while it is a day of the standup; on
    the clock of a new zone its time may be past, and then they are asked at once. So whoever moves is
    asked once a day, never twice or never. A day whose time came at most `still` ago counts as to come.
    """
    subject, zone = f"{standup.id}:{member.id}", rules.zone_of(standup, member)
    theirs = rules.for_member(standup, member)
    last = timers.last_over(tx, PROMPT, subject, now=now)
    ahead = timers.find_next(tx, PROMPT, subject, after=now)
    if ahead is not None:
        timers.cancel(tx, PROMPT, subject, now=now, reason="worked out anew", after=now)
    if standup.stopped_at is not None and now - standup.stopped_at > UNDO_WINDOW:
        return
    found = rules.next_prompt(theirs, zone, now - still, date.fromisoformat(last) if last else None)
    if ahead is not None:
        day = date.fromisoformat(ahead.occurrence)
        if rules.is_standup_day(theirs, day) and (found is None or day <= found[0]):
            found = day, max(now, rules.asks_at(standup, zone, day))
    if found is not None:
        timers.set_(tx, team_id, PROMPT, subject, occurrence=found[0].isoformat(), due_at=found[1])


def reset(tx: Session, team_id: int, standup: facts.Standup, now: datetime) -> None:
    """Work out anew whom a standup asks next and when its open days close."""
    for member in standups.list_members(tx, standup):
        set_next(tx, team_id, standup, member, now)
    refresh_open(tx, team_id, standup)


def reset_member(tx: Session, member: facts.Member, team_id: int, now: datetime) -> None:
    """Work out anew when a member is asked: their zone has changed, they came, went away or came back.

    What asks them at the moment says whether they are waited for.
    """
    for standup in standups.list_asking(tx, team_id, member.id):
        set_next(tx, team_id, standup, member, now)
        refresh_open(tx, team_id, standup)
    open_ = [one for one in answers.list_waiting(tx, member.id) if one.closes_at >= now]
    if open_:
        posts.stale(
            tx, Noun.ANSWER, *{each for one in open_ for each in (one.id, one.asked_with_id or one.id)}
        )


def next_of(
    tx: Session, standup: facts.Standup, member: facts.Member, now: datetime
) -> tuple[datetime, datetime | None] | None:
    """Return a member's next time in a standup and when they are asked (aware UTC), None when it has none.

    They are asked once they may be disturbed; None: not before their window is over. A day they are away on
    is passed over.
    """
    window = timedelta(minutes=standup.window)
    for one in answers.list_held(tx, member.id, now=now):
        if one.quiet_until and standups.get_day(tx, one.day_id).standup.id == standup.id:
            at = hours.undisturbed(member, one.quiet_until)
            return one.closes_at - window, at if at < one.closes_at else None
    timer = timers.find_next(tx, PROMPT, f"{standup.id}:{member.id}", after=now)
    found = (date.fromisoformat(timer.occurrence), timer.due_at) if timer else None
    theirs, zone = rules.for_member(standup, member), rules.zone_of(standup, member)
    while found is not None and (absence := people.find_absence(tx, member.id, found[0])):
        found = rules.next_prompt(theirs, zone, found[1], absence.last)
    return (found[1], rules.asked_at(theirs, member, found[1])) if found else None


def ask(
    tx: Session,
    team_id: int,
    standup: facts.Standup,
    member: facts.Member,
    day: date,
    *,
    until: datetime,
    now: datetime,
    others: Sequence[facts.Standup] = (),
) -> int | None:
    """Ask one member in a direct message; return the answer's id, None where they are away or have answered.

    Who is not to be disturbed is asked when that is over, if their window is not by then.
    What `others` of the standups that ask them would ask within the hour, and what was held until now, is
    asked in the same message.
    """
    first_id = _ask(tx, team_id, standup, member, day, until=until, now=now)
    if first_id is None:
        return None
    for held in answers.list_held(tx, member.id, now=now):
        along = _ask_held(tx, team_id, held, now)
        if along is not None:
            answers.ask_with(tx, along, first_id)
    message(tx, team_id, PROMPT, first_id, member.id, now=now, until=until)
    for other in others:
        timer = timers.find_next(tx, PROMPT, f"{other.id}:{member.id}")
        if timer is not None and timer.due_at <= now + hours.TOGETHER:
            end = timer.due_at + timedelta(minutes=other.window)
            on = date.fromisoformat(timer.occurrence)
            along = _ask(tx, team_id, other, member, on, until=end, now=now) if now <= end else None
            if along is not None:
                answers.ask_with(tx, along, first_id)
    return first_id


def catch_up(tx: Session, team_id: int, member: facts.Member, now: datetime) -> bool:
    """Ask a member, in one message, what was not asked as they were away or had a holiday; was anything?"""
    others = standups.list_asking(tx, team_id, member.id)
    first_id: int | None = None
    for standup in others:
        if (missed := _passed_over(tx, standup, member, now)) is None:
            continue
        day, until = missed
        if first_id is None:
            first_id = ask(tx, team_id, standup, member, day, until=until, now=now, others=others)
        elif (along := _ask(tx, team_id, standup, member, day, until=until, now=now)) is not None:
            answers.ask_with(tx, along, first_id)
    return first_id is not None


def catch_up_all(tx: Session, team_id: int, standup: facts.Standup, now: datetime) -> int:
    """Ask whom a standup passed over today, as it was paused or gone, and count them."""
    missed = [(one, _passed_over(tx, standup, one, now)) for one in standups.list_members(tx, standup)]
    made = [
        ask(tx, team_id, standup, one, found[0], until=found[1], now=now) for one, found in missed if found
    ]
    return sum(one is not None for one in made)


def _passed_over(
    tx: Session, standup: facts.Standup, member: facts.Member, now: datetime
) -> tuple[date, datetime] | None:
    """Find the day on which a standup's time came for a member and their window (its end) is open still.

    None as well for who was not of the standup when their time came.
    """
    theirs, zone = rules.for_member(standup, member), rules.zone_of(standup, member)
    first, today = timers.find_first(tx, PROMPT, f"{standup.id}:{member.id}"), rules.local_day(now, zone)
    for day in (today - timedelta(days=1), today):  # a window may go over midnight
        at = rules.asks_at(standup, zone, day)
        until = at + timedelta(minutes=standup.window)
        is_theirs = first is not None and first <= day.isoformat() and rules.why_not(theirs, day) is None
        if is_theirs and at <= now <= until:
            return day, until
    return None


def ask_again(tx: Session, team_id: int, one: facts.Answer, now: datetime) -> None:
    """Ask a member what they were not asked at its time: it was held, or taken back what they had said.

    Not whom the standup asks no more.
    """
    day = standups.get_day(tx, one.day_id)
    if _is_still_asked(tx, day, one.member):
        others = standups.list_asking(tx, team_id, one.member.id)
        ask(tx, team_id, day.standup, one.member, day.day, until=one.closes_at, now=now, others=others)


def ask_undisturbed(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    """Ask a member what is held, if they may be disturbed now; else hold it until they may be."""
    for one in answers.list_held(tx, member.id, now=now):
        ask_again(tx, team_id, one, now)


def miss(
    tx: Session,
    team_id: int,
    standup: facts.Standup,
    member: facts.Member,
    day: date,
    *,
    until: datetime,
    now: datetime,
) -> bool:
    """Note that a member could not be asked before their window ended; the thread says so.

    False: they were not to be asked that day.
    """
    theirs = rules.for_member(standup, member)
    if people.find_absence(tx, member.id, day) is not None or rules.why_not(theirs, day) is not None:
        return False
    opened = open_day(tx, team_id, standup, day, now)
    answers.ask(tx, opened.id, member.id, closes_at=until, asked_at=None)
    refresh(tx, team_id, opened)
    return True


def open_day(tx: Session, team_id: int, standup: facts.Standup, day: date, now: datetime) -> facts.StandupDay:
    """Return a standup's day, made if it is the first asked for, and owe its thread's head, once."""
    found = standups.find_day(tx, standup.id, day) or standups.open_day(tx, standup, day, now=now)
    _owe_head(tx, team_id, found, now)
    return found


def refresh(tx: Session, team_id: int, day: facts.StandupDay) -> None:
    """Bring a day's head up to date, and let an open one close when the last window of those asked ends."""
    posts.stale(tx, Noun.STANDUP_DAY, day.id)
    if day.state is DayState.OPEN:
        _set_close(tx, team_id, day)


def refresh_open(tx: Session, team_id: int, standup: facts.Standup) -> None:
    """Bring all open days of a standup up to date."""
    for day in standups.list_open_days(tx, standup.id):
        refresh(tx, team_id, day)


def message(
    tx: Session, team_id: int, kind: str, answer_id: int, member_id: int, *, now: datetime, until: datetime
) -> None:
    """Owe a member a direct message about their answer, of no use after `until`."""
    posts.owe(
        tx,
        team_id,
        once=f"{kind}:{answer_id}",
        kind=kind,
        now=now,
        noun=Noun.ANSWER,
        subject_id=answer_id,
        place=Place.DM,
        member_id=member_id,
        not_after=until,
    )


def is_away(tx: Session, answer: facts.Answer) -> bool:
    """Tell whether a member is away on the day they were asked about, or has a holiday."""
    day = standups.get_day(tx, answer.day_id)
    is_holiday = rules.holiday_of(day.standup, answer.member, day.day) is not None
    return is_holiday or people.find_absence(tx, answer.member.id, day.day) is not None


def head_of(day_id: int) -> str:
    """Name the post that is the head of a day's thread."""
    return f"standup_day:{day_id}:root"


def _ask(
    tx: Session,
    team_id: int,
    standup: facts.Standup,
    member: facts.Member,
    day: date,
    *,
    until: datetime,
    now: datetime,
) -> int | None:
    known = standups.find_day(tx, standup.id, day)
    if people.find_absence(tx, member.id, day) is not None:
        if known is not None:
            refresh(tx, team_id, known)
        return None
    if known is not None and known.state is DayState.CLOSED:  # with the windows of all who were there
        return None
    opened = known or standups.open_day(tx, standup, day, now=now)
    _owe_head(tx, team_id, opened, now)
    at = hours.undisturbed(member, now)
    if at > now:
        _hold(tx, team_id, opened, member, until=until, at=at)
        return None
    made = answers.ask(tx, opened.id, member.id, closes_at=until, asked_at=now)
    remind = rules.reminds_at(standup, until)
    if made is not None and remind > now:  # who is asked late is not reminded in the same breath
        timers.set_(tx, team_id, REMIND, str(made), occurrence=day.isoformat(), due_at=remind)
    if made is not None:  # whoever shares the end of a window shares the timer
        over = str(int(until.timestamp()))
        timers.set_(tx, team_id, OVER, str(opened.id), occurrence=over, due_at=until + JUST_AFTER)
    if known is None:  # nothing shows the day yet, and nobody else was asked
        _set_close(tx, team_id, opened, here=member.id)
        return made
    close = timers.find_next(tx, CLOSE, str(known.id))
    if close is None or close.due_at < until:  # else the first of the day has seen to it
        refresh(tx, team_id, known)
    else:
        posts.stale(tx, Noun.STANDUP_DAY, known.id)
    return made


def _ask_held(tx: Session, team_id: int, one: facts.Answer, now: datetime) -> int | None:
    day = standups.get_day(tx, one.day_id)
    if not _is_still_asked(tx, day, one.member):
        return None
    return _ask(tx, team_id, day.standup, one.member, day.day, until=one.closes_at, now=now)


def _is_askable(day: facts.StandupDay, member: facts.Member) -> bool:
    return rules.why_not(rules.for_member(day.standup, member), day.day) is None


def _is_still_asked(tx: Session, day: facts.StandupDay, member: facts.Member) -> bool:
    return _is_askable(day, member) and standups.asks(tx, day.standup, member.id)


def _hold(
    tx: Session, team_id: int, day: facts.StandupDay, member: facts.Member, *, until: datetime, at: datetime
) -> None:
    """Note that a member may be disturbed at an instant only, and have them asked then, if it is in time."""
    made = answers.ask(tx, day.id, member.id, closes_at=until, asked_at=None, quiet_until=at)
    if made is not None and at < until:
        timers.set_(tx, team_id, HELD, str(made), occurrence=f"{at:%Y-%m-%dT%H:%M}", due_at=at)
    refresh(tx, team_id, day)


def _owe_head(tx: Session, team_id: int, day: facts.StandupDay, now: datetime) -> None:
    posts.owe(
        tx,
        team_id,
        once=head_of(day.id),
        kind="standup.root",
        now=now,
        noun=Noun.STANDUP_DAY,
        subject_id=day.id,
        place=Place.CHANNEL,
        channel_id=day.standup.channel.id,
    )


def _set_close(tx: Session, team_id: int, day: facts.StandupDay, here: int | None = None) -> None:
    end = _last_end(tx, day, here)
    timers.set_(tx, team_id, CLOSE, str(day.id), occurrence=day.day.isoformat(), due_at=end)


def _last_end(tx: Session, day: facts.StandupDay, here: int | None) -> datetime:
    """Find when the last window ends of those who are there and may be disturbed; `here` is known to be."""
    standup, windows = day.standup, answers.windows_of_day(tx, day.id)
    ends = {who: window.closes_at for who, window in windows.items()}
    asked = [*ends.values()]
    for one in standups.list_members(tx, standup):
        at = rules.asks_at(standup, rules.zone_of(standup, one), day.day)
        if _is_askable(day, one) and rules.asked_at(standup, one, at) is not None:
            ends.setdefault(one.id, at + timedelta(minutes=standup.window))
    absent = people.absent_on(tx, ends.keys() - {here}, day.day)
    unasked = {who for who, window in windows.items() if window.is_unasked}
    present = [end for who, end in ends.items() if who not in absent.keys() | unasked]
    return max(present or asked, default=day.opened_at)
