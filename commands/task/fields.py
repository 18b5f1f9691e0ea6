"""What a task's form holds: how a task fills it, how it is read back, and what of it was changed. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from commands.kit import calendar, dated, drawn, line, when
from commands.kit.readings import Here, Refused
from commands.kit.requests import NO_PROJECT, Mention, ProjectRef
from commands.task import grammar, steps
from commands.task.grammar import every
from commands.task.repeat import anchored, fits
from storage import facts
from storage.vocabulary import Priority

NAMES = (
    "title", "owner", "due", "priority", "estimate", "project", "labels", "watchers", "after", "repeat",
    "steps", "notes",
)  # fmt: skip
NOTHING = "none"
LONGEST = 3000  # characters a field of a form can hold
_CHIPS = (("Today", "today"), ("Tomorrow", "tomorrow"), ("Friday", "fri"), ("Next week", "by next week"))
_UNREADABLE = {
    "estimate": "That is no estimate. Write 3h, 90m, 2d, 1w or 5p, or leave it empty.",
    "labels": "A label has two or more letters, digits or hyphens and begins with a letter: security.",
    "repeat": "That is no pattern. Write every monday, every 2 weeks, every 15th or every last friday.",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the form, as people see them. Dates are on the clock of whoever has it open."""

    title: str = ""
    owner: str | None = None  # Slack id
    day: date | None = None
    at: time | None = None
    priority: Priority = Priority.P3
    estimate: str = ""  # "3h 5p"
    project: str = ""  # its key
    project_name: str = ""
    labels: str = ""  # "security, vendor-b"
    watchers: tuple[str, ...] = ()  # Slack ids
    after: str = ""  # "T-4, T-7"
    repeat: str = ""  # "every fri at 16:00"
    steps: str = ""  # one a line, "[x] order"
    notes: str = ""


def of(task: facts.Task, zone: str) -> Fields:
    """Fill the form from a task, for somebody in `zone`."""
    due = calendar.local(task.due.at, zone) if task.due else None
    return Fields(
        title=task.title,
        owner=task.owner.slack_id if task.owner else None,
        day=due.date() if due else None,
        at=due.time().replace(second=0, microsecond=0) if due else None,
        priority=task.priority,
        estimate=" ".join([*_effort(task.estimate), *([f"{task.points}p"] if task.points else [])]),
        project=task.project.key if task.project else "",
        project_name=task.project.name if task.project else "",
        labels=", ".join(task.labels),
        watchers=tuple(sorted(member.slack_id for member in task.watchers)),
        after=", ".join(f"T-{before.number}" for before in task.after),
        repeat=task.repeat or "",
        steps="\n".join(steps.lines(task.checklist)),
        notes=task.notes,
    )


def typed(values: Mapping[str, str]) -> Fields:
    """Read a submitted form, without its chip. A field that was not shown is as in an empty form."""
    day, at = values.get("due", ""), values.get("time", "")
    return Fields(
        title=" ".join(values.get("title", "").split()),
        owner=values.get("owner") or None,
        day=date.fromisoformat(day) if day else None,
        at=time.fromisoformat(at) if at else None,
        priority=Priority(int(values.get("priority") or Priority.P3)),
        estimate=values.get("estimate", "").strip(),
        project=values.get("project", "").replace(NOTHING, ""),
        labels=values.get("labels", "").strip(),
        watchers=tuple(sorted(filter(None, values.get("watchers", "").split(",")))),
        after=values.get("after", "").strip(),
        repeat=values.get("repeat", "").strip(),
        steps=values.get("steps", "").strip(),
        notes=values.get("notes", "").strip(),
    )


def chosen(values: Mapping[str, str], day_drawn: date | None) -> Fields | str:
    """Read a submitted form; its chip beats `day_drawn`, and words say why not another one.

    Where the day that was drawn is emptied there is no date, whatever hour is left beside it.
    """
    fields, chip = typed(values), values.get("chip", "")
    is_emptied = day_drawn is not None and fields.day is None and not chip
    if chip == NOTHING or is_emptied:
        return replace(fields, day=None, at=None)
    if not chip:
        return fields
    day = date.fromisoformat(chip)
    if fields.day not in (None, day_drawn, day):
        return "Two days are chosen: above, and here. Empty one of them. Nothing was saved."
    return replace(fields, day=day)


def chips(here: Here) -> list[tuple[str, str]]:
    """Offer the days people mean most, as (label with its date, ISO day); one that is over is left out."""
    offered: dict[str, str] = {}
    for label, words in _CHIPS:
        found = when.read(words, here)
        if isinstance(found, facts.Due):
            day = found.day.isoformat()
            offered.setdefault(day, f"{label}, {calendar.day_text(found.day, here.today)}")
    return [(label, day) for day, label in offered.items()]


def marks(fields: Fields) -> dict[str, str]:
    """Give each field a short mark that differs when it does."""
    shown: dict[str, object] = {name: getattr(fields, name) for name in NAMES if name != "due"}
    shown["due"] = (fields.day, fields.at)
    shown["notes"], shown["steps"] = fields.notes.strip(), steps.read(fields.steps)
    return drawn.marks({name: shown[name] for name in NAMES})


