"""What people see of projects."""

from collections.abc import Sequence

from commands.kit import blocks
from commands.kit.blocks import Message, begun, place, safe
from commands.kit.named import holder
from commands.kit.reader import Reader
from commands.kit.reply import Say, say, say_rows
from commands.kit.requests import key_of
from commands.plan.operations import Bound, HandedOver, Led, Renamed
from commands.task import views as task_views
from storage import facts

DUTIES = (
    "As lead you are told what has been in people's way for a working day and, on Fridays, how the standups "
    "went; the open work of whoever leaves comes to you. The settings of the project, of its standups and of "
    "its digests are yours to change: `/project help`."
)


def made(project: facts.Project, channel: str, group: str) -> Say:
    """Confirm a new project, and say what comes next."""
    return say(
        f"Project *{safe(project.name)}* is here; you lead it, and {place(channel)} is bound to it.\n"
        f"More channels: `/project bind #{project.key}` in each. Weekly digest: "
        f"`/digest setup #{project.key} mon 09:00` where it shall stand.",
        undo=group,
    )


def bound(outcome: Bound, channel: str, group: str = "") -> Say:
    """Confirm a bound channel; one `group` takes it back."""
    before, name = outcome.before, f"project *{safe(outcome.project.name)}*"
    if before == outcome.project:
        return say(f"{begun(place(channel))} means {name} already. Nothing was changed.")
    instead = f", no longer *{safe(before.name)}*" if before else ""
    return say(f"{begun(place(channel))} now means {name}{instead}.", undo=group)


def unbound(project: facts.Project, channel: str, group: str) -> Say:
    """Confirm that a channel belongs to no project any more."""
    return say(
        f"{begun(place(channel))} is bound to no project any more. What was made there stays in "
        f"*{safe(project.name)}*.",
        undo=group,
    )


def renamed(outcome: Renamed, group: str) -> Say:
    """Confirm another name, and say what stays."""
    before, now = outcome.before, outcome.project
    if before == now:
        return say(f"The project is called *{safe(now.name)}* already. Nothing was changed.")
    return say(
        f"Project *{safe(before.name)}* is called *{safe(now.name)}* now; in lines it stays `#{now.key}`.",
        undo=group,
    )


def handed_over(outcome: HandedOver, reader: Reader, group: str) -> Say:
    """Confirm who leads a project now, and when they hear of it."""
    name, lead = safe(outcome.project.name), safe(outcome.lead.name)
    if outcome.lead == outcome.before:
        return say(f"{lead} leads *{name}* already. Nothing was changed.")
    hears = " ".join(task_views.telling(outcome.told, reader))
    return say(
        f"*{name}*: lead {safe(outcome.before.name)} → {lead}. "
        f"What Muster tells a lead goes to them from now on.\n{hears}".rstrip(),
        undo=group,
    )


def leads(member: facts.Member, found: Sequence[Led]) -> Message:
    """Tell a member which projects they lead now and what that means, or who leads them."""
    lines = [_led(one, is_own=one.lead == member) for one in found]
    duties = [DUTIES] if any(one.lead == member for one in found) else []
    text = "\n".join([*lines, *duties])
    return Message(blocks.cut("; ".join(lines), 2000), (blocks.section(text),) if text else ())


def _led(led: Led, *, is_own: bool) -> str:
    name = f"*{safe(led.project.name)}*"
    if not led.lead.is_active:
        how = f"`/project lead #{led.project.key} @name` gives it one."
        return f"{name} has no lead: {safe(led.lead.name)} has left. {how}"
    if not is_own:
        return f"{safe(led.lead.name)} leads {name}."
    return f"You lead {name} now" + (f", handed over by {safe(led.by.name)}." if led.by else ".")


def listing(found: Sequence[tuple[facts.Project, facts.Member, Sequence[facts.Channel]]]) -> Say:
    """List the projects there are."""
    if not found:
        return say("There is no project yet. `/project new Atlas` in a team's channel makes one.")
    rows = [
        f"*{safe(project.name)}*{_key(project)} · lead {holder(lead)} · "
        + (", ".join(f"#{safe(channel.name)}" for channel in channels) or "no channel that you see")
        for project, lead, channels in found
    ]
    return say_rows(rows)


def _key(project: facts.Project) -> str:
    """Say how lines name a project, where its name does not tell."""
    return "" if project.key == key_of(project.name) else f" (`#{project.key}`)"


def usage() -> Say:
    """Show what /project does."""
    return say(
        "`/project` lists the projects\n`/project new Atlas` makes one, bound to this channel\n"
        "`/project bind #atlas` binds this channel too, `/project unbind` frees it\n"
        "`/project lead @ben` hands this channel's over, `/project lead #atlas @ben` another\n"
        "`/project rename Atlas 2` gives this channel's another name\n"
        "`/project undo` takes your last change back"
    )
