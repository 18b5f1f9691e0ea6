"""How the app is reached, seen and set by /control: Socket Mode or request URLs. And forged requests."""

import time

from bot.sandbox import signing
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.http_mode import Answer
from bot.sandbox.journal import elapsed
from bot.sandbox.manifest import EXAMPLE, is_url
from bot.sandbox.parcel import NoAck
from bot.sandbox.workspace import JSON


async def seen(ask: Ask) -> JSON:
    """Say how the app is reached, and what forged requests there are: {kind: words}."""
    http = ask.core.app.http
    return {
        "ok": True,
        "socket_mode": not http.on,
        "urls": http.urls,
        "verified": http.is_verified,
        "connected": ask.core.deliver.connected,
        "forgeries": signing.FORGERIES,
    }


async def changed(ask: Ask) -> JSON:
    """Set request URLs, which turns Socket Mode off, or turn it on or off by `socket_mode`.

    One `url` is for everything, `urls` are by name. The one for events has to return a challenge first.
    """
    app = ask.core.app
    urls = _urls(ask)
    on = not ask.body.get("socket_mode", not (urls or app.http.on))
    events = urls.get("events")
    if events and (trouble := await app.challenges.verify(events)):
        raise Mistake(f"{trouble} Nothing was changed.")
    app.http.urls |= urls
    if on and not app.http.on:
        await app.sockets.disconnect("link_disabled")
        await app.sockets.close()
    app.http.on = on
    app.live.say("delivery")
    app.live.say("ready", ready=app.deliver.connected)
    await ask.settle()
    return await seen(ask)


async def forge(ask: Ask) -> JSON:
    """Send a request of a `kind` of forgery to where a command goes; {"status", "body", "right", "said"}."""
    kind, app = ask.text("kind"), ask.core.app
    if kind not in signing.FORGERIES:
        raise Mistake(f'There is no forgery "{kind}". Choose from: {", ".join(signing.FORGERIES)}.')
    named = next(iter(app.manifest.commands), "")
    url = ask.text("url", app.http.urls.get(named) or app.http.urls.get("events") or "")
    if not url:
        raise Mistake("There is no request URL to send it to. Set one first.")
    request = signing.forged(kind, app.signing_secret, _command(ask, named or "/forged"))
    begun = time.perf_counter()
    entry = app.journal.write(ask.core.now().isoformat(), "out", "forged", kind, _shown(url, request))
    try:
        answer = await app.http.post(url, request)
    except NoAck as lost:
        app.journal.close(entry, None, error=lost.retry, ms=elapsed(begun))
        raise Mistake(f"The app did not answer: {lost.retry}.") from None
    right = _is_right(kind, answer.status)
    verdict = {"status": answer.status, "body": answer.text, "right": right, "said": _verdict(kind, answer)}
    wrong = "app_failed" if answer.status >= 500 else "not_refused"
    app.journal.close(entry, verdict, error=None if right else wrong, ms=elapsed(begun))
    return {"ok": True, **verdict}


def _urls(ask: Ask) -> dict[str, str]:
    app = ask.core.app
    known = app.request_urls("")
    one, several = ask.text("url", ""), ask.body.get("urls") or {}
    if not isinstance(several, dict) or not several.keys() <= known.keys():
        raise Mistake(f'"urls" takes {", ".join(known)}, each with a URL.')
    found = (app.request_urls(one) if one else {}) | several
    for url in found.values():
        if not is_url(url):
            raise Mistake(f'"{url}" is no request URL. Write for example {EXAMPLE}.')
    return found


def _command(ask: Ask, name: str) -> JSON:
    """Write a slash command nobody typed; its text has a space, which two encodings write differently."""
    workspace = ask.core.workspace
    person = next(one for one in workspace.members.values() if one.is_admin)
    return {
        "token": "sandbox-verification",
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": next(iter(workspace.channels)),
        "channel_name": "forged",
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": "nobody typed this",
        "api_app_id": workspace.bot_user.app_id,
        "response_url": f"{ask.core.url}/response/{workspace.id}/forged/0",
        "trigger_id": "0.0.forged",
    }


def _shown(url: str, request: signing.Request) -> JSON:
    return {"url": url, "headers": request.headers, "body": request.body.decode()}


def _is_right(kind: str, status: int) -> bool:
    if kind == "ssl_check":
        return status == 200
    return status < 500 if kind == "junk_body" else 400 <= status < 500


def _verdict(kind: str, answer: Answer) -> str:
    told = f"A request {signing.FORGERIES[kind].partition(' (')[0]} was answered with HTTP {answer.status}"
    if _is_right(kind, answer.status):
        return f"{told}, as it should be."
    if answer.status >= 500:
        return f"{told}: the app failed over it."
    return f"{told}: the app {'took it' if answer.is_taken else 'refused it'}, which it should not."
