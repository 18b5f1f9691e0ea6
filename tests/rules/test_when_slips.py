"""Slips of days and months are known from words that are none."""

import pytest

from commands.kit import when_slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wendesday", "wednesday"),
        ("wensday", "wednesday"),
        ("next tusday", "next tuesday"),
        ("thrusday 3pm", "thursday 3pm"),
        ("satuday", "saturday"),
        ("12 novmeber", "12 november"),
        ("end of febuary", "end of february"),
        ("3 marhc", "3 march"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert when_slips.mended(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "wednesday",
            "mondays",
            "hand",
            "marhc",
            "match",
            "remember",
            "holiday",
            "monitor",
            "midday",
            "ann",
        ),
        *("member", "birthday", "payday", "the mayor", "friends", "5 juny", "monda-y"),
    ],
)
def test_another_word_is_no_slip(typed: str) -> None:
    assert when_slips.mended(typed) is None
