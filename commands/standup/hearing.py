"""What standups make of what is said and done in Slack: messages, people who move, come or leave."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.kit.call import Heard, Hint
from commands.standup import hints, operations, rules, views
from storage import facts, people, posts, standups
from storage.vocabulary import Noun, Place


def message(tx: Session, heard: Heard, act: facts.Act) -> None:
    """Take a message as an answer, where it is one; say so in a direct message where that helps."""
    taken = operations.hear(tx, heard, act)
    if taken is None:
        if heard.channel.is_dm and not heard.is_edit:
            _tell(tx, act, views.not_taken())
    elif taken.is_private or taken.meant or taken.left:
        _tell(tx, act, views.taken(taken, rules.local_day(act.now, taken.saved.answer.member.zone)))


def hinted(tx: Session, hint: Hint, act: facts.Act) -> None:
    """Ask somebody who may be away whether they are; nothing is set until they say so."""
    who = act.member
    if who is None or not hints.may_be_away(hint, act.now):
        return
    today = rules.local_day(act.now, who.zone)
    last = hints.last_day(hint, who.zone)
    is_over = last is not None and last < today
    known = people.find_absence(tx, who.id, last or today)
    if not is_over and known is None and standups.list_asking(tx, act.team.id, who.id):
        shown = views.hinted(hint, last, today)
        _tell(tx, act, shown, once=f"hint:{who.id}:{today}:{last}")


def member_moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Work out anew when somebody is asked: their zone has changed, they came, or came back."""
    if member.is_active and not member.is_bot:
        operations.reset_member(tx, member, team.id, now)


def _tell(tx: Session, act: facts.Act, shown: Message, *, once: str = "") -> None:
    if act.member is not None:
        posts.owe(
            tx,
            act.team.id,
            once=once or f"heard:{act.group}",
            kind="standup.note",
            now=act.now,
            noun=Noun.MEMBER,
            subject_id=act.member.id,
            place=Place.DM,
            member_id=act.member.id,
            frozen={"text": shown.text, "blocks": list(shown.blocks)},
        )
