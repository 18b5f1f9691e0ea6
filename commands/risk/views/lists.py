"""Lists of risks: those that matter, and what was asked for a page at a time."""

from collections.abc import Sequence
from datetime import date

from commands.kit import blocks, calendar, paging
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say, say
from commands.risk import grammar
from commands.risk.views import words
from commands.risk.views.words import EXAMPLE
from storage import facts

PAGE = 20  # risks on a page of a list


def top(found: Sequence[facts.Risk], count: int, due: Sequence[facts.Risk], today: date) -> Say:
    """Show the open risks that matter of `count`, and which of the others are to be reviewed by today."""
    told = listing("Risks that matter", found, count, today)
    others = [risk for risk in due if risk not in found]
    if not others:
        return told
    days = [
        f"*R-{risk.number}* {calendar.day_text(risk.review_on, today)}" for risk in others if risk.review_on
    ]
    reviews = blocks.context(f"Reviews due besides: {' · '.join(days)}")
    return Say(Message(told.message.text, (*told.message.blocks, reviews)))


def listing(title: str, found: Sequence[facts.Risk], count: int, today: date, before: int = 0) -> Say:
    """List risks in the order given, each with its number to act on: of `count`, those after `before`."""
    if not found:
        return say(f"{title}: none. Log one with `/risk add {EXAMPLE}`.")
    many = f"{len(found)} of {count}" if count > len(found) else str(count)
    many = f"{before + 1} to {before + len(found)} of {count}" if before else many
    body: list[Block] = [blocks.section(f"*{title}* · {many}")]
    for risk in found:
        line = f"{words.head(risk, today)}{words.first(risk)}"
        body.append(blocks.section(f"{line}\n{safe(blocks.cut(risk.statement, 500))}"))
    text = f"{title}: " + "; ".join(f"R-{risk.number} {words.score(risk)}" for risk in found)
    return Say(Message(text, tuple(body)))


def page(title: str, found: Sequence[facts.Risk], count: int, wanted: grammar.Listing, today: date) -> Say:
    """Show a page of a list of `count` risks, with the buttons that turn it."""
    is_beyond = count and not found
    told = say(f"{title}: nothing on that page.") if is_beyond else None
    told = told or listing(title, found, count, today, (wanted.page - 1) * PAGE)
    pages, lead = paging.pages(count, PAGE), f"/risk list {wanted.typed}".strip()
    turns = paging.buttons(wanted.page, pages, lambda to: f"{lead} page {to}")
    return Say(Message(told.message.text, (*told.message.blocks, *turns)))
