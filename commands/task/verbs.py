"""A line that begins with a verb → what is asked for; None where the words are a title after all."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from commands.kit import dated, line, owner, when
from commands.kit.readings import Here
from commands.kit.requests import HOLE, Help, Offer, Unclear
from commands.task import alone, amend, capture, filters
from commands.task.requests import (
    After,
    Amend,
    Assign,
    Block,
    Decline,
    Drop,
    Edit,
    Finish,
    Free,
    History,
    Note,
    Propose,
    Redate,
    Reopen,
    Request,
    Show,
    Snooze,
    Split,
    Start,
    Suggest,
    Take,
    Unblock,
    Unwatch,
    Watch,
)

ALL = (
    *(
        "add",
        "list",
        "done",
        "reopen",
        "start",
        "block",
        "unblock",
        "assign",
        "take",
        "decline",
        "due",
        "propose",
    ),
    *("snooze", "after", "free", "edit", "note", "split", "drop", "watch", "unwatch", "show", "history"),
    *("find", "export", "import", "undo", "skills", "suggest", "emoji", "quiet", "explain", "help"),
)
ALIASES = {
    "+": "add",
    "ls": "list",
    "mine": "list",
    "board": "list",
    "close": "done",
    "✓": "done",
    "give": "assign",
    "move": "due",
    "needs": "after",
    **dict.fromkeys(("finish", "complete", "completed", "resolve"), "done"),
    **dict.fromkeys(("cancel", "delete", "remove"), "drop"),
    **dict.fromkeys(("rename", "retitle"), "edit"),
    **dict.fromkeys(("status", "view"), "show"),
    "comment": "note",
    "reassign": "assign",
    **dict.fromkeys(("reschedule", "postpone"), "due"),
    "begin": "start",
}
WORDS_FOR = {verb: verb for verb in ALL} | ALIASES
Numbers = tuple[int, ...]
_MANY: dict[str, Callable[[Numbers], Request]] = {
    "done": Finish,
    "reopen": Reopen,
    "start": Start,
    "unblock": Unblock,
    "take": Take,
}
_MANY_AND_WHY: dict[str, Callable[[Numbers, str], Request]] = {"block": Block, "drop": Drop}
_ONE: dict[str, Callable[[int], Request]] = {
    "show": Show,
    "history": History,
    "suggest": Suggest,
    "watch": Watch,
    "unwatch": Unwatch,
}
_LINKS: dict[str, Callable[[int, Numbers], Request]] = {"after": After, "free": Free}
_LABELS = {"done": "Mark {} done", "assign": "Assign {}", "due": "Move {}"}
_CLEARED = re.compile(r"(?:to )?(?:none|no (?:due )?date|nothing|never|clear|remove|-)", re.IGNORECASE)
_WHY = re.compile(r"^[-–:,]?\s*(?:because\b)?\s*", re.IGNORECASE)
_FIRST_ID = re.compile(r"^\s*t[-–]\d+[,.:]?\s*", re.IGNORECASE)  # words behind it may name other tasks
_FROM = re.compile(r"(?:from|of)\s+(?=t[-–])", re.IGNORECASE)
_ID = re.compile(r"(?<![\w-])t[-–](\d+)", re.IGNORECASE)
_TO = re.compile(r"^to\s+", re.IGNORECASE)
_PAGE = re.compile(r"page ([1-9][0-9]{0,2})", re.IGNORECASE)
_STEP = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|\[[ x]?\])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A line as typed: its first line, what follows that, and all that stands behind the verb."""

    head: str
    notes: str
    rest: str


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read a line as a verb with what it needs; None when it is a title."""
    typed, _, first = head.partition(" ")
    verb = WORDS_FOR.get(typed.lower())
    said = _Said(head, notes, "\n".join(part for part in (first.strip(), notes) if part))
    if verb in ON_TASKS:
        numbers, left = line.ids(said.rest, "t")
        if numbers:
            return _on_tasks(verb, numbers, left, said, here)
        return None if said.rest else Help(verb)
    if verb in _ALONE:
        return _ALONE[verb](typed.lower(), said)
    if verb in alone.READ:
        return alone.READ[verb](said.rest) or alone.unknown(verb, said.rest, head)
    numbers, left = line.ids(head, "t")
    return Show(numbers[0]) if len(numbers) == 1 and not left and not notes else None


def near(word: str) -> str | None:
    """Name the verb that `word` is, or is a slip of; None when it is like none."""
    found = line.nearest(word, tuple(WORDS_FOR))
    return WORDS_FOR[found] if found else None


def _on_tasks(verb: str, numbers: Numbers, rest: str, said: _Said, here: Here) -> Request | None:
    """Read what follows the ids of a verb."""
    if verb in _LINKS:
        return _linked(verb, numbers, rest, said)
    if verb in _MANY_AND_WHY:
        return _MANY_AND_WHY[verb](numbers, _reason(rest))
    if verb in _WORDS:
        return _WORDS[verb](numbers[0], _FIRST_ID.sub("", said.rest), here)
    if verb in _MORE and len(numbers) == 1:
        return _MORE[verb](numbers[0], rest, here)
    if verb == "history" and len(numbers) == 1 and (page := _PAGE.fullmatch(rest)):
        return History(numbers[0], int(page[1]))
    if rest and verb not in _MORE:
        return _surplus(verb, numbers, rest, said)
    if verb in _MANY:
        return _MANY[verb](numbers)
    return _ONE[verb](numbers[0]) if len(numbers) == 1 else _one_at_a_time(verb, numbers, rest)


def _one_at_a_time(verb: str, numbers: Numbers, rest: str) -> Unclear:
    offers = tuple(Offer(f"{verb} T-{number}", f"{verb} T-{number} {rest}".strip()) for number in numbers[:5])
    return Unclear(f"{verb.capitalize()} takes one task at a time. Nothing was changed. Which one?", offers)


def _surplus(verb: str, numbers: Numbers, rest: str, said: _Said) -> Unclear:
    names = names_of(numbers)
    run = Offer(label(verb, names), f"{verb} {names}")
    words = f'I can\'t read "{line.spoken(rest)[:100]}" after {names}. Nothing was changed.'
    return Unclear(words, (run, alone.no_title(said.head, said.notes)))


def names_of(numbers: Numbers) -> str:
    """Write the numbers of tasks as people type them."""
    return ", ".join(f"T-{number}" for number in numbers)


def label(verb: str, names: str) -> str:
    """Say on a button what a verb does to tasks ("T-4, T-7")."""
    return _LABELS.get(verb, f"{verb.capitalize()} {{}}").format(names)[:75]


def _reason(rest: str) -> str:
    return line.spoken_notes(_WHY.sub("", rest))


def _linked(verb: str, numbers: Numbers, rest: str, said: _Said) -> Request | None:
    """Read what a task waits for; "after T-12 deploy it" is a new task that waits."""
    if verb == "free" and (lead := _FROM.match(rest)):
        more, rest = line.ids(rest[lead.end() :], "t")
        numbers = (*numbers, *more)
    number, *others = numbers
    if rest:
        return None
    if _ID.findall(said.rest).count(str(number)) > 1:
        return Unclear(f"T-{number} cannot wait for itself. Nothing was changed.")
    if verb == "after" and not others:
        words = f"What does T-{number} wait for? Nothing was changed. Try /task after T-{number} T-4."
        return Unclear(words)
    return _LINKS[verb](number, tuple(others))


def _assign(number: int, rest: str, here: Here) -> Request:
    """Read whom a task is given to: a mention, or a plain name."""
    more = amend.read(f"T-{number} {_TO.sub('', rest)}", "", here)
    if isinstance(more, Amend) and more.names != ("owner",):
        return more
    named = owner.named(rest, f"assign T-{number}", f"T-{number}", "task")
    return named if isinstance(named, Unclear) else Assign(number, named)


def _redate(number: int, rest: str, here: Here) -> Request:
    """Read a new due date, or that there is none."""
    subject = f"T-{number}"
    if _CLEARED.fullmatch(rest):
        return Redate(number, None)
    if not rest:
        offers = _near_days("due", subject, ("Today EOD", "eod"), ("Tomorrow", "tomorrow"))
        return Unclear(
            f"When is {subject} due? Nothing was changed. Try /task due {subject} next tue.",
            (
                *offers,
                Offer("Pick a date", f"due {subject} {HOLE}", pick="date"),
                Offer("No date", f"due {subject} none"),
            ),
        )
    found = when.weigh(rest, here)
    for said in (f"due {rest}", _TO.sub("", rest)) if isinstance(found, when.Unreadable) else ():
        if isinstance(more := amend.read(f"{subject} {said}", "", here), Amend):
            return more
    if isinstance(found, when.Reading):
        others = dated.choice_offers(found.others, subject, is_day=when.is_day(rest))
        return Redate(number, found.due, others)
    return dated.refused(found, subject)


def _propose(number: int, rest: str, here: Here) -> Request:
    """Read which date is asked for instead."""
    subject = f"T-{number}"
    if not rest:
        words = f"Which date? Nothing was changed. Try /task propose {subject} next tue."
        return Unclear(words, (Offer("Pick a date", f"propose {subject} {HOLE}", pick="date"),))
    found = when.weigh(rest, here)
    return (
        Propose(number, found.due)
        if isinstance(found, when.Reading)
        else dated.refused(found, subject, "propose")
    )


def _snooze(number: int, rest: str, here: Here) -> Request:
    """Read until when a task is to be quiet."""
    subject = f"T-{number}"
    if rest.casefold() in ("off", "end") or _CLEARED.fullmatch(rest):
        return Snooze(number, None)
    if not rest:
        offers = _near_days("snooze", subject, ("Tomorrow", "tomorrow"), ("Next week", "next week mon"))
        offers = (*offers, Offer("Pick a date", f"snooze {subject} {HOLE}", pick="date"))
        return Unclear(f"Until when? Nothing was changed. Try /task snooze {subject} mon.", offers)
    found = when.weigh(re.sub(r"^for\s+", "", rest, flags=re.IGNORECASE), here)
    if isinstance(found, when.Reading):
        others = dated.choice_offers(found.others, subject, verb="snooze", is_day=True)
        return Snooze(number, found.due, others)
    return dated.refused(found, subject, "snooze")


def _near_days(verb: str, subject: str, *days: tuple[str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(label, f"{verb} {subject} {words}") for label, words in days)


def _decline(number: int, rest: str, _: Here) -> Request:
    return Decline(number, _reason(rest))


def _edit(number: int, rest: str, here: Here) -> Request:
    """Read a new title; what a new task would have no title from is none here either."""
    title = line.unquoted(line.spoken(rest))
    if "\n" in rest or len(title) > line.LONGEST_TITLE:
        words = f"A title is one line of at most {line.LONGEST_TITLE} characters. Nothing was changed."
        return Unclear(f"{words} Further words belong in a note: /task note T-{number} …")
    return _amended(number, rest, here) or Edit(number, title or None)


def _amended(number: int, rest: str, here: Here) -> Request | None:
    """Read tokens where a title is expected: alone, behind a quoted title, or else ask; None: none are."""
    more = amend.read(f"T-{number} {rest}", "", here) or amend.titled(number, rest, here)
    if isinstance(more, Amend):
        return more
    found = capture.read(line.start(rest, ""), here)
    if found == capture.UNTITLED and rest:
        words = f'There is no title in that, so nothing was saved. The form of T-{number} has all fields; "'
        return Unclear(f'{words}quotes" make it a title.', (Offer("Open the form", f"edit T-{number}"),))
    if isinstance(found, Unclear) or '"' in rest or not amend.changed(found.add):
        return None
    rewritten = found.line.text
    tokens = " ".join(rewritten[slice(*span)].strip() for span, _ in sorted(found.line.taken))
    both = Offer("Change both", f'edit T-{number} "{capture.escaped(found.add.title)}" {tokens}')
    words = f'Is "{line.spoken(tokens)[:100]}" part of the title of T-{number}? Nothing was changed.'
    return Unclear(words, (both, *amend.as_title(f"edit T-{number} {rest}")))


def _note(number: int, rest: str, _: Here) -> Request:
    if rest:
        return Note(number, line.spoken_notes(rest))
    words = f"What should stand in the note? Nothing was saved. Try /task note T-{number} pinged legal."
    return Unclear(words)


def _split(number: int, rest: str, _: Here) -> Request:
    """Read the steps of a checklist: one a line, parted by semicolons; where there are neither, by commas."""
    parts = [part for each in rest.split("\n") for part in line.parted(each, ";")]
    parts = line.parted(parts[0], ",") if len(parts) == 1 else parts
    steps = tuple(step for part in parts if (step := line.spoken(_STEP.sub("", part))))
    if steps:
        return Split(number, steps)
    words = f"Into which steps? Nothing was changed. Try /task split T-{number} order; rack; cable."
    return Unclear(words)


_MORE: dict[str, Callable[[int, str, Here], Request]] = {
    "assign": _assign,
    "due": _redate,
    "propose": _propose,
    "snooze": _snooze,
}
_WORDS: dict[str, Callable[[int, str, Here], Request]] = {
    "decline": _decline,
    "edit": _edit,
    "note": _note,
    "split": _split,
}
ON_TASKS = (*_MANY, *_MANY_AND_WHY, *_ONE, *_LINKS, *_MORE, *_WORDS)


def _help(_: str, said: _Said) -> Request | None:
    if said.rest.lower() == "board":  # a list like any other, but for its help
        return Help("board")
    if not said.rest or (verb := near(said.rest)):
        return Help(verb if said.rest else None)
    first, *more = said.rest.split()
    if said.head[0].islower() and len(more) == 1 and first.lower() in WORDS_FOR:
        words = (
            f'`/task help` takes one command. "{line.spoken(more[0])[:100]}" is left over. Nothing was saved.'
        )
        return Unclear(
            words, (Offer(f"Help on {first}"[:75], f"help {first}"), alone.no_title(said.head, ""))
        )
    return alone.unknown("help", said.rest, said.head)


_ALONE: dict[str, Callable[[str, _Said], Request | None]] = {
    "list": lambda typed, said: filters.read(said.rest, typed, said.head),
    "find": lambda _, said: alone.find(said.head, said.notes, said.rest),
    "help": _help,
}
