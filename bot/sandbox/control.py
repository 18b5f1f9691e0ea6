"""The /control routes: scripts, tests and the page act as people and move the world by JSON."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox import (
    admin,
    channels,
    clicks,
    forms,
    members,
    reaching,
    saying,
    seeing,
    switches,
    time_travel,
    transfer,
)
from bot.sandbox.app import App
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.core import Core
from bot.sandbox.elements import BadChoice
from bot.sandbox.settle import Settling
from bot.sandbox.workspace import JSON

Action = Callable[[Ask], Awaitable[JSON]]

ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "state"): seeing.state,
    ("GET", "messages"): seeing.messages,
    ("GET", "unread"): seeing.unread,
    ("GET", "views"): seeing.modals,
    ("GET", "log"): seeing.log,
    ("GET", "home"): seeing.home_opened_or_seen,
    ("POST", "home"): saying.open_home,
    ("POST", "read"): seeing.read,
    ("POST", "reload"): seeing.reload,
    ("POST", "command"): saying.command,
    ("POST", "message"): saying.message,
    ("POST", "direct"): saying.direct,
    ("POST", "edit"): saying.edit,
    ("POST", "build"): saying.build_message,
    ("POST", "reaction"): saying.react,
    ("POST", "click"): clicks.click,
    ("POST", "shortcut"): clicks.shortcut,
    ("GET", "options"): clicks.options,
    ("POST", "submit"): forms.submit,
    ("POST", "close"): forms.close,
    ("POST", "clock"): time_travel.clock,
    ("GET", "faults"): admin.waiting_faults,
    ("POST", "faults"): admin.faults,
    ("POST", "channel"): channels.channel,
    ("POST", "member"): members.change,
    ("POST", "group"): admin.group,
    ("POST", "app"): admin.app,
    ("POST", "reset"): admin.reset,
    ("GET", "switches"): switches.seen,
    ("POST", "switches"): switches.turned,
    ("GET", "delivery"): reaching.seen,
    ("POST", "delivery"): reaching.changed,
    ("POST", "forge"): reaching.forge,
    ("GET", "export"): transfer.export,
    ("POST", "import"): transfer.import_,
}


async def serve(app: App, settling: Settling, request: web.Request) -> web.Response:
    """Answer one /control request; mistakes come back as sentences."""
    action = ACTIONS.get((request.method, request.match_info["action"]))
    if action is None:
        return web.json_response({"ok": False, "error": "There is no such call."}, status=404)
    try:
        body = await _body(request)
        return web.json_response(await action(Ask(_team(app, body), settling, body)))
    except (Mistake, BadChoice) as mistake:
        return web.json_response({"ok": False, "error": str(mistake)})


def _team(app: App, body: JSON) -> Core:
    """Find the team a request is about: the one named by `team`, else the first."""
    which = str(body.get("team") or "")
    found = app.find_team(which) if which else app.first
    if found is None:
        known = ", ".join(core.workspace.domain for core in app.teams)
        raise Mistake(f'There is no team "{which}". There is: {known}.')
    return found


async def _body(request: web.Request) -> JSON:
    if request.method == "GET":
        return dict(request.query)
    text = (await request.content.read()).decode(errors="replace")  # a whole workspace may be in it
    try:
        body: Any = json.loads(text or "{}")
    except ValueError:
        raise Mistake("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Mistake("The body is not a JSON object.")
    return body
