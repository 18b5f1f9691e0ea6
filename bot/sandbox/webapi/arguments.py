"""Arguments held against what a method takes: the missing ones, and those of a wrong type.

What a method does not know it ignores, as Slack does: SDKs pass on anything, and nobody reports a refusal.
"""

import functools
from typing import Any, NamedTuple

from bot.sandbox.workspace import JSON

_TRUTH = {True, False, "0", "1", "true", "false", "True", "False", "t", "f"}


class Declared(NamedTuple):
    """An argument a method takes; `kind` is text, bool, int, or json for what the method reads by itself."""

    name: str
    kind: str
    is_needed: bool


def judge(takes: str, given: JSON) -> list[str]:
    """Say what is wrong with the arguments `given` to a method that `takes` those; [] when nothing is.

    `takes` names them with a blank between: `channel!` is needed, `limit:int` is of another kind than text.
    Absent and null are the same, and "" is there. Source: brekkylab/backlot#84, which measured it.
    """
    declared = _read(takes)
    missing = [one.name for one in declared if one.is_needed and given.get(one.name) is None]
    problems = [f"missing required field: {name}" for name in missing]
    for one in declared:
        value = given.get(one.name)
        if value is not None and (problem := _PROBLEMS[one.kind](value)):
            problems.append(f"{problem} [json-pointer:/{one.name}]")
    return problems


def unknown(takes: str, given: JSON) -> list[str]:
    """List the arguments a method does not take, and so ignores."""
    known = {one.name for one in _read(takes)}
    return sorted(name for name in given if name not in known)


@functools.cache
def _read(takes: str) -> tuple[Declared, ...]:
    parts = (word.partition(":") for word in takes.split())
    return tuple(
        Declared(name.removesuffix("!"), kind or "text", name.endswith("!")) for name, _, kind in parts
    )


def _text_problem(value: Any) -> str:
    return "" if isinstance(value, str) else "must be a string"


def _bool_problem(value: Any) -> str:
    is_plain = isinstance(value, str | int)
    return "" if value == "" or (is_plain and value in _TRUTH) else "must be a boolean"


def _int_problem(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return ""
    is_written = isinstance(value, str) and (not value or value.removeprefix("-").isdecimal())
    return "" if is_written else "must be an integer"


def _no_problem(_: Any) -> str:
    return ""


_PROBLEMS = {"text": _text_problem, "bool": _bool_problem, "int": _int_problem, "json": _no_problem}
