"""The record of every payload between Slack and the app, for the page and for tests."""

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 3_000


class Raw(str):
    """JSON as it went over the wire, read only when somebody looks."""


@dataclass(slots=True)
class Entry:
    """One exchange. `direction` is in (app to Slack) or out; `at` is domain time, `ms` real milliseconds."""

    n: int
    at: str
    direction: str
    kind: str
    method: str
    request: Any
    response: Any = None
    error: str | None = None
    ms: float | None = None
    fault: str = ""  # the kind ordered on the switchboard that struck it
    ignored: list[str] = field(default_factory=list)  # arguments the method does not know


class Journal:
    """The last few thousand entries, numbered from 1."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self.count = 0

    def write(self, at: str, direction: str, kind: str, method: str, request: Any) -> Entry:
        """Add an entry and give it, so that its answer can be filled in later."""
        self.count += 1
        entry = Entry(self.count, at, direction, kind, method, request)
        self._entries.append(entry)
        self._changed()
        return entry

    def close(
        self, entry: Entry, response: Any, *, error: str | None = None, ms: float | None = None
    ) -> None:
        """Fill in how an exchange ended."""
        entry.response, entry.error, entry.ms = response, error, ms
        self._changed()

    def entries(self, after: int = 0, most: int = KEPT) -> list[dict[str, Any]]:
        """List the last `most` of the kept entries numbered above `after`, oldest first, as JSON."""
        found = [entry for entry in self._entries if entry.n > after]
        return [_shown(entry) for entry in found[-most:]]

    def clear(self) -> None:
        """Forget all entries; the numbers go on."""
        self._entries.clear()


def elapsed(begun: float) -> float:
    """Give the milliseconds since `begun`, which is of time.perf_counter."""
    return round((time.perf_counter() - begun) * 1000, 2)


def _shown(entry: Entry) -> dict[str, Any]:
    shown = asdict(entry) | {"type": entry.method}
    for part in ("request", "response"):
        if isinstance(shown[part], Raw):
            shown[part] = json.loads(shown[part])
    return shown
