"""The forms of a risk: logging, completing, scoring and closing one."""

from collections.abc import Mapping, Sequence

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, safe
from commands.kit.carry import Carry
from commands.kit.drawn import clash
from commands.kit.reader import Reader
from commands.risk import fields
from commands.risk.fields import Fields
from storage import facts

# Source: the shared scale, "Probability 1–5" and "Impact 1–5".
PROBABILITIES = ("1: under 10 %", "2: 10–30 %", "3: 30–50 %", "4: 50–70 %", "5: over 70 %")
IMPACTS = ("1: very low", "2: low", "3: medium", "4: high", "5: very high")
_LABELS = {"because": "Because", "may": "this may happen", "leading": "leading to"}
_CALLED = {"because": "cause", "may": "event", "leading": "effect", "review": "next review"}


def form(start: Fields, carry: Carry, notes: Sequence[str] = ()) -> Block:
    """Draw the form of a risk, new or there: its clauses, owner, scales and review; with `notes` above."""
    title = f"Edit R-{carry.numbers[0]}" if carry.numbers else "Log a risk"
    shown = [block for name, block in _drawn(start).items() if name != "review" or carry.numbers]
    body = [*(blocks.context(note) for note in notes), *shown]
    return blocks.modal("risk.form", title, body, carry=carry.text)


def task_form(start: Fields, carry: Carry, task: facts.Task, channel: facts.Channel | None) -> Block:
    """Draw the form of a risk of a task; it says who will see that, whose channel may be hidden (None)."""
    number = f"T-{task.number}"
    if channel is not None:
        where = f"Its card stands in {blocks.place(channel.name, 'a')}, where {number} belongs: "
    elif task.channel_id is not None:
        where = f"Its card stands in the channel {number} belongs to, which you do not see: "
    else:
        return form(start, carry, [f"{number} has no channel, so only you and its owner will see this risk."])
    return form(start, carry, [f"{where}whoever sees {number} there sees this risk, and its owner."])


def score_form(risk: facts.Risk, carry: Carry) -> Block:
    """Draw the form that scores a risk."""
    drawn = _drawn(fields.of(risk))
    shown = [blocks.section(safe(risk.statement)), *(drawn[name] for name in fields.SCALES)]
    return blocks.modal("risk.score", f"Score R-{risk.number}", shown, carry=carry.text)


def close_form(risk: facts.Risk, carry: Carry) -> Block:
    """Draw the form that asks why a risk is closed."""
    why = blocks.field("reason", "Why is it no risk any more", blocks.text_input("reason", most=500))
    shown = [blocks.section(safe(risk.statement)), why]
    return blocks.modal("risk.close", f"Close R-{risk.number}", shown, submit="Close it", carry=carry.text)


def clash_form(typed: Fields, carry: Carry, theirs: Mapping[str, tuple[str, str]]) -> Block:
    """Ask which holds, field by field: what one typed, or what somebody made of it meanwhile.

    `theirs`: by field, who changed it ("you", too) and to what.
    """
    drawn = {name: [block] for name, block in _drawn(typed).items()}
    shown = clash(theirs, drawn, called, saved=listed(carry.saved))
    return blocks.modal("risk.form", f"Edit R-{carry.numbers[0]}", shown, carry=carry.text)


def value(risk: facts.Risk, name: str, reader: Reader) -> str:
    """Say what a field of a risk holds."""
    now = fields.of(risk)
    match name:
        case "owner":
            return risk.owner.name if risk.owner else "nobody"
        case "review":
            return calendar.day_text(risk.review_on, reader.today) if risk.review_on else "no review"
        case "probability" | "impact":
            words = PROBABILITIES if name == "probability" else IMPACTS
            step = getattr(now, name)
            return words[step - 1] if step else "not said"
    return getattr(now, name) or "empty"


def called(name: str) -> str:
    """Say what a field of the form is called."""
    return _CALLED.get(name, name)


def listed(names: Sequence[str]) -> str:
    """Name fields: "cause, owner and impact"."""
    return blocks.joined([called(name) for name in names])


def _drawn(start: Fields) -> dict[str, Block]:
    """Draw each field."""
    texts = {
        name: blocks.field(
            name, label, blocks.text_input(name, start=getattr(start, name)), optional=name != "may"
        )
        for name, label in _LABELS.items()
    }
    owner = blocks.person_menu("Nobody yet", "owner", start.owner)
    day = start.review.isoformat() if start.review else None
    review = blocks.date_menu("No review", "review", day)
    return {
        **texts,
        "owner": blocks.field("owner", "Owner", owner, optional=True),
        "probability": _scale("probability", "Probability", PROBABILITIES, start.probability),
        "impact": _scale("impact", "Impact", IMPACTS, start.impact),
        "review": blocks.field("review", "Next review", review, optional=True),
    }


def _scale(name: str, label: str, words: Sequence[str], chosen: int | None) -> Block:
    options = [(text, text[0]) for text in words]
    return blocks.field(
        name, label, blocks.menu(name, options, str(chosen) if chosen else None), optional=True
    )
