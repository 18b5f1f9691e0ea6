"""The Web API as the outbox needs it: each answer sorted by what to do next. Decides no retries itself."""

import asyncio
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from commands.kit.blocks import Document, Message, section
from storage import posts

log = logging.getLogger("muster.slack")
EVENT_TYPE = "muster_post"
REQUEST_SECONDS = 15.0
LOOK_BACK = timedelta(minutes=5)


class Fault(StrEnum):
    """What a refusal means for a delivery. Source: Slack's method pages, "Errors"."""

    WAIT = "wait"  # rate limited: nothing happened, try after a while
    RETRY = "retry"  # nothing happened, try again
    UNCERTAIN = "uncertain"  # it may have happened
    HOLD = "hold"  # somebody must act
    SHUT = "shut"  # the whole workspace refuses this app: somebody must act, and nothing else will pass
    BLOCKS = "blocks"  # the blocks were refused; the plain text may pass
    GONE = "gone"  # the message to update is not there, or may not be edited
    DEAD = "dead"  # refused for good


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack would not, or we cannot tell."""

    fault: Fault
    reason: str
    after: float = 0.0  # seconds to wait


_UNCERTAIN = ("fatal_error", "internal_error", "service_unavailable")
_HOLD = (
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "is_inactive",  # what an update is told in an archived channel
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
    "cannot_reply_to_message",
    "messages_tab_disabled",
    "message_limit_exceeded",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "team_access_not_granted",
    "access_denied",
    "accesslimited",
    "ekm_access_denied",
    "app_access_restricted",
    "enterprise_is_restricted",
    "org_login_required",
    "team_added_to_org",
    "two_factor_setup_required",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "cannot_dm_bot",
    "invalid_user_combination",
    "not_enabled",
    "file_uploads_disabled",
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "storage_limit_reached",
    "posting_to_channel_denied",
)
UNREACHED = (SlackApiError, aiohttp.ClientError, TimeoutError)  # Slack refused, or its answer did not come
SHUT = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")
_BLOCKS = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments")
_GONE = ("message_not_found", "cant_update_message", "edit_window_closed")
_RETRY = (
    *("request_timeout", "update_failed", "external_channel_migrating", "streaming_state_conflict"),
    "file_not_found",  # of an upload whose bytes were lost: it begins anew
)
_FORM = (
    *("conversations.replies", "conversations.history", "chat.getPermalink"),
    "files.getUploadURLExternal",
)


class PatientClient(AsyncWebClient):
    """Asks again what Slack limits, as soon as it says it may: for what nobody waits for, as reading all."""

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """Ask Slack until it answers. Raises SlackApiError, never of a limit."""
        while True:
            try:
                return await super().api_call(api_method, **given)
            except SlackApiError as error:
                limited = _sorted(error)
                if limited.fault is not Fault.WAIT:
                    raise
            log.info("Slack limits %s; it is asked again in %.0f seconds", api_method, limited.after)
            await asyncio.sleep(limited.after)


class Slack:
    """One team's Web API. Every method returns a value; nothing is retried behind the caller's back."""

    def __init__(self, client: AsyncWebClient, seconds: float = REQUEST_SECONDS) -> None:
        self.client, self._seconds = client, seconds

    async def post(
        self, channel: str, message: Message, *, key: str, thread_ts: str | None
    ) -> Sent | Refused:
        """Post a message that carries `key` in its metadata."""
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"post": key}}
        return await self._call(
            "chat.postMessage",
            channel=channel,
            text=message.text,
            blocks=list(message.blocks),
            thread_ts=thread_ts,
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
        )

    async def update(self, channel: str, ts: str, message: Message) -> Sent | Refused:
        """Bring a message up to date. Safe to repeat."""
        return await self._call(
            "chat.update", channel=channel, ts=ts, text=message.text, blocks=list(message.blocks)
        )

    async def upload(self, document: Document, *, key: str) -> str | Refused:
        """Send a file's bytes and return its id. Nobody sees it until it is shared: safe to repeat."""
        name, dot, ending = document.name.rpartition(".")
        answer = await self._ask(
            "files.getUploadURLExternal",
            filename=f"{name}-{_mark(key)}{dot}{ending}",
            length=len(document.content),
        )
        if isinstance(answer, Refused):
            return answer
        refused = await self._send(answer["upload_url"], document.content)
        return refused or str(answer["file_id"])

    async def share(
        self, channel: str, file: str, message: Message, *, thread_ts: str | None
    ) -> Sent | Refused:
        """Show an uploaded file with a message's text. Slack names no message: the file's id is its ts."""
        answer = await self._ask(
            "files.completeUploadExternal",
            files=[{"id": file, "title": message.document.title if message.document else ""}],
            channel_id=channel,
            initial_comment=message.text,
            thread_ts=thread_ts,
        )
        return answer if isinstance(answer, Refused) else Sent(channel, file)

    async def publish(self, user: str, message: Message) -> Sent | Refused:
        """Show a message's blocks as a person's Home. Safe to repeat."""
        shown = list(message.blocks) or [section(message.text)]
        answer = await self._ask("views.publish", user_id=user, view={"type": "home", "blocks": shown})
        return answer if isinstance(answer, Refused) else Sent(user, posts.HOME)

    async def open_dm(self, user: str) -> str | Refused:
        """Return the id of the direct message with a person. Safe to repeat."""
        answer = await self._ask("conversations.open", users=user)
        return answer if isinstance(answer, Refused) else str(answer["channel"]["id"])

    async def look(
        self, channel: str, key: str, *, bot: str, since: datetime, thread_ts: str | None
    ) -> Sent | Refused | None:
        """Look for our own message that carries `key`, sent after `since` (domain time, less five minutes).

        A file carries it in its name. None: it is not there. Either can be copied by anyone, so the author
        must be our bot too.
        """
        method = "conversations.replies" if thread_ts else "conversations.history"
        oldest = f"{(since - LOOK_BACK).timestamp():.6f}"
        cursor = ""
        while True:
            answer = await self._ask(
                method,
                channel=channel,
                oldest=oldest,
                limit=200,
                include_all_metadata=True,
                cursor=cursor or None,
                ts=thread_ts,
            )
            if isinstance(answer, Refused):
                return answer
            for message in answer["messages"]:
                if message.get("user") == bot and _carries(message, key):
                    return Sent(channel, message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    async def fetch(self, url: str) -> bytes | None:
        """Return what a file that was shared with the app holds; None when Slack does not hand it out."""
        headers = {"Authorization": f"Bearer {self.client.token}"}
        try:
            async with (
                asyncio.timeout(self._seconds),
                aiohttp.ClientSession() as session,
                session.get(url, headers=headers, allow_redirects=False) as answer,
            ):
                return await answer.read() if answer.status == 200 else None
        except (TimeoutError, aiohttp.ClientError, OSError):
            return None

    async def permalink(self, channel: str, ts: str) -> str | Refused:
        """Return the address of a message."""
        answer = await self._ask("chat.getPermalink", channel=channel, message_ts=ts)
        return answer if isinstance(answer, Refused) else str(answer["permalink"])

    async def message(self, channel: str, ts: str) -> Mapping[str, Any] | Refused | None:
        """Return one message, in a thread or not; None when it is not there."""
        answer = await self._ask("conversations.replies", channel=channel, ts=ts, limit=200)
        if isinstance(answer, Refused):
            return answer
        return next((message for message in answer["messages"] if message["ts"] == ts), None)

    async def _call(self, method: str, **arguments: Any) -> Sent | Refused:
        answer = await self._ask(method, **arguments)
        if isinstance(answer, Refused):
            return answer
        return Sent(answer["channel"], answer["ts"])

    async def _send(self, url: str, content: bytes) -> Refused | None:
        """Send bytes to where Slack wants them; the address itself is the permission."""
        try:
            async with (
                asyncio.timeout(self._seconds),
                aiohttp.ClientSession() as session,
                session.post(url, data=io.BytesIO(content)) as answer,
            ):
                return None if answer.ok else Refused(Fault.RETRY, f"the upload got HTTP {answer.status}")
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            return Refused(Fault.RETRY, f"the upload got no answer: {type(error).__name__}")

    async def _ask(self, method: str, **arguments: Any) -> Mapping[str, Any] | Refused:
        given = {name: value for name, value in arguments.items() if value is not None}
        form = method in _FORM
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self.client.api_call(
                    method, params=given if form else None, json=None if form else given
                )
        except SlackApiError as error:
            return _sorted(error)
        except aiohttp.ClientConnectorError as error:
            return Refused(Fault.RETRY, f"could not connect: {error.os_error}")
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            return Refused(Fault.UNCERTAIN, f"no answer: {type(error).__name__}")
        data: Mapping[str, Any] = answer.data if isinstance(answer.data, dict) else {}
        return data


def why(error: Exception) -> str:
    """Say for the log what one of UNREACHED was: what Slack answered, or the kind of failure."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


def _carries(message: Mapping[str, Any], key: str) -> bool:
    """Tell whether a message is the post of this key: by its metadata, or by the name of its file."""
    names = (str(file.get("name")) for file in message.get("files") or ())
    return _key(message) == key or any(_mark(key) in name for name in names)


def _mark(key: str) -> str:
    return key[:12]


def _key(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    key: str | None = (metadata.get("event_payload") or {}).get("post")
    return key


def _sorted(error: SlackApiError) -> Refused:
    response = error.response
    status, headers = response.status_code, response.headers
    code = response.data.get("error", "") if isinstance(response.data, dict) else ""
    if status == 429 or code == "ratelimited":
        return Refused(Fault.WAIT, "rate limited", float(headers.get("Retry-After", 1)))
    if code == "rate_limited":
        return Refused(Fault.WAIT, "too many messages", 30.0)
    if code in _RETRY:
        return Refused(Fault.RETRY, code)
    if status >= 500 or code in _UNCERTAIN or not code:
        return Refused(Fault.UNCERTAIN, code or f"HTTP {status}")
    known = {Fault.SHUT: SHUT, Fault.HOLD: _HOLD, Fault.BLOCKS: _BLOCKS, Fault.GONE: _GONE}
    fault = next((fault for fault, codes in known.items() if code in codes), Fault.DEAD)
    return Refused(fault, code)
