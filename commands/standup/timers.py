"""What happens when a timer of standups is due. Each that repeats sets its next before it judges anything."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.standup import operations, rules
from commands.task import operations as task_operations
from storage import answers, facts, people, posts, standups, timers, workspaces
from storage.vocabulary import Noun, Place, TimerState


def prompt(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Ask one member, unless the day is none of the standup's any more; the next day is set."""
    standup_id, member_id = (int(one) for one in timer.subject.split(":"))
    member = people.get(tx, member_id)
    others = standups.list_asking(tx, timer.team_id, member_id)
    standup = standups.get(tx, standup_id)
    if standup not in others and not standups.asks(tx, standup, member_id):
        return
    others = [one for one in others if one is not standup]
    day, window = date.fromisoformat(timer.occurrence), timedelta(minutes=standup.window)
    end = timer.due_at + window
    # After days of silence, today's time may be past and its window still open.
    operations.set_next(tx, timer.team_id, standup, member, now, still=window if now > end else timedelta(0))
    if rules.why_not(rules.for_member(standup, member), day) is not None:
        return
    if now <= end:
        operations.ask(tx, timer.team_id, standup, member, day, until=end, now=now, others=others)
    elif operations.miss(tx, timer.team_id, standup, member, day, until=end, now=now):
        timers.settle(tx, timer.id, TimerState.SKIPPED, now=now, reason="its window was over")


def held(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Ask one member who was not to be disturbed at the standup's time; the thread says if it is too late."""
    one = answers.get(tx, int(timer.subject))
    if now <= one.closes_at:
        operations.ask_again(tx, timer.team_id, one, now)
    else:
        posts.stale(tx, Noun.STANDUP_DAY, one.day_id)


def remind(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Remind once, in a direct message, whoever has not answered; of all their prompt asked."""
    answer = answers.get(tx, int(timer.subject))
    operations.remind(tx, timer.team_id, answer, now)


def close(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Close the day and say in its thread who answered and what is in the way."""
    day = standups.get_day(tx, int(timer.subject))
    standups.close_day(tx, day.id, now=now)
    posts.stale(tx, Noun.STANDUP_DAY, day.id)
    operations.tell_closed(tx, day)
    root = posts.find(tx, operations.head_of(day.id))
    posts.owe(
        tx,
        timer.team_id,
        once=f"standup_day:{day.id}:summary",
        kind="standup.summary",
        now=now,
        noun=Noun.STANDUP_DAY,
        subject_id=day.id,
        place=Place.THREAD,
        channel_id=day.standup.channel.id,
        parent_id=root.id if root else None,
    )


def over(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Have what asked those whose window has ended say so; the day itself may be open for others."""
    day = standups.get_day(tx, int(timer.subject))
    posts.stale(tx, Noun.STANDUP_DAY, day.id)
    operations.tell_closed(tx, day, int(timer.occurrence))


def again(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Work out a standup's timers anew: a change of it was taken back."""
    standup = standups.get(tx, int(timer.subject))
    operations.reset(tx, standup, now)
    operations.catch_up_all(tx, timer.team_id, standup, now)


def answer_again(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Ask whoever took back what they said before being asked, if they would have been asked by now."""
    one = answers.get(tx, int(timer.subject))
    day = standups.get_day(tx, one.day_id)
    standup, zone = day.standup, rules.zone_of(day.standup, one.member)
    if rules.asks_at(standup, zone, day.day) <= now <= one.closes_at:
        operations.ask_again(tx, timer.team_id, one, now)


def member_again(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Work out a member's days anew: what they had said of themselves was changed or taken back."""
    team, member = workspaces.get_team(tx, timer.team_id), people.get(tx, int(timer.subject))
    if member.is_active:
        task_operations.plan_anew(tx, team, member, now)
        operations.reset_member(tx, member, timer.team_id, now)
        operations.ask_undisturbed(tx, timer.team_id, member, now)
        operations.catch_up(tx, timer.team_id, member, now)


def absence_again(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Bring a member's days up to date: an absence was taken back."""
    member = people.get(tx, people.member_of_absence(tx, int(timer.subject)))
    operations.reset_member(tx, member, timer.team_id, now)
    operations.catch_up(tx, timer.team_id, member, now)


def show_blocker(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Have a standup's lead told of a blocker that is not gone."""
    operations.show_lead(tx, timer, now)


def week(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Tell a standup's lead how the week went, and set the next time."""
    standup = standups.get(tx, int(timer.subject))
    if standup.stopped_at is not None:
        return
    operations.set_summary(tx, timer.team_id, standup, now)
    lead = operations.lead_of(tx, standup)
    if lead is not None and lead.is_active:
        operations.tell_week(tx, timer.team_id, lead, date.fromisoformat(timer.occurrence), now)


def nothing(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Do nothing: a late reminder helps nobody."""
