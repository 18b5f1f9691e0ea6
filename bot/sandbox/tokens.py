"""The bot tokens of one team: lasting ones, or ones that expire and are refreshed. Knows no HTTP."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

LIFE = 43_200  # seconds an expiring token works. Source: Token rotation page
SHORT_LIFE = 60  # and with the switch for short ones
GRACE = 60  # seconds a used refresh token still works; Slack calls it short and does not say how long
MOST = 2  # tokens that work at once. Source: Token rotation page


@dataclass(slots=True)
class Token:
    """A bot token. `error` is what it is refused with, "" while it works.

    `expires`, and `used`, which is when its refresh token was, are Unix seconds of domain time, 0 for never.
    """

    text: str
    expires: int = 0
    refresh: str = ""
    used: int = 0
    error: str = ""

    def refusal(self, now: datetime) -> str:
        """Give the error a call with it is answered with; "" when it works."""
        if self.error:
            return self.error
        return "token_expired" if self.expires and self.expires <= now.timestamp() else ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What an app may do in a team: whether it is installed at all, its scopes, and its tokens."""

    revoked: bool
    scopes: list[str]
    tokens: list[Token]


@dataclass(slots=True)
class Tokens:
    """All tokens of a team, the oldest first. `name` is what the first lasting one is called."""

    name: str
    all: list[Token] = field(default_factory=list)

    @property
    def newest(self) -> str:
        """The text of the newest token, or that of the first there will be."""
        return self.all[-1].text if self.all else self.name

    def find(self, text: str) -> Token | None:
        """Find a token, whether or not it works."""
        return next((one for one in self.all if one.text == text), None)

    def lasting(self) -> Token:
        """Give the one that never expires: the same at each install, a new one after it was revoked."""
        found = next((one for one in self.all if not one.expires and not one.error), None)
        if found is None:
            before = sum(1 for one in self.all if not one.expires)
            found = Token(f"{self.name}-{before + 1}" if before else self.name)
            self.all.append(found)
        return found

    def issue(self, now: datetime, life: int) -> Token:
        """Make a token that expires, and its refresh token; the oldest that works gives way to a third."""
        made = Token(f"xoxe.xoxb-1-{secrets.token_hex(24)}", int(now.timestamp()) + life)
        made.refresh = f"xoxe-1-{secrets.token_hex(24)}"
        self.all.append(made)
        for old in [one for one in self.all if not one.refusal(now)][:-MOST]:
            old.error = "token_revoked"
        return made

    def swap(self, refresh: str, now: datetime, life: int) -> Token | None:
        """Use a refresh token for a new pair; None when it is unknown, revoked, or was used for too long."""
        found = next((one for one in self.all if one.refresh and one.refresh == refresh), None)
        at = int(now.timestamp())
        if found is None or found.error or (found.used and at - found.used > GRACE):
            return None
        found.used = found.used or at
        return self.issue(now, life)

    def revoke(self, error: str) -> None:
        """Have every token that was not refused yet refused with `error`."""
        for one in self.all:
            one.error = one.error or error

    def revive(self) -> None:
        """Have the newest token work again, as if nothing had been revoked; make one when there is none."""
        if self.all:
            self.all[-1].error = ""
        else:
            self.lasting()
