"""What a delivery is made of, whichever way it goes: sockets or HTTP."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.sandbox.workspace import JSON


class NoAck(Exception):
    """The app did not ack.

    `reason` is Slack's word for the person who asked, `retry` the one that goes with an event's next attempt;
    when it is `final` there is none. `seen` is what the app answered instead, if anything.
    """

    def __init__(
        self, reason: str, retry: str = "timeout", *, final: bool = False, seen: JSON | None = None
    ) -> None:
        super().__init__(reason)
        self.reason, self.retry, self.final, self.seen = reason, retry, final, seen


class Send(Protocol):
    """Sends what was wrapped and gives the ack's payload (None without one).

    `deaf`: whatever the app answers counts as too late. Raises NoAck.
    """

    def __call__(self, *, deaf: bool) -> Awaitable[Any]:
        """Send it, once."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A payload ready to leave: `record` is what leaves, as JSON for the journal.

    `ident` is what an ack that comes on its own names, "" where it comes as the answer.
    """

    ident: str
    record: str
    send: Send


class Way(Protocol):
    """A way to the app. `patience` is the real seconds it has to ack."""

    patience: float

    @property
    def connected(self) -> bool:
        """Whether the app can be reached."""
        ...

    def wrap(self, kind: str, label: str, payload: JSON, again: JSON) -> Parcel:
        """Make a payload ready; `again` is an event's retry_attempt and retry_reason."""
        ...
