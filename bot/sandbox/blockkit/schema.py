"""Checks as values that combine into Block Kit's shapes. Each can be held against JSON and can say itself.

Holding one against a value adds Slack-like messages to a list and never raises. A shape is data, so that the
same table refuses, and explains itself in the documentation.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol


class Check(Protocol):
    """What may be held against a value at a place (a JSON pointer)."""

    def __call__(self, value: Any, at: str, problems: list[str], /) -> None:
        """Add what is wrong with `value` to `problems`."""

    def words(self) -> str:
        """Say in a few words what is accepted; "" when there is nothing to say."""


_IDENTS = ("action_id", "block_id")  # every block and element may have one: not said each time
Rule = Callable[[Any, str, list[str]], None]


def say(problems: list[str], at: str, message: str) -> None:
    """Add a message about the place `at` (a JSON pointer)."""
    problems.append(f"{message} [json-pointer:{at}]")


@dataclass(frozen=True, slots=True)
class String:
    """Text of `least` to `most` characters."""

    most: int
    least: int = 1

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, str):
            say(problems, at, "must be a string")
        elif len(value) > self.most:
            say(problems, at, f"must be less than {self.most + 1} characters")
        elif len(value) < self.least:
            say(problems, at, f"must be more than {self.least - 1} characters")

    def words(self) -> str:
        return f"≤ {self.most} characters"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text that fully matches an expression; `wording` is the message."""

    expression: str
    wording: str

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, str) or not re.fullmatch(self.expression, value):
            say(problems, at, self.wording)

    def words(self) -> str:
        return self.wording.removeprefix("must be ")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            say(problems, at, "must be an integer")
        elif value < self.least:
            say(problems, at, f"must be greater than {self.least - 1}")
        elif value > self.most:
            say(problems, at, f"must be less than {self.most + 1}")

    def words(self) -> str:
        return f"{self.least}–{self.most}"


@dataclass(frozen=True, slots=True)
class Number:
    """Any number, or only those above 0."""

    positive: bool = False

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            say(problems, at, "must be a number")
        elif self.positive and value <= 0:
            say(problems, at, "must be a number greater than 0")

    def words(self) -> str:
        return "a number above 0" if self.positive else "a number"


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, bool):
            say(problems, at, "must be a boolean")

    def words(self) -> str:
        return ""


@dataclass(frozen=True, slots=True, init=False)
class Choice:
    """One of some words."""

    values: tuple[str, ...]

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", values)

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if value not in self.values:
            say(problems, at, f"must be one of: {', '.join(self.values)}")

    def words(self) -> str:
        return " or ".join(self.values)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of `least` to `most` parts, each of one kind."""

    each: Check
    most: int
    least: int = 1

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, list):
            say(problems, at, "must provide an array")
            return
        if len(value) > self.most:
            say(problems, at, f"no more than {self.most} items allowed")
        if len(value) < self.least:
            say(problems, at, f"no fewer than {self.least} items allowed")
        for place, part in enumerate(value):
            self.each(part, f"{at}/{place}", problems)

    def words(self) -> str:
        inner = self.each.words()
        return f"{self.least}–{self.most}" + (f" × ({inner})" if inner else "")


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: what must be there, what may be, and nothing else (`type` is allowed)."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            say(problems, at, "must provide an object")
            return
        for name in self.required:
            if name not in value:
                say(problems, at, f"missing required field: {name}")
        for name, part in value.items():
            known = self.required.get(name) or self.optional.get(name)
            if known is not None:
                known(part, f"{at}/{name}", problems)
            elif name != "type":
                say(problems, at, f"invalid additional property: {name}")

    def words(self) -> str:
        parts = [_field(f"**{name}**", check) for name, check in self.required.items()]
        parts += [_field(name, check) for name, check in self.optional.items() if name not in _IDENTS]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class ByType:
    """An object of the shape its `type` names. With `whole`, a failure is said of the whole, too."""

    shapes: Mapping[str, Check]
    whole: bool = False

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        found: list[str] = []
        self._hold(value, at, found)
        if found and self.whole:
            say(problems, at, "failed to match all allowed schemas")
        problems += found

    def _hold(self, value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            say(problems, at, "must provide an object")
        elif "type" not in value:
            say(problems, at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            say(problems, f"{at}/type", f"unsupported type: {value['type']}")
        else:
            self.shapes[value["type"]](value, at, problems)

    def words(self) -> str:
        return " or ".join(self.shapes)


@dataclass(frozen=True, slots=True)
class Words:
    """A plain_text object, or with `styled` also a mrkdwn object, of at most `most` characters."""

    most: int
    styled: bool = True

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        _text_object(self.most, styled=self.styled)(value, at, problems)

    def words(self) -> str:
        return f"≤ {self.most} characters{'' if self.styled else ', plain'}"


@dataclass(frozen=True, slots=True)
class Named:
    """An object that stands in many places and is described once, under its name."""

    name: str
    shape: Check

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        self.shape(value, at, problems)

    def words(self) -> str:
        return f"see {self.name}"


@dataclass(frozen=True, slots=True, init=False)
class Both:
    """A shape, and rules between its fields that hold only once it is an object."""

    shape: Check
    rules: tuple[Rule, ...]

    def __init__(self, shape: Check, *rules: Rule) -> None:
        object.__setattr__(self, "shape", shape)
        object.__setattr__(self, "rules", rules)

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        self.shape(value, at, problems)
        if isinstance(value, dict):
            for rule in self.rules:
                rule(value, at, problems)

    def words(self) -> str:
        said = [(rule.__doc__ or "").removesuffix(".") for rule in self.rules]
        return "; ".join([self.shape.words(), *filter(None, said)])


@cache
def _text_object(most: int, *, styled: bool) -> ByType:
    shapes = {"plain_text": Shape({"text": String(most)}, {"emoji": Flag()})}
    if styled:
        shapes["mrkdwn"] = Shape({"text": String(most)}, {"verbatim": Flag()})
    return ByType(shapes, whole=True)


def _field(name: str, check: Check) -> str:
    said = "" if isinstance(check, Named) and check.name in name else check.words()
    return f"{name} {f'({said})' if ';' in said else said}" if said else name
