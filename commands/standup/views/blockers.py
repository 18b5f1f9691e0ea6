"""What people see of what is in the way: the list, the lead's message, how one ends."""

from collections.abc import Sequence

from commands.kit import blocks, paging
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.standup.operations import Resolved, Stuck
from commands.standup.views import thread
from storage import facts

OFFERED_AFTER = 2  # working days; then it is offered as a risk
MOST = 12  # shown on a page
MOST_LINES = 10  # of a report
MOST_BESIDE = 6  # shown to a lead in a message that tells more


def stuck_list(found: Sequence[Stuck], page: int) -> Say:
    """List a page of what is in the way, oldest first, with the buttons that turn it."""
    if not found:
        return say("Nothing is in the way: no standup of yours has an open blocker.")
    before, count = (page - 1) * MOST, paging.pages(len(found), MOST)
    shown = found[before : before + MOST]
    span = f"{before + 1} to {before + len(shown)} of {len(found)}" if shown else "Nothing on that page."
    head = [blocks.context(span)] if len(shown) < len(found) else []
    rows = [block for one in shown for block in _row(one)]
    turns = paging.buttons(page, count, lambda to: f"/standup blockers page {to}")
    return Say(Message(f"{len(found)} in the way", (*head, *rows, *turns)))


def listed(found: Sequence[Stuck]) -> list[str]:
    """Say in up to ten lines what is in the way and for how long, and how much more there is."""
    lines = [f"• {thread.blocker(one.blocker)} · {age(one.days)}" for one in found[:MOST_LINES]]
    return [*lines, *([_more(len(found) - MOST_LINES)] if len(found) > MOST_LINES else [])]


def for_lead(found: Sequence[tuple[Stuck, bool]]) -> Message:
    """Show a lead what has been in the way for a working day or longer; after two days it can be a risk.

    Each comes with whether it is in the way still.
    """
    open_ = [one for one, is_open in found if is_open]
    head = f"In your people's way for a working day or longer: {len(open_) or 'nothing any more'}"
    rows = [block for one in open_[:MOST_BESIDE] for block in _row(one)]
    gone = [f"{thread.blocker(one.blocker)} · no longer" for one, is_open in found if not is_open]
    below = [blocks.context("\n".join(gone[:MOST_BESIDE]))] if gone else []
    more = [blocks.context(_more(len(open_) - MOST_BESIDE))] if len(open_) > MOST_BESIDE else []
    return Message(head, (blocks.section(f"*{head}*"), *rows, *more, *below))


def resolved(found: Sequence[Resolved], unknown: Sequence[int], group: str) -> Say:
    """Say which blockers are gone, and what that does to tasks."""
    lines = [line for one in found for line in gone(one)]
    lines += [f"There is no B-{number} here. Nothing was changed." for number in unknown]
    held = dict.fromkeys(one.held.number for one in found if one.held)
    offers = [Offer(f"Unblock T-{number}", f"unblock T-{number}") for number in held]
    undo = group if any(one.is_news for one in found) else ""
    return say("\n".join(lines) or "Nothing was changed.", offers=offers, command="/task", undo=undo)


def age(days: int) -> str:
    """Say an age in working days."""
    return {0: "since today", 1: "for 1 working day"}.get(days, f"for {days} working days")


def gone(one: Resolved) -> list[str]:
    """Say that a blocker is gone, and how its task stands."""
    blocker = one.blocker
    if not one.is_news:
        by = f", by {safe(blocker.closed_by.name)}" if blocker.closed_by else ""
        return [f"*B-{blocker.number}* was resolved already{by}"]
    text, who = safe(blocks.cut(blocker.text, 200)), safe(blocker.member.name)
    lines = [f"*B-{blocker.number}* {text}: no longer in the way of {who}"]
    if one.freed:
        lines.append(f"*T-{one.freed.number}* is not blocked any more.")
    if one.held:
        why = f": {safe(blocks.cut(one.held.blocked_reason, 200))}" if one.held.blocked_reason else ""
        lines.append(f"*T-{one.held.number}* is still blocked{why}")
    return lines


def opened(found: Sequence[facts.Blocker]) -> list[str]:
    """Say what is in somebody's way from now on, to them."""
    return [f"*B-{one.number}* is in your way: {safe(blocks.cut(one.text, 200))}" for one in found]


def _row(one: Stuck) -> list[Block]:
    blocker = one.blocker
    text = f"{thread.blocker(blocker)} · {age(one.days)} · {safe(one.standup.name)}"
    buttons = [blocks.button("Resolved", "standup.resolve", str(blocker.number))]
    if one.days >= OFFERED_AFTER:
        buttons.append(blocks.button("Make it a risk", "risk.from_blocker", str(blocker.number)))
    return [blocks.section(text), blocks.actions(*buttons, block_id=f"B-{blocker.number}.{one.days}")]


def _more(left: int) -> str:
    return f"and {left:,} more: `/standup blockers`"
