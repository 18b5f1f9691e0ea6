"""What happened to a task, an entry an act: when, who, what from and to; and putting one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from commands.kit import blocks, calendar, fit, paging
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.task import entries, operations
from commands.task.entries import Entry, is_finish
from commands.task.views import ticked, words
from commands.task.views.replies import has_left
from storage import facts
from storage.vocabulary import NOTE as NOTED

PAGE = 40  # blocks: an entry is one, a long note more
NOTE = 1000  # characters of a note that stand in the line of its entry
_FIELDS = {
    "title": "the title",
    "notes": "the notes",
    "priority": "the priority",
    "estimate": "the estimate",
    "points": "the points",
    "project_id": "the project",
    "repeat": "how it repeats",
    "files": "the files",
    "labels": "the labels",
    "after": "what it waits for",
    "watchers": "who watches",
    "owner_id": "the owner",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in old and new values stand for."""

    members: Mapping[int, str]
    tasks: Mapping[int, int]  # numbers
    projects: Mapping[int, str] = field(default_factory=dict)
    zone: str = ""  # on whose clock the task is due (IANA name); "": none is known


def history(
    task: facts.Task,
    changes: Sequence[facts.Change],
    names: Names,
    reader: Reader,
    *,
    may_change: bool,
    page: int = 1,
) -> Say:
    """Show what happened to a task, newest first, a page of it; what differs now can be put back.

    A long note is shown whole. `changes` begin with the newest, whatever the page.
    """
    found, now = entries.entries(changes), entries.standing(changes)
    shown: list[list[Block]] = []
    for entry in found:
        back = _back(task, entry) if may_change and entries.is_news(entry, now) else None
        shown.append([blocks.section(line(entry, names, reader), back), *_rest_of_notes(entry)])
    body: list[Block] = [blocks.section(f"{words.title(task)} · history")]
    pages = paging.parted(shown, PAGE, fit.MESSAGE - fit.size(body))
    body += pages[page - 1] if page <= len(pages) else []
    if len(body) == 1:
        body.append(blocks.context("Nothing on that page."))
    body += paging.buttons(page, len(pages), lambda to: f"/task history T-{task.number} page {to}")
    return Say(Message(f"History of {words.plain(task, reader)}", tuple(body)))


def line(entry: Entry, names: Names, reader: Reader) -> str:
    """Say what one act changed: "Mon 26 Oct 09:00 · Ana Sousa changed the owner from …"."""
    first = entry.told[0]
    back = "took back: " if first.undoes else ""
    told = reversed(entry.told) if first.undoes else entry.told  # in the order it was done
    did = "; ".join(said for _, said in deeds([_meant(change) for change in told], names, reader))
    return f"{_when(first, reader)} · {words.who(first.member)} {back}{did}"


def not_put_back(outcome: operations.NotPutBack, names: Names, reader: Reader) -> Say:
    """Say why a change was not put back, and what would do it all the same."""
    match outcome:
        case operations.AsBefore(task, newest):
            who, when = words.who(newest.member), _when(newest, reader)
            return say(f"{words.title(task)}: {who} put that back already, on {when}. Nothing was changed.")
        case operations.Gone():
            return has_left(outcome)
        case operations.Overtaken(task, entry, later):
            since = [_since(*pair, names, reader) for pair in later]
            known = ",".join(dict.fromkeys(change.group for _, change in later))
            text = "\n".join([f"{words.title(task)} was changed since, so nothing was put back.", *since])
            return say(text, buttons=(_back(task, entry, "Put back all the same", known),))


# Of which change in the same group each is the reason.
_REASONS = {"drop_reason": "status", "blocked_reason": "blocked_at", NOTED: "due_at"}
_STATES = {"open": "opened it again", "done": "finished it", "dropped": "dropped it"}


def deeds(
    changes: Sequence[facts.Change], names: Names, reader: Reader, *, most: int = NOTE
) -> list[tuple[facts.Change, str]]:
    """Say what changes did, as `deed` does, each with that change; a reason stands behind what it is of."""
    said: list[tuple[facts.Change, str]] = []
    places: dict[tuple[str, str], int] = {}
    for change in changes:
        place = places.get((change.group, _REASONS.get(change.field, "")))
        if place is None or not change.new:
            places[change.group, change.field] = len(said)
            said.append((change, deed(change, names, reader, most=most)))
        else:
            of, text = said[place]
            said[place] = of, f"{text}: {safe(blocks.cut(str(change.new), most))}"
    return said


