"""Every view, made of facts drawn at random from their types, gets through the check of what Slack shows."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.sandbox.blockkit.check import check
from commands.digest import views as digest
from commands.home import views as home
from commands.kit import pick
from commands.kit.blocks import Message, section
from commands.kit.reply import Say
from commands.plan import views as plan
from commands.risk import forms as risk_forms
from commands.risk import views as risk
from commands.standup import views as standup
from commands.task import views as task
from commands.task.load import Load
from commands.task.operations import Kind, OwnDay, Part, Told
from storage import facts
from storage.vocabulary import TaskStatus

View = Callable[..., Any]
SIGNS = st.sampled_from(("a", " ", "&", "<", "@", "\n", "*", "é", "漢", "|"))
TEXT = st.builds(lambda sign, size: ("x" + sign) * size, SIGNS, st.sampled_from((1, 5, 30, 100)))

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    Any: TEXT | st.none(),
    int: st.integers(1, 5000),
    date: st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    datetime: st.integers(1_770_000_000, 1_830_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
}
# Fields that hold less than their type would let them.
NARROW = {
    "zone": st.sampled_from(("Europe/Lisbon", "Asia/Tokyo")),
    "first_zone": st.sampled_from((None, "Asia/Tokyo")),
    "zones": st.just(("Europe/Lisbon", "Asia/Tokyo")),
    "weekday": st.integers(0, 6),
    "weekdays": st.just((0, 1, 2, 3, 4)),
    "chips": st.sampled_from(([("Today", "today")], [("Tomorrow", "tomorrow"), ("Fri 30 Oct", "fri")])),
    "beside": st.sampled_from(((), (Message("The standup is open.", (section("It is open."),)),))),
    "Member.holidays": st.sampled_from((None, "", "PT", "DE-BY")),
    "Carry.saved": st.sampled_from(((), ("owner",), ("owner", "probability"))),
    "Fields.project": st.sampled_from(("", "atlas", "x" * 40)),
    "questions": st.lists(
        st.deferred(lambda: drawn(facts.Question)), max_size=3, unique_by=lambda one: one.key
    ),
}
FILLED = ("later", "asked", "numbers", "parts", "returned", "rows")  # never empty


def drawn(hint: Any) -> st.SearchStrategy[Any]:
    """Draw a value of a type; dataclasses field by field, sequences of up to three."""
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one is not Ellipsis]
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        parts = {one.name: named(one.name, hints[one.name], hint.__name__) for one in fields(hint)}
        return st.builds(hint, **parts)
    if origin in (Union, UnionType):
        return st.one_of([drawn(one) for one in inner])
    if origin in (tuple, list, Sequence) and len(inner) == 1:
        return st.lists(drawn(inner[0]), max_size=3).map(list if origin is list else tuple)
    if origin is tuple:
        return st.tuples(*(drawn(one) for one in inner))
    if origin is Mapping or origin is dict:
        return st.dictionaries(drawn(inner[0]), drawn(inner[1]), max_size=3)
    return st.from_type(hint)


def named(name: str, hint: Any, of: str = "") -> st.SearchStrategy[Any]:
    """Draw the value of a field (of a class) or argument."""
    narrow = NARROW.get(f"{of}.{name}", NARROW.get(name))
    values = drawn(hint) if narrow is None else narrow
    return values.filter(bool) if name in FILLED else values


def views() -> Iterator[Any]:
    """Yield the public functions of all slices that make a message, an answer or a form."""
    for module in (task, risk, risk_forms, plan, standup, digest, pick):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            shown = get_type_hints(function).get("return")
            mine = function.__module__.startswith(module.__name__) and not name.startswith("_")
            if mine and (shown in (Message, Say) or "form" in name):
                yield pytest.param(function, id=f"{module.__name__.split('.')[1]}.{name}")


def wrong_with(shown: Any) -> list[str]:
    match shown:
        case Say(message=Message(blocks=blocks)) | Message(blocks=blocks):
            return check(list(blocks), "message")
        case dict():
            return check(shown, "modal")
    raise AssertionError(f"{type(shown)} is no view")


@pytest.mark.parametrize("view", list(views()))
@settings(
    max_examples=10,
    phases=[Phase.generate],
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_view_of_any_facts_is_within_slacks_limits(view: View, data: st.DataObject) -> None:
    hints = get_type_hints(view)
    given_ = {name: data.draw(named(name, hints[name])) for name in inspect.signature(view).parameters}

    assert wrong_with(view(**given_)) == []


@settings(
    max_examples=10,
    phases=[Phase.generate],
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_home_with_more_of_everything_than_it_shows_is_within_slacks_limits(data: st.DataObject) -> None:
    member, now = data.draw(drawn(facts.Member)), data.draw(PLAIN[datetime])

    def many(first: int) -> tuple[facts.Task, ...]:
        one = replace(data.draw(drawn(facts.Task)), status=TaskStatus.OPEN)
        return tuple(replace(one, number=number) for number in range(first, first + 11))

    notice = replace(data.draw(drawn(facts.Notice)), kind=Kind.DECLINED, id=1)
    asked = tuple(
        Told(replace(task, owner=member, started_at=None), True, (notice,), (), {}, {}, (1,))
        for task in many(1)
    )
    load = data.draw(drawn(Load))
    own = (Part(many(first)[:10], 101) for first in (1, 20, 40, 100))
    day = home.Day(
        OwnDay(*own),
        asked,
        many(60),
        Part(many(80)[:10], 101),
        load,
        home.Last("group", many(120), None, None),
        many(100),
    )

    shown = home.home(day, member, now)

    assert len([one for one in shown.blocks if one.get("block_id", "").endswith(".asked")]) == 10
    assert check({"type": "home", "blocks": list(shown.blocks)}, "home") == []
