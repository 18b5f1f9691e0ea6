"""A form drawn a while ago comes back: as whose change it is saved, what it saved, what it asks about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.carry import Carry
from storage import facts, histories
from storage.vocabulary import Noun


class Changed(Protocol):
    """What became of the thing a form is of."""

    @property
    def group(self) -> str:
        """The change group it was saved in."""


T_co = TypeVar("T_co", bound=Changed, covariant=True)


@dataclass(frozen=True, slots=True)
class Edited(Generic[T_co]):
    """What was saved of a form, and what was not because somebody changed it meanwhile."""

    changed: T_co
    saved: tuple[str, ...]  # names of fields
    clashes: Mapping[str, facts.Change | None]  # by field: the newest change of it that holds


def saving_as(tx: Session, act: facts.Act, group: str) -> facts.Act:
    """Return the act that saves a form, one with what it saved (in `group`, if any) before it asked.

    So one Undo takes back both; what was taken back meanwhile is over, and the rest has its own.
    """
    return replace(act, group=group) if group and not histories.is_undone(tx, act.team.id, group) else act


def newest(
    tx: Session,
    act: facts.Act,
    noun: Noun,
    row_id: int,
    clashes: Iterable[str],
    columns: Mapping[str, tuple[str, ...]],
) -> dict[str, facts.Change | None]:
    """Find who changed each of some fields last; `columns`: those of a field that is not called as it is."""
    return {
        name: histories.find_newest(tx, act.team.id, noun, row_id, columns.get(name, (name,)))
        for name in clashes
    }


def standing(carry: Carry, outcome: Edited[Changed]) -> Carry:
    """Forget what a form saved before it asked if that was taken back since."""
    return carry if outcome.changed.group == carry.group else replace(carry, saved=(), group="")


def asking(drawn: Carry, before: Carry, outcome: Edited[Changed]) -> Carry:
    """Have a form that is `drawn` anew, to ask, carry what was saved of it by now."""
    group = outcome.changed.group if outcome.saved else before.group
    return replace(drawn, saved=(*before.saved, *outcome.saved), group=group)


def theirs(call: Call, outcome: Edited[Changed], value: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Say by field who changed it meanwhile ("you", too), and to what it is (`value`)."""
    return {name: (_who(call, change), value(name)) for name, change in outcome.clashes.items()}


def _who(call: Call, change: facts.Change | None) -> str:
    member = change.member if change else None
    if member is None:
        return "Muster"
    return "you" if member.id == call.member.id else member.name
