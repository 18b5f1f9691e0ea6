"""People type: slash commands and messages. And what they see because of it."""

from typing import Any

from bot.sandbox import answers, events, posting, shapes, sharing, text
from bot.sandbox.asking import Ask, Mistake, channel_name, failed, shown_name
from bot.sandbox.parcel import NoAck
from bot.sandbox.responses import ResponseUrl
from bot.sandbox.workspace import JSON, Channel, Member, Message


async def command(ask: Ask) -> JSON:
    """A person runs a slash command; waits for its ack and for what follows."""
    person, core = ask.person(), ask.core
    channel = ask.place(person)
    name = "/" + ask.text("command").removeprefix("/")
    if channel.is_archived:
        raise Mistake(f"{shown_name(channel)} is archived.")
    if core.revoked or name not in core.manifest.commands or person.team:
        return {"ok": False, "error": f'"{name} is not a valid command"', "ack": None, "ephemerals": []}
    trigger = core.triggers.give(person.id, channel=channel.id)
    url = ResponseUrl(person.id, channel.id, trigger, core.now())
    begun = channel.last_ts
    payload = _command_payload(ask, person, channel, name) | {"trigger_id": trigger}
    payload["response_url"] = f"{core.url}/response/{core.responses.give(url)}"
    try:
        ack = await core.ask("slash_commands", name, payload)
        error = _show(ask, url, ack) if ack else ""
        problem = failed(name, "invalid_command_response") if error else None
    except NoAck as lost:
        ack, problem = None, failed(name, lost.reason)
    await ask.settle()
    return {"ok": problem is None, "error": problem, "ack": ack} | {
        "ephemerals": seen_since(ask, person, channel, begun, trigger)
    }


def _show(ask: Ask, url: ResponseUrl, ack: Any) -> str:
    """Show an ack; before one that is for the channel, what was typed. "" or what is wrong with it.

    The app hears no message of it: Slack does not say that it does.
    """
    core, channel = ask.core, ask.core.workspace.channels[url.channel]
    if not isinstance(ack, dict) or ack.get("response_type") != "in_channel":
        return answers.show(core, url, ack)
    line = f"/{ask.text('command').removeprefix('/')} {ask.text('text', '').strip()}".rstrip()
    typed = Message(channel.next_ts(core.now()), url.user, text.kept(line, core.workspace))
    channel.add(typed)
    error = answers.show(core, url, ack)
    if error:
        channel.remove(typed)
    core.live.say("messages", channel=channel.id, thread_ts=None)
    return error


def _command_payload(ask: Ask, person: Member, channel: Channel, name: str) -> dict[str, Any]:
    core = ask.core
    typed = ask.text("text", "").strip()
    if core.manifest.commands[name].should_escape:
        # Old and new clients differ: with and without the name in a mention, in turn.
        typed = text.typed(typed, core.workspace, labels=core.workspace.next_serial() % 2 == 0)
    return {
        "token": "sandbox-verification",
        "team_id": core.workspace.id,
        "team_domain": core.workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": typed,
        "api_app_id": core.workspace.bot_user.app_id,
        "is_enterprise_install": "false",
    }


def seen_since(ask: Ask, person: Member, channel: Channel, ts: str, cause: str) -> list[JSON]:
    """List the ephemerals a person got in `channel` by `cause`, or unasked after `ts`."""
    return [
        shapes.ephemeral_object(shown, ask.core.workspace)
        for shown in channel.ephemerals
        if shown.to == person.id and (shown.cause == cause or (not shown.cause and shown.ts > ts))
    ]


