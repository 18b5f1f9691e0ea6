"""People fill in modals, submit and close them. The app's answer decides what becomes of the view."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox import clicks, elements, sharing, suggestions, views
from bot.sandbox.asking import Ask, Mistake, common
from bot.sandbox.blockkit.check import check
from bot.sandbox.core import Core
from bot.sandbox.parcel import NoAck
from bot.sandbox.saying import seen_since
from bot.sandbox.workspace import JSON, Channel, Member

TROUBLE = "We had some trouble connecting. Try again?"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


async def submit(ask: Ask) -> JSON:
    """A person fills in `values` ({block_id: {action_id: value}}) and submits a modal."""
    person, core = ask.person(), ask.core
    view = _top(ask, person)
    if not view["submit"] and not any(block["type"] == "input" for block in view["blocks"]):
        raise Mistake("That view has nothing to submit.")
    await _fill(ask, person, view)
    missing = _mistakes(view)
    if missing:
        return _kept(ask, person, view, missing)
    trigger = core.triggers.give(person.id, view["id"])
    payload = common(core, person, trigger) | {"type": "view_submission", "view": view}
    payload["response_urls"] = _response_urls(ask, person, view)
    starts = {channel.id: channel.last_ts for channel in core.workspace.channels.values()}
    try:
        ack = await core.ask("interactive", view["callback_id"], json.loads(json.dumps(payload)))
        errors, problem = _answered(ask, person, view, ack)
    except NoAck as lost:
        errors, problem = {}, f"{TROUBLE} ({lost.reason})"
    await ask.settle()
    if errors or problem:
        return _kept(ask, person, view, errors) | {"error": problem}
    return _done(ask, person, starts)


def _response_urls(ask: Ask, person: Member, view: JSON) -> list[JSON]:
    """Make a response_url for each channel chosen in an input that asked for one."""
    made = []
    for block, element in elements.each(view["blocks"]):
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        state = view["state"]["values"][block["block_id"]][element["action_id"]]
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel:
            ident = {"block_id": block["block_id"], "action_id": element["action_id"]}
            url = clicks.response_url(ask, person, channel, "", "")
            made.append({**ident, "channel_id": channel, "response_url": url})
    return made


async def close(ask: Ask) -> JSON:
    """A person closes a view (Cancel), or with {"all": true} the whole stack (x)."""
    person, core = ask.person(), ask.core
    stack = core.modals.of(person.id)
    if ask.body.get("all"):
        if not stack:
            raise Mistake(f"{person.real_name} has no view open.")
        root = stack[0]
        core.modals.close(person.id, root["id"])
        await _tell_closed(ask, person, root, cleared=True)
    else:
        view = _top(ask, person)
        core.modals.close(person.id, view["id"])
        await _tell_closed(ask, person, view, cleared=view["clear_on_close"])
        if view["clear_on_close"]:
            stack.clear()
    core.live.say("views", **{"as": person.id})
    await ask.settle()
    return {"ok": True, "views": core.modals.of(person.id)}


def _top(ask: Ask, person: Member) -> JSON:
    stack = ask.core.modals.of(person.id)
    wanted = ask.text("view_id", stack[-1]["id"] if stack else "")
    if not stack or stack[-1]["id"] != wanted:
        raise Mistake(f"{person.real_name} has no view {wanted} on top.".replace("  ", " "))
    return stack[-1]


async def _fill(ask: Ask, person: Member, view: JSON) -> None:
    values: Any = ask.body.get("values") or {}
    if not isinstance(values, dict) or not all(isinstance(one, dict) for one in values.values()):
        raise Mistake('"values" is {block_id: {action_id: value}}.')
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            found = elements.find(view["blocks"], action_id, block_id)
            if found is None:
                raise Mistake(f'The view has no "{action_id}" in a block "{block_id}".')
            view["state"]["values"][block_id][action_id] = await _choice(ask, person, view, found, value)


async def _choice(ask: Ask, person: Member, view: JSON, found: tuple[JSON, JSON], value: Any) -> JSON:
    block, element = found
    value = ask.identified(element["type"], value)
    loaded: list[JSON] = []
    if element["type"] in suggestions.EXTERNAL and value:
        shown = view["state"]["values"][block["block_id"]][element["action_id"]]
        held = shown.get("selected_option") or shown.get("selected_options") or []
        loaded = held if isinstance(held, list) else [held]
        if not {_bare(one) for one in _many(value)} <= {option["value"] for option in loaded}:
            where = clicks.Place(view["blocks"], view["state"]["values"], view=view).source(ask, block)
            loaded = await suggestions.chosen(ask, person, element, where, value)
    chosen = elements.chosen(element, value, loaded)
    if "files" in chosen:
        chosen["files"] = [sharing.given(ask, person, one) for one in chosen["files"]]
    return chosen


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bare(option: Any) -> str:
    return str(option["value"] if isinstance(option, dict) else option)


def _mistakes(view: JSON) -> dict[str, str]:
    """Check what Slack's client checks before it sends anything; by block_id."""
    found: dict[str, str] = {}
    for block, element in elements.each(view["blocks"]):
        if block["type"] != "input":
            continue
        state = view["state"]["values"][block["block_id"]][element["action_id"]]
        if elements.is_empty(state):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
        elif wording := _malformed(element, state.get("value")):
            found[block["block_id"]] = wording
    return found


