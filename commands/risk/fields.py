"""What a risk's form holds: how a risk fills it, how it is read back, and what of it was changed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commands.kit import drawn
from commands.kit.blocks import cut
from commands.kit.requests import Mention
from commands.risk import grammar
from storage import facts

TEXTS, SCALES = ("because", "may", "leading"), ("probability", "impact")
NAMES = (*TEXTS, "owner", *SCALES, "review")
LONGEST = 3000  # characters a field of a form can hold
_LABELS = {"because": "because", "leading": "leading to"}  # what a field says already


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the form, as people see them."""

    because: str = ""
    may: str = ""
    leading: str = ""
    owner: str | None = None  # Slack id
    probability: int | None = None  # 1-5
    impact: int | None = None  # 1-5
    review: date | None = None


def of(risk: facts.Risk) -> Fields:
    """Fill the form from a risk; what has no event yet has its first words in that place."""
    return Fields(
        because=risk.cause,
        may=risk.event or risk.statement,
        leading=risk.effect,
        owner=risk.owner.slack_id if risk.owner else None,
        probability=risk.probability,
        impact=risk.impact,
        review=risk.review_on,
    )


def of_blocker(blocker: facts.Blocker) -> Fields:
    """Say as a risk that somebody waits for something, and what that may come to."""
    text = cut(" ".join(blocker.text.split()), 300)
    effect = f"T-{blocker.task_number} being late" if blocker.task_number else "work being late"
    return Fields(f"{blocker.member.name} waits: {text}", "dates may slip", effect)


def typed(values: Mapping[str, str]) -> Fields:
    """Read a submitted form. A field that was not shown is as in an empty form."""
    probability, impact = values.get("probability", ""), values.get("impact", "")
    return Fields(
        **{name: _clause(name, values.get(name, "")) for name in TEXTS},
        owner=values.get("owner") or None,
        probability=int(probability) if probability else None,
        impact=int(impact) if impact else None,
        review=date.fromisoformat(values["review"]) if values.get("review") else None,
    )


def changed(fields: Fields, shown: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """Give the marks of what was changed since it was drawn (`shown`); a scale left empty stays as it was."""
    mine = drawn.changed(marks(fields), shown, values)
    return {name: mark for name, mark in mine.items() if name not in SCALES or getattr(fields, name)}


def marks(fields: Fields) -> dict[str, str]:
    """Give each field a short mark that differs when it does."""
    texts = {name: _clause(name, getattr(fields, name)[:LONGEST]) for name in TEXTS}
    return drawn.marks({name: texts.get(name, getattr(fields, name)) for name in NAMES})


def request(fields: Fields) -> grammar.Add:
    """Read a form as a line would be."""
    return grammar.Add(
        **texts(fields),
        probability=fields.probability,
        impact=fields.impact,
        owner=owner(fields),
        project=None,
        review=None,
    )


def texts(fields: Fields) -> dict[str, Any]:
    """Give the statement that three clauses make, and each by the name a risk has for it."""
    head = f"Because {fields.because}, {fields.may}" if fields.because else fields.may
    statement = f"{head}, leading to {fields.leading}" if fields.leading else head
    return {
        "statement": statement,
        "cause": fields.because,
        "event": fields.may,
        "effect": fields.leading,
    }


def owner(fields: Fields) -> Mention:
    """Name whom the form has as owner."""
    return Mention(fields.owner, None if fields.owner else "nobody")


def merged(theirs: Fields, mine: Fields, names: tuple[str, ...]) -> Fields:
    """Put some of the fields of one form in place of those of another."""
    return replace(theirs, **{name: getattr(mine, name) for name in names})


def _clause(name: str, text: str) -> str:
    """Read a part of a sentence; words that its label says already are not said twice."""
    words, label = " ".join(text.split()), _LABELS.get(name)
    if label and words.lower().startswith(f"{label} "):
        words = words[len(label) + 1 :]
    return words.strip(" ,;.")
