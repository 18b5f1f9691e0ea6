"""The only place that reads the time."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Two times: the domain's, which a sandbox may move, and the real one, which nobody moves."""

    def now(self) -> datetime:
        """Return the domain's time, aware UTC: due dates, windows, everything people mean."""

    def real(self) -> datetime:
        """Return real time, aware UTC: leases, retries, deadlines."""


class SystemClock:
    """The machine's clock: both times are one."""

    def now(self) -> datetime:
        """Return the time it is."""
        return datetime.now(UTC)

    def real(self) -> datetime:
        """Return the time it is."""
        return datetime.now(UTC)


class MovableClock(SystemClock):
    """A clock whose domain time is set by hand, and runs on from there unless it is still."""

    def __init__(self, start: datetime, *, still: bool = False) -> None:
        self.still = still
        self._at = start
        self._since = self.real()

    def now(self) -> datetime:
        """Return where the clock was set, plus what has passed since if it runs."""
        return self._at if self.still else self._at + (self.real() - self._since)

    def hold(self, *, still: bool) -> None:
        """Stand still, or run on from where it stands."""
        self.move(self.now())
        self.still = still

    def move(self, to: datetime) -> None:
        """Set the domain time to `to` (aware)."""
        self._at = to.astimezone(UTC)
        self._since = self.real()
