"""Answers /api/<method>: the token, the arguments, the limits, the faults, then the method itself."""

import json
import time
from typing import Any

from aiohttp import web

from bot.sandbox.app import App
from bot.sandbox.core import Core
from bot.sandbox.journal import Raw
from bot.sandbox.limits import Over
from bot.sandbox.outcomes import Outcome, broken, limited, respond, spoilt
from bot.sandbox.webapi import chat, conversations, files, people, surfaces
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **surfaces.METHODS,
    **files.METHODS,
}


async def serve(app: App, request: web.Request) -> web.StreamResponse:
    """Answer one request, in the team its token belongs to, and put it on record."""
    name = request.match_info["method"]
    begun = time.perf_counter()
    app.calls += 1
    try:
        token, arguments = await _read(request, METHODS.get(name))
        core = app.team_of(token) or app.first
        entry = core.journal.write(core.now().isoformat(), "in", "api", name, arguments)
        entry.fault = core.faults.take(name)
        outcome = await _outcome(core, name, token, arguments, entry.fault)
        error = outcome.body.get("error") if outcome.body else "no answer"
        elapsed = round((time.perf_counter() - begun) * 1000, 2)
        core.journal.close(entry, Raw(json.dumps(outcome.body)), error=error, ms=elapsed)
        return await respond(core, request, outcome)
    finally:
        app.calls -= 1


async def _outcome(core: Core, name: str, token: str, arguments: JSON, fault: str) -> Outcome:
    early = await broken(core, fault)
    if early is not None:
        return early
    method = METHODS.get(name)
    if method is None:
        return Outcome({"ok": False, "error": "unknown_method", "req_method": name})
    try:
        _check_token(core, method, token)
    except Refused as refused:
        return Outcome(refused.answer())
    over = _over(core, name, method, arguments) if core.limits.on else None
    if over is not None:
        return limited(over.error, over.seconds)
    return spoilt(fault, Outcome(_work(core, method, arguments)))


def _over(core: Core, name: str, method: Method, arguments: JSON) -> Over | None:
    """Count a request whose token was accepted; tell when it is over a limit."""
    is_slow = core.faults.switches.unlisted and name in ("conversations.history", "conversations.replies")
    which = str(arguments.get("channel", ""))
    found = core.workspace.find_channel(which) or core.workspace.find_direct(which, core.workspace.bot)
    whole = method.paged and str(arguments.get("limit") or "0") == "0"
    tier = 1 if is_slow else method.tier
    return core.limits.count(name, tier, channel=found.id if found else which, whole=whole)


def _work(core: Core, method: Method, arguments: JSON) -> JSON:
    call = Call(core, arguments)
    try:
        if "json_error" in arguments:
            raise Refused(arguments["json_error"])
        call.need(*method.scopes)
        body: JSON = {"ok": True, **method.answer(call)}
    except Refused as refused:
        return refused.answer()
    if call.warnings:
        body["warning"] = ",".join(call.warnings)
        body["response_metadata"] = {**body.get("response_metadata", {}), "warnings": call.warnings}
    return body


def _check_token(core: Core, method: Method, token: str) -> None:
    if method.open:
        return
    if not token:
        raise Refused("not_authed")
    is_app_token = token == core.app.app_token
    if not is_app_token and token != core.bot_token:
        raise Refused("invalid_auth")
    if core.revoked and not is_app_token:
        raise Refused("token_revoked")
    if is_app_token is not method.app_token:
        raise Refused("not_allowed_token_type")


async def _read(request: web.Request, method: Method | None) -> tuple[str, JSON]:
    arguments: JSON = dict(request.query)
    word, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip() if word == "Bearer" else ""
    if request.content_type == "application/json":
        if method is None or method.reads_json:
            arguments |= _parsed(await request.text())
    elif request.can_read_body:
        arguments |= dict(await request.post())
    return token or str(arguments.pop("token", "")), arguments


def _parsed(text: str) -> JSON:
    if not text.strip():
        return {}
    try:
        body: Any = json.loads(text)
    except ValueError:
        return {"json_error": "invalid_json"}
    return body if isinstance(body, dict) else {"json_error": "json_not_object"}
