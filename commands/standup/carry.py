"""What the form of an answer carries along, unseen, and gives back when it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Carry:
    """Where a form was opened, which day of which standup it answers, and what it showed."""

    channel: str  # Slack id of where it was opened; "" in a Home
    standup_id: int
    day: date
    listed: tuple[int, ...] = ()  # ids of the blockers it showed
    drawn: Mapping[str, str] = field(default_factory=dict)  # marks of what its fields held that was said

    @property
    def text(self) -> str:
        """Write it down."""
        kept = {
            "standup": self.standup_id,
            "day": self.day.isoformat(),
            "listed": self.listed,
            "drawn": dict(self.drawn),
        }
        return f"{self.channel}|{json.dumps(kept, separators=(',', ':'))}"


def read(text: str) -> Carry:
    """Read what a form carried."""
    channel, _, rest = text.partition("|")
    kept = json.loads(rest)
    day = date.fromisoformat(kept["day"])
    return Carry(channel, kept["standup"], day, tuple(kept["listed"]), kept["drawn"])
