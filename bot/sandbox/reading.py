"""Reads JSON into dataclasses by their annotations, strictly. Knows nothing of what they mean."""

import copy
import dataclasses
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", dict: "an object"}


class Unreadable(Exception):
    """JSON is not of the shape asked for; the message is a sentence that names the place."""


def read(kind: type[T], given: Any, at: str) -> T:
    """Make a `kind` (a dataclass, or a plain type of its fields) of `given`; `at` names the place.

    What is made shares nothing with `given`. Fields with a default may be absent; unknown ones are refused.
    Raises Unreadable.
    """
    made: T = _read(kind, given, at)
    return made


def _read(kind: Any, given: Any, at: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _read_fields(kind, given, at)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if given is None and type(None) in inner:
            return None
        return _read(next(one for one in inner if one is not type(None)), given, at)
    if kind is Any:
        return copy.deepcopy(given)
    expected: Any = origin or kind
    if not isinstance(given, expected) or (isinstance(given, bool) and expected is not bool):
        raise Unreadable(f"{at} is not {_NAMES.get(expected, 'a list')}.")
    if expected is list:
        return [_read(inner[0], one, f"{at}[{number}]") for number, one in enumerate(given)]
    if expected is dict:
        return {_read(inner[0], key, at): _read(inner[1], one, f"{at}.{key}") for key, one in given.items()}
    return given


def _read_fields(kind: Any, given: Any, at: str) -> Any:
    if not isinstance(given, dict):
        raise Unreadable(f"{at} is not an object.")
    fields, needed = _fields(kind)
    unknown = given.keys() - fields.keys()
    if unknown:
        raise Unreadable(f'{at} has a field this version does not know: "{min(unknown)}".')
    missing = needed - given.keys()
    if missing:
        raise Unreadable(f'{at} has no "{min(missing)}".')
    return kind(**{name: _read(fields[name], value, f"{at}.{name}") for name, value in given.items()})


@functools.cache
def _fields(kind: Any) -> tuple[dict[str, Any], set[str]]:
    hints = typing.get_type_hints(kind)
    absent = dataclasses.MISSING
    all_ = dataclasses.fields(kind)
    needed = {one.name for one in all_ if one.default is absent and one.default_factory is absent}
    return {one.name: hints[one.name] for one in all_}, needed
