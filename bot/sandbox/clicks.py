"""People press: buttons, menus and pickers anywhere, shortcuts, and the options a menu asks the app for."""

from dataclasses import dataclass

from bot.sandbox import elements, shapes, suggestions
from bot.sandbox.asking import Ask, Mistake, channel_name, common, failed
from bot.sandbox.parcel import NoAck
from bot.sandbox.responses import ResponseUrl
from bot.sandbox.saying import seen_since
from bot.sandbox.workspace import JSON, Channel, Ephemeral, Member, Message


@dataclass(slots=True)
class Place:
    """Where an element stands: a view, or a message in a channel; with the values chosen there so far."""

    blocks: list[JSON]
    values: JSON
    view: JSON | None = None
    channel: Channel | None = None
    message: Message | Ephemeral | None = None

    def source(self, ask: Ask, block: JSON) -> JSON:
        """Write the container of a block, and the view or message, as all payloads from here carry them."""
        if self.view is not None:
            return {"container": {"type": "view", "view_id": self.view["id"]}, "view": self.view}
        channel, message = self.told()
        container = {
            **_kind(message, block),
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": isinstance(message, Ephemeral),
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        where: JSON = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
        if isinstance(message, Message):
            where["message"] = shapes.message_object(message, channel, ask.core.workspace)
        return where

    def told(self) -> tuple[Channel, Message | Ephemeral]:
        """Give the message, and the channel it is in; only where there is no view."""
        if self.channel is None or self.message is None:
            raise Mistake("Nothing was clicked.")
        return self.channel, self.message


def _kind(message: Message | Ephemeral, block: JSON) -> JSON:
    """Write whether a block is the message's own or stands in one of its attachments."""
    for one in message.attachments or []:
        if block in (one.get("blocks") or []):
            unfurled = {"app_unfurl_url": one["app_unfurl_url"]} if one.get("is_app_unfurl") else {}
            where = {"type": "message_attachment", "attachment_id": one["id"]}
            return where | {"is_app_unfurl": bool(unfurled)} | unfurled
    return {"type": "message"}


async def click(ask: Ask) -> JSON:
    """A person uses a button, menu or picker; `value` is the chosen value, date or user."""
    person, core = ask.person(), ask.core
    place = _place(ask, person)
    block, element = _element(ask, place, person)
    if element["type"] == "workflow_button":
        raise Mistake("A workflow button starts a workflow; the sandbox has none, and no app hears of it.")
    action = await _action(ask, person, place, block, element)
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {"ok": True, "error": None, "ephemerals": [], "views": core.modals.of(person.id)}
    modal = place.view["id"] if place.view and place.view["type"] == "modal" else ""
    trigger = core.triggers.give(person.id, modal, place.channel.id if place.channel else "")
    payload = common(core, person, trigger) | {"type": "block_actions", "actions": [action]}
    payload |= _where(ask, person, place, block, trigger)
    error = await _deliver(ask, payload, element["action_id"])
    warning = None
    if error and _opens_page(element, action):
        error, warning = None, f"The page opened, but {element['action_id']} was not acknowledged: {error}"
    begun = place.channel.last_ts if place.channel else ""
    await ask.settle()
    seen = seen_since(ask, person, place.channel, begun, trigger) if place.channel else []
    shown = {"ephemerals": seen, "views": core.modals.of(person.id)}
    return {"ok": error is None, "error": error, "warning": warning, **shown}


async def shortcut(ask: Ask) -> JSON:
    """A person picks a shortcut: on a message with `channel` and `ts`, or a global one."""
    person, core = ask.person(), ask.core
    wanted = ask.text("callback_id")
    declared = next((one for one in core.manifest.shortcuts if one.callback_id == wanted), None)
    if declared is None:
        raise Mistake(f'There is no shortcut "{wanted}".')
    if person.team:
        raise Mistake(f"{person.real_name} is of another company: Slack offers them no shortcuts of ours.")
    channel = ask.place(person) if declared.type == "message" else None
    trigger = core.triggers.give(person.id, channel=channel.id if channel else "")
    payload = common(core, person, trigger) | {"callback_id": wanted, "action_ts": core.stamp()}
    if channel is not None:
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
    block, element = _element(ask, place, person)
    where = place.source(ask, block) | {"block_id": block["block_id"]}
    return {"ok": True, **await suggestions.ask_app(ask, person, element, where, ask.text("value", ""))}


def _place(ask: Ask, person: Member) -> Place:
    core = ask.core
    wanted = ask.text("view_id", "")
    if wanted:
        view = _view(ask, person, wanted)
        return Place(view["blocks"], view["state"]["values"], view=view)
    channel = ask.place(person)
    message = ask.message(person, channel)
    values = core.states.setdefault((person.id, f"{channel.id} {message.ts}"), {})
    blocks = [*(message.blocks or [])]
    blocks += [block for one in message.attachments or [] for block in one.get("blocks") or []]
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


def _element(ask: Ask, place: Place, person: Member) -> tuple[JSON, JSON]:
    action_id = ask.text("action_id")
    found = elements.find(place.blocks, action_id, ask.text("block_id", ""))
    if found is None or not elements.is_shown_to(found[1], person.id):
        every = [element for _, element in elements.each(place.blocks)]
        known = ", ".join(one["action_id"] for one in every if elements.is_shown_to(one, person.id))
        raise Mistake(f'There is no "{action_id}" to click. There is: {known or "nothing"}.')
    return found


async def _action(ask: Ask, person: Member, place: Place, block: JSON, element: JSON) -> JSON:
    """Note the choice in the place's state and write it as block_actions carries it."""
    action: JSON = {"type": element["type"], "action_id": element["action_id"]}
    action |= {"block_id": block["block_id"], "action_ts": ask.core.stamp()}
    if element["type"] in elements.PRESSED:
        pressed = elements.pressed(element, ask.body.get("value"))
        kept = ("text", "value", "url", "style", "confirm")
        return action | {name: pressed[name] for name in kept if name in pressed}
    value = ask.identified(element["type"], ask.body.get("value"))
    loaded: list[JSON] = []
    if element["type"] in suggestions.EXTERNAL and value:
        where = place.source(ask, block) | {"block_id": block["block_id"]}
        loaded = await suggestions.chosen(ask, person, element, where, value)
    state = elements.chosen(element, value, loaded)
    if element["type"] != "overflow":
        place.values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return action | state | {name: element[name] for name in ("placeholder", "confirm") if name in element}


def _opens_page(element: JSON, action: JSON) -> bool:
    return bool(element.get("url") or action.get("selected_option", {}).get("url"))


def _where(ask: Ask, person: Member, place: Place, block: JSON, trigger: str) -> JSON:
    """Write where a press happened: in a view, or on a message with a response_url."""
    where = place.source(ask, block)
    if place.view is not None:
        return where | {"hash": place.view["hash"]}
    channel, message = place.told()
    where |= {"state": {"values": place.values}}
    return where | {"response_url": response_url(ask, person, channel.id, message.ts, trigger)}


def response_url(ask: Ask, person: Member, channel: str, source: str, trigger: str) -> str:
    """Make a response_url for a channel; `source` is the message it may replace, "" for none."""
    core = ask.core
    url = ResponseUrl(person.id, channel, trigger, core.now(), source)
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
        "response_url": response_url(ask, person, channel.id, "", trigger),
    }


async def _deliver(ask: Ask, payload: JSON, label: str) -> str | None:
    try:
        await ask.core.ask("interactive", label, payload)
    except NoAck as lost:
        return failed(label, lost.reason)
    return None
