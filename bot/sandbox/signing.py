"""Signs what is posted to a request URL as Slack does, and makes requests that a careful app refuses."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from bot.sandbox.workspace import JSON

FORM = "application/x-www-form-urlencoded"
SKEW = 301  # seconds: one more than a signature's time may be off. Source: Verifying requests page
ROBOT = "Slackbot 1.0 (+https://api.slack.com/robots)"

FORGERIES = {
    "bad_signature": "signed with another secret",
    "no_signature": "without the two headers of a signature",
    "junk_timestamp": "with a timestamp that is no number",
    "old": "signed five minutes and a second ago",
    "future": "signed five minutes and a second ahead",
    "reencoded": "with a body that means the same in other bytes than were signed",
    "ssl_check": "that only checks the certificate, with no signature (to be answered with 200)",
    "junk_body": "signed rightly, with a payload that is no JSON (anything but a 5xx will do)",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted: the bytes of the body, and the headers that go with it."""

    body: bytes
    headers: dict[str, str]


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign the raw bytes of a body. Source: Verifying requests page."""
    signed = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return f"v0={signed.hexdigest()}"


def written(value: JSON) -> str:
    """Write JSON the way Slack's does: slashes escaped, nothing but ASCII, no spaces between."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/")


def as_form(values: JSON) -> bytes:
    """Write a form; a space is a plus sign."""
    return urlencode(values).encode()


def sealed(secret: str, body: bytes, content_type: str, *, ahead: int = 0) -> Request:
    """Sign a body at this real moment, or `ahead` seconds after it."""
    timestamp = str(int(time.time()) + ahead)
    headers = _plain(content_type)
    headers |= {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
    }
    return Request(body, headers)


def forged(kind: str, secret: str, command: JSON) -> Request:
    """Make a request of a kind of FORGERIES, out of a slash command as Slack would send it."""
    body = as_form(command)
    match kind:
        case "bad_signature":
            return sealed(f"not {secret}", body, FORM)
        case "no_signature":
            return Request(body, _plain(FORM))
        case "junk_timestamp":
            junk = {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": signature(secret, "soon", body)}
            return Request(body, _plain(FORM) | junk)
        case "old":
            return sealed(secret, body, FORM, ahead=-SKEW)
        case "future":
            return sealed(secret, body, FORM, ahead=SKEW + 1)  # it loses up to a second on its way
        case "reencoded":
            same = urlencode(parse_qsl(body.decode(), keep_blank_values=True), quote_via=quote)
            return Request(same.encode(), sealed(secret, body, FORM).headers)
        case "ssl_check":
            return Request(as_form({"ssl_check": "1", "token": command["token"]}), _plain(FORM))
    return sealed(secret, b"payload=%7Bthis+is+no+JSON", FORM)


def _plain(content_type: str) -> dict[str, str]:
    return {"Content-Type": content_type, "User-Agent": ROBOT, "Accept": "*/*"}
