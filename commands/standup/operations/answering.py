"""What people say to a standup: answers, early, in time or late, and skips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from commands.kit import drawn, hours, telling
from commands.kit.readings import Here
from commands.kit.telling import News
from commands.standup import rules, told
from commands.standup.operations import asking, blocking
from commands.task.operations import forget_settled
from storage import answers, blockers, changes, facts, posts, standups, timers
from storage.vocabulary import Noun, Place

LATE_DAYS = 7  # how long after its day an answer is still taken
REMINDED = "reminded"  # the notice


@dataclass(frozen=True, slots=True)
class Target:
    """Which day of which standup somebody answers; `answer` None: they were not asked yet."""

    standup: facts.Standup
    day: date
    answer: facts.Answer | None

    def is_over(self, now: datetime) -> bool:
        """Tell whether they were asked, and its time is over."""
        return self.answer is not None and now > self.answer.closes_at


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form showed when it was drawn, of what may have changed since."""

    listed: Sequence[int] = ()  # the ids of blockers
    drawn: Mapping[str, str] = field(default_factory=dict)  # marks of what was said, by question; without: ""


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as saved, and what it says of tasks."""

    answer: facts.Answer
    day: facts.StandupDay
    group: str
    at: datetime  # aware UTC
    told: tuple[told.Told, ...]
    resolved: tuple[blocking.Resolved, ...] = ()  # what its form listed and it no longer says
    opened: tuple[facts.Blocker, ...] = ()  # what it says is in the way and was not before


def choose(tx: Session, act: facts.Act, channel: facts.Channel | None, *, only: str = "") -> Target | None:
    """Find what `/standup` means: what waits in its window, else today's, else the newest that can be late.

    The standup of the channel it is typed in goes first, one called `only` before all. None: nothing.
    """
    if act.member is None:
        return None
    mine = [one for one in standups.list_asking(tx, act.team.id, act.member.id) if is_called(one, only)]
    here = channel.id if channel else None
    mine.sort(key=lambda one: (one.channel.id != here, one.id))
    waiting = _waiting(tx, act, mine)
    in_time = [one for one in waiting if one.answer and one.answer.closes_at >= act.now]
    today = [found for one in mine if (found := _today(tx, act, one))]
    unanswered = [one for one in today if one.answer is None or not one.answer.answered_at]
    return next(iter([*in_time, *unanswered, *today, *waiting]), None)


def target_of(tx: Session, answer: facts.Answer) -> Target:
    """Return the day and standup an answer belongs to."""
    day = standups.get_day(tx, answer.day_id)
    return Target(day.standup, day.day, answer)


def answer(
    tx: Session,
    target: Target,
    said: Mapping[str, str],
    act: facts.Act,
    *,
    shown: Shown | None = None,
    listed: Sequence[int] = (),
    mood: str = "",
    heard: str | None = None,
) -> Saved | None:
    """Save what a member said; None when the standup does not ask them. Its thread shows it, late or not.

    Of what says nothing any more, the answer is taken back.

    `shown`: what their form showed; it saves only what they changed in it. `listed`: the ids of blockers that
    are gone unless said. `heard`: the message it was, when it was one of Slack's.
    """
    found = _row(tx, target, act)
    if found is None:
        return None
    before, day = found
    if shown is not None:
        said, listed = _together(before, said, shown.drawn), shown.listed
    kept = {key: text for key, text in said.items() if text}
    values = {
        "said": kept,
        "answered_at": (before.answered_at or act.now) if kept else None,
        "is_late": bool(kept) and (before.is_late if before.answered_at else act.now > before.closes_at),
        "skipped_at": None,
        "heard": heard or before.heard,
    }
    if mood and answers.note_mood(tx, before.id):
        standups.count_mood(tx, day.id, mood)
    changes.apply(tx, act, Noun.ANSWER, before.id, values)
    lines = told.in_the_way(kept, day.questions)
    was = told.in_the_way(before.said, day.questions)
    gone = blocking.settle(tx, act, day.standup, before, lines, was=was, listed=listed)
    open_ = blockers.list_of(tx, act.team.id, before.member.id, day.standup.id) if lines else []
    if not kept:
        changes.again(tx, act, Noun.ANSWER, before.id)
    elif heard is None or not _is_in_thread(day, heard):
        _post(tx, act, day, before.id)
    return Saved(
        answers.get(tx, before.id),
        day,
        act.group,
        act.now,
        told.read(kept, here_of(act), day.questions),
        tuple(gone),
        _since(open_, act),
    )


def _together(before: facts.Answer, typed: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """Bring what was typed into a form together with what the answer says by now."""
    if before.answered_at is None:
        return dict(typed)
    nothing = drawn.text_mark("")
    return {
        key: drawn.merged(marks.get(key, nothing), typed.get(key, ""), before.said.get(key, ""))
        for key in {**before.said, **typed}
    }


def _since(found: Sequence[facts.Blocker], act: facts.Act) -> tuple[facts.Blocker, ...]:
    return tuple(one for one in found if one.opened_at >= act.now)


def skip(tx: Session, target: Target, reason: str, act: facts.Act) -> facts.Answer | None:
    """Leave one day out, with a reason; None when the standup does not ask them or they answered already."""
    found = _row(tx, target, act)
    if found is None or found[0].answered_at:
        return None
    changes.apply(tx, act, Noun.ANSWER, found[0].id, {"skipped_at": act.now, "skip_reason": reason})
    return answers.get(tx, found[0].id)


def remind(tx: Session, team_id: int, answer_: facts.Answer, now: datetime) -> bool:
    """Remind a member once of all their prompt asked and they have not answered; False: no need.

    Who is not to be disturbed is reminded when that is over; False, if their window is over by then.
    """
    open_, member = _to_remind(tx, answer_, now), answer_.member
    until = max((one.closes_at for one in open_), default=now)
    at = hours.undisturbed(member, now)
    if at >= until:
        return False
    if at > now and telling.find_day(tx, member, now, by=at) is None:
        when = f"{at:%Y-%m-%dT%H:%M}"
        timers.set_(tx, team_id, asking.REMIND, str(answer_.id), occurrence=when, due_at=at)
        return True
    once = f"{asking.REMIND}:{first_of(answer_)}"
    forget_settled(tx, team_id, member, now)
    telling.tell_now(tx, team_id, member, [_reminder(one) for one in open_], now, once=once, until=until)
    for one in open_:
        answers.note_reminded(tx, one.id, now=now)
    return True


def remind_ahead(tx: Session, team_id: int, member: facts.Member, at: datetime) -> None:
    """Have a member's message that goes at an instant remind them of what is reminded of within the hour."""
    for one in answers.list_waiting(tx, member.id):
        timer = timers.find_next(tx, asking.REMIND, str(one.id))
        if timer is not None and timer.due_at <= at + hours.TOGETHER:
            for each in _to_remind(tx, answers.get(tx, one.id), at):
                telling.note(tx, team_id, member, _reminder(each), at)
                answers.note_reminded(tx, each.id, now=at)


