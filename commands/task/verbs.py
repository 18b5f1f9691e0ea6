"""A line that begins with a verb → what is asked for; None where the words are a title after all."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from commands.kit import dated, line, owner, when, when_times
from commands.kit.readings import Here
from commands.kit.requests import HOLE, Help, Offer, OpenForm, Unclear, Undo
from commands.task import capture, filters, tokens
from commands.task.requests import (
    After,
    Assign,
    Block,
    Decline,
    Drop,
    Edit,
    Emoji,
    Explain,
    Find,
    Finish,
    Free,
    History,
    Import,
    Note,
    Quiet,
    Redate,
    Reopen,
    Request,
    Show,
    Skills,
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
    *("add", "list", "done", "reopen", "start", "block", "unblock", "assign", "take", "decline", "due"),
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
}
_WORDS_FOR = {verb: verb for verb in ALL} | ALIASES
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
_PAGE = re.compile(r"page ([1-9][0-9]{0,2})", re.IGNORECASE)
_SPAN = re.compile(r"\s*[-–]\s*|\s+(?:to|until|till)\s+")
_LESS = re.compile(r"(?<!\S)-[^\W\d_](?:[^\W_]|-){1,39}(?!\S)")
_EMOJI = re.compile(r":(?P<name>[^\s:]{1,100}):(?::skin-tone-\d:)?")
_STEP = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|\[[ x]?\])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A line as typed: its first line, what follows that, and all that stands behind the verb."""

    head: str
    notes: str
    rest: str


def read(head: str, notes: str, here: Here, live: Collection[str]) -> Request | None:
    """Read a line as a verb with what it needs; None when it is a title. `live`: the verbs that count."""
    typed, _, first = head.partition(" ")
    verb = _verb(typed, live)
    said = _Said(head, notes, "\n".join(part for part in (first.strip(), notes) if part))
    if verb in _ON_TASKS:
        numbers, left = line.ids(said.rest, "t")
        if numbers:
            return _on_tasks(verb, numbers, left, said, here)
        return None if said.rest else Help(verb)
    if verb in _ALONE:
        return _ALONE[verb](typed.lower(), said, live)
    numbers, left = line.ids(head, "t")
    return Show(numbers[0]) if len(numbers) == 1 and not left and not notes else None


def near(word: str, live: Collection[str]) -> str | None:
    """Name the verb that `word` is, or is a slip of; None when it is like none."""
    words = tuple(alias for alias, verb in _WORDS_FOR.items() if verb in live)
    found = line.nearest(word, words)
    return _WORDS_FOR[found] if found else None


def slip(head: str, notes: str, live: Collection[str]) -> Unclear | None:
    """Stop at a near-verb with an id behind: a typo, not a title."""
    typed, _, rest = head.partition(" ")
    numbers, left = line.ids(rest, "t")
    verb = near(typed, live) if numbers else None
    if verb not in _ON_TASKS or (verb in _LINKS and left):
        return None
    names = _names(numbers)
    run = _label(verb, names) if not left and verb not in ("assign", "due") else f"{verb} {rest}"
    more = f"\n{notes}" if notes and verb in _WORDS else ""
    offers = (Offer(run[:75], f"{verb} {rest}{more}"), Offer("Add it as a task", as_title(head, notes)))
    return Unclear(f'"{line.spoken(typed)}" is not a command.', offers)


def as_title(head: str, notes: str) -> str:
    """Write a line so that all of it is the title."""
    title = f"add {head}" if '"' in head else f'add "{head}"'
    return f"{title}\n{notes}" if notes else title


def _verb(typed: str, live: Collection[str]) -> str | None:
    verb = _WORDS_FOR.get(typed.lower())
    return verb if verb in live else None


def _on_tasks(verb: str, numbers: Numbers, rest: str, said: _Said, here: Here) -> Request | None:
    """Read what follows the ids of a verb."""
    if verb in _LINKS:
        return _linked(verb, numbers, rest)
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
    names = _names(numbers)
    run = Offer(_label(verb, names), f"{verb} {names}")
    words = f'I can\'t read "{line.spoken(rest)[:100]}" after {names}. Nothing was changed.'
    return Unclear(words, (run, Offer("Add it as a task", as_title(said.head, said.notes))))


def _names(numbers: Numbers) -> str:
    return ", ".join(f"T-{number}" for number in numbers)


def _label(verb: str, names: str) -> str:
    return _LABELS.get(verb, f"{verb.capitalize()} {{}}").format(names)[:75]


def _reason(rest: str) -> str:
    return line.spoken_notes(_WHY.sub("", rest))


def _linked(verb: str, numbers: Numbers, rest: str) -> Request | None:
    """Read what a task waits for; "after T-12 deploy it" is a new task that waits."""
    if verb == "free" and (lead := _FROM.match(rest)):
        more, rest = line.ids(rest[lead.end() :], "t")
        numbers = (*numbers, *more)
    number, *others = numbers
    if rest:
        return None
    if verb == "after" and not others:
        words = f"What does T-{number} wait for? Nothing was changed. Try /task after T-{number} T-4."
        return Unclear(words)
    return _LINKS[verb](number, tuple(others))


