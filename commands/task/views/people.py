"""What people are good at, and who could own a task. Only whoever asks sees it."""

from collections.abc import Mapping, Sequence

from commands.kit.blocks import safe
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.task.operations import Skilled, Suggested
from commands.task.suggest import Suggestion
from commands.task.views import words


def skilled(found: Skilled, *, is_mine: bool) -> Say:
    """Show what somebody is good at, and how to change one's own."""
    who = safe(found.member.name)
    name, none = ("You are", "You have no skills") if is_mine else (f"{who} is", f"{who} has no skills")
    said = [
        f"+{safe(label)}" + (f" ({count} done)" if count else "")
        for label, count in sorted(found.skills.items())
    ]
    told = [f"{name} good at {', '.join(said)}." if said else f"{none} on record yet."]
    if found.not_theirs:
        told.append(f"Left out, as you said: {', '.join(f'+{safe(label)}' for label in found.not_theirs)}.")
    if is_mine:
        told.append(f"{_how(found.skills)} `/task skills +dns -oracle` changes it.")
    return say("\n".join(told), undo=found.group)


def _how(skills: Mapping[str, int]) -> str:
    """Say where skills are from: those with a number of finished tasks were learnt, the others said."""
    if skills and not any(skills.values()):
        return "You said so."
    others = "" if all(skills.values()) else ", the others you said yourself"
    return f"Learnt from the labels of finished tasks{others}."


def suggested(found: Suggested, reader: Reader, *, is_guest: bool) -> Say:
    """Name who could own a task, with reasons, and give it in one click."""
    head = words.line(found.task, reader)
    if found.is_closed:
        return say(
            f"{head}\nIt is of a private channel Muster is not in, so it knows nobody who could own it."
        )
    if not found.people:
        nobody = "Nobody who shares its channel with you" if is_guest else "Nobody"
        return say(f"{head}\n{nobody} has the time or the skills for it this week.")
    told = [head, "These could own it, by name:", *reasons(found.people)]
    return say("\n".join(told), offers=offers(found, f"T-{found.task.number}"), command="/task")


def reasons(people: Sequence[Suggestion]) -> list[str]:
    """Say of each why they fit."""
    return [f"{safe(one.member.name)}: {', '.join([*_skills(one), _free(one)])}" for one in people]


def offers(found: Suggested, subject: str) -> list[Offer]:
    """Offer to give a task ("T-4", or "{id}") to each."""
    return [
        Offer(f"Give to {one.member.name}"[:75], f"assign {subject} <@{one.member.slack_id}>")
        for one in found.people
    ]


def _skills(one: Suggestion) -> list[str]:
    return [f"did {count} +{safe(label)}" if count else f"says +{safe(label)}" for label, count in one.skills]


def _free(one: Suggestion) -> str:
    """Say how much time somebody has this week, and what of their work counts against it."""
    free = f"{one.free // 60} h free this week" if one.free >= 60 else "no hour free this week"
    against = [f"{one.late} late"] if one.late else []
    against += [f"{one.unestimated} without an estimate"] if one.unestimated else []
    return f"{free} ({', '.join(against)})" if against else free
