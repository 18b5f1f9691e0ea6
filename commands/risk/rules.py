"""How severe a risk is and when it is looked at again, from its scores alone."""

from datetime import date, timedelta

from storage import facts
from storage.vocabulary import Band

# Days until the next look. Source: README, "Risks".
REVIEW = {Band.CRITICAL: 7, Band.HIGH: 14, Band.MEDIUM: 30, Band.LOW: 90}


def score(risk: facts.Risk) -> int | None:
    """Return probability times impact (1 to 25), None while one of them is not said."""
    if risk.probability is None or risk.impact is None:
        return None
    return risk.probability * risk.impact


def band(points: int) -> Band:
    """Sort a score of 1 to 25: low to 6, medium to 12, high to 16, critical from 20.

    Source: the common 5×5 matrix (low 1–6, medium 8–12, high 15–25), with the top of high named critical.
    """
    if points >= 20:
        return Band.CRITICAL
    if points > 12:
        return Band.HIGH
    return Band.MEDIUM if points > 6 else Band.LOW


def next_review(probability: int | None, impact: int | None, today: date) -> date:
    """Find the day of the next review; an unscored risk is looked at within a week."""
    if probability is None or impact is None:
        return today + timedelta(days=7)
    return today + timedelta(days=REVIEW[band(probability * impact)])
