"""Installing by OAuth: what an app asks for at the authorize page, and the codes it gets for a yes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from bot.sandbox.manifest import Manifest

if TYPE_CHECKING:
    from bot.sandbox.core import Core

CLIENT_ID = "1010101010.2020202020"
CLIENT_SECRET = "sandbox-client-secret"  # noqa: S105 - opens nothing but a sandbox on this machine
CODE_LIFE = timedelta(minutes=10)  # Source: Installing with OAuth page


class BadAsk(Exception):
    """What an app asks for cannot be given to anybody. `error` is Slack's word for it."""

    def __init__(self, error: str, words: str) -> None:
        super().__init__(words)
        self.error = error


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an app asks for: scopes it needs and scopes that may be left out, and where the answer goes.

    `named` is the redirect_uri as the app wrote it, "" when it left that to Slack.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    redirect_uri: str
    named: str
    state: str | None

    def answered(self, **answer: str) -> str:
        """Write the URL that takes the person back, with a code or an error, and the state as it came."""
        parts = urlsplit(self.redirect_uri)
        state = {"state": self.state} if self.state is not None else {}
        query = "&".join(one for one in (parts.query, urlencode(answer | state)) if one)
        return urlunsplit(parts._replace(query=query))


def wanted(manifest: Manifest, query: Mapping[str, str]) -> Wanted:
    """Read the query of the authorize page. Raises BadAsk."""
    if query.get("client_id") != CLIENT_ID:
        raise BadAsk("invalid_client_id", f"There is no app with this client id. Here it is {CLIENT_ID}.")
    if query.get("user_scope"):
        raise BadAsk("invalid_scope", "The sandbox gives no user tokens: leave user_scope out.")
    scopes = tuple(dict.fromkeys(one for one in query.get("scope", "").replace(" ", ",").split(",") if one))
    if not scopes:
        raise BadAsk("no_scopes", "The app asks for no scope.")
    foreign = [one for one in scopes if one not in manifest.scopes]
    if foreign:
        raise BadAsk("invalid_scope", f"The app's manifest does not declare {', '.join(foreign)}.")
    named = query.get("redirect_uri", "")
    return Wanted(
        tuple(one for one in scopes if one not in manifest.optional),
        tuple(one for one in scopes if one in manifest.optional),
        _redirect(manifest, named),
        named,
        query.get("state"),
    )


def _redirect(manifest: Manifest, named: str) -> str:
    """Give where to go back: `named`, at or below a configured URL, or the first of these."""
    if not manifest.redirect_urls:
        raise BadAsk("bad_redirect_uri", "The app's manifest has no oauth_config.redirect_urls.")
    if not named:
        return manifest.redirect_urls[0]
    if "#" in named or not any(_is_below(named, one) for one in manifest.redirect_urls):
        configured = ", ".join(manifest.redirect_urls)
        raise BadAsk("bad_redirect_uri", f"{named} is not one of the configured URLs: {configured}.")
    return named


def _is_below(url: str, configured: str) -> bool:
    try:
        asked, known = urlsplit(url), urlsplit(configured)
    except ValueError:
        return False
    same = (asked.scheme, asked.netloc) == (known.scheme, known.netloc)
    below = asked.path == known.path or asked.path.startswith(f"{known.path.rstrip('/')}/")
    return same and below and ".." not in asked.path.split("/")


@dataclass(frozen=True, slots=True)
class Code:
    """A yes: of whom (`user`), in which team, to which scopes, when (domain time), for which redirect_uri."""

    team: "Core"
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str
    made: datetime


@dataclass(slots=True)
class Codes:
    """All codes given out and not used yet."""

    _given: dict[str, Code] = field(default_factory=dict)

    def give(self, made: Code) -> str:
        """Keep a yes and give its code."""
        code = f"{secrets.randbelow(10**12)}.{secrets.token_hex(32)}"
        self._given[code] = made
        return code

    def find(self, code: str, now: datetime) -> Code | None:
        """Find a yes that is younger than ten minutes; None for a code that is unknown, used or too old."""
        found = self._given.get(code)
        return found if found and now - found.made <= CODE_LIFE else None

    def use(self, code: str) -> None:
        """Have a code not work again."""
        del self._given[code]

    def clear(self) -> None:
        """Forget all codes."""
        self._given.clear()
