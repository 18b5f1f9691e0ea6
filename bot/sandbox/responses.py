"""Response URLs: five answers within thirty minutes of domain time, each bound to what a person did."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

USES = 5
LIFE = timedelta(minutes=30)


@dataclass(slots=True)
class ResponseUrl:
    """What a response_url stands for. `source` is the ts it may replace, "" after a command."""

    user: str
    channel: str
    cause: str
    made: datetime
    source: str = ""
    uses: int = 0


@dataclass(slots=True)
class Responses:
    """All response URLs given out in one team, by their path, which begins with the team's id."""

    team: str
    _given: dict[str, ResponseUrl] = field(default_factory=dict)

    def give(self, made: ResponseUrl) -> str:
        """Keep a response URL and give its secret path."""
        path = f"{self.team}/{len(self._given):08d}/{secrets.token_urlsafe(18)}"
        self._given[path] = made
        return path

    def take(self, path: str, now: datetime) -> ResponseUrl | str:
        """Use one of the five answers up; a short refusal when there is none."""
        found = self._given.get(path)
        if found is None:
            return "not_found"
        if now - found.made > LIFE:
            return "expired_url"
        if found.uses >= USES:
            return "used_url"
        found.uses += 1
        return found
