"""A request URL for events proves that it is the app's: it returns a challenge."""

import asyncio
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs

from bot.sandbox import signing
from bot.sandbox.http_mode import Answer, HttpMode
from bot.sandbox.journal import Journal, elapsed
from bot.sandbox.parcel import NoAck

NO_CHALLENGE = "Your URL didn't respond with the value of the challenge parameter."


class Challenges:
    """Verifies URLs for events: on demand, and by themselves where the app starts after the sandbox."""

    def __init__(
        self, http: HttpMode, journal: Journal, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self._http, self._journal, self._now, self._changed = http, journal, now, changed
        self._seeking: asyncio.Task[None] | None = None
        self._failed = ""  # a URL where somebody answered something else: asked again only on demand

    async def verify(self, url: str) -> str:
        """Ask a URL to return a challenge; "" when it did, else why not, as Slack words it.

        It goes on record as soon as somebody answers.
        """
        challenge = secrets.token_urlsafe(24)
        body = {"token": "sandbox-verification", "challenge": challenge, "type": "url_verification"}
        request = signing.sealed(self._http.secret, signing.written(body).encode(), "application/json")
        begun = time.perf_counter()
        try:
            answer = await self._http.post(url, request)
        except NoAck as lost:
            return f"Your request URL gave us an error ({lost.retry})."
        is_right = answer.is_taken and challenge in _returned(answer)
        shown = {"url": url, "headers": request.headers, "payload": body}
        entry = self._journal.write(
            self._now().isoformat(), "out", "url_verification", "url_verification", shown
        )
        seen = {"status": answer.status, "body": answer.text}
        error = None if is_right else "challenge_failed"
        self._journal.close(entry, seen, error=error, ms=elapsed(begun))
        if not is_right:
            self._failed = url
            return NO_CHALLENGE
        self._http.verified = url
        return ""

    def seek(self) -> None:
        """Try the URL for events once more, unless it is verified, being tried, or answered wrongly."""
        url = self._http.urls.get("events")
        is_open = url and url != self._failed and not self._http.is_verified
        if url and is_open and self._http.on and (self._seeking is None or self._seeking.done()):
            self._seeking = asyncio.ensure_future(self._seek(url))

    async def stop(self) -> None:
        """Give up what is under way."""
        if self._seeking is not None:
            self._seeking.cancel()
            await asyncio.gather(self._seeking, return_exceptions=True)

    async def _seek(self, url: str) -> None:
        if not await self.verify(url):
            self._changed()


def _returned(answer: Answer) -> list[str]:
    """List what may be meant as the challenge: it comes as text, as JSON or as a form."""
    found = answer.ack
    if isinstance(found, dict):
        return [str(found.get("challenge"))]
    return [answer.text.strip(), *parse_qs(answer.text).get("challenge", [])]
