"""All open work of one person given to another: how much it is, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence

from commands.kit.blocks import joined, safe
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.task.grammar import alone
from commands.task.operations import Changed, Outcome, Work
from commands.task.views import outcomes, piled, words
from storage import facts


def to_hand_over(work: Work, line: str) -> Say:
    """Ask whether all open tasks of somebody are to be given away, with one button that says how many."""
    whose, to = safe(work.of.name), safe(work.to.name) if work.to else "nobody"
    listed = Offer("List them", f"list <@{work.of.slack_id}>")
    as_task = alone.no_title(line, "")
    if not work.tasks:
        none = f"{whose} has no open task that you may change. Nothing was changed."
        return say(none, offers=(listed, as_task), command="/task")
    count, token = piled.counted(len(work.tasks), "open task"), work.to.slack_id if work.to else ""
    text = f"{whose} has {count} that you may change: {piled.names(work.tasks)}."
    more = ["There are more; the rest follows when you do it again."] if work.is_more else []
    numbers = " ".join(f"T-{task.number}" for task in work.tasks)
    asks = f"{'Is it' if len(work.tasks) == 1 else 'Are they'} to be {to}'s? Nothing was changed yet."
    give = Offer(
        f"Give {piled.counted(len(work.tasks), 'task')} to {work.to.name if work.to else 'nobody'}"[:75],
        f"hand over all of <@{work.of.slack_id}> to {f'<@{token}>' if token else '@nobody'} now {numbers}",
    )
    return say("\n".join([text, *more, asks]), offers=(give, listed, as_task), command="/task")


def handed_over(work: Work, became: Sequence[Outcome], reader: Reader) -> Say:
    """Say whose all of it is now, by when they hear of it, who sees what by that, and what could not be."""
    changed = [one for one in became if isinstance(one, Changed) and one.is_news]
    refused = [outcomes.said(one, reader).text for one in became if one not in changed]
    if not changed:
        none = f"{safe(work.of.name)} has no open task that you may change. Nothing was changed."
        return say("\n".join(refused) or none)
    are = "is" if len(changed) == 1 else "are"
    now = f"{safe(work.to.name)}'s" if work.to else "nobody's"
    count = piled.counted(len(changed), "open task")
    text = f"{count} of {safe(work.of.name)} {are} {now} now: {piled.names([one.task for one in changed])}"
    tellings = sorted((one.told for one in changed if one.told), key=lambda told: told.at)
    what = "it" if len(changed) == 1 else "them"
    told = words.telling(tellings[0], reader, what=what) if tellings else []
    left = piled.counted(len(work.tasks), "more open task")
    more = [f"{safe(work.of.name)} has {left}: {piled.names(work.tasks)}."] if work.tasks else []
    lines = [text, *told, *_reaches(changed), *more, *refused]
    return say("\n".join(lines), undo=changed[0].group)


def _reaches(changed: Sequence[Changed]) -> list[str]:
    """Say who sees which of the tasks without being in its channel, or watches it and does not see it."""
    found: dict[str, list[facts.Task]] = defaultdict(list)
    for one in changed:
        for sentence in words.reach(one):
            found[sentence].append(one.task)
    return [f"{joined([f'T-{task.number}' for task in some])}: {said}" for said, some in found.items()]
