"""The tokens of a risk line: `p4`, `i5`, `4x5`, `p?` and response words. Knows no verbs and no dates."""

import re
from dataclasses import dataclass

from commands.kit.line import Line, Span
from commands.kit.requests import Offer, Unclear

_TOKEN = re.compile(
    r"(?<!\S)(?:(?P<scale>[pi])(?P<step>[0-9]{1,2}|\?)|(?P<p>[0-9])[x×](?P<i>[0-9]))[.,;:]*(?!\S)",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"(?<!\S)(?:mitigate|avoid|transfer|accept|escalate|exploit|enhance|share)[,;]?"
    r"(?=(?:\s|<@[^>]*>|@[\w.-]+)*$)",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"\s*\+[^\W\d_]")
_TOKEN_BEFORE = re.compile(r"(?:\b[pi][0-9?]|\b[0-9][x×][0-9]|@[\w.-]+|>|\+[\w-]+)$", re.IGNORECASE)
# Source: the shared scale, "Probability 1-5" and "Impact 1-5".
_RANGES = {
    "p": "Probability runs from 1 (under 10 %) to 5 (over 70 %)",
    "i": "Impact runs from 1 (very low) to 5 (very high)",
}
_NAMES = {"p": "probabilities", "i": "impacts"}


@dataclass(frozen=True, slots=True)
class Scored:
    """A line without its score, and the score; None where none was given."""

    line: Line
    probability: int | None  # 1-5
    impact: int | None  # 1-5


def take(line: Line) -> Scored | Unclear:
    """Take probability and impact out of a line; a step off the scale, or two that differ, asks."""
    matches = list(_TOKEN.finditer(line.mask))
    steps: dict[str, dict[int, None]] = {"p": {}, "i": {}}
    for match in matches:
        for scale, step in _steps(match):
            if not 1 <= step <= 5:
                return _outside(line, match, scale)
            steps[scale][step] = None
    for scale, different in steps.items():
        if len(different) > 1:
            return _contradiction(line, matches, scale, tuple(different))
    taken = line.take(*(match.span() for match in matches))
    return Scored(taken, next(iter(steps["p"]), None), next(iter(steps["i"]), None))


def response(line: Line, typed: Line) -> Span | None:
    """Find a response word with nothing but an owner behind it, which follows a token or names a category."""
    match = _RESPONSE.search(line.mask)
    if match is None:
        return None
    is_behind = _TOKEN_BEFORE.search(typed.mask[: match.start()].rstrip())
    return match.span() if is_behind or _CATEGORY.match(typed.mask, match.end()) else None


def _steps(match: re.Match[str]) -> list[tuple[str, int]]:
    if match["scale"]:
        return [(match["scale"].lower(), int(match["step"]))] if match["step"] != "?" else []
    return [("p", int(match["p"])), ("i", int(match["i"]))]


def _outside(line: Line, match: re.Match[str], scale: str) -> Unclear:
    """Refuse a step off the scale, and offer the nearest on it."""
    text = match[0].rstrip(".,;:")
    right = {each: min(max(step, 1), 5) for each, step in _steps(match)}
    mended = f"{scale}{right[scale]}" if match["scale"] else f"{right['p']}x{right['i']}"
    words = f'{_RANGES[scale]}; "{text}" is outside. Nothing was saved.'
    return Unclear(words, (Offer(mended, line.rewritten((match.span(), mended))),))


def _contradiction(
    line: Line, matches: list[re.Match[str]], scale: str, different: tuple[int, ...]
) -> Unclear:
    """Ask which of two steps on one scale holds; the other scale keeps its first."""
    gone = [(match.span(), "") for match in matches]
    kept = [f"{each}{step}" for match in matches for each, step in _steps(match) if each != scale][:1]
    offers = tuple(
        Offer(f"{scale}{step}", line.rewritten((gone[0][0], " ".join([f"{scale}{step}", *kept])), *gone[1:]))
        for step in different
    )
    first, second = (f"{scale}{step}" for step in different[:2])
    return Unclear(f"{first} and {second} are two {_NAMES[scale]}. Nothing was saved. Which one?", offers)