def is_open(tx: Session, one: facts.Answer, now: datetime) -> bool:
    """Tell whether an answer is waited for and was not reminded of: asked, in its window, its member here."""
    if one.answered_at or one.skipped_at or not one.asked_at or one.reminded_at or now > one.closes_at:
        return False
    return one.member.is_active and not asking.is_away(tx, one)


def why_not_reminded(tx: Session, one: facts.Answer, now: datetime) -> str:
    """Say why somebody who has not answered is not reminded, in words that follow a name; "": they are."""
    if one.skipped_at:
        return "skips"
    if not one.member.is_active or asking.is_away(tx, one):
        return "is away"
    if now > one.closes_at:
        return "is out of time"
    if one.quiet_until:
        return "is not to be disturbed"
    if not one.asked_at:
        return "was not asked"
    return "was reminded before" if one.reminded_at else ""


def first_of(one: facts.Answer) -> int:
    """Return the id of the answer whose prompt asked for this one."""
    return one.asked_with_id or one.id


def tell_closed(tx: Session, day: facts.StandupDay, end: int | None = None) -> None:
    """Bring up to date what asked or reminded those who have not answered a day that is closed now.

    Of one that is not: those whose window ended at `end` (seconds since 1970, UTC).
    """
    missing = [one for one in answers.list_of_day(tx, day.id) if not one.answered_at and not one.skipped_at]
    open_ = [one for one in missing if end is None or int(one.closes_at.timestamp()) == end]
    posts.stale(tx, Noun.ANSWER, *{each for one in open_ for each in (one.id, first_of(one))})


