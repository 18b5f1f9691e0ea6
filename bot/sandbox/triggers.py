"""Trigger ids: proof that a person just did something. They live three real seconds and work once."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Trigger:
    """What a trigger id stands for: the modal and the channel it came from, "" outside one."""

    user: str
    view: str
    channel: str
    born: float
    used: bool = False


@dataclass(slots=True)
class Triggers:
    """All trigger ids given out. `life` is in seconds of `real`, the machine's own clock."""

    life: float = 3.0
    real: Callable[[], float] = time.monotonic
    _given: dict[str, Trigger] = field(default_factory=dict)

    def give(self, user: str, view: str = "", channel: str = "") -> str:
        """Make a trigger id for something `user` just did."""
        ident = f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**8)}.{secrets.token_hex(16)}"
        self._given[ident] = Trigger(user, view, channel, self.real())
        if len(self._given) > 10_000:
            del self._given[next(iter(self._given))]
        return ident

    def take(self, ident: str) -> Trigger | str:
        """Use a trigger up; the error Slack answers with when it cannot be used."""
        trigger = self._given.get(ident)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if self.real() - trigger.born > self.life:
            return "expired_trigger_id"
        trigger.used = True
        return trigger
