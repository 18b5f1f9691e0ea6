"""chat.scheduleMessage and its like: messages that wait for their time."""

from datetime import timedelta

from bot.sandbox.webapi import content
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.webapi.pages import page
from bot.sandbox.workspace import JSON, Scheduled

FARTHEST = timedelta(
    days=120
)  # Source of these figures: chat.scheduleMessage and deleteScheduledMessage pages
MOST, WITHIN = 30, timedelta(minutes=5)
SETTLED = timedelta(seconds=60)  # so long before its time a message cannot be taken back any more


def schedule(call: Call) -> JSON:
    """Keep a message until `post_at`; its channel is looked at now and again when it is posted."""
    channel = content.target(call)
    said = content.new(call, channel)
    post_at = _time(call)
    near = [
        one
        for one in call.workspace.scheduled.values()
        if one.channel == channel.id and abs(one.post_at - post_at) < WITHIN.total_seconds()
    ]
    if len(near) >= MOST:
        raise Refused("restricted_too_many")
    ident = f"Q0{call.workspace.next_serial():08d}"
    now = int(call.core.now().timestamp())
    call.workspace.scheduled[ident] = Scheduled(ident, channel.id, post_at, now, said)
    shown = {"text": said["text"], "username": call.bot.real_name, "bot_id": call.bot.bot_id}
    shown |= {"type": "delayed_message", "subtype": "bot_message"}
    return {"scheduled_message_id": ident, "channel": channel.id, "post_at": post_at, "message": shown}


def delete(call: Call) -> JSON:
    """Take a message back that waits for more than a minute still."""
    channel = call.channel()
    found = call.workspace.scheduled.get(call.text("scheduled_message_id"))
    soonest = (call.core.now() + SETTLED).timestamp()
    if found is None or found.channel != channel.id or found.post_at <= soonest:
        raise Refused("invalid_scheduled_message_id")
    del call.workspace.scheduled[found.id]
    return {}


def list_(call: Call) -> JSON:
    """List what waits, the next first; with `channel` only what waits for that."""
    wanted = call.text("channel", "")
    if wanted and wanted not in call.workspace.channels:
        raise Refused("invalid_channel")
    oldest, latest = call.seconds("oldest", 0), call.seconds("latest", 10**12)
    waiting = [
        one
        for one in sorted(call.workspace.scheduled.values(), key=lambda one: (one.post_at, one.id))
        if one.channel == (wanted or one.channel) and oldest <= one.post_at <= latest
    ]
    rows, more = page(waiting, call)
    return {"scheduled_messages": [_shown(one) for one in rows]} | more


def _time(call: Call) -> int:
    given = call.arguments["post_at"]
    if not str(given).isdecimal():
        raise Refused("invalid_time")
    post_at, now = int(given), call.core.now()
    if post_at <= now.timestamp():
        raise Refused("time_in_past")
    if post_at > (now + FARTHEST).timestamp():
        raise Refused("time_too_far")
    return post_at


def _shown(one: Scheduled) -> JSON:
    times = {"post_at": one.post_at, "date_created": one.created}
    return {"id": one.id, "channel_id": one.channel, **times, "text": one.content["text"]}


METHODS = {
    "chat.scheduleMessage": Method(
        schedule, ("chat:write",), 3, f"channel! post_at!:json {content.SHARED}", reads_json=True
    ),
    "chat.deleteScheduledMessage": Method(
        delete, ("chat:write",), 3, "channel! scheduled_message_id! as_user:bool", reads_json=True
    ),
    "chat.scheduledMessages.list": Method(
        list_, (), 3, "channel cursor limit:int oldest latest team_id", reads_json=True
    ),
}
