"""What is answered to a change of a risk, or said of why nothing changed."""

from collections.abc import Sequence
from datetime import date

from commands.kit import blocks
from commands.kit.blocks import Message, safe
from commands.kit.moved import moved
from commands.kit.reply import Say, say, say_saved, say_twice, undo_of
from commands.kit.requests import Offer
from commands.risk import forms, rules
from commands.risk.views import cards, words
from storage import facts
from storage.vocabulary import RiskStatus

TOPIC = "That is a topic. What could happen, and to which milestone?"


def added(
    risk: facts.Risk, group: str, member: facts.Member, today: date, *, notes: Sequence[str] = ()
) -> Say:
    """Confirm a new risk, and ask for what is missing."""
    lines = [f"Logged {words.head(risk, today)}", safe(risk.statement), _missing(risk), *notes]
    text = "\n".join(line for line in lines if line)
    buttons = [blocks.button("Undo", "undo", group)]
    if not rules.is_complete(risk) and rules.may_change(risk, member):
        buttons.insert(0, cards.complete(risk))
    return Say(Message(text, (blocks.section(text), blocks.actions(*buttons))))


def added_before(risk: facts.Risk, group: str, today: date) -> Say:
    """Say that what a private message asked for is there already."""
    is_gone = risk.status is RiskStatus.DROPPED
    return say_twice(f"{words.head(risk, today)}\n{safe(risk.statement)}", group, is_gone=is_gone)


def changed(
    before: facts.Risk, after: facts.Risk, group: str, today: date, *, notes: Sequence[str] = ()
) -> Say:
    """Say what became different, with Undo."""
    name = f"*R-{after.number}*"
    if after.status is RiskStatus.CLOSED:
        lines = [f"{name} closed{words.reason(after)}"]
    elif before.status is RiskStatus.CLOSED:
        lines = [f"{name} is watched again: {words.score(after)}{words.review(after, today)}"]
    else:
        lines = [f"{name}: {part}" for part in _differences(before, after, today)]
    return say("\n".join([*lines, safe(after.statement), *notes]), undo=group)


def noted(risk: facts.Risk, group: str) -> Say:
    """Say that a note was taken."""
    return say(f"*R-{risk.number}*: noted. `/risk show R-{risk.number}` has it.", undo=group)


def saved_before(told: Say, saved: Sequence[str], group: str) -> Say:
    """Add to what is told of a form which of its fields were saved before it asked about others."""
    if undo_of(told.message) is None:
        words = f"{forms.listed(saved)} saved; the rest stays as it was made meanwhile."
        return say(f"{told.message.text.split(' ')[0]}: {words}", undo=group)
    return say_saved(told, forms.listed(saved))


def already(risk: facts.Risk, today: date) -> Say:
    """Say that nothing had to change."""
    return say(f"{words.head(risk, today)}: it was so already\n{safe(risk.statement)}")


def ended(risk: facts.Risk) -> Say:
    """Say that a closed risk was left alone, and offer to watch it again."""
    offer = Offer("Reopen", f"reopen R-{risk.number}")
    text = f"*R-{risk.number}* is closed{words.reason(risk)}. Nothing was changed."
    return say(text, offers=[offer], command="/risk")


def not_yours(risk: facts.Risk) -> Say:
    """Tell a guest, or somebody of another company, what they may change."""
    owner = safe(risk.owner.name) if risk.owner else "nobody"
    return say(
        f"*R-{risk.number}* {safe(blocks.cut(risk.statement, 300))} belongs to {owner}. Here you change only "
        "your own risks, so nothing was changed. Ask in the channel for what you need."
    )


def unknown(number: int) -> Say:
    """Say that there is no such risk here; the same for one that may not be seen."""
    return say(f"There is no R-{number} here. Nothing was changed. `/risk list` shows what there is.")


HELP = {
    "add": f"`/risk add {words.EXAMPLE}`",
    "list": "`/risk list`, `/risk list closed`, `/risk list critical`, `/risk list @ben #atlas`",
    "score": "`/risk score R-8 p3 i5`: probability and impact, each from 1 to 5",
    "edit": "`/risk edit R-8` opens its form; `/risk edit R-8 p3 @ben review fri` changes just that",
    "review": "`/risk review R-8`: looked at, and it stays so; `/risk review R-8 fri` sets when it is next",
    "note": "`/risk note R-8 the vendor confirmed`",
    "own": "`/risk own R-8 @ben`",
    "close": "`/risk close R-8 the racks are here`",
    "reopen": "`/risk reopen R-8`",
    "show": "`/risk show R-8`",
    "undo": "`/risk undo` takes back your last change of a risk, for ten minutes",
}


def usage(verb: str | None) -> Say:
    """Show how one verb is used, or all of them."""
    chosen = {verb: HELP[verb]} if verb in HELP else HELP
    rows = [f"*{name}*  {example}" for name, example in chosen.items()]
    return say("\n".join(["`/risk` alone shows the five that matter.", *rows]))


def _missing(risk: facts.Risk) -> str:
    if not risk.event:
        return TOPIC
    lacks = [("why it may happen", risk.cause), ("what would follow", risk.effect)]
    words = " and ".join(lack for lack, said in lacks if not said)
    return f"Say {words}, too." if words else ""


def _differences(before: facts.Risk, after: facts.Risk, today: date) -> list[str]:
    """Say each thing that differs between two states of an open risk."""
    told = []
    if before.owner != after.owner:
        told.append(moved("owner", *(safe(one.owner.name) if one.owner else "" for one in (before, after))))
    if (before.probability, before.impact) != (after.probability, after.impact):
        old, new = rules.score(before) or "not scored", rules.score(after)
        said = f"{old} → {new}, now {words.score(after)}" if new else words.score(after)
        told.append(f"{said}{words.review(after, today)}")
    elif before.review_on != after.review_on:
        told.append(f"stays {words.score(after)}{words.review(after, today) or ' · no review'}")
    if before.project != after.project:
        told.append(
            moved("project", *(safe(one.project.name) if one.project else "" for one in (before, after)))
        )
    return [*told, "now says"] if before.statement != after.statement else told
