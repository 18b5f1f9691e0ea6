"""assistant.threads.setStatus: what an app says it is doing, below a thread."""

from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON

MOST_MESSAGES = 10  # Source: assistant.threads.setStatus page


def set_status(call: Call) -> JSON:
    """Show what the app is doing; "" takes it away, and so does its answer, or two minutes without one."""
    channel = call.workspace.channels.get(call.text("channel_id"))
    if channel is None or call.bot.id not in channel.members:
        raise Refused("channel_not_found", detail="Invalid channel_id")
    ts = call.text("thread_ts")
    if ts not in channel.messages:
        raise Refused("invalid_thread_ts")
    messages = call.structure("loading_messages", list) or []
    if len(messages) > MOST_MESSAGES:
        raise Refused("invalid_arguments", ["no more than 10 items allowed [json-pointer:/loading_messages]"])
    status = call.text("status")
    if status:
        call.core.doing[channel.id, ts] = status, call.core.now()
    else:
        call.core.doing.pop((channel.id, ts), None)
    call.core.live.say("messages", channel=channel.id, thread_ts=ts)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(
        set_status,
        ("chat:write", "assistant:write"),
        0,
        "channel_id! thread_ts! status! loading_messages:json",
        reads_json=True,
    ),
}
