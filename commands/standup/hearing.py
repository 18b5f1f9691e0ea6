"""What standups make of what is said and done in Slack: messages, people who move, come or leave."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.kit.call import Heard, Hint
from commands.standup import hints, operations, rules, views
from storage import facts, people, posts, standups
from storage.vocabulary import Noun, Place

NOTE = "standup.note"  # the post


def message(tx: Session, heard: Heard, act: facts.Act) -> None:
    """Take a message as an answer, where it is one; say so in a direct message where that helps."""
    taken = operations.hear(tx, heard, act)
    if isinstance(taken, operations.Doubt):
        _tell(tx, act, views.doubted(taken, heard), kind="answer")
    elif taken is not None and (taken.is_private or taken.is_of_note):
        shown = views.taken(taken, rules.local_day(act.now, taken.saved.answer.member.zone))
        _tell(tx, act, shown, about=(Noun.ANSWER, taken.saved.answer.id), group=act.group)


def hinted(tx: Session, hint: Hint, act: facts.Act) -> None:
    """Ask somebody who may be away whether they are; nothing is set until they say so.

    Whoever may be disturbed again is asked what was held until then.
    """
    who = act.member
    if who is None:
        return
    if hint.is_quiet:
        operations.ask_undisturbed(tx, act.team.id, people.get(tx, who.id), act.now)
    if not hints.may_be_away(hint, act.now):
        return
    today = rules.local_day(act.now, who.zone)
    last = hints.last_day(hint, who.zone)
    is_over = last is not None and last < today
    known = people.find_absence(tx, who.id, last or today)
    if not is_over and known is None and standups.list_asking(tx, act.team.id, who.id):
        shown = views.hinted(hint, last, today)
        _tell(tx, act, shown, once=f"hint:{who.id}:{today}:{last}")


def member_moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Work out anew when somebody is asked, also what was held: they came, came back, or moved."""
    if member.is_active and not member.is_bot:
        operations.reset_member(tx, member, team.id, now)
        operations.ask_undisturbed(tx, team.id, member, now)


def _tell(
    tx: Session,
    act: facts.Act,
    shown: Message,
    *,
    once: str = "",
    kind: str = NOTE,
    about: tuple[Noun, int] | None = None,
    group: str | None = None,
) -> None:
    if act.member is not None:
        noun, subject_id = about or (Noun.MEMBER, act.member.id)
        posts.owe(
            tx,
            act.team.id,
            once=once or f"heard:{act.group}",
            kind=kind,
            now=act.now,
            noun=noun,
            subject_id=subject_id,
            place=Place.DM,
            member_id=act.member.id,
            group=group,
            frozen={"text": shown.text, "blocks": list(shown.blocks)},
        )