def deed(change: facts.Change, names: Names, reader: Reader, *, most: int = NOTE) -> str:
    """Say what one change did, in words that follow a name; of a note at most so many characters."""
    new = change.new
    match change.field:
        case "added":
            return "made it"
        case "note":
            return f"noted: {safe(blocks.cut(str(new), most))}"
        case "checklist":
            return ticked.changed(change.old, new)
        case "drop_reason" | "blocked_reason":
            return f"gave the reason: {safe(str(new))}" if new else "took the reason away"
        case "status":
            return _STATES[new]
        case "due_at":
            return _dated(change, names, reader)
        case "done_at":
            return "finished this round" if is_finish(change) else "opened the round before again"
        case "snoozed_until":
            return f"snoozed it until {_value(change, new, names, reader)}" if new else "ended its snooze"
        case "started_at":
            return "started it" if new else "is no longer at work on it"
        case "blocked_at":
            return "said that something is in the way" if new else "said that nothing is in the way any more"
        case name:
            return f"changed {_FIELDS.get(name, name)}{_from_to(change, names, reader)}"


def _rest_of_notes(entry: Entry) -> list[Block]:
    """Show what the line of an entry cut off its notes."""
    notes = [str(row.new) for row in entry.told if row.field == NOTED]
    return [block for note in notes for block in blocks.sections(blocks.rest(note, NOTE), most=PAGE - 1)]


def _back(task: facts.Task, entry: Entry, label: str = "Put back", known: str = "") -> Block:
    return blocks.button(label, "task.back", f"{task.number} {entry.group} {known}".strip())


def _since(before: facts.Change, change: facts.Change, names: Names, reader: Reader) -> str:
    """Say who changed a field since and to what, and what it would be again."""
    back = "took back: " if change.undoes else ""
    did = f"{back}{deed(_meant(change), names, reader)}"
    told = f"{words.who(change.member)} {did}, on {_when(change, reader)}"
    if change.field in ("status", "started_at", "blocked_at", "done_at"):
        return f"{told}."
    return f"{told}. Put back, it would be {_value(before, before.old, names, reader)}."


def _meant(change: facts.Change) -> facts.Change:
    """Turn the taking back of a change into that change."""
    return replace(change, old=change.new, new=change.old) if change.undoes else change


def _when(change: facts.Change, reader: Reader) -> str:
    return calendar.moment_text(change.at, reader.zone or "UTC", reader.today)


def _zone(change: facts.Change, names: Names) -> str:
    """Return the clock of a date: a due date stands on its task's, wherever whoever moved it lives by now."""
    own = change.member.zone if change.member else "UTC"
    return names.zone or own if change.field == "due_at" else own


def _dated(change: facts.Change, names: Names, reader: Reader) -> str:
    """Say what became of a date by the clock it is due on; with the time where only that differs."""
    old, new = change.old, change.new
    was, now = (_value(change, value, names, reader) for value in (old, new))
    if was == now and old and new:
        was, now = (
            calendar.moment_text(
                datetime.fromisoformat(at), _zone(change, names), reader.today, (), reader.zone
            )
            for at in (old, new)
        )
    if not new:
        return f"took the date away, which was {was}"
    return f"moved the date from {was} to {now}" if old else f"set the date to {now}"


def _from_to(change: facts.Change, names: Names, reader: Reader) -> str:
    """Say a value before and after, where both are short enough to read in a line."""
    if change.field == "notes":
        return f" to {_value(change, change.new, names, reader)}"
    if change.field == "files" or (change.field == "project_id" and not names.projects):
        return ""
    was, now = (_value(change, value, names, reader) for value in (change.old, change.new))
    return f" from {was} to {now}"


def _value(change: facts.Change, value: Any, names: Names, reader: Reader) -> str:
    """Say what the field of a change held."""
    if change.field == "owner_id":
        return _member(value, names)
    if value is None or value == [] or value == "":
        return {"due_at": "no date", "watchers": "nobody"}.get(change.field, "nothing")
    match change.field:
        case "due_at" | "snoozed_until":
            return _day(datetime.fromisoformat(value), _zone(change, names), reader)
        case "priority":
            return f"P{value}"
        case "estimate":
            return words.hours(value)
        case "project_id":
            return safe(names.projects.get(value, "another one"))
        case "watchers":
            return ", ".join(_member(each, names) for each in value)
        case "after":
            return ", ".join(f"T-{names.tasks[each]}" for each in value if each in names.tasks)
        case "labels":
            return ", ".join(f"+{safe(each)}" for each in value)
        case "checklist":
            return ticked.counted(value)
        case _:
            return f"\u201c{safe(blocks.cut(str(value), 250))}\u201d"


def _day(at: datetime, zone: str, reader: Reader) -> str:
    """Say a day on the clock of `zone`; with the time where it is another day for the reader."""
    day = calendar.local(at, zone).date()
    if calendar.local(at, reader.zone or zone).date() != day:
        return calendar.moment_text(at, zone, reader.today, (), reader.zone)
    return calendar.day_text(day, reader.today)


def _member(value: int | None, names: Names) -> str:
    return safe(names.members.get(value, "somebody")) if value is not None else "nobody"
