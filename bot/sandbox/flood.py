"""How many events the app is sent of one team: above the hourly figure it hears only that there are more."""

from collections import deque
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


class Flood:
    """Counts one team's events by the domain clock."""

    def __init__(self) -> None:
        self._sent: deque[datetime] = deque()
        self._told: datetime | None = None

    def admits(self, now: datetime, most: int) -> bool:
        """Count an event unless `most` were sent within the last hour."""
        while self._sent and self._sent[0] <= now - HOUR:
            self._sent.popleft()
        if len(self._sent) >= most:
            return False
        self._sent.append(now)
        return True

    def news(self, now: datetime) -> datetime | None:
        """Give the minute that is over the limit, once a minute; None when that was told already."""
        minute = now.replace(second=0, microsecond=0)
        if minute == self._told:
            return None
        self._told = minute
        return minute
