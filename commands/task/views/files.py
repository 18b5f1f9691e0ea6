"""What people see of files of tasks."""

from collections.abc import Sequence

from commands.kit import calendar
from commands.kit.blocks import Document, Message, safe
from commands.task import sheet
from storage import facts


def owed(words: str, count: int, most: int) -> str:
    """Say that a file is on its way, or that there is nothing to put into it."""
    if not count:
        return f"{safe(words)}: there are none, so there is no file. Try `/task export csv everything`."
    if count > most:
        return (
            f"{safe(words)}: more than {most:,}. The first {most:,} are on their way to you as a file. "
            "Name a project, a person or a label to get the others."
        )
    way = "is on its way" if count == 1 else "are on their way"
    return f"{safe(words)}: {_counted(count)} {way} to you as a file."


def file(
    kind: str,
    words: str,
    tasks: Sequence[facts.Task],
    member: facts.Member,
    day: str,
    where: sheet.Where,
    *,
    is_whole: bool,
) -> Message:
    """Bring a file of tasks, with what it holds in words; its times are on the member's clock."""
    rest = (
        "" if is_whole else f" There are more than these {len(tasks):,}: name a project, a person or a label."
    )
    times = f"Times in the file are those of {calendar.city(member.zone)}."
    told = f"{safe(words)}: {_counted(len(tasks))}. {times}{rest}"
    write = sheet.as_json if kind == "json" else sheet.as_csv
    document = Document(f"tasks-{day}.{kind}", f"{words}, {day}.{kind}", write(tasks, member.zone, where))
    return Message(told, document=document)


def no_file(words: str) -> Message:
    """Say why the file that was asked for cannot be made any more."""
    return Message(f"The file you asked for could not be made. {safe(words)}")


def _counted(tasks: int) -> str:
    return "1 task" if tasks == 1 else f"{tasks:,} tasks"
