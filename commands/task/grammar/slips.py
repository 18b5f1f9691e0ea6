"""Lines that are nearly a command, or name a task, → that command or a question; never a task unasked."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Mention, Offer, Unclear
from commands.task import reports
from commands.task.grammar import (
    alone,
    amend,
    by_name,
    capture,
    likely,
    loose,
    moves,
    offered,
    several,
    tokens_first,
    turned,
    verbs,
)
from commands.task.grammar.capture import Captured
from commands.task.grammar.verbs import ON_TASKS, WORDS_FOR
from commands.task.requests import Amend, Change, Find, Listing, Request

_FORWARD = re.compile(r"\b(?:forward|ahead)\b", re.IGNORECASE)  # brought or pulled; moved may be either way
_AS = re.compile(r"^(?:to|as|in) ", re.IGNORECASE)
_RISK = re.compile(r"r[-–][0-9]{1,9}[.?!]?", re.IGNORECASE)
_SET = ("set", "change", "update", "mark", "make", "bump", "raise", "lower", "put", "bring", "pull")
_MOVING = ("bump", "put", "bring", "pull")  # a date or a length may stand behind one
_PERHAPS = {
    "stop": ("drop", "block"),
    **dict.fromkeys(("pause", "park", "hold"), ("snooze", "block")),
    "open": ("show", "reopen"),
    "resume": ("unblock", "start"),
}
_LISTED = ("late", "overdue", "blocked", "unassigned", "my", "all", "open", "tasks")


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read what is plainly a command in other words, or ask about what is nearly one; None for any other."""
    typed, _, rest = head.partition(" ")
    typed, rest = typed.lower(), rest.strip()
    return (
        _of_risk(head, notes)
        or _spread(head, notes, here)
        or (several.apart("", head) if line.ids(head, "t")[0] else None)
        or turned.handed(head, notes, here)
        or _misspelt(head, notes)
        or _set(head, notes, here)
        or by_name.read(typed, rest, notes, here)
        or turned.number_first(head, notes, here)
        or by_name.emptied_in_front(head, notes, here)
        or (tokens_first.read(head, here) if not notes else None)
        or turned.number_last(typed, rest, notes, here)
        or loose.read(head, notes, here)
        or _list_word(head, notes, here)
        or _search(head, notes, here)
        or _misspelt_alone(head, notes, here)
    )


def _of_risk(head: str, notes: str) -> Unclear | None:
    """Ask about a line that is the number of a risk and nothing else."""
    if not _RISK.fullmatch(head):
        return None
    number = head.rstrip(".?!").upper()
    words = f"{number} is the number of a risk. Nothing was saved. /risk {number} shows it."
    return Unclear(words, (alone.no_title(head, notes),))


def _spread(head: str, notes: str, here: Here) -> Unclear | None:
    """Ask about a line that begins with the first and last of several tasks: "T-2-T-4 done"."""
    found = several.spread(head)
    if found is None or not found.numbers or notes:
        return None
    command = f"{several.names_of(found.numbers)} {found.left}".strip()
    request = turned.number_first(command, "", here)
    if not found.left:
        words = f"{found.words} Nothing was saved. Try /task done {command}."
        return Unclear(words, (offered.show(found.numbers[0]), alone.no_title(head, notes)))
    if request is None or isinstance(request, Unclear):
        return None
    words = f"{found.words} Nothing was changed. Try /task {line.spoken(command)}."
    return Unclear(words, (offered.labelled(command, command), alone.no_title(head, notes)))


def added(head: str, rest: str, here: Here) -> Request | None:
    """Read what stands behind `add` and speaks of a task that is there: "add +dns to T-4", "add T-4 !p1"."""
    numbers, left = line.ids(rest, "t")
    changed = amend.read(rest, "", here) if numbers and left else None
    if numbers and not left:
        return about(rest, "")
    return changed if isinstance(changed, Amend) else tokens_first.read(head, here)


def about(head: str, notes: str) -> Unclear | None:
    """Ask about a line whose first or second word is the number of a task."""
    numbers, left = line.ids(head, "t")
    if numbers:
        names, said = several.names_of(numbers), line.spoken(left)[:100]
        words = f'I can\'t read "{said}" after {names}.' if left else f"What is to become of {names}?"
        noted = (offered.note(numbers, left),) if left else ()
        noted = (*_again(names, left), *_owned(names, left), *noted)
        tip = f"Nothing was saved. Try /task T-{numbers[0]} !p1 @ben by fri, or /task help."
        return Unclear(f"{words} {tip}", (offered.show(numbers[0]), *noted, alone.no_title(head, notes)))
    typed, _, rest = head.partition(" ")
    numbers, left = line.ids(rest, "t")
    if not numbers or not typed.isalpha() or WORDS_FOR.get(typed.lower()) in ("after", "free"):
        return None
    offers = [offered.show(numbers[0])]
    if verb_names := _PERHAPS.get(typed.lower()):
        offers = [offered.run(verb, numbers) for verb in verb_names]
    if typed.lower() == "undo":
        offers = [Offer("Take back my last change", "undo"), offered.run("history", numbers)]
    words = f'"{typed[:100]}" is no command for T-{numbers[0]}. Nothing was saved. /task help shows them all.'
    return Unclear(words, (*offers, alone.no_title(head, notes)))


def _again(names: str, left: str) -> tuple[Offer, ...]:
    """Offer the repeat that words behind numbers may be as a whole: "each tue", "mon wed fri"."""
    found = likely.find(line.bare_end(left))
    text = found.pattern.text if found and not left[: found.span[0]].strip() else ""
    return (offered.meant(f"{names} {text}"),) if text else ()


