"""A task's history by entries: what one act changed, what of it is told, what can be put back. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from storage import facts
from storage.vocabulary import ADDED, BESIDE_DATES, NOTE

BOOKKEEPING = (*BESIDE_DATES, "done_at", "done_by_id", "blocked_reason")
# What is put back with a field, also where the act itself left it as it was.
TOGETHER = {
    "due_at": ("due_day", "due_words", "due_zone"),
    "status": ("done_at", "done_by_id", "drop_reason"),
    "blocked_at": ("blocked_reason",),
}
# What tells how a task stood, be it for a while.
_OF_STATE = {NOTE, "status", "drop_reason", "done_at", "done_by_id"}
# What whoever hears of many changes needs most; the rest can be looked up.
_WEIGHTY = ("note", "blocked_at", "blocked_reason", "due_at", "owner_id", "status", "drop_reason")
Pair = tuple[facts.Change, facts.Change]  # a change, and a later one of the same field


@dataclass(frozen=True, slots=True)
class Entry:
    """What one act changed on one task."""

    rows: tuple[facts.Change, ...]  # first to last
    told: tuple[facts.Change, ...]  # those of them that are worth words; notes that were taken back are not

    @property
    def group(self) -> str:
        """The change group of the act."""
        return self.rows[0].group

    @property
    def changed(self) -> tuple[facts.Change, ...]:
        """What was told and can be put back; () where the act made the task, or only noted something."""
        if any(row.field == ADDED for row in self.rows):
            return ()
        return tuple(row for row in self.told if row.field != NOTE)

    @property
    def is_round(self) -> bool:
        """Tell whether a round of a repeating task was finished, or taken back."""
        return _is_round({row.field for row in self.rows})

    @property
    def fields(self) -> set[str]:
        """Name all that is to be as it was before the act when it is put back."""
        names = {row.field for row in self.rows if row.field != NOTE}
        return names | {other for name in names for other in TOGETHER.get(name, ())}


def entries(changes: Sequence[facts.Change]) -> list[Entry]:
    """Gather what each act changed, from changes newest first; acts not worth a word are left out."""
    shown = told(changes)
    rows: dict[str, list[facts.Change]] = defaultdict(list)
    worth: dict[str, list[facts.Change]] = defaultdict(list)
    for change in reversed(changes):
        rows[change.group].append(change)
    for change in reversed(shown):
        worth[change.group].append(change)
    groups = dict.fromkeys(change.group for change in shown)
    return [Entry(tuple(rows[group]), tuple(worth[group])) for group in groups]


def told(changes: Sequence[facts.Change]) -> list[facts.Change]:
    """Leave out what only follows from another change, and notes that were taken back."""
    fields: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        fields[change.group].add(change.field)
    undone = {change.undoes for change in changes if change.undoes}
    return [
        change
        for change in changes
        if _is_told(change, fields[change.group]) and not _is_gone(change, undone)
    ]


def lasting(changes: Sequence[facts.Change]) -> list[facts.Change]:
    """Leave out, of changes first to last, those of fields that hold again what they held before all of them.

    That a task was over and is open again is told all the same, with why: whoever looked meanwhile saw it so.
    """
    by_field: dict[str, list[facts.Change]] = defaultdict(list)
    for change in changes:
        by_field[change.field].append(change)
    gone = {field for field, those in by_field.items() if those[0].old == those[-1].new} - _OF_STATE
    return [change for change in changes if change.field not in gone]


def weightiest(changes: Sequence[facts.Change], most: int) -> list[facts.Change]:
    """Return at most so many of some changes, in their order: what weighs most, and of that the newest."""
    places = sorted(range(len(changes)), key=lambda place: (changes[place].field not in _WEIGHTY, -place))
    return [changes[place] for place in sorted(places[:most])]


def seen(changes: Sequence[facts.Change], numbers: Collection[int]) -> list[facts.Change]:
    """Leave out links to tasks that the reader may not see; `numbers` has the ids of those they may."""
    shown = []
    for change in changes:
        if change.field != "after":
            shown.append(change)
            continue
        old, new = ([each for each in value or () if each in numbers] for value in (change.old, change.new))
        if old != new:
            shown.append(replace(change, old=old, new=new))
    return shown


def standing(changes: Sequence[facts.Change]) -> dict[str, Any]:
    """Return what each field holds now, from changes that are newest first."""
    return {change.field: change.new for change in reversed(changes)}


def is_news(entry: Entry, now: Mapping[str, Any]) -> bool:
    """Tell whether putting an entry back would change anything, by what each field holds now."""
    return any(now[row.field] != row.old for row in entry.changed)


def is_as_before(entry: Entry, newest: Mapping[str, facts.Change]) -> bool:
    """Tell whether all an entry changed is as it was before it, by the newest later change of each field."""
    return all(row.field in newest and newest[row.field].new == row.old for row in entry.changed)


def overtaken(entry: Entry, newest: Mapping[str, facts.Change]) -> tuple[Pair, ...]:
    """Return what an entry changed and others gave another value since, each with that later change."""
    rows = [row for row in entry.changed if row.field in newest and newest[row.field].new != row.old]
    return tuple((row, newest[row.field]) for row in rows)


def is_finish(change: facts.Change) -> bool:
    """Tell of a change of `done_at` whether something was finished, and not opened again."""
    return change.new is not None and (change.old is None or change.old < change.new)


def _is_told(change: facts.Change, fields: set[str]) -> bool:
    """Tell whether a change is worth a line: no bookkeeping, unless nothing else tells of the same."""
    match change.field:
        case "done_at":
            return _is_round(fields) and change.undoes is None
        case "drop_reason":
            return "status" not in fields or bool(change.old if change.undoes else change.new)
        case "blocked_reason":
            return "blocked_at" not in fields or bool(change.old if change.undoes else change.new)
        case field:
            return field not in BOOKKEEPING


def _is_round(fields: set[str]) -> bool:
    return "done_at" in fields and "status" not in fields


def _is_gone(change: facts.Change, undone: set[str]) -> bool:
    """Tell whether a change is a note that was taken back, or its taking back."""
    return change.field == NOTE and (change.new is None or change.group in undone)
