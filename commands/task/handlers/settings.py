"""What a channel has chosen for its tasks, and people for what they are told."""

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.task import operations, requests, views
from storage import facts


async def emoji(call: Call, name: str | None) -> Reply:
    """Choose the emoji that makes tasks in this channel; "" turns it off, None says which it is."""
    channel = call.channel
    if channel is None or channel.is_dm:
        return say("An emoji is chosen in a channel, for that channel. Nothing was changed.")
    if name is None:
        return say(views.emoji_is(channel))
    chosen = await call.store.write(operations.choose_emoji, call.act(), channel, name)
    if isinstance(chosen, facts.Project):
        return say(views.emoji_refused(chosen))
    said = views.emoji_set(channel, name)
    return say(said, undo=chosen) if chosen else say(f"{said}\nThat was so already.")


async def quiet(call: Call, request: requests.Quiet) -> Reply:
    """Show when the caller is told nothing, or change it."""
    if request.hours is None and not request.is_off:
        return say(views.quiet_is(call.member))
    changed = await call.store.write(operations.choose_quiet, call.act(), call.member, request.hours)
    said = views.quiet_is(changed.member)
    if not changed.group:
        return say(f"{said}\nThat was so already.")
    return say(f"{views.quiet_was(call.member)}\n{said}", undo=changed.group)
