"""Slack's rate limits: how often one app may do what in one workspace. Real time; off unless asked for.

Figures: 1, 20, 50 and 100 requests a minute by tier, all of which may come at once; one message a second and
channel; 300 messages a minute and workspace. Source: Rate limits page, which leaves bursts, the workspace's
figure and how strict it is with paged methods called without a limit to guessing.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
POSTS = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"})
VOLUME = 300  # messages a minute and workspace


@dataclass(frozen=True, slots=True)
class Over:
    """A request over a limit: Slack's error, and the seconds until one is let through where Slack says so."""

    error: str
    seconds: int | None


@dataclass(slots=True)
class Window:
    """When, in the last `span` seconds, requests were let through."""

    span: float
    passed: deque[float] = field(default_factory=deque)

    def wait(self, now: float, most: int) -> float:
        """Give the seconds until one more is let through where `most` are allowed; 0 when it is now."""
        while self.passed and self.passed[0] <= now - self.span:
            self.passed.popleft()
        over = len(self.passed) - most
        return self.passed[over] + self.span - now if over >= 0 else 0


@dataclass(slots=True)
class Limits:
    """All windows of one workspace; `on` may be changed at any time. What is refused counts nowhere."""

    on: bool
    now: Callable[[], float] = time.monotonic
    _windows: dict[str, Window] = field(default_factory=dict)

    def count(self, method: str, tier: int, *, channel: str = "", whole: bool = False) -> Over | None:
        """Count a request, or say that it is over a limit. Tier 0 has no limit of its own.

        `channel` is where a message goes, if one does. `whole`: a paged method without limit, held to the
        next lower tier.
        """
        if not self.on:
            return None
        posts = method in POSTS and channel != ""
        wanted = [(method, 60.0, PER_MINUTE[max(1, tier - whole)])] if tier else []
        wanted += [(f"channel {channel}", 1.0, 1)] if posts else []
        windows = [(self._windows.setdefault(name, Window(span)), most) for name, span, most in wanted]
        volume = self._windows.setdefault("volume", Window(60.0))
        now = self.now()
        if wait := max((window.wait(now, most) for window, most in windows), default=0):
            return Over("ratelimited", math.ceil(wait))
        if posts and (wait := volume.wait(now, VOLUME)):
            in_body = method == "chat.postMessage"  # the only one whose page lists rate_limited
            return Over("rate_limited", None) if in_body else Over("ratelimited", math.ceil(wait))
        for window in [*(window for window, _ in windows), *([volume] if posts else [])]:
            window.passed.append(now)
        return None