def _to_remind(tx: Session, answer_: facts.Answer, now: datetime) -> list[facts.Answer]:
    """Return what is open of all that an answer's prompt asked; [] when the answer itself is not."""
    day = standups.get_day(tx, answer_.day_id)
    open_ = [one for one in answers.list_asked_with(tx, first_of(answer_)) if is_open(tx, one, now)]
    theirs = rules.for_member(day.standup, answer_.member)
    is_one = answer_.id in [one.id for one in open_] and rules.why_not(theirs, day.day) is None
    return open_ if is_one else []


def _reminder(one: facts.Answer) -> News:
    return News(REMINDED, Noun.ANSWER, one.id)


def _row(tx: Session, target: Target, act: facts.Act) -> tuple[facts.Answer, facts.StandupDay] | None:
    """Return the member's own answer row of a day, made when they answer before being asked."""
    who = act.member
    if who is None:
        return None
    known = standups.find_day(tx, target.standup.id, target.day)
    row = answers.find(tx, known.id, who.id) if known else None
    if row is None and not standups.asks(tx, target.standup, who.id):
        return None
    day = asking.open_day(tx, act.team.id, target.standup, target.day, act.now)
    if row is None:
        end = rules.closes_at(target.standup, rules.zone_of(target.standup, who), target.day)
        answers.ask(tx, day.id, who.id, closes_at=end, asked_at=None)
        asking.refresh(tx, act.team.id, day)
        row = answers.find(tx, day.id, who.id)
    return (row, day) if row else None


def here_of(act: facts.Act) -> Here:
    """Return by which clock and working day a member's words are read."""
    who = act.member
    if who is None:
        raise ValueError("nobody speaks")
    return Here(act.now, who.zone, who.work_start, who.work_end)


def _post(tx: Session, act: facts.Act, day: facts.StandupDay, answer_id: int) -> None:
    root = posts.find(tx, asking.head_of(day.id))
    posts.owe(
        tx,
        act.team.id,
        once=f"answer:{answer_id}",
        kind="standup.answer",
        now=act.now,
        noun=Noun.ANSWER,
        subject_id=answer_id,
        place=Place.THREAD,
        channel_id=day.standup.channel.id,
        parent_id=root.id if root else None,
        group=act.group,
    )


def _is_in_thread(day: facts.StandupDay, heard: str) -> bool:
    return heard.partition(":")[0] == day.standup.channel.slack_id


def _waiting(tx: Session, act: facts.Act, mine: Sequence[facts.Standup]) -> list[Target]:
    places = {one.id: place for place, one in enumerate(mine)}
    who = act.member.id if act.member else 0
    found = [target_of(tx, one) for one in answers.list_waiting(tx, who)]
    recent = [
        one for one in found if one.standup.id in places and (act.now.date() - one.day).days <= LATE_DAYS
    ]
    return sorted(recent, key=lambda one: (-one.day.toordinal(), places[one.standup.id]))


def _today(tx: Session, act: facts.Act, standup: facts.Standup) -> Target | None:
    if act.member is None:
        return None
    today = rules.local_day(act.now, rules.zone_of(standup, act.member))
    known = standups.find_day(tx, standup.id, today)
    if known is None and rules.why_not(rules.for_member(standup, act.member), today) is not None:
        return None
    return Target(standup, today, answers.find(tx, known.id, act.member.id) if known else None)


def is_called(standup: facts.Standup, name: str) -> bool:
    """Tell whether a standup has this name, typed with its sign or without; "" is any's."""
    return name.casefold().lstrip("#") in ("", standup.name.casefold().lstrip("#"))
