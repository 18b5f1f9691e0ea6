"""How severe a risk is, and when it is looked at again."""

from datetime import date

import pytest

from commands.risk import rules
from storage.vocabulary import Band

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (1, Band.LOW),
        (6, Band.LOW),
        (8, Band.MEDIUM),
        (12, Band.MEDIUM),
        (15, Band.HIGH),
        (16, Band.HIGH),
        (20, Band.CRITICAL),
        (25, Band.CRITICAL),
    ],
)
def test_a_score_falls_into_its_band(points: int, band: Band) -> None:
    assert rules.band(points) is band


@pytest.mark.parametrize(
    ("probability", "impact", "day"),
    [
        (4, 5, date(2026, 12, 2)),
        (4, 4, date(2026, 12, 9)),
        (3, 4, date(2026, 12, 25)),
        (1, 1, date(2027, 2, 23)),
        (None, 4, date(2026, 12, 2)),
        (4, None, date(2026, 12, 2)),
    ],
)
def test_the_worse_a_risk_the_sooner_it_is_looked_at(
    probability: int | None, impact: int | None, day: date
) -> None:
    assert rules.next_review(probability, impact, TODAY) == day


@pytest.mark.parametrize(("judged", "following"), [(27, 4), (28, 7), (29, 7), (30, 7)])  # from a Friday on
def test_no_review_falls_on_a_weekend_but_on_the_monday_after_it(judged: int, following: int) -> None:
    assert rules.next_review(4, 5, date(2026, 11, judged)) == date(2026, 12, following)
