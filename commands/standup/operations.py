"""What people do with standups, and what the clock does for them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session

from commands.kit import calendar
from commands.kit.requests import Unclear
from commands.standup import grammar, rules
from storage import changes, facts, people, posts, standups, tasks, timers
from storage.vocabulary import DayState, Noun, Place

PROMPT, REMIND, CLOSE = "standup.prompt", "standup.remind", "standup.close"


@dataclass(frozen=True, slots=True)
class Made:
    """A standup as set up, whom it asks, and the group that made it."""

    standup: facts.Standup
    members: tuple[facts.Member, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Form:
    """An answer to fill in, with what the person finished and has to do."""

    answer: facts.Answer
    day: facts.StandupDay
    finished: tuple[facts.Task, ...]
    ahead: tuple[facts.Task, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """One day as it stands: answers in order, who is away, whom nobody could ask in time."""

    day: facts.StandupDay
    answers: tuple[facts.Answer, ...]
    away: tuple[facts.Member, ...]
    due: tuple[facts.Member, ...]  # their turn is still to come, or was missed


def set_up(
    tx: Session, request: grammar.SetUp, act: facts.Act, channel: facts.Channel | None
) -> Made | Unclear:
    """Make a channel's standup, in place of the one it had, and set everybody's first prompt."""
    if channel is None or channel.is_dm:
        return Unclear("A standup belongs to a channel. Nothing was changed. Type this where it shall stand.")
    asked = [one for one in people.list_in_channel(tx, channel.id) if not one.is_guest]
    if not channel.has_bot or not asked:
        return Unclear(
            f"Muster is not in #{channel.name}. Nothing was changed. /invite @Muster, then try again."
        )
    old = standups.find_in(tx, channel.id)
    if old is not None:
        changes.apply(tx, act, Noun.STANDUP, old.id, {"stopped_at": act.now})
    standup_id = changes.add(
        tx,
        act,
        Noun.STANDUP,
        {
            "team_id": act.team.id,
            "project_id": channel.project_id,
            "channel_id": channel.id,
            "name": f"#{channel.name}",
            "weekdays": "".join(str(day) for day in request.weekdays),
            "at": request.at,
            "window": request.window,
            "created_at": act.now,
        },
    )
    standups.set_members(tx, standup_id, [one.id for one in asked])
    standup = standups.get(tx, standup_id)
    for one in asked:
        set_prompt(tx, act.team.id, standup, one, after=act.now)
    return Made(standup, tuple(asked), act.group)


def stop(tx: Session, act: facts.Act, channel: facts.Channel | None) -> facts.Standup | None:
    """Stop a channel's standup; None when it has none."""
    found = standups.find_in(tx, channel.id) if channel else None
    if found is not None:
        changes.apply(tx, act, Noun.STANDUP, found.id, {"stopped_at": act.now})
    return found


def set_prompt(
    tx: Session, team_id: int, standup: facts.Standup, member: facts.Member, *, after: datetime
) -> None:
    """Set the next time a member is asked, after an instant."""
    day, at = rules.next_prompt(standup, member.zone, after)
    timers.set_(tx, team_id, PROMPT, f"{standup.id}:{member.id}", occurrence=day.isoformat(), due_at=at)


def reset_prompts(tx: Session, now: datetime) -> None:
    """Work out every member's next prompt anew, as zones and rules are now; for the start of Muster."""
    for standup in standups.list_running(tx):
        team_id = standups.team_of(tx, standup.id)
        for member in standups.list_members(tx, standup.id):
            set_prompt(tx, team_id, standup, member, after=now)


def form(tx: Session, act: facts.Act, answer_id: int | None) -> Form | None:
    """Return the answer to fill in: the one named, else the member's newest; None when never asked."""
    if act.member is None:
        return None
    answer = standups.get_answer(tx, answer_id) if answer_id else standups.newest_answer(tx, act.member.id)
    if answer is None or answer.member.id != act.member.id:
        return None
    day = standups.get_day(tx, answer.day_id)
    worked = calendar.previous_working_day(day.day)
    since = standups.last_answered(tx, act.member.id) or calendar.to_utc(worked, time(0), act.member.zone)
    mine = tasks.owned_by(act.member.id)
    finished = [one for one in tasks.list_done(tx, act, where=[mine]) if one.done_at and one.done_at > since]
    ahead = tasks.list_open(tx, act, where=[mine], limit=4)
    return Form(answer, day, tuple(finished), tuple(ahead))


def answer(tx: Session, answer_id: int, said: dict[str, str], act: facts.Act) -> facts.Answer | None:
    """Save what a member said; None when the answer is not theirs. Its thread shows it, late or not."""
    before = standups.get_answer(tx, answer_id)
    if act.member is None or before.member.id != act.member.id:
        return None
    day = standups.get_day(tx, before.day_id)
    values = {
        **said,
        "answered_at": before.answered_at or act.now,
        "is_late": before.is_late or (before.answered_at is None and day.state is DayState.CLOSED),
    }
    changes.apply(tx, act, Noun.ANSWER, answer_id, values)
    _block(tx, before, said["blocked"], act)
    root = posts.find(tx, f"standup_day:{day.id}:root")
    posts.stale(tx, Noun.STANDUP_DAY, day.id)
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
    return standups.get_answer(tx, answer_id)


def roll(tx: Session, day_id: int) -> Roll:
    """Return one day as it stands."""
    day = standups.get_day(tx, day_id)
    answers = standups.list_answers(tx, day_id)
    asked = {one.member.id for one in answers}
    others = [one for one in standups.list_members(tx, day.standup.id) if one.id not in asked]
    away = tuple(one for one in others if people.is_away(tx, one.id, day.day))
    due = tuple(one for one in others if one not in away)
    return Roll(day, tuple(answers), away, due)


def go_away(tx: Session, act: facts.Act, first: date, last: date) -> None:
    """Note that the member is away, both days included."""
    if act.member is not None:
        people.insert_absence(tx, act.member.id, first=first, last=last)


def come_back(tx: Session, act: facts.Act, today: date) -> None:
    """End the member's absences from today on."""
    if act.member is not None:
        people.end_absences(tx, act.member.id, today)


def _block(tx: Session, before: facts.Answer, text: str, act: facts.Act) -> None:
    known = standups.find_blocker(tx, before.id)
    if known is not None and known.text != text:
        changes.apply(tx, act, Noun.BLOCKER, known.id, {"closed_at": act.now})
    if text and (known is None or known.text != text):
        values = {
            "team_id": act.team.id,
            "answer_id": before.id,
            "member_id": before.member.id,
            "text": text,
            "opened_at": act.now,
        }
        changes.add(tx, act, Noun.BLOCKER, values)
