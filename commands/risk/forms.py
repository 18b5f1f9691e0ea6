"""The forms of risks: logging one, changing it, scoring it, closing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, safe
from commands.kit.reader import Reader
from commands.risk import fields
from commands.risk.fields import Fields
from storage import facts

# Source: the shared scale, "Probability 1–5" and "Impact 1–5".
PROBABILITIES = ("1: under 10 %", "2: 10–30 %", "3: 30–50 %", "4: 50–70 %", "5: over 70 %")
IMPACTS = ("1: very low", "2: low", "3: medium", "4: high", "5: very high")
CLASH = (
    "While this form was open, somebody changed the same. Nothing is saved yet, and nothing you typed is "
    "lost: choose for each."
)
_LABELS = {
    "because": "Because",
    "may": "this may happen",
    "leading": "leading to",
    "owner": "Owner",
    "probability": "Probability",
    "impact": "Impact",
    "review": "Next review",
}


@dataclass(frozen=True, slots=True)
class Carry:
    """Where a form of a risk was opened, and what it is about."""

    channel: str = ""  # Slack id; "" in a Home
    link: str = ""  # to the message it was opened on
    number: int | None = None  # of the risk it changes
    drawn: Mapping[str, str] = field(default_factory=dict)  # marks of its fields as they were drawn

    @property
    def text(self) -> str:
        """Write it down."""
        marks = ".".join(self.drawn.get(name, "") for name in fields.NAMES) if self.drawn else ""
        return f"{self.channel}|{self.link}|{self.number or ''}|{marks}"


def carried(text: str) -> Carry:
    """Read what a form carried."""
    rest, number, marks = text.rsplit("|", 2)
    channel, _, link = rest.partition("|")
    drawn = dict(zip(fields.NAMES, marks.split("."), strict=True)) if marks else {}
    return Carry(channel, link, int(number) if number else None, drawn)


def form(start: Fields, carry: Carry) -> Block:
    """Draw the form of a risk, new or there: cause, event, effect, owner, both scales, the next review."""
    shown = [_drawn(start, name) for name in fields.NAMES if name != "review" or carry.number]
    title = f"Edit R-{carry.number}" if carry.number else "Log a risk"
    return blocks.modal("risk.form", title, shown, carry=carry.text)


def clash_form(
    typed: Fields, carry: Carry, mine: Mapping[str, str], risk: facts.Risk, reader: Reader
) -> Block:
    """Ask which holds, field by field: what one typed, or what somebody made of it.

    `mine`: the fields one changed, each with who else did ("" for nobody). The others are left out: Slack
    keeps what a field held, so they would show what is no longer so.
    """
    shown = [blocks.section(CLASH)]
    for name, who in mine.items():
        if who:
            now = safe(blocks.cut(_held(risk, name, reader), 2000))
            choice = [("Keep mine, as it stands below", "mine"), (f"Take what {who} wrote", "theirs")]
            which = blocks.field(
                f"keep.{name}", f"Which one: {_LABELS[name]}?", blocks.either("keep", choice)
            )
            shown += [blocks.section(f"*{safe(who)}* made “{_LABELS[name]}”: {now}"), which]
        shown.append(_drawn(typed, name))
    return blocks.modal("risk.form", f"Edit R-{risk.number}", shown, carry=carry.text)


def score_form(risk: facts.Risk, channel: str) -> Block:
    """Draw the form that scores a risk."""
    now = fields.of(risk)
    return blocks.modal(
        "risk.score",
        f"Score R-{risk.number}",
        [blocks.section(safe(risk.statement)), _drawn(now, "probability"), _drawn(now, "impact")],
        carry=f"{channel}|{risk.number}",
    )


def close_form(risk: facts.Risk, channel: str) -> Block:
    """Draw the form that asks why a risk is closed."""
    return blocks.modal(
        "risk.close",
        f"Close R-{risk.number}",
        [
            blocks.section(safe(risk.statement)),
            blocks.field("reason", "Why is it no risk any more", blocks.text_input("reason", most=500)),
        ],
        submit="Close it",
        carry=f"{channel}|{risk.number}",
    )


def _drawn(start: Fields, name: str) -> Block:
    match name:
        case "owner":
            element = blocks.person_menu("Nobody yet", name, start.owner)
        case "probability":
            element = _scale(name, PROBABILITIES, start.probability)
        case "impact":
            element = _scale(name, IMPACTS, start.impact)
        case "review":
            element = blocks.date_menu("No review", name, start.review.isoformat() if start.review else None)
        case _:
            element = blocks.text_input(name, start=getattr(start, name))
    return blocks.field(name, _LABELS[name], element, optional=name != "may")


def _scale(name: str, words: Sequence[str], chosen: int | None) -> Block:
    return blocks.menu(name, [(text, text[0]) for text in words], str(chosen) if chosen else None)


def _held(risk: facts.Risk, name: str, reader: Reader) -> str:
    """Say one field of a risk as it stands, as plain text."""
    if name == "owner":
        return risk.owner.name if risk.owner else "nobody"
    if name == "review":
        return calendar.day_text(risk.review_on, reader.today) if risk.review_on else "no review"
    return str(getattr(fields.of(risk), name) or "nothing")