async def message(ask: Ask) -> JSON:
    """A person writes into a channel, thread or DM; a reply also to the channel: `reply_broadcast`."""
    person, core = ask.person(), ask.core
    channel = ask.place(person)
    takes = core.manifest.messages_tab and not core.manifest.messages_read_only
    _refuse_closed(channel, person, tab=takes or core.workspace.bot not in channel.members)
    files = sharing.shared(ask, person)
    said = text.kept(ask.text("text", "" if files else None), core.workspace)
    thread = ask.text("thread_ts", "")
    if thread and thread not in channel.messages:
        raise Mistake(f"There is no message {thread} in {shown_name(channel)} to answer.")
    thread = channel.messages[thread].thread_ts or thread if thread else ""
    _refuse_thread(channel, person, thread)
    sent = Message(channel.next_ts(core.now()), person.id, said, thread_ts=thread)
    if files:
        sent.files, sent.subtype = files, "file_share"
    if thread and ask.body.get("reply_broadcast"):
        sent.broadcast, sent.subtype = True, "thread_broadcast"
    posting.post(core, channel, sent)
    await ask.settle()
    return {"ok": True, "ts": sent.ts, "channel": channel.id}


async def edit(ask: Ask) -> JSON:
    """A person changes what they wrote, or takes it back with {"delete": true}."""
    person = ask.person()
    channel = ask.place(person)
    sent = channel.messages.get(ask.text("ts"))
    if sent is None or sent.user != person.id:
        raise Mistake("People change only messages of their own.")
    if ask.body.get("delete"):
        posting.remove(ask.core, channel, sent)
    else:
        words = text.kept(ask.text("text"), ask.core.workspace)
        posting.change(ask.core, channel, sent, {"text": words})
    await ask.settle()
    return {"ok": True, "ts": sent.ts}


async def build_message(ask: Ask) -> JSON:
    """The second bot, Buildkeeper, posts into a channel."""
    channel = ask.any_channel()
    builder = ask.core.workspace.find_member("buildkeeper")
    if builder is None:
        raise Mistake("This workspace has no second bot.")
    sent = posting.post_as(ask.core, builder, channel, {"text": ask.text("text")})
    await ask.settle()
    return {"ok": True, "ts": sent.ts}


async def react(ask: Ask) -> JSON:
    """A person adds an emoji (`name`) to a message, or takes their own back."""
    person, core = ask.person(), ask.core
    channel = ask.place(person)
    target = channel.messages.get(ask.text("ts"))
    if target is None:
        raise Mistake("There is no such message to react to.")
    added = target.react(ask.text("name").strip(":"), person.id)
    core.live.say("messages", channel=channel.id, thread_ts=target.thread_ts or None)
    events.reacted(core, channel, target, person.id, (ask.text("name").strip(":"), added))
    await ask.settle()
    return {"ok": True, "added": added}


async def direct(ask: Ask) -> JSON:
    """A person opens the DM or group DM with others (`with`, a list of names); gives its `channel`."""
    person, wanted = ask.person(), ask.body.get("with") or []
    named = Ask(ask.core, ask.settling, {"channel": ",".join(str(who) for who in wanted)})
    return {"ok": True, "channel": named.place(person).id}


async def open_home(ask: Ask) -> JSON:
    """A person opens the bot's Home; gives what they then see."""
    person, core = ask.person(), ask.core
    if not core.manifest.home_tab:
        raise Mistake("This app has no Home.")
    direct = core.workspace.open_direct(person.id, core.workspace.bot, core.now())
    event: JSON = {"type": "app_home_opened", "user": person.id, "channel": direct.id, "tab": "home"}
    shown = core.workspace.homes.get(person.id)
    if shown is not None:
        event["view"] = dict(shown)
    events.emit(core, event | {"event_ts": core.stamp()})
    await ask.settle()
    return {"ok": True, "view": core.workspace.homes.get(person.id)}


def _refuse_closed(channel: Channel, person: Member, *, tab: bool) -> None:
    if channel.is_archived:
        raise Mistake(f"{shown_name(channel)} is archived.")
    if channel.read_only and not person.is_admin:
        raise Mistake(f"Only admins may write in {shown_name(channel)}.")
    if channel.is_im and not tab:
        raise Mistake("Sending messages to this app has been turned off.")


def _refuse_thread(channel: Channel, person: Member, thread: str) -> None:
    if thread and channel.threads in ("locked", "none"):
        raise Mistake(f"Nobody can answer in the threads of {shown_name(channel)}.")
    if not thread and channel.threads == "only" and not person.is_admin:
        raise Mistake(f"Only admins may begin threads in {shown_name(channel)}; answer in one.")