def _assign(number: int, rest: str, _: Here) -> Request:
    """Read whom a task is given to: a mention, or a plain name."""
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
    if isinstance(found, when.Reading):
        return Redate(number, found.due, dated.choice_offers(found.others, subject))
    return Unclear(found.sentence, dated.choice_offers(found.choices, subject))


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
        return Snooze(number, found.due, dated.choice_offers(found.others, subject, verb="snooze"))
    return Unclear(found.sentence, dated.choice_offers(found.choices, subject, verb="snooze"))


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
    if title and capture.read(line.start(rest, ""), here) == capture.UNTITLED:
        words = f'There is no title in that, so nothing was saved. The form of T-{number} has all fields; "'
        kept = (Offer("Keep as text", f'edit T-{number} "{rest}"'),) if '"' not in rest else ()
        form = Offer("Open the form", f"edit T-{number}")
        return Unclear(f'{words}quotes" make it a title.', (form, *kept))
    return Edit(number, title or None)


def _note(number: int, rest: str, _: Here) -> Request:
    if rest:
        return Note(number, line.spoken_notes(rest))
    words = f"What should stand in the note? Nothing was saved. Try /task note T-{number} pinged legal."
    return Unclear(words)


def _split(number: int, rest: str, _: Here) -> Request:
    """Read the steps of a checklist: one a line, else parted by semicolons, else by commas."""
    parts = rest.split("\n")
    for sign in (";", ","):
        parts = parts[0].split(sign) if len(parts) == 1 else parts
    steps = tuple(step for part in parts if (step := line.spoken(_STEP.sub("", part))))
    if steps:
        return Split(number, steps)
    words = f"Into which steps? Nothing was changed. Try /task split T-{number} order; rack; cable."
    return Unclear(words)


_MORE: dict[str, Callable[[int, str, Here], Request]] = {
    "assign": _assign,
    "due": _redate,
    "snooze": _snooze,
}
_WORDS: dict[str, Callable[[int, str, Here], Request]] = {
    "decline": _decline,
    "edit": _edit,
    "note": _note,
    "split": _split,
}
_ON_TASKS = (*_MANY, *_MANY_AND_WHY, *_ONE, *_LINKS, *_MORE, *_WORDS)


def _find(_: str, said: _Said, __: Collection[str]) -> Request | None:
    words = line.unquoted(line.spoken(said.rest))
    return (
        Find(words, f"+ {said.head}" + (f"\n{said.notes}" if said.notes else "")) if words else Help("find")
    )


def _skills(_: str, said: _Said, __: Collection[str]) -> Request | None:
    """Read whose skills are asked for, and which are to come or go."""
    left = line.start(said.rest, "")
    people, more = line.mentions(left.mask), line.labels(left.mask)
    less = [match.span() for match in _LESS.finditer(left.mask)]
    if left.hide(*(each.span for each in people), *more, *less).mask.strip(" ,") or len(people) > 1:
        return None
    if any(each.is_group for each in people):
        return None
    who = people[0].who if people else None
    return Skills(who, tokens.label_names(left.text, more), tokens.label_names(left.text, less))


def _emoji(_: str, said: _Said, __: Collection[str]) -> Request | None:
    """Read an emoji's name, or that there is to be none; other words are a title."""
    if not said.rest:
        return Emoji(None)
    if said.rest.lower() in ("off", "none", "no"):
        return Emoji("")
    if found := _EMOJI.fullmatch(said.rest):
        return Emoji(found["name"])
    if not said.rest.isascii() and len(said.rest) < 8 and not any(sign.isalnum() for sign in said.rest):
        return Unclear("Write the emoji by its name, like `/task emoji :pushpin:`. Nothing was changed.")
    return None


def _quiet(_: str, said: _Said, __: Collection[str]) -> Request | None:
    """Read the hours in which the caller is told nothing, or that there are none of their own."""
    if not said.rest:
        return Quiet()
    if said.rest.lower() in ("off", "none", "no"):
        return Quiet(is_off=True)
    ends = [when_times.split(each) for each in _SPAN.split(said.rest.lower().removeprefix("from "))]
    times = [each.at for each in ends if each is not None and not each.day and each.zone is None and each.at]
    if len(times) == len(ends) == 2 and times[0] != times[1]:
        return Quiet((times[0], times[1]))
    if times or re.fullmatch(r"[\d:.]+(?:\s*[-–]\s*[\d:.]+)?", said.rest):
        return Unclear(
            "Quiet hours are written like `/task quiet 18:00-09:00`, by your own clock. Nothing was changed."
        )
    return None


def _help(_: str, said: _Said, live: Collection[str]) -> Request | None:
    if said.rest.lower() == "board":  # a list like any other, but for its help
        return Help("board")
    verb = near(said.rest, live) if said.rest else None
    return Help(verb) if verb or not said.rest else None


_ALONE: dict[str, Callable[[str, _Said, Collection[str]], Request | None]] = {
    "list": lambda typed, said, _: filters.read(said.rest, typed),
    "find": _find,
    "skills": _skills,
    "emoji": _emoji,
    "quiet": _quiet,
    "help": _help,
    "export": lambda _, said, __: filters.export(said.rest),
    "import": lambda _, said, __: Import() if said.rest.lower() in ("", "csv", "json") else None,
    "explain": lambda _, said, __: Explain(said.rest) if said.rest else Help("explain"),
    "undo": lambda _, said, __: None if said.rest else Undo(),
    "add": lambda _, said, __: None if said.rest else OpenForm(),
}
