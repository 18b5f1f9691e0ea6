"""Reads a Web API request: its token, its arguments, and what is wrong with how it was sent."""

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.workspace import JSON

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
TYPES = ("application/json", *FORMS, "text/plain")
CHARSETS = (None, "utf-8", "iso-8859-1")
_NAME = re.compile(r"\w{1,255}", re.ASCII)


@dataclass(slots=True)
class Sent:
    """What was sent. `error` refuses it whole ("" for none); `warnings` travel with any answer.

    Sources: the methods' common errors and warnings; which charset is superfluous or missing:
    slackapi/python-slack-sdk#692, ansible-collections/community.general#3932.
    """

    token: str = ""
    arguments: JSON = field(default_factory=dict)
    error: str = ""
    warnings: list[str] = field(default_factory=list)


async def read(request: web.Request, *, reads_json: bool) -> Sent:
    """Read a request to a method that reads JSON bodies, or only forms and queries."""
    sent = Sent(_bearer(request), dict(request.query) | _client(request))
    if request.can_read_body:
        sent.error = _refusal(request)
        if not sent.error:
            await _take_body(request, sent, reads_json=reads_json)
    sent.token = sent.token or str(sent.arguments.pop("token", ""))
    sent.error = sent.error or _name_refusal(sent.arguments)
    return sent


def _bearer(request: web.Request) -> str:
    word, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if word == "Bearer" else ""


def _client(request: web.Request) -> JSON:
    """Read the id and secret of a client from Basic credentials; {} when there are none."""
    word, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        client, _, secret = base64.b64decode(encoded if word == "Basic" else "").decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client, "client_secret": secret} if client else {}


def _refusal(request: web.Request) -> str:
    if "Content-Type" not in request.headers:
        return "missing_post_type"
    if request.content_type not in TYPES:
        return "invalid_post_type"
    charset = request.charset
    return "" if (charset and charset.lower()) in CHARSETS else "invalid_charset"


async def _take_body(request: web.Request, sent: Sent, *, reads_json: bool) -> None:
    if request.content_type == "application/json":
        if not request.charset:
            sent.warnings.append("missing_charset")
        if reads_json:
            _take_json(await request.text(), sent)
    elif request.content_type in FORMS:
        if request.charset:
            sent.warnings.append("superfluous_charset")
        try:
            sent.arguments |= dict(await request.post())
        except ValueError:
            sent.error = "invalid_form_data"


def _take_json(text: str, sent: Sent) -> None:
    if not text.strip():
        return
    try:
        body: Any = json.loads(text)
    except ValueError:
        sent.error = "invalid_json"
        return
    if not isinstance(body, dict):
        sent.error = "json_not_object"
        return
    body.pop("token", None)  # a JSON body does not carry one
    sent.arguments |= body


def _name_refusal(arguments: JSON) -> str:
    for name in arguments:
        if name.endswith("]") and "[" in name:
            return "invalid_array_arg"
        if not _NAME.fullmatch(name):
            return "invalid_arg_name"
    return ""
