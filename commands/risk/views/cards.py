"""The card of a risk, and the presses that risks have everywhere."""

from commands.kit import blocks
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import LINE
from commands.risk.views import words
from storage import facts
from storage.vocabulary import RiskStatus


def card(risk: facts.Risk) -> Message:
    """Show a risk to its channel, and what can be done about it. Years are left out as on its first day."""
    today = risk.created_at.date()
    if risk.status is RiskStatus.DROPPED:
        text = f"R-{risk.number} was taken back."
        return Message(text, (blocks.context(text),))
    body = [blocks.section(f"{words.head(risk, today)}\n{safe(risk.statement)}")]
    if risk.link:
        body.append(blocks.context(f"<{risk.link}|From this message>"))
    if risk.status is RiskStatus.CLOSED:
        body += [blocks.context(f"Closed{words.reason(risk)}"), blocks.actions(reopen(risk))]
    else:
        body.append(actions(risk))
    text = f"R-{risk.number} {words.score(risk)}: {blocks.cut(risk.statement, blocks.PIECE)}"
    return Message(safe(text), tuple(body))


def actions(risk: facts.Risk) -> Block:
    """Offer what can be done about an open risk."""
    number = str(risk.number)
    return blocks.actions(
        blocks.button("Score", "risk.score", number),
        blocks.person_menu("Owner", "risk.own", risk.owner.slack_id if risk.owner else None),
        blocks.button("Edit", "risk.edit", number),
        blocks.button("Close", "risk.close", number),
        block_id=f"R-{risk.number}.{risk.version}",
    )


def reopen(risk: facts.Risk) -> Block:
    """Offer to watch a closed risk again."""
    return blocks.button("Reopen", f"{LINE}.0", f"/risk reopen R-{risk.number}")


def complete(risk: facts.Risk) -> Block:
    """Offer to say what a risk lacks."""
    return blocks.button("Complete it", "risk.complete", str(risk.number))
