"""How severe a risk is, what it still lacks and when it is looked at again. Knows no session and no clock."""

from datetime import date, timedelta

from commands.kit import calendar
from storage import facts
from storage.vocabulary import Band, RiskStatus

# Days until the next look, from the day a risk was judged. Source: README, "Risks".
REVIEW = {Band.CRITICAL: 7, Band.HIGH: 14, Band.MEDIUM: 30, Band.LOW: 90}
UNSCORED = timedelta(days=7)  # what nobody has judged is looked at as soon as what is critical


def score(risk: facts.Risk) -> int | None:
    """Return probability times impact (1 to 25), None while one of them is not said."""
    return _product(risk.probability, risk.impact)


def first_score(risk: facts.Risk) -> int | None:
    """Return the score a risk had when it was first judged, None while it was not."""
    return _product(risk.first_probability, risk.first_impact)


RANGES = {Band.LOW: (1, 7), Band.MEDIUM: (8, 14), Band.HIGH: (15, 19), Band.CRITICAL: (20, 25)}  # as `band`


def band(points: int) -> Band:
    """Sort a score of 1 to 25: low 1 to 6, medium 8 to 12, high 15 to 19, critical from 20.

    Source: the common 5×5 matrix (low 1–6, medium 8–12, high 15–25), with the top of high named critical.
    The 14 products there are leave no gap between the bands.
    """
    if points >= 20:
        return Band.CRITICAL
    if points >= 15:
        return Band.HIGH
    return Band.MEDIUM if points >= 8 else Band.LOW


def next_review(probability: int | None, impact: int | None, today: date) -> date:
    """Find the working day of the next review; an unscored risk is looked at in about a week."""
    points = _product(probability, impact)
    day = today + (UNSCORED if points is None else timedelta(days=REVIEW[band(points)]))
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)


def is_review_due(risk: facts.Risk, today: date) -> bool:
    """Tell whether an open risk should be looked at today, or should have been before."""
    return risk.status is not RiskStatus.CLOSED and risk.review_on is not None and risk.review_on <= today


def may_change(risk: facts.Risk, member: facts.Member) -> bool:
    """Tell whether a member who sees a risk may change it: guests only what they own."""
    return not member.is_guest or (risk.owner is not None and risk.owner.id == member.id)


def is_complete(risk: facts.Risk) -> bool:
    """Tell whether a risk says why, what and what then, and has a score."""
    return bool(risk.cause and risk.event and risk.effect) and score(risk) is not None


def _product(probability: int | None, impact: int | None) -> int | None:
    return None if probability is None or impact is None else probability * impact
