"""Slack's rate limits as token buckets on the real clock; off unless asked for.

Figures: 1, 20, 50 and 100 requests a minute by tier; one message a second and channel; 300 messages a
minute and workspace. Source: Rate limits page.
"""

import time
from dataclasses import dataclass, field

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}


@dataclass(slots=True)
class Bucket:
    """Holds up to `size` tokens and gains `rate` of them a second."""

    size: float
    rate: float
    level: float
    seen: float

    def take(self, now: float) -> bool:
        """Take a token when there is one."""
        self.level = min(self.size, self.level + (now - self.seen) * self.rate)
        self.seen = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


@dataclass(slots=True)
class Limits:
    """All buckets; `on` may be changed at any time."""

    on: bool
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def allows(self, method: str, tier: int, channel: str = "") -> bool:
        """Count a request and tell whether it may go on. Tier 0 has no limit of its own."""
        if not self.on:
            return True
        if method in ("chat.postMessage", "chat.postEphemeral"):
            return self._take(f"channel {channel}", 1, 60) and self._take("workspace", 300, 300)
        return tier == 0 or self._take(method, PER_MINUTE[tier], PER_MINUTE[tier])

    def _take(self, name: str, size: int, per_minute: int) -> bool:
        now = time.monotonic()
        bucket = self._buckets.setdefault(name, Bucket(size, per_minute / 60, size, now))
        return bucket.take(now)
