"""People press: buttons, menus and pickers anywhere, shortcuts, and the options a menu asks the app for."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox import elements, shapes
from bot.sandbox.asking import Ask, Mistake, channel_name, common, failed
from bot.sandbox.responses import ResponseUrl
from bot.sandbox.saying import seen_since
from bot.sandbox.sockets import NoAck
from bot.sandbox.workspace import JSON, Channel, Ephemeral, Member, Message

_EXTERNAL = ("external_select", "multi_external_select")


@dataclass(slots=True)
class Place:
    """Where an element stands: a view, or a message in a channel; with the values chosen there so far."""

    blocks: list[JSON]
    values: JSON
    view: JSON | None = None
    channel: Channel | None = None
    message: Message | Ephemeral | None = None


async def click(ask: Ask) -> JSON:
    """A person uses a button, menu or picker; `value` is the chosen value, date or user."""
    person, core = ask.person(), ask.core
    place = _place(ask, person)
    block, element = _element(ask, place)
    action = await _action(ask, person, place, block, element)
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {"ok": True, "error": None, "ephemerals": [], "views": core.modals.of(person.id)}
    trigger = core.triggers.give(person.id, place.view["id"] if _is_modal(place) and place.view else "")
    payload = common(core, person, trigger) | {"type": "block_actions", "actions": [action]}
    payload |= _where(ask, person, place, trigger)
    error = await _deliver(ask, payload, element["action_id"])
    begun = place.channel.last_ts if place.channel else ""
    await ask.settle()
    seen = seen_since(ask, person, place.channel, begun, trigger) if place.channel else []
    return {"ok": error is None, "error": error, "ephemerals": seen, "views": core.modals.of(person.id)}


async def shortcut(ask: Ask) -> JSON:
    """A person picks a shortcut: on a message with `channel` and `ts`, or a global one."""
    person, core = ask.person(), ask.core
    wanted = ask.text("callback_id")
    declared = next((one for one in core.manifest.shortcuts if one.callback_id == wanted), None)
    if declared is None:
        raise Mistake(f'There is no shortcut "{wanted}".')
    trigger = core.triggers.give(person.id)
    payload = common(core, person, trigger) | {"callback_id": wanted, "action_ts": core.stamp()}
    channel: Channel | None = None
    if declared.type == "message":
        channel = ask.place(person)
        payload |= _on_message(ask, person, channel, trigger)
    else:
        payload["type"] = "shortcut"
    begun = channel.last_ts if channel else ""
    error = await _deliver(ask, payload, declared.name)
    await ask.settle()
    seen = seen_since(ask, person, channel, begun, trigger) if channel else []
    return {"ok": error is None, "error": error, "views": core.modals.of(person.id), "ephemerals": seen}


async def options(ask: Ask) -> JSON:
    """Ask the app for the options of an external menu, for what a person typed so far (`value`)."""
    person = ask.person()
    place = _place(ask, person)
    block, element = _element(ask, place)
    return {
        "ok": True,
        **await _suggested(ask, person, place, block | {"element": element}, ask.text("value", "")),
    }


def _place(ask: Ask, person: Member) -> Place:
    core = ask.core
    wanted = ask.text("view_id", "")
    if wanted:
        view = _view(ask, person, wanted)
        return Place(view["blocks"], view["state"]["values"], view=view)
    channel = ask.place(person)
    message = ask.message(person, channel)
    values = core.states.setdefault((person.id, f"{channel.id} {message.ts}"), {})
    blocks = message.blocks or []
    values_now = elements.states(blocks, values)
    values.clear()
    values.update(values_now)
    return Place(blocks, values, channel=channel, message=message)


def _view(ask: Ask, person: Member, wanted: str) -> JSON:
    stack = ask.core.modals.of(person.id)
    if stack and stack[-1]["id"] == wanted:
        return stack[-1]
    home = ask.core.workspace.homes.get(person.id)
    if home is not None and home["id"] == wanted:
        return home
    below = any(view["id"] == wanted for view in stack)
    raise Mistake(
        "That view is under another one." if below else f"{person.real_name} has no view {wanted} open."
    )


def _element(ask: Ask, place: Place) -> tuple[JSON, JSON]:
    action_id = ask.text("action_id")
    found = elements.find(place.blocks, action_id, ask.text("block_id", ""))
    if found is None:
        known = ", ".join(element["action_id"] for _, element in elements.each(place.blocks))
        raise Mistake(f'There is no "{action_id}" to click. There is: {known or "nothing"}.')
    return found


async def _action(ask: Ask, person: Member, place: Place, block: JSON, element: JSON) -> JSON:
    """Note the choice in the place's state and write it as block_actions carries it."""
    action: JSON = {"type": element["type"], "action_id": element["action_id"]}
    action |= {"block_id": block["block_id"], "action_ts": ask.core.stamp()}
    if element["type"] in ("button", "workflow_button", "icon_button", "feedback_buttons"):
        kept = ("text", "value", "url", "style", "confirm")
        return action | {name: element[name] for name in kept if name in element}
    loaded: list[JSON] = []
    value = ask.identified(element["type"], ask.body.get("value"))
    if element["type"] in _EXTERNAL and value is not None:
        loaded = await _loaded(ask, person, place, block | {"element": element}, value)
    state = elements.chosen(element, value, loaded)
    if element["type"] != "overflow":
        place.values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return action | state | {name: element[name] for name in ("placeholder", "confirm") if name in element}


