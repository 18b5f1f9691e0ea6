"""What is said of a channel's own choices, and of when people are told nothing."""

from commands.kit import calendar, hours
from commands.kit.blocks import place, safe
from storage import facts


def emoji_is(channel: facts.Channel) -> str:
    """Say which emoji makes tasks in a channel."""
    if not channel.task_emoji:
        return "No emoji makes tasks here. Choose one with `/task emoji :pushpin:`."
    return f":{channel.task_emoji}: on a message makes a task of it here. `/task emoji off` turns it off."


def emoji_set(channel: facts.Channel, name: str) -> str:
    """Say what was chosen, and what it does."""
    if not name:
        return f"No emoji makes tasks in {place(channel.name)} any more."
    said = (
        f"Whoever reacts with :{name}: in {place(channel.name)} makes a task of that message, and owns it.\n"
        f"Try it once: where :{name}: stands here in letters, or no task comes of it, your workspace has no "
        "emoji of that name. Slack shows the names in its list of emoji."
    )
    if channel.has_bot:
        return said
    return f"{said}\nMuster is not in {place(channel.name)} yet and hears nothing there: `/invite @Muster`."


def emoji_refused(project: facts.Project) -> str:
    """Say who chooses in a project's channel."""
    return f"Only the lead of {safe(project.name)} and admins choose that here. Nothing was changed."


def quiet_is(member: facts.Member) -> str:
    """Say when a member is told nothing, and how to change it."""
    city = calendar.city(member.zone)
    said = (
        f"You are told nothing from {_span(member)} ({city}), nor on weekends and days away; "
        f"your message of the day comes at {hours.quiet_hours(member)[1]:%H:%M}."
    )
    if member.quiet is None:
        return (
            f"{said} A standup asks you at its own time all the same.\n"
            "That is outside your working hours. `/task quiet 18:00-08:00` says other hours."
        )
    said += " A standup's question waits for that, too."
    return f"{said}\n`/task quiet off` goes back to your working hours."


def quiet_was(member: facts.Member) -> str:
    """Say when a member was told nothing, before they changed it."""
    return f"Quiet hours changed; they were {_span(member)}."


def _span(member: facts.Member) -> str:
    start, end = hours.quiet_hours(member)
    return f"{start:%H:%M} to {end:%H:%M}"
