"""What a member is told of risks in their message of the day, and shown on Home."""

from collections.abc import Sequence

from commands.kit import blocks
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import LINE
from commands.risk import rules
from commands.risk.views import words
from storage import facts

MOST = 10  # risks that a message of the day names
REVIEWS = 5  # of those to look at again, which have buttons of their own
Given = tuple[facts.Risk, facts.Member | None]  # a risk that is theirs now, and who gave it


def owned(
    given: Sequence[Given], left: Sequence[facts.Risk], due: Sequence[facts.Risk], reader: Reader
) -> Message:
    """Tell a member which risks are theirs to watch now, lost who watched them, or are to be reviewed."""
    rows = [_told(risk, reader, f"\nFrom {safe(by.name)}" if by else "") for risk, by in given[:MOST]]
    lost = [_told(risk, reader, "\nGive it to somebody: its owner has left") for risk in left[:MOST]]
    body = [
        *_below("Risks that are yours to watch now", rows, len(given)),
        *_below("Risks of somebody who has left", lost, len(left)),
        *reviews(due, reader),
    ]
    named = [risk for risk, _ in given[:MOST]] + list(left[:MOST]) + list(due[:REVIEWS])
    return Message("; ".join(f"R-{risk.number} {words.score(risk)}" for risk in named), tuple(body))


def _below(title: str, rows: Sequence[Block], count: int) -> list[Block]:
    """Put rows below a title, with how many more there are; [] without any."""
    if not rows:
        return []
    return [blocks.section(f"*{title}*"), *rows, *_more(count - len(rows), "/risk list")]


def _more(count: int, line: str) -> list[Block]:
    return [blocks.context(f"and {count} more: `{line}`")] if count > 0 else []


def reviews(due: Sequence[facts.Risk], reader: Reader) -> list[Block]:
    """Show a member the risks they are to look at again, each with its presses; [] without any."""
    if not due:
        return []
    rows = [block for risk in due[:REVIEWS] for block in _review_of(risk, reader)]
    more = _more(len(due) - REVIEWS, "/risk list mine")
    return [blocks.section("*Risks to look at again*"), *rows, *more]


def _review_of(risk: facts.Risk, reader: Reader) -> list[Block]:
    shown = _told(risk, reader, "")
    if not rules.is_review_due(risk, reader.today):
        return [shown]
    reviewed = blocks.button("Reviewed", f"{LINE}.review", f"/risk review R-{risk.number}")
    score = blocks.button("Score", "risk.score", str(risk.number))
    close = blocks.button("Close", "risk.close", str(risk.number))
    return [shown, blocks.actions(reviewed, score, close)]


def _told(risk: facts.Risk, reader: Reader, why: str) -> Block:
    text = f"{words.head(risk, reader.today)}\n{safe(blocks.cut(risk.statement, 500))}{why}"
    return blocks.section(text, blocks.button("Show", f"{LINE}.risk", f"/risk show R-{risk.number}"))
