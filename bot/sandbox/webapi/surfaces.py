"""views.*, reactions.* and blocks.validate: what stands beside messages."""

import time
from typing import Any

from bot.sandbox import events, views
from bot.sandbox.blockkit.check import check
from bot.sandbox.shapes import message_object
from bot.sandbox.triggers import Trigger
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Channel, Message


def open_view(call: Call) -> JSON:
    """Open a modal for the person whose trigger it is."""
    view = _view(call, "modal")
    trigger = _trigger(call)
    made = views.made(view, call.workspace, trigger.channel)
    call.core.modals.open(trigger.user, made)
    call.core.live.say("views", **{"as": trigger.user})
    return {"view": made}


def push_view(call: Call) -> JSON:
    """Put a view on top of the modal the trigger came from."""
    view = _view(call, "modal")
    trigger = _trigger(call)
    if not trigger.view:
        raise Refused("invalid_trigger_id")
    made = views.made(view, call.workspace)
    if not call.core.modals.push(trigger.user, made):
        raise Refused("push_limit_reached")
    call.core.live.say("views", **{"as": trigger.user})
    return {"view": made}


def update_view(call: Call) -> JSON:
    """Replace an open view, found by id or external_id."""
    wanted, external = call.text("view_id", ""), call.text("external_id", "")
    if not wanted and not external:
        raise Refused("invalid_arguments", ["missing required field: view_id"])
    view = _view(call, "modal", own=external)
    found = call.core.modals.find(wanted, external)
    if found is None:
        raise Refused("not_found")
    user, shown = found
    _refuse_stale(call, shown)
    views.replace(shown, view, call.workspace)
    call.core.live.say("views", **{"as": user})
    return {"view": shown}


def publish_view(call: Call) -> JSON:
    """Put a Home view before one person."""
    user = call.text("user_id")
    if not call.core.manifest.home_tab:
        raise Refused("not_enabled")
    member = call.workspace.members.get(user)
    if member is None or member.deleted or member.is_bot:
        raise Refused("invalid_arguments", ["must be a valid user [json-pointer:/user_id]"])
    view = _view(call, "home")
    shown = call.workspace.homes.get(user)
    if shown is None:
        shown = call.workspace.homes[user] = views.made(view, call.workspace)
    else:
        _refuse_stale(call, shown)
        views.replace(shown, view, call.workspace)
    call.core.drawn[user] = time.monotonic()
    call.core.live.say("home", **{"as": user})
    return {"view": shown}


def add_reaction(call: Call) -> JSON:
    """Add an emoji to a message."""
    channel, message, name = _reactable(call)
    reaction = message.reaction(name)
    if reaction is not None and call.bot.id in reaction.users:
        raise Refused("already_reacted")
    return _react(call, channel, message, name)


def remove_reaction(call: Call) -> JSON:
    """Take the bot's emoji from a message."""
    channel, message, name = _reactable(call)
    reaction = message.reaction(name)
    if reaction is None or call.bot.id not in reaction.users:
        raise Refused("no_reaction")
    return _react(call, channel, message, name)


def get_reactions(call: Call) -> JSON:
    """Give a message with its reactions."""
    channel = call.channel()
    message = channel.messages.get(call.text("timestamp"))
    if message is None:
        raise Refused("message_not_found")
    shown = message_object(message, channel, call.workspace)
    return {"type": "message", "channel": channel.id, "message": shown}


def validate(call: Call) -> JSON:
    """Check exactly one of blocks, view or message."""
    given = [name for name in ("blocks", "view", "message") if call.arguments.get(name)]
    if len(given) != 1:
        raise Refused("invalid_arguments", ["must provide exactly one of `blocks`, `view` or `message`"])
    name = given[0]
    value = call.structure(name, list if name == "blocks" else dict)
    if name == "view":
        problems = check(value, "home" if value.get("type") == "home" else "modal")
    else:
        problems = check(value if name == "blocks" else value.get("blocks") or [], "message")
    if problems:
        raise Refused(f"invalid_{name}", problems, errors=[_described(one) for one in problems])
    return {}


def _described(problem: str) -> JSON:
    message, _, pointer = problem.partition(" [json-pointer:")
    return {"code": "invalid", "message": message, "pointer": pointer.removesuffix("]"), "constraint": None}


def _view(call: Call, surface: str, own: str = "") -> Any:
    view = call.structure("view", dict)
    problems = check(view, surface, refused=call.unknown_blocks)
    if problems:
        raise Refused("invalid_arguments", problems)
    if views.is_too_large(view):
        raise Refused("view_too_large")
    external = view.get("external_id")
    taken = call.core.modals.find(external_id=external) if external else None
    if taken is not None and external != own and taken[1]["id"] != call.arguments.get("view_id"):
        raise Refused("duplicate_external_id")
    return view


def _trigger(call: Call) -> Trigger:
    found = call.core.triggers.take(call.text("trigger_id"))
    if isinstance(found, str):
        raise Refused(found)
    return found


def _refuse_stale(call: Call, shown: JSON) -> None:
    if call.text("hash", shown["hash"]) != shown["hash"]:
        raise Refused("hash_conflict")


def _reactable(call: Call) -> tuple[Channel, Message, str]:
    channel = call.member_channel()
    message = channel.messages.get(call.text("timestamp"))
    if message is None:
        raise Refused("message_not_found")
    name = call.text("name")
    if not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise Refused("invalid_name")
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.threads == "locked" and message.thread_ts:
        raise Refused("thread_locked")
    return channel, message, name


def _react(call: Call, channel: Channel, message: Message, name: str) -> JSON:
    added = message.react(name, call.bot.id)
    events.reacted(call.core, channel, message, call.bot.id, (name, added))
    call.core.live.say("messages", channel=channel.id, thread_ts=message.thread_ts or None)
    return {}


_REACTION = "channel! timestamp! name!"
METHODS = {
    "views.open": Method(open_view, (), 4, "trigger_id! view!:json", reads_json=True),
    "views.push": Method(push_view, (), 4, "trigger_id! view!:json", reads_json=True),
    "views.update": Method(update_view, (), 4, "view!:json view_id external_id hash", reads_json=True),
    "views.publish": Method(publish_view, (), 4, "user_id! view!:json hash", reads_json=True),
    "reactions.add": Method(add_reaction, ("reactions:write",), 3, _REACTION, reads_json=True),
    "reactions.remove": Method(remove_reaction, ("reactions:write",), 2, _REACTION, reads_json=True),
    "reactions.get": Method(get_reactions, ("reactions:read",), 3, "channel! timestamp! full:bool"),
    "blocks.validate": Method(
        validate, (), 3, "blocks:json view:json message:json", reads_json=True, open=True
    ),
}
