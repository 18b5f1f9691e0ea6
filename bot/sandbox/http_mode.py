"""HTTP mode: payloads posted to the app's request URLs, and acks out of its answers."""

import asyncio
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import aiohttp

from bot.sandbox import signing
from bot.sandbox.parcel import NoAck, Parcel
from bot.sandbox.workspace import JSON

MOST_REDIRECTS = 2  # Source: Events API page
REDIRECTS = (301, 302, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an app answered a POST."""

    status: int
    content_type: str
    text: str
    no_retry: bool

    @property
    def is_taken(self) -> bool:
        """Whether it counts as an ack."""
        return 200 <= self.status < 300

    @property
    def ack(self) -> Any:
        """Read the ack: JSON where the answer says that it is, else text; None when empty."""
        if not self.text.strip():
            return None
        if self.content_type != "application/json":
            return self.text
        try:
            return json.loads(self.text)
        except ValueError:
            return self.text


class HttpMode:
    """The way to an app that is served over HTTP; nothing goes by it unless it is `on`.

    `urls` maps "events", "interactivity", "options" and the names of commands to where each is posted;
    `patience` is the real seconds an app has to answer.
    """

    def __init__(self, urls: Mapping[str, str], secret: str, *, on: bool) -> None:
        self.urls, self.secret, self.on = dict(urls), secret, on
        self.patience = 3.0
        self.verified = ""  # the URL for events that returned its challenge
        self._session: aiohttp.ClientSession | None = None

    @property
    def connected(self) -> bool:
        """Whether the app can be reached: where events are wanted, their URL has returned its challenge."""
        return self.is_verified if self.urls.get("events") else any(self.urls.values())

    @property
    def is_verified(self) -> bool:
        """Whether the URL for events has returned its challenge."""
        return bool(self.verified) and self.verified == self.urls.get("events")

    def wrap(self, kind: str, label: str, payload: JSON, again: JSON) -> Parcel:
        """Make the signed request for a payload; `again` tells of an event's earlier attempts."""
        url = self._url(kind, label, payload)
        request = self._sealed(kind, payload)
        if again.get("retry_attempt"):
            reason = again["retry_reason"]
            retried = {
                "X-Slack-Retry-Num": str(again["retry_attempt"]),
                "X-Slack-Retry-Reason": "http_timeout" if reason == "timeout" else reason,
            }
            request = signing.Request(request.body, request.headers | retried)
        shown = {"url": url, "headers": request.headers, "body": request.body.decode(), "payload": payload}
        return Parcel("", json.dumps(shown | again), functools.partial(self._ask, kind, url, request))

    async def post(self, url: str, request: signing.Request) -> Answer:
        """Post a request, through up to two redirects. Raises NoAck."""
        try:
            async with asyncio.timeout(self.patience):
                return await self._followed(url, request)
        except TimeoutError:
            raise NoAck("operation_timeout", "http_timeout") from None
        except aiohttp.ClientSSLError:
            raise NoAck("dispatch_failed", "ssl_error") from None
        except aiohttp.ClientConnectionError:
            raise NoAck("dispatch_failed", "connection_failed") from None
        except (aiohttp.ClientError, ValueError):
            raise NoAck("dispatch_failed", "unknown_error") from None

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _url(self, kind: str, label: str, payload: JSON) -> str:
        if kind == "slash_commands":
            return self.urls.get(label, "")
        if kind == "events_api":
            return self.urls["events"] if self.is_verified else ""
        return self.urls.get("options" if payload["type"] == "block_suggestion" else "interactivity", "")

    def _sealed(self, kind: str, payload: JSON) -> signing.Request:
        if kind == "events_api":
            return signing.sealed(self.secret, signing.written(payload).encode(), "application/json")
        form = payload if kind == "slash_commands" else {"payload": signing.written(payload)}
        return signing.sealed(self.secret, signing.as_form(form), signing.FORM)

    async def _ask(self, kind: str, url: str, request: signing.Request, *, deaf: bool) -> Any:
        if not url:
            raise NoAck("no_request_url" if kind == "events_api" else "dispatch_failed", final=True)
        if deaf:
            late = self.post(url, request), asyncio.sleep(self.patience)
            await asyncio.gather(*late, return_exceptions=True)
            raise NoAck("operation_timeout", "http_timeout")
        answer = await self.post(url, request)
        if not answer.is_taken:
            seen = {"status": answer.status, "body": answer.text}
            raise NoAck("dispatch_failed", "http_error", final=answer.no_retry, seen=seen)
        return answer.ack

    async def _followed(self, url: str, request: signing.Request) -> Answer:
        if self._session is None:
            # One connection a request: a kept one may be dead since the app was started anew.
            connector = aiohttp.TCPConnector(limit=0, force_close=True)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        for _ in range(MOST_REDIRECTS + 1):
            sending = self._session.post(
                url, data=request.body, headers=request.headers, allow_redirects=False
            )
            async with sending as answer:
                if answer.status in REDIRECTS and "Location" in answer.headers:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                no_retry = answer.headers.get("x-slack-no-retry") == "1"
                return Answer(answer.status, answer.content_type, await answer.text(), no_retry)
        raise NoAck("dispatch_failed", "too_many_redirects")
