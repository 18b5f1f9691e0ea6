"""Pages of a list: so many rows at a time, and a cursor to the next that nobody can read or keep."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

from bot.sandbox.webapi.call import Call, Refused
from bot.sandbox.workspace import JSON

LIFE = timedelta(hours=1)  # by the clock; Slack says that cursors expire, and not when


def page(rows: list[Any], call: Call, *, default: int = 100, most: int = 999) -> tuple[list[Any], JSON]:
    """Cut one page out of `rows` by limit and cursor; gives it and its response_metadata.

    A cursor names the row it goes on with, so that what is added before it moves nothing, and is good for
    the same team, method and list only. Raises Refused with invalid_limit or invalid_cursor.
    """
    limit = call.number("limit", default)
    if limit < 0 or limit > 1000:
        raise Refused("invalid_limit")
    limit = min(limit or default, most)
    start = _start(rows, call)
    end = start + limit
    following = _cursor(call, rows[end], end) if end < len(rows) else ""
    return rows[start:end], {"response_metadata": {"next_cursor": following}}


def _start(rows: list[Any], call: Call) -> int:
    cursor = call.text("cursor", "")
    if not cursor:
        return 0
    name, place = _opened(call, cursor)
    return next((number for number, row in enumerate(rows) if _name(row) == name), place)


def _cursor(call: Call, row: Any, place: int) -> str:
    kept = json.dumps([_name(row), place, int(call.core.now().timestamp())])
    return base64.urlsafe_b64encode(f"{_seal(call, kept)}{kept}".encode()).decode()


def _opened(call: Call, cursor: str) -> tuple[str, int]:
    try:
        text = base64.urlsafe_b64decode(cursor).decode()
    except ValueError:
        raise Refused("invalid_cursor") from None
    kept = text[_SEAL:]
    if not hmac.compare_digest(text[:_SEAL].encode(), _seal(call, kept).encode()):
        raise Refused("invalid_cursor")
    name, place, born = json.loads(kept)
    if call.core.now().timestamp() - born > LIFE.total_seconds():
        raise Refused("invalid_cursor")
    return name, place


_SEAL = 12  # characters


def _seal(call: Call, kept: str) -> str:
    """Sign what a cursor holds, with what it is for; the secret is the team's and new at every start."""
    asked = [call.arguments.get(name) for name in ("channel", "ts", "types", "user")]
    for_what = json.dumps([call.name, asked, kept], sort_keys=True, default=str)
    return hmac.new(call.core.cursor_secret, for_what.encode(), hashlib.sha256).hexdigest()[:_SEAL]


def _name(row: Any) -> str:
    return str(getattr(row, "id", None) or getattr(row, "ts", None) or row)