def _malformed(element: JSON, value: Any) -> str:
    match element["type"]:
        case "plain_text_input" if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        case "plain_text_input" if len(value) > element.get("max_length", 3000):
            return f"Please enter at most {element.get('max_length', 3000)} characters."
        case "email_text_input" if not _EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if urlsplit(value).scheme not in ("http", "https", "mailto"):
            return "Please enter a valid URL."
        case "number_input":
            return _bad_number(element, value)
    return ""


def _bad_number(element: JSON, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if number < float(element.get("min_value", number)) or number > float(element.get("max_value", number)):
        return "Please enter a number in the allowed range."
    return ""


def _answered(ask: Ask, person: Member, view: JSON, ack: Any) -> tuple[dict[str, str], str | None]:
    """Do what the ack says; gives the errors to show and what Slack's client would complain of."""
    core = ask.core
    core.live.say("views", **{"as": person.id})
    match ack:
        case _ if not ack:
            core.modals.close(person.id, view["id"])
        case {"response_action": "clear"}:
            core.modals.of(person.id).clear()
        case {"response_action": "errors", "errors": dict(errors)} if errors:
            return _field_errors(view, errors)
        case {"response_action": "update", "view": dict(new)}:
            if problem := _unfit(core, view, new):
                return {}, problem
            views.replace(view, new, core.workspace)
        case {"response_action": "push", "view": dict(new)}:
            if problem := _unfit(core, {}, new):
                return {}, problem
            if not core.modals.push(person.id, views.made(new, core.workspace)):
                return {}, f"{TROUBLE} (push_limit_reached)"
        case _:
            return {}, TROUBLE
    return {}, None


def _unfit(core: Core, shown: JSON, new: JSON) -> str:
    """Say why a view of an answer cannot be shown in the place of `shown`; "" when it can."""
    if problems := check(new, "modal", refused=core.unknown_blocks):
        return f"{TROUBLE} ({problems[0]})"
    if views.is_too_large(new):
        return f"{TROUBLE} (view_too_large)"
    external = new.get("external_id")
    taken = core.modals.find(external_id=external) if external else None
    return f"{TROUBLE} (duplicate_external_id)" if taken and taken[1] is not shown else ""


def _field_errors(view: JSON, errors: dict[str, str]) -> tuple[dict[str, str], str | None]:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    marked = {block_id: text for block_id, text in errors.items() if block_id in inputs}
    lost = ", ".join(sorted(set(errors) - inputs))
    return marked, f"Errors for blocks that are no inputs are not shown: {lost}." if lost else None


def _kept(ask: Ask, person: Member, view: JSON, errors: dict[str, str]) -> JSON:
    shown = ask.core.modals.of(person.id)
    return {"ok": False, "error": None, "errors": errors, "view": view, "views": shown, "ephemerals": []}


def _done(ask: Ask, person: Member, starts: dict[str, str]) -> JSON:
    stack = ask.core.modals.of(person.id)
    channels: list[Channel] = list(ask.core.workspace.channels.values())
    seen = [
        one | {"channel": channel.id}
        for channel in channels
        for one in seen_since(ask, person, channel, starts.get(channel.id, "0"), "-")
    ]
    view = stack[-1] if stack else None
    return {"ok": True, "error": None, "errors": {}, "view": view, "views": stack, "ephemerals": seen}


async def _tell_closed(ask: Ask, person: Member, view: JSON, *, cleared: bool) -> None:
    if not view["notify_on_close"]:
        return
    payload = common(ask.core, person, "") | {"type": "view_closed", "view": view, "is_cleared": cleared}
    del payload["trigger_id"]
    try:
        await ask.core.ask("interactive", view["callback_id"], payload)
    except NoAck:
        return  # nobody sees an error: the view is gone already
