"""What people see of a file of tasks on its way in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reach import sentence
from commands.kit.reader import Reader
from commands.task.file_dates import Read
from commands.task.operations import Outside, Standing, Without, Would
from commands.task.sheet import NO_CHANNEL
from commands.task.views import words
from storage.import_facts import Count, Import, Line
from storage.vocabulary import ImportState, Priority, TaskStatus

NAMED = 100  # lines with something wrong that are named one by one
SHOWN = 10  # lines of which a preview shows what would be made


def import_form(carry: str) -> Block:
    """Ask for a file."""
    told = blocks.section(
        "Each row is checked. Your direct message shows how many tasks would be made, the first ten "
        "of them, and each row that cannot be read. Nothing is saved before you press Import there."
    )
    file = blocks.field("file", "File of tasks", blocks.file_input("file", ("csv", "json")), hint=_HINT)
    return blocks.modal("task.import", "Import tasks", [told, file], submit="Check", carry=carry)


_HINT = "CSV or JSON as /task export makes it, up to 10,000 tasks and 4 MB. Only the column title is needed."


def brought(name: str, read: Read) -> str:
    """Say that a file was taken in, and how its dates were read that could be two days."""
    lines = len(read.rows)
    told = (
        f"{safe(name)} has {_counted(lines)}. {'It is' if lines == 1 else 'They are'} being checked; "
        "your direct message shows what would be made, and nothing is saved before you press Import there."
    )
    if not read.doubtful:
        return told
    first, other = ("day", "month") if read.day_first else ("month", "day")
    doubtful = f"Dates such as {safe(read.doubtful)} are read with the {first} before the {other}"
    return f"{told}\n{doubtful}; a button there reads them the other way."


def decided() -> str:
    """Say that a button comes too late."""
    return "That was decided already, or ten minutes are over. Nothing was changed; the message shows it."


def imported(found: Standing, until: datetime | None, reader: Reader) -> Message:
    """Show how far a file is, with the buttons that lead on; `until` when it can be taken back, if still."""
    file, count, wrong = found.file, found.count, found.wrong
    name, good, word = (
        f"*{safe(file.name)}*",
        count.lines - count.wrong,
        "entry" if file.name.lower().endswith(".json") else "row",
    )
    first, last = f"T-{count.first}", f"T-{count.last}"
    through = f"{file.place:,} of {_counted(count.lines)}"
    match file.state:
        case ImportState.CHECKING:
            return _message(f"{name}: {through} checked. Nothing is saved yet.")
        case ImportState.READY:
            return _preview(found, word, reader)
        case ImportState.CANCELLED:
            return _message(f"{name} was not imported. Nothing was saved.")
        case ImportState.SAVING | ImportState.LINKING:
            what = "saved" if file.state is ImportState.SAVING else "linked"
            return _message(f"{name}: {through} {what}.")
        case ImportState.TAKING_BACK:
            return _message(f"{name}: {through} taken back.")
        case ImportState.TAKEN_BACK:
            return _taken_back(found, word)
    span = {1: first, 2: f"{first} and {last}"}.get(count.made, f"{first} to {last}")
    told = f"{name}: imported {_counted(good)}, {span}."
    if until is None:
        return _message(told, _left_out(count, wrong, word))
    told += f" They can all be taken back until {until:%H:%M}."
    back = blocks.button("Take all back", "task.import.back", str(file.id))
    return _message(told, _left_out(count, wrong, word), buttons=[back])


def _taken_back(found: Standing, word: str) -> Message:
    told = f"*{safe(found.file.name)}*: {_counted(found.taken_back)} taken back."
    if not found.count.made:
        return _message(told)
    stays = "stays" if found.count.made == 1 else "stay"
    told += f" {_counted(found.count.made)} changed since {stays}."
    return _message(told, _named(found.wrong, word))


def _reading(file: Import, read_as: date, reader: Reader) -> str:
    """Say how the dates are read that could be two days."""
    day = calendar.day_text(read_as, reader.today)
    first = "day" if file.day_first else "month"
    return f"{safe(file.doubtful)} is read as {day}: the {first} comes first in all such dates of the file."


def _preview(found: Standing, word: str, reader: Reader) -> Message:
    file, count = found.file, found.count
    good = count.lines - count.wrong
    told = f"*{safe(file.name)}*: {good:,} of {_counted(count.lines)} can be imported. Nothing is saved yet."
    if not good:
        told = f"*{safe(file.name)}*: nothing of it can be imported, and nothing is saved."
    go = (
        [blocks.button(f"Import {_counted(good)}", "task.import.save", str(file.id), "primary")]
        if good
        else []
    )
    if found.read_as and good:
        told += f"\n{_reading(file, found.read_as, reader)}"
        months = blocks.button("Read the month first", "task.import.months", str(file.id))
        days = blocks.button("Read the day first", "task.import.days", str(file.id))
        go.append(months if file.day_first else days)
    if found.unread and good:
        named = blocks.cut(", ".join(found.unread), 300)
        told += f"\nNot read: {safe(named)}. `/task export csv` shows the columns there are."
    if found.shared:
        named = f"{_counted(found.shared)} with several owners: the first owns it, the others watch"
        told += f"\n{named}."
    if found.elsewhere:
        told += f"\n{_elsewhere(found.elsewhere)}"
    buttons = [*go, blocks.button("Cancel", "task.import.cancel", str(file.id))]
    below = "\n\n".join(
        filter(
            None,
            (
                _would_be(found.good, good, reader),
                _outside(found.outside, word),
                _left_out(count, found.wrong, word),
                _unlinked(found, word),
                _without(found.without, word),
            ),
        )
    )
    return _message(told, below, buttons=buttons)


def _elsewhere(found: Mapping[str, int]) -> str:
    """Say which channels get tasks because their column names them."""
    counted = (f"{_counted(count)} to {safe(name)}" for name, count in found.items() if name != NO_CHANNEL)
    kept = f"{_counted(found[NO_CHANNEL])} to none, seen only by whose it is" if NO_CHANNEL in found else ""
    named = blocks.cut(blocks.joined([*counted, *filter(None, [kept])]), 1000)
    return f"By the column channel: {named}."


def _outside(found: Sequence[Outside], word: str) -> str:
    """Name the lines that name people who are not in the channel of their task, with what that means."""
    if not found:
        return ""
    named = [f"{word} {one.line.line:,}: {blocks.cut(_reach(one), 300)}" for one in found[:NAMED]]
    more = [f"… and {len(found) - len(named):,} more"] if len(found) > len(named) else []
    return "\n".join(["Not in the channel of their task:", *named, *more])


def _reach(one: Outside) -> str:
    owner = [sentence(one.beyond, one.owner)] if one.beyond else []
    return " ".join([*owner, *words.unseeing(one.unseeing)])


def _would_be(shown: Sequence[Would], good: int, reader: Reader) -> str:
    if not shown:
        return ""
    more = [f"… and {good - len(shown):,} more"] if good > len(shown) else []
    return "\n".join(["Would be made:", *(_row(one, reader) for one in shown), *more])


def _row(one: Would, reader: Reader) -> str:
    """Say a task that would be made, plainly: with whole names, and when it is due by its reader's clock."""
    said = (
        blocks.cut(one.title, 100),
        one.owner.name if one.owner else f"no owner: {one.left} has left" if one.left else "no owner",
        f"due {calendar.moment_text(one.due.at, one.due.zone, reader.today)}" if one.due else "",
        one.priority.name if one.priority is not Priority.P3 else "",
        one.repeat or "",
        words.hours(one.estimate) if one.estimate else "",
        _standing(one),
        f"{one.points} points" if one.points else "",
        one.project.name if one.project else "",
        f"in {one.place}" if one.place else "",
        " ".join(f"+{label}" for label in one.labels),
        f"{one.steps} steps" if one.steps else "",
        f"after {', '.join(f'T-{number}' for number in one.after)} of the file" if one.after else "",
        f"cc {', '.join(each.name for each in one.watchers)}" if one.watchers else "",
        _snoozed(one, reader),
        _over(one, reader),
    )
    return " · ".join(each for each in said if each)


