"""Answers /api/<method>: the token, the arguments, the limits, the faults, then the method itself."""

import json
import time

from aiohttp import web

from bot.sandbox import agenda
from bot.sandbox.app import App
from bot.sandbox.core import Core
from bot.sandbox.journal import Raw
from bot.sandbox.limits import Over
from bot.sandbox.outcomes import Outcome, broken, limited, respond, spoilt
from bot.sandbox.webapi import (
    arguments,
    assistant,
    canvases,
    chat,
    conversations,
    files,
    groups,
    oauth,
    opening,
    people,
    pins,
    quiet,
    scheduled,
    surfaces,
    unfurls,
)
from bot.sandbox.webapi.body import Sent, read
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **surfaces.METHODS,
    **files.METHODS,
    **opening.METHODS,
    **scheduled.METHODS,
    **unfurls.METHODS,
    **pins.METHODS,
    **canvases.METHODS,
    **quiet.METHODS,
    **groups.METHODS,
    **assistant.METHODS,
    **oauth.METHODS,
}


async def serve(app: App, request: web.Request) -> web.StreamResponse:
    """Answer one request, in the team its token belongs to, and put it on record."""
    name = request.match_info["method"]
    begun = time.perf_counter()
    app.calls += 1
    try:
        method = METHODS.get(name)
        sent = await read(request, reads_json=method is None or method.reads_json)
        core = app.team_of(sent.token) or app.first
        entry = core.journal.write(core.now().isoformat(), "in", "api", name, sent.arguments)
        entry.fault = core.faults.take(name)
        entry.ignored = arguments.unknown(method.takes, sent.arguments) if method else []
        outcome = await _outcome(core, name, sent, entry.fault)
        error = outcome.body.get("error") if outcome.body else "no answer"
        elapsed = round((time.perf_counter() - begun) * 1000, 2)
        core.journal.close(entry, Raw(json.dumps(outcome.body)), error=error, ms=elapsed)
        return await respond(core, request, outcome)
    finally:
        app.calls -= 1


async def _outcome(core: Core, name: str, sent: Sent, fault: str) -> Outcome:
    early = await broken(fault)
    if early is not None:
        return early
    method = METHODS.get(name)
    if method is None:
        return Outcome({"ok": False, "error": "unknown_method", "req_method": name})
    try:
        _check_token(core, method, sent.token)
    except Refused as refused:
        return Outcome(_with_warnings(refused.answer(), sent.warnings))
    over = _over(core, name, method, sent.arguments) if core.limits.on else None
    if over is not None:
        return limited(over.error, over.seconds)
    return spoilt(fault, Outcome(_work(core, name, method, sent)))


def _over(core: Core, name: str, method: Method, given: JSON) -> Over | None:
    """Count a request whose token was accepted; tell when it is over a limit."""
    is_slow = core.faults.switches.unlisted and name in ("conversations.history", "conversations.replies")
    which = str(given.get("channel") or given.get("channel_id") or "")
    found = core.workspace.find_channel(which) or core.workspace.find_direct(which, core.workspace.bot)
    whole = method.paged and str(given.get("limit") or "0") == "0"
    tier = 1 if is_slow else method.tier
    return core.limits.count(name, tier, channel=found.id if found else which, whole=whole)


def _work(core: Core, name: str, method: Method, sent: Sent) -> JSON:
    call = Call(core, name, sent.arguments, sent.token)
    try:
        if sent.error:
            raise Refused(sent.error)
        call.need(*method.scopes)
        problems = arguments.judge(method.takes, sent.arguments)
        if problems:
            raise Refused("invalid_arguments", problems)
        agenda.run_due(core)
        body: JSON = {"ok": True, **method.answer(call)}
    except Refused as refused:
        body = refused.answer()
        call.warnings.clear()
    return _with_warnings(body, [*call.warnings, *sent.warnings])


def _with_warnings(body: JSON, warnings: list[str]) -> JSON:
    if not warnings:
        return body
    metadata = {**body.get("response_metadata", {}), "warnings": warnings}
    return body | {"warning": ",".join(warnings), "response_metadata": metadata}


def _check_token(core: Core, method: Method, token: str) -> None:
    if method.open:
        return
    if not token:
        raise Refused("not_authed")
    is_app_token = token == core.app.app_token
    found = core.tokens.find(token)
    refusal = found.refusal(core.now()) if found else "invalid_auth"
    if refusal and not is_app_token:
        raise Refused(refusal)
    if is_app_token is not method.app_token:
        raise Refused("not_allowed_token_type")
