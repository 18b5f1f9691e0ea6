"""Small checks that combine into Block Kit's shapes. Each adds Slack-like messages to a list; none raises."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, str, list[str]], None]


def say(problems: list[str], at: str, message: str) -> None:
    """Add a message about the place `at` (a JSON pointer)."""
    problems.append(f"{message} [json-pointer:{at}]")


def string(most: int, least: int = 1) -> Check:
    """Check text of `least` to `most` characters."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, str):
            say(problems, at, "must be a string")
        elif len(value) > most:
            say(problems, at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            say(problems, at, f"must be more than {least - 1} characters")

    return run


def pattern(expression: str, wording: str) -> Check:
    """Check text that fully matches `expression`; `wording` is the message."""
    compiled = re.compile(expression)

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            say(problems, at, wording)

    return run


def whole(least: int, most: int) -> Check:
    """Check a whole number from `least` to `most`."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            say(problems, at, "must be an integer")
        elif value < least:
            say(problems, at, f"must be greater than {least - 1}")
        elif value > most:
            say(problems, at, f"must be less than {most + 1}")

    return run


def number(value: Any, at: str, problems: list[str]) -> None:
    """Check any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        say(problems, at, "must be a number")


def positive(value: Any, at: str, problems: list[str]) -> None:
    """Check a number above 0."""
    if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
        say(problems, at, "must be a number greater than 0")


def flag(value: Any, at: str, problems: list[str]) -> None:
    """Check true or false."""
    if not isinstance(value, bool):
        say(problems, at, "must be a boolean")


def choice(*values: str) -> Check:
    """Check that text is one of `values`."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        if value not in values:
            say(problems, at, f"must be one of: {', '.join(values)}")

    return run


def rows(each: Check, most: int, least: int = 1) -> Check:
    """Check a list of `least` to `most` parts, each by `each`."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, list):
            say(problems, at, "must provide an array")
            return
        if len(value) > most:
            say(problems, at, f"no more than {most} items allowed")
        if len(value) < least:
            say(problems, at, f"no fewer than {least} items allowed")
        for place, part in enumerate(value):
            each(part, f"{at}/{place}", problems)

    return run


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check an object: what must be there, what may be, and nothing else (`type` is allowed)."""
    known = {"type": _anything, **required, **(optional or {})}

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            say(problems, at, "must provide an object")
            return
        for name in required:
            if name not in value:
                say(problems, at, f"missing required field: {name}")
        for name, part in value.items():
            if name not in known:
                say(problems, at, f"invalid additional property: {name}")
            else:
                known[name](part, f"{at}/{name}", problems)

    return run


def by_type(shapes: Mapping[str, Check]) -> Check:
    """Check an object by the shape its `type` names."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            say(problems, at, "must provide an object")
        elif "type" not in value:
            say(problems, at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in shapes:
            say(problems, f"{at}/type", f"unsupported type: {value['type']}")
        else:
            shapes[value["type"]](value, at, problems)

    return run


def union(shapes: Mapping[str, Check]) -> Check:
    """Check like `by_type`; a failure is also reported of the whole, as Slack does."""
    inner = by_type(shapes)

    def run(value: Any, at: str, problems: list[str]) -> None:
        found: list[str] = []
        inner(value, at, found)
        if found:
            say(problems, at, "failed to match all allowed schemas")
            problems += found

    return run


def both(*checks: Check) -> Check:
    """Check by several, one after the other."""

    def run(value: Any, at: str, problems: list[str]) -> None:
        for check in checks:
            check(value, at, problems)

    return run


def _anything(value: Any, at: str, problems: list[str]) -> None:
    """Accept; `by_type` has looked at it."""
