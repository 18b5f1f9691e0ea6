"""To whom something is said, which decides how its dates read."""

from dataclasses import dataclass
from datetime import date, datetime

from commands.kit import calendar
from storage import facts


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, on their day and by their clock; or all of a channel, who have no clock in common."""

    today: date  # a date of another year names its year
    zone: str | None = None  # IANA name; None: all of a channel

    @classmethod
    def of(cls, member: facts.Member, now: datetime) -> "Reader":
        """Speak to one member at an instant (aware UTC)."""
        return cls(calendar.local(now, member.zone).date(), member.zone)