def _owned(names: str, left: str) -> tuple[Offer, ...]:
    """Offer somebody whose bare name may stand behind numbers as their owner."""
    left = left.removeprefix("to ")
    if not left.isalpha() or not 2 < len(left) <= 20:  # "ok" is nobody
        return ()
    return (Offer(f"Assign {names} to @{left}"[:75], f"assign {names} @{left}", Mention(None, left)),)


def untitled(found: Captured, head: str, notes: str) -> Unclear | None:
    """Ask about a line that has no title but the name of a command: "assign @ben"."""
    word = found.line.mask.strip(" .,;:!?-").lower()
    verb = "list" if word == "board" else WORDS_FOR.get(word)
    if verb is None or not (found.line.taken or line.mentions(head)):
        return None
    if verb in ON_TASKS:
        words = f"Which task is meant? Nothing was saved. Type its number: /task {word} T-4 …"
        return Unclear(words, (Offer("My open tasks", "list"), alone.no_title(head, notes)))
    if verb == "list":
        words = "A list cannot be narrowed by that. Nothing was saved. /task help list shows what it takes."
        return Unclear(words, (Offer("Show it without", word), alone.no_title(head, notes)))
    words = (
        f"`/task {word}` cannot read what follows. Nothing was saved. /task help {word} shows how it is used."
    )
    return Unclear(words, (Offer(f"Help on {word}", f"help {word}"), alone.no_title(head, notes)))


def nameless(head: str, notes: str, here: Here) -> Unclear:
    """Offer, of a line that is tokens alone, the list that they narrow; quotes make a title of it."""
    wanted = verbs.read(f"list {head}", "", here)
    if not isinstance(wanted, Listing) or notes:
        return capture.UNTITLED
    return replace(capture.UNTITLED, offers=(offered.listed(head, wanted),))


def _misspelt(head: str, notes: str) -> Unclear | None:
    """Stop at a near-verb with an id behind: a typo, not a title."""
    typed, _, rest = head.partition(" ")
    numbers, left = line.ids(rest, "t")
    verb = verbs.near(typed) if numbers and typed.lower() not in (*WORDS_FOR, *_OTHERS) else None
    if verb not in ON_TASKS or (verb in ("after", "free") and left):
        return None
    more = f"\n{notes}" if notes and verb in ("note", "split", "edit", "decline") else ""
    command = f"{verb} {rest}"
    is_whole = not left and verb not in ("assign", "due")
    shown = verbs.label(verb, several.names_of(numbers)) if is_whole else command
    offer = offered.labelled(shown, f"{command}{more}")
    words = f'"{line.spoken(typed)}" is not a command. Nothing was saved. Try /task {line.spoken(command)}.'
    return Unclear(words, (offer, alone.no_title(head, notes)))


def _set(head: str, notes: str, here: Here) -> Request | None:
    """Read "set T-12 !p1", "mark T-12 as done" and "bring T-12 forward a day" without their first word."""
    typed, _, rest = head.partition(" ")
    numbers, left = line.ids(rest, "t")
    if typed.lower() not in _SET or not numbers:
        return None
    shifted = moves.shifted("bump", _FORWARD.sub("up", left), here)
    if typed.lower() in _MOVING and (shifted != left or left.lower().startswith("to ")):
        moved = verbs.read(f"due {several.names_of(numbers)} {shifted}", notes, here)
        if not isinstance(moved, Unclear):
            return moved
    told = reports.command(f"{several.names_of(numbers)} {_AS.sub('', left)}") if not notes else None
    found = amend.read(rest, notes, here) or turned.number_first(rest, notes, here)
    is_told = told is not None and isinstance(verbs.read(told, "", here), Change)
    if told and is_told and (found is None or isinstance(found, Unclear)):
        return offered.whether(told, head)
    return alone.as_typed(found, head, notes) if isinstance(found, Unclear) else found


def _list_word(head: str, notes: str, here: Here) -> Request | None:
    """Read filters that stand alone, or behind "show", as the list of them: "late", "show my tasks"."""
    typed, _, rest = head.partition(" ")
    said = rest.strip() if typed == "show" else head if typed in _LISTED else ""
    found = verbs.read(f"list {said}", "", here) if said and not notes else None
    return None if isinstance(found, Unclear) else found


def _search(head: str, notes: str, here: Here) -> Request | None:
    """Read "search" in small letters as "find"; all of it is the task that its answer offers."""
    typed, _, rest = head.partition(" ")
    found = (
        verbs.read(f"find {rest.strip().removeprefix('for ')}".strip(), "", here)
        if typed == "search" and not notes
        else None
    )
    return replace(found, line=f"+ {head}") if isinstance(found, Find) else found


def _misspelt_alone(head: str, notes: str, here: Here) -> Unclear | None:
    """Stop at a slip of a command that needs no task ("lsit late"), if what follows suits it.

    Another letter in a short word makes another word, so that is no slip here.
    """
    typed, _, rest = head.partition(" ")
    verb = line.nearest(typed, _ALONE) if typed.islower() and typed not in (*WORDS_FOR, *_OTHERS) else None
    if verb is None or notes or (len(typed) == len(verb) and sorted(typed) != sorted(verb)):
        return None
    if line.distance(typed, verb) > 1 or (rest and verb in ("find", "explain")):
        return None
    command = f"{verb} {rest.strip()}".strip()
    request = verbs.read(command, "", here)
    if request is None or isinstance(request, Unclear):
        return None
    words = f'"{typed}" is not a command. Nothing was saved. Try /task {line.spoken(command)}.'
    return Unclear(words, (offered.labelled(command, command), alone.no_title(head, notes)))


_ALONE = ("list", "find", "export", "import", "undo", "skills", "emoji", "quiet", "explain", "help", "board")
_OTHERS = (*by_name.NAMES, *_SET, *_PERHAPS, "undo", "clone")