async def _loaded(ask: Ask, person: Member, place: Place, block: JSON, value: Any) -> list[JSON]:
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    return await load_options(ask, person, place, block, value)


async def load_options(ask: Ask, person: Member, place: Place, block: JSON, value: Any) -> list[JSON]:
    """Ask the app for the options that hold what was chosen: with nothing typed, then with the value."""
    wanted = {str(one) for one in (value if isinstance(value, list) else [value])}
    loaded: list[JSON] = []
    for typed in ("", *sorted(wanted)):
        loaded += elements.option_list(await _suggested(ask, person, place, block, typed))
        if wanted <= {option["value"] for option in loaded}:
            break
    return loaded


async def _suggested(ask: Ask, person: Member, place: Place, block: JSON, typed: str) -> JSON:
    element = block["element"]
    payload = common(ask.core, person, "") | {"type": "block_suggestion", "value": typed}
    del payload["trigger_id"]
    payload |= {"action_id": element["action_id"], "block_id": block["block_id"]}
    payload |= _where(ask, person, place, "")
    payload.pop("response_url", None)
    try:
        answer = await ask.core.deliver.ask("interactive", element["action_id"], payload)
    except NoAck as lost:
        raise Mistake(failed("The menu", lost.reason)) from None
    if not isinstance(answer, dict) or not answer.keys() & {"options", "option_groups"}:
        raise Mistake("The app answered with no options.")
    found = elements.option_list(answer)
    if len(found) > 100 and "options" in answer:
        raise Mistake("The app answered with more than 100 options.")
    return answer


def _where(ask: Ask, person: Member, place: Place, trigger: str) -> JSON:
    if place.view is not None:
        container = {"type": "view", "view_id": place.view["id"]}
        return {"container": container, "view": place.view, "hash": place.view["hash"]}
    channel, message = place.channel, place.message
    if channel is None or message is None:
        raise Mistake("Nothing was clicked.")
    fleeting = isinstance(message, Ephemeral)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": fleeting,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    where: JSON = {"container": container, "state": {"values": place.values}}
    where |= {"channel": {"id": channel.id, "name": channel_name(channel)}}
    if isinstance(message, Message):
        where["message"] = shapes.message_object(message, channel, ask.core.workspace)
    return where | {"response_url": _response_url(ask, person, channel, message.ts, trigger)}


def _response_url(ask: Ask, person: Member, channel: Channel, source: str, trigger: str) -> str:
    core = ask.core
    url = ResponseUrl(person.id, channel.id, trigger, core.now(), source)
    return f"{core.url}/response/{core.responses.give(url)}"


def _on_message(ask: Ask, person: Member, channel: Channel, trigger: str) -> JSON:
    message = ask.message(person, channel)
    if isinstance(message, Ephemeral):
        raise Mistake("Shortcuts do not appear on messages only one person sees.")
    return {
        "type": "message_action",
        "message_ts": message.ts,
        "message": shapes.message_object(message, channel, ask.core.workspace),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "response_url": _response_url(ask, person, channel, "", trigger),
    }


def _is_modal(place: Place) -> bool:
    return place.view is not None and place.view["type"] == "modal"


async def _deliver(ask: Ask, payload: JSON, label: str) -> str | None:
    try:
        await ask.core.deliver.ask("interactive", label, payload)
    except NoAck as lost:
        return failed(label, lost.reason)
    return None
