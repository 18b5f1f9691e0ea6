"""The parts of a message that tells of tasks: which, in which order, and how much of each is shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from commands.kit import blocks
from commands.kit.telling import ASKING
from commands.task import rules
from commands.task.operations import CAN_BEGIN, OF_CHANGES, Kind, Told
from storage import facts
from storage.vocabulary import NOTE as NOTED
from storage.vocabulary import Priority

MOST = 20  # tasks one message shows, each in two blocks
EACH = 10  # tasks of one part
NOTE = 100  # characters of a note where not all of a message fits
LEAST = 3  # tasks of a part that are shown before another part may show more
# Under which head a task stands: that of the first of these that it is told for.
HEADS = {
    Kind.LATE: "Late",
    Kind.DUE: "Due on {day}",  # the day it was told: what stands there is read later, too
    Kind.SOON: "Due before your next working morning",
    Kind.PROPOSED: "Asked of you",
    Kind.DECLINED: "Given back to you",
    Kind.UNSEEN: "Not seen by others",
    Kind.UNHEARD: "Not seen by others",
    Kind.GIVEN: "Given to you",
    **dict.fromkeys(CAN_BEGIN, "Can begin"),
    Kind.HANDED: "What you gave away",
    **dict.fromkeys(OF_CHANGES, "Changed"),
    Kind.LEFT: "",
}
PASSED_ON = "No longer yours"


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks that are told for one reason; where the message names it already, the part has no head."""

    head: str
    told: tuple[Told, ...]  # what is urgent first

    @property
    def pressing(self) -> int:
        """Count the tasks that do not wait: they stand first."""
        return sum(is_pressing(one) for one in self.told)


def divide(told: Sequence[Told], member: facts.Member) -> list[Part]:
    """Divide what a message tells: what is late and due first, what only changed last.

    In each part what is urgent is first; else they stand as in every list, by date, priority and number.
    """
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[_head(one, member)].append(one)
    heads = [head for head in dict.fromkeys((*HEADS.values(), PASSED_ON)) if head in found]
    return [Part(head, tuple(sorted(found[head], key=lambda one: rules.place(one.task)))) for head in heads]


def is_pressing(one: Told) -> bool:
    """Tell whether a task is P1, or due on the day it is told and not late: no pile of others hides it."""
    kinds = {notice.kind for notice in one.notices}
    return one.task.priority is Priority.P1 or (Kind.DUE in kinds and Kind.LATE not in kinds)


def is_passed_on(one: Told, member: facts.Member) -> bool:
    """Tell whether what a message tells took a task from its reader."""
    was_theirs = any(deed.field == "owner_id" and deed.old == member.id for deed in one.deeds)
    return was_theirs and not rules.is_owner(one.task, member)


def share(divided: Sequence[Part], room: int, most: int = MOST) -> list[int]:
    """Tell how many tasks of each part are shown in `room` blocks, `most` in all.

    Some of each, then of each what does not wait, then of the first ones more. A task takes up to two blocks;
    a part two more, for its head and for how many more it has.
    """
    shares = [0] * len(divided)
    sizes = [min(len(part.told), EACH) for part in divided]
    some, pressing = [LEAST] * len(divided), [part.pressing for part in divided]
    for wanted in (some, pressing, sizes):
        for place, size in enumerate(sizes):
            while shares[place] < min(size, wanted[place]):
                wider = [*shares[:place], shares[place] + 1, *shares[place + 1 :]]
                if sum(wider) > most or sum(2 * one + 2 for one in wider if one) > room:
                    break
                shares = wider
    return shares


def shortened(one: Told) -> Told:
    """Leave, of each note that is told of a task, the beginning: what a message with much to tell shows."""
    deeds = (
        replace(deed, new=blocks.cut(deed.new, NOTE)) if deed.field == NOTED and deed.new else deed
        for deed in one.deeds
    )
    return replace(one, deeds=tuple(deeds))


def _head(one: Told, member: facts.Member) -> str:
    kinds = {notice.kind for notice in one.notices}
    asking = {notice.kind for notice in one.notices if notice.id in one.asked}
    if asking:  # who asked for a date and then gave the work back asks for none
        kinds -= set(ASKING) - asking
    if Kind.GIVEN in kinds and not rules.is_owner(one.task, member):
        kinds -= {Kind.GIVEN, *OF_CHANGES}
        return next((HEADS[kind] for kind in HEADS if kind in kinds), PASSED_ON)
    if kinds <= {*OF_CHANGES} and is_passed_on(one, member):
        return PASSED_ON
    return HEADS[next((kind for kind in HEADS if kind in kinds), Kind.CHANGED)]