def read(fields: Fields, names: Collection[str], here: Here) -> grammar.Add | dict[str, str]:
    """Read the named fields as a line would be, or say by field what is wrong with them."""
    wrong: dict[str, str] = {}
    if "title" in names and not fields.title:
        wrong["title"] = "A task needs a few words that say what is to be done."
    due = _due(fields, here) if "due" in names else None
    if not isinstance(due, facts.Due | None):
        wrong["due"], due = due.sentence(), None
    checklist = steps.read(fields.steps) if "steps" in names else ()
    if len(checklist) > steps.MOST:
        wrong["steps"] = f"A task holds {steps.MOST} steps at most. Make some of them tasks."
    estimate = _tokens("estimate", fields.estimate, "~", names, here)
    labels = _tokens("labels", fields.labels, "+", names, here)
    repeat = _repeat(fields, due, names, here)
    after, rest = line.ids(fields.after, "t")
    if "after" in names and rest:
        wrong["after"] = "Write the numbers of tasks, like T-4, T-7."
    wrong |= {name: found for name, found in (("estimate", estimate), ("labels", labels), ("repeat", repeat))
              if isinstance(found, str)}  # fmt: skip
    if isinstance(estimate, str) or isinstance(labels, str) or isinstance(repeat, str) or wrong:
        return wrong
    return grammar.Add(
        title=fields.title,
        notes=fields.notes,
        owner=Mention(fields.owner, None if fields.owner else "nobody"),
        due=due or (repeat.due if fields.repeat else None),
        priority=fields.priority,
        estimate=estimate.estimate,
        project=ProjectRef(fields.project, None) if fields.project else NO_PROJECT,
        labels=labels.labels,
        after=after,
        watchers=tuple(Mention(who, None) for who in fields.watchers),
        repeat=repeat.repeat,
        points=estimate.points,
        steps=checklist,
    )


def _due(fields: Fields, here: Here) -> facts.Due | Refused | None:
    words = " ".join(
        [*([fields.day.isoformat()] if fields.day else []), *([f"{fields.at:%H:%M}"] if fields.at else [])]
    )
    return when.read(words, here) if words else None


def _tokens(name: str, text: str, sign: str, names: Collection[str], here: Here) -> grammar.Add | str:
    """Read short words by the tokens of a line: each is given its sign, unless it has it."""
    words = (_lengths(text) if sign == "~" else text.replace(",", " ").split()) if name in names else []
    found = _line(" ".join(word if word.startswith(sign) else sign + word for word in words), here)
    if found == "" and name == "labels":
        wrong = next((word for word in words if not line.labels(f"+{word.lstrip('+')}")), text)
        return f'"{wrong}" is no label. {_UNREADABLE[name]}'
    return found if isinstance(found, grammar.Add) else found or _UNREADABLE[name]


def _lengths(text: str) -> list[str]:
    """Part an estimate into its length and its points: "1d 4h 5p" is "1d4h" and "5p"."""
    together = re.sub(r"(?<=\d)\s+(?=[a-z])", "", text.replace("~", " "), flags=re.IGNORECASE)
    parts = together.split()
    points = [part for part in parts if re.fullmatch(r"\d+p\w*", part, re.IGNORECASE)]
    return [*filter(None, ["".join(part for part in parts if part not in points)]), *points]


def _repeat(fields: Fields, due: facts.Due | None, names: Collection[str], here: Here) -> grammar.Add | str:
    """Read the pattern together with the date it starts on and what the task waits for."""
    if "repeat" not in names or not fields.repeat:
        return _line("", here) or ""
    text = every.phrase(fields.repeat)
    start = f" due {dated.written(due)}" if due else ""
    after = f" after {fields.after}" if fields.after else ""
    found = _line(f"{text}{start}{after}", here)
    if isinstance(found, grammar.Add) and found.repeat is None:
        return _UNREADABLE["repeat"]
    if isinstance(found, grammar.Add):
        return _begun(found, fields.day, fields.at, here) if fields.day and due is None else found
    return found or _UNREADABLE["repeat"]


def _begun(found: grammar.Add, day: date, at: time | None, here: Here) -> grammar.Add | str:
    """Let a pattern begin on the day and at the hour that the form shows, unless it names its own."""
    said = every.read(found.due.words) if found.due else None
    if said is None:
        return found
    if said.at and at and said.at != at:
        return f"The date is at {at:%H:%M}, and this at {said.at:%H:%M}. Give both the same hour."
    if not fits(said, day):
        shown = calendar.day_text(day, here.today)
        return f'{shown} is no day of "{said.text}". Change the date as well, or leave it empty.'
    return replace(found, repeat=anchored(said, day))


def _line(tokens: str, here: Here) -> grammar.Add | str:
    """Read tokens behind a title; words that say why not, "" when they were taken for text."""
    found = grammar.parse(f'add "x" {tokens}', here)
    if isinstance(found, grammar.Unclear):
        return found.words
    return found if isinstance(found, grammar.Add) and found.title == "x" else ""


def _effort(minutes: int | None) -> list[str]:
    if not minutes:
        return []
    return [f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"]
