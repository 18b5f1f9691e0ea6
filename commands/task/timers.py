"""What happens by the clock about tasks."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from commands.kit import telling
from commands.task import operations
from storage import facts, people


def day(tx: Session, timer: facts.Timer, now: datetime, ahead: Sequence[telling.Ahead] = ()) -> None:
    """Tell a member what waits for them, and set their next message; who has left is told nothing."""
    member = people.get(tx, int(timer.subject))
    if member.is_active:
        operations.tell_day(tx, timer.team_id, member, date.fromisoformat(timer.occurrence), now, ahead)
        operations.plan(tx, timer.team_id, member, now)


def missed_day(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Tell nothing half a day late; what waits is told the next morning."""
    operations.plan(tx, timer.team_id, people.get(tx, int(timer.subject)), now)


def import_on(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Do the next batch of a file of tasks."""
    operations.go_on(tx, int(timer.subject), now)


def import_over(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Let the message of an imported file know that its ten minutes are over."""
    operations.settle(tx, int(timer.subject))
