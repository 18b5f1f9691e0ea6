"""The fields of a risk's form: what they hold, what was changed of them. Knows no people and no store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2s

from storage import facts

NAMES = ("because", "may", "leading", "owner", "probability", "impact", "review")
WORDS = ("because", "may", "leading")  # that make up the statement
# In which column of a risk each is kept.
COLUMNS = {
    "because": "cause",
    "may": "event",
    "leading": "effect",
    "owner": "owner_id",
    "review": "review_on",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form of a risk holds."""

    because: str = ""
    may: str = ""
    leading: str = ""
    owner: str | None = None  # Slack id
    probability: int | None = None  # 1-5
    impact: int | None = None  # 1-5
    review: date | None = None

    @property
    def statement(self) -> str:
        """Return cause, event and effect as one sentence."""
        head = f"Because {self.because}, {self.may}" if self.because else self.may
        return f"{head}, leading to {self.leading}" if self.leading else head


def of(risk: facts.Risk) -> Fields:
    """Return a risk as its form shows it; one that has no parts yet is what may happen."""
    return Fields(
        because=risk.cause,
        may=risk.event or risk.statement,
        leading=risk.effect,
        owner=risk.owner.slack_id if risk.owner else None,
        probability=risk.probability,
        impact=risk.impact,
        review=risk.review_on,
    )


def read(values: Mapping[str, str]) -> Fields:
    """Read a filled form; what it does not show is empty. Words that its labels say are not said twice."""
    probability, impact = values.get("probability"), values.get("impact")
    return Fields(
        because=_clause(values.get("because", ""), "because"),
        may=_clause(values.get("may", ""), ""),
        leading=_clause(values.get("leading", ""), "leading to"),
        owner=values.get("owner") or None,
        probability=int(probability) if probability else None,
        impact=int(impact) if impact else None,
        review=date.fromisoformat(values["review"]) if values.get("review") else None,
    )


def marks(fields: Fields) -> dict[str, str]:
    """Give each field a short mark that differs when it does; the same words with other spaces do not."""
    said = {name: _clause(str(getattr(fields, name)), "") for name in NAMES}
    return {name: blake2s(said[name].encode(), digest_size=4).hexdigest() for name in NAMES}


def changed(typed: Fields, drawn: Mapping[str, str], shown: Collection[str]) -> list[str]:
    """Name the fields `shown` that differ from how they were drawn; a scale that is left empty stays."""
    now = marks(typed)
    left = [name for name in ("probability", "impact") if getattr(typed, name) is None]
    return [name for name in NAMES if name in shown and name not in left and now[name] != drawn.get(name)]


def merged(typed: Fields, now: Fields, names: Collection[str]) -> Fields:
    """Return a risk's fields as they stand `now`, but for those `names` that were typed."""
    return replace(now, **{name: getattr(typed, name) for name in names})


def _clause(text: str, label: str) -> str:
    words = " ".join(text.split())
    if label and words.lower().startswith(f"{label} "):
        words = words[len(label) + 1 :]
    return words.strip(" ,;.")