def _standing(one: Would) -> str:
    """Say how work on it would stand, as lists do, but for since when: that is from now on."""
    if one.status is not TaskStatus.OPEN:
        return ""
    begun = ["under way"] if one.is_begun else []
    reason = f": {blocks.cut(one.reason, words.REASON)}" if one.reason else ""
    return ", ".join([*begun, *([f"blocked{reason}"] if one.is_blocked else [])])


def _over(one: Would, reader: Reader) -> str:
    if one.status is TaskStatus.OPEN:
        return ""
    day = calendar.local(one.finished, reader.zone or "UTC").date() if one.finished else None
    return f"{one.status.value} {calendar.day_text(day, reader.today)}" if day else one.status.value


def _snoozed(one: Would, reader: Reader) -> str:
    if one.snoozed is None or one.status is not TaskStatus.OPEN:
        return ""
    day = calendar.local(one.snoozed, reader.zone or "UTC").date()
    return f"snoozed until {calendar.day_text(day, reader.today)}"


def _left_out(count: Count, wrong: Sequence[Line], word: str) -> str:
    if not wrong:
        return ""
    more = f"\n… and {count.wrong - len(wrong):,} more" if count.wrong > len(wrong) else ""
    return f"{count.wrong:,} left out:\n{_named(wrong, word)}{more}"


def _unlinked(found: Standing, word: str) -> str:
    """Name the lines that would wait for what is not imported, with that."""
    if not found.loose:
        return ""
    count = found.file.unlinked
    named = [
        f"{word} {one.line.line:,}: after {blocks.cut(', '.join(f'T-{number}' for number in one.after), 300)}"
        for one in found.loose
    ]
    more = [f"… and {count - len(named):,} more"] if count > len(named) else []
    head = f"{_counted(count)} would wait for what is not imported. Those links are left out:"
    return "\n".join([head, *named, *more])


def _without(found: Sequence[Without], word: str) -> str:
    """Name the lines of open work that name people who have left, with those."""
    if not found:
        return ""
    named = [f"{word} {one.line.line:,}: {blocks.cut(_who(one), 300)}" for one in found[:NAMED]]
    more = [f"… and {len(found) - len(named):,} more"] if len(found) > len(named) else []
    tasks = "1 open task" if len(found) == 1 else f"{len(found):,} open tasks"
    return "\n".join([f"People who have left are named in {tasks}. They are left out:", *named, *more])


def _who(one: Without) -> str:
    said = "watcher" if len(one.watchers) == 1 else "watchers"
    watchers = [f"{said} {', '.join(one.watchers)}"] if one.watchers else []
    return "; ".join([*([f"owner {one.owner}"] if one.owner else []), *watchers])


def _named(wrong: Sequence[Line], word: str) -> str:
    return "\n".join(f"{word} {line.line:,}: {blocks.cut(line.problem, 1000)}" for line in wrong)


def _message(told: str, below: str = "", buttons: Sequence[Block] = ()) -> Message:
    shown = [blocks.section(told), *(blocks.sections(below) if below else [])]
    return Message(told, (*shown, *([blocks.actions(*buttons)] if buttons else [])))


def _counted(tasks: int) -> str:
    return "1 task" if tasks == 1 else f"{tasks:,} tasks"
