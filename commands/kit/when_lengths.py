"""Lengths that are no whole number ("2.5 weeks", "a week and a half") → the whole ones next to them."""

import re
from dataclasses import dataclass
from fractions import Fraction

from commands.kit.when_days import LENGTH
from commands.kit.when_words import COUNT, number_of

_HALF = Fraction(1, 2)
_BROKEN = re.compile(
    r"(?P<lead>(?:in|within) (?:the next )?|\+)?"
    rf"(?:{COUNT}(?P<part>\.[0-9]{{1,2}}| ?½| 1/2| and a half)?|(?P<half>half(?: an?)?|½))"
    rf"(?: |(?<=[0-9½]))(?P<unit>{LENGTH})(?P<more> and a half)?"
    r"(?P<tail>'?s?'? time| later| (?:from|after) \S+)?"
)
# What a part of a unit is counted in; a week has five working days, as in estimates.
_IN = {
    "d": ("days", Fraction(1)),
    "w": ("working days", Fraction(5)),
    "f": ("working days", Fraction(10)),
    "m": ("weeks", Fraction(52, 12)),
    "y": ("months", Fraction(12)),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A length between two whole ones, which are the same where it is one ("1.5 years", 18 months)."""

    lead: str
    low: int
    high: int
    unit: str
    tail: str

    @property
    def lengths(self) -> tuple[str, str]:
        """Both, in words that are read like the length itself."""
        low, high = (f"{self.lead}{_counted(each, self.unit)}{self.tail}" for each in (self.low, self.high))
        return low, high

    @property
    def words(self) -> str:
        """Say between which two it lies."""
        return f"between {self.low} and {_counted(self.high, self.unit)}"


def find(text: str) -> Broken | None:
    """Read normalised words for a length with a part of a unit; None of any others."""
    may_be = "." in text or "half" in text or "½" in text or "1/2" in text
    found = _BROKEN.fullmatch(text) if may_be else None
    if found is None or not (found["part"] or found["half"] or found["more"]):
        return None
    unit, count = found["unit"], _count(found)
    is_working = unit.startswith(("working", "business", "workday")) or unit in ("wd", "bd")
    named, factor = ("working days", Fraction(1)) if is_working else _IN[unit[0]]
    if count.denominator == 1:
        named, factor = unit, Fraction(1)
    exact = count * factor
    return Broken(found["lead"] or "", exact // 1, -(-exact // 1), named, found["tail"] or "")


def _count(found: re.Match[str]) -> Fraction:
    if found["half"]:
        return _HALF
    part = found["part"] or ""
    more = Fraction(f"0{part}") if part.startswith(".") else _HALF if part else Fraction(0)
    return number_of(found["count"]) + more + (_HALF if found["more"] else 0)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"
