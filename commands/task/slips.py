"""Lines that are nearly a command, or name a task, → that command or a question; never a task unasked."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task import alone, amend, capture, several, verbs
from commands.task.capture import Captured
from commands.task.requests import NOTHING, Amend, Find, Listing, Request
from commands.task.verbs import ON_TASKS, WORDS_FOR

_SIGNS = {
    **dict.fromkeys(("prio", "priority"), "!"),
    **dict.fromkeys(("label", "labels", "tag"), "+"),
    **dict.fromkeys(("estimate", "effort"), "~"),
    "project": "#",
    "owner": "@",
    "repeat": "every ",
}
_FIELDS = {
    "!": "priority",
    "+": "labels",
    "~": "estimate",
    "#": "project",
    "every ": "repeat",
    "cc": "watchers",
}
_NONE = re.compile(r"(?:none|nothing|never|clear|off|no|-)", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:(?:no|without(?: an?)?|(?:clear|remove|unset)(?: the| its)?) (?:due )?"
    r"(?P<field>date|labels?|tags?|estimate|effort|prio|priority|project|owner|repeat|cc|watchers?)"
    r"|(?P<undated>undated)|(?P<sign>[!~+])none)(?: any ?more)?",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(r"(?P<without>\S.*?)(?: (?:of|from|on|for))? (?=t[-–]\d)", re.IGNORECASE)
_EXAMPLES = {
    "!": "!p1",
    "+": "+dns",
    "~": "~3h",
    "#": "#atlas",
    "@": "@ben",
    "cc": "cc @ben",
    "every ": "every fri",
}
_SET = ("set", "change", "update", "mark")
_OPPOSITES = {"unassign": "assign {} @nobody", "unsnooze": "snooze {} off"}
_PERHAPS = {"stop": ("drop", "block"), "pause": ("snooze", "block"), "open": ("show", "reopen")}
_TELL = ("block", "drop", "decline", "edit", "note", "split")  # what follows them is free text
_LOOK = ("show", "history", "suggest")
_OF_PEOPLE = ("assign", "watch", "unwatch")
_LOOSE = re.compile(r"(?P<sign>t ?|#)?(?P<number>[0-9]{1,9})", re.IGNORECASE)
_ID = re.compile(r"(?<!\S)t[-–]\d", re.IGNORECASE)
_AND = re.compile(r"(?:and|&(?:amp;)?)\s+", re.IGNORECASE)
_WHOSE = re.compile(r"^(?:(?:to|as|is)\s+|[=:]\s*|[–—-]\s+)", re.IGNORECASE)  # "-dns" takes away
_BEFORE_WORDS = re.compile(r"^[:–—-]\s+")
_PRIORITIES = ("p1", "p2", "p3", "p4", "urgent", "high", "normal", "low")
_LISTED = ("late", "overdue", "blocked", "unassigned", "my", "all", "open", "tasks")


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read what is plainly a command in other words, or ask about what is nearly one; None for any other."""
    typed, _, rest = head.partition(" ")
    typed, rest = typed.lower(), rest.strip()
    return (
        _spread(head, notes, here)
        or (several.apart("", head) if line.ids(head, "t")[0] else None)
        or _misspelt(head, notes)
        or _field(typed, rest, notes, here)
        or _turned(head, notes, here)
        or _emptied(head, notes, here)
        or _last(typed, rest, notes, here)
        or _loose(head, notes, here)
        or _list_word(head, notes, here)
        or _search(head, notes, here)
        or _misspelt_alone(head, notes, here)
    )


def _spread(head: str, notes: str, here: Here) -> Unclear | None:
    """Ask about a line that begins with the first and last of several tasks: "T-2-T-4 done"."""
    found = several.spread(head)
    if found is None or not found.numbers or notes:
        return None
    command = f"{several.names_of(found.numbers)} {found.left}".strip()
    request = _turned(command, "", here)
    if not found.left:
        words = f"{found.words} Nothing was saved. Try /task done {command}."
        return Unclear(words, (_show(found.numbers[0]), alone.no_title(head, notes)))
    if request is None or isinstance(request, Unclear):
        return None
    words = f"{found.words} Nothing was changed. Try /task {line.spoken(command)}."
    return Unclear(words, (labelled(command, command), alone.no_title(head, notes)))


def about(head: str, notes: str) -> Unclear | None:
    """Ask about a line whose first or second word is the number of a task."""
    numbers, left = line.ids(head, "t")
    if numbers:
        names, said = several.names_of(numbers), line.spoken(left)[:100]
        words = f'I can\'t read "{said}" after {names}.' if left else f"What is to become of {names}?"
        noted = (note(numbers, left),) if left else ()
        tip = f"Nothing was saved. Try /task T-{numbers[0]} !p1 @ben by fri, or /task help."
        return Unclear(f"{words} {tip}", (_show(numbers[0]), *noted, alone.no_title(head, notes)))
    typed, _, rest = head.partition(" ")
    numbers, left = line.ids(rest, "t")
    if not numbers or not typed.isalpha() or WORDS_FOR.get(typed.lower()) in ("after", "free"):
        return None
    offers = [_show(numbers[0])]
    if verb_names := _PERHAPS.get(typed.lower()):
        offers = [_run(verb, numbers) for verb in verb_names]
    if typed.lower() == "undo":
        offers = [Offer("Take back my last change", "undo"), _run("history", numbers)]
    words = f'"{typed[:100]}" is no command for T-{numbers[0]}. Nothing was saved. /task help shows them all.'
    return Unclear(words, (*offers, alone.no_title(head, notes)))


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
    """Offer, of a line that is tokens alone, the list that they narrow, and to make a title of it."""
    offers = [alone.no_title(head, notes)] if head.strip('" ') else []
    wanted = verbs.read(f"list {head}", "", here)
    if isinstance(wanted, Listing) and not notes:
        listed = labelled(f"List {head}", f"list {head}")
        offers.insert(0, replace(listed, project=wanted.project))
    return replace(capture.UNTITLED, offers=tuple(offers))


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
    offer = labelled(shown, f"{command}{more}")
    words = f'"{line.spoken(typed)}" is not a command. Nothing was saved. Try /task {line.spoken(command)}.'
    return Unclear(words, (offer, alone.no_title(head, notes)))


def _field(typed: str, rest: str, notes: str, here: Here) -> Request | None:
    """Read "prio T-12 high", "label T-12 dns" and their like as tokens behind the number."""
    numbers, left = line.ids(rest, "t")
    if not numbers or typed not in (*_SIGNS, *_SET, *_OPPOSITES, "cc"):
        return None
    names = several.names_of(numbers)
    if typed in _OPPOSITES:
        return None if left else verbs.read(_OPPOSITES[typed].format(names), notes, here)
    if typed in _SET:
        return amend.read(rest, notes, here) or _turned(rest, notes, here)
    sign = "cc" if typed == "cc" else _SIGNS[typed]
    said = _WHOSE.sub("", left)
    if _NONE.fullmatch(said):
        return _without(numbers, sign, here)
    said = f"cc {left}" if sign == "cc" else _patterned(said) if sign == "every " else _signed(said, sign)
    found = amend.read(f"{names} {said}", notes, here) if left else None
    if found:
        return found
    example = _EXAMPLES[_SIGNS.get(typed, typed)]
    words = f"What is to be set? Nothing was changed. Try /task {names} {example}."
    return Unclear(words, (_show(numbers[0]), alone.no_title(f"{typed} {rest}", notes)))


def _without(numbers: tuple[int, ...], sign: str, here: Here) -> Request | None:
    """Take away what a token of this sign sets."""
    if sign == "@":
        return verbs.read(f"assign {several.names_of(numbers)} @nobody", "", here)
    return Amend(numbers, NOTHING, (), cleared=(_FIELDS[sign],))


def _bare(numbers: tuple[int, ...], left: str, here: Here) -> Request | None:
    """Read "no date", "no labels" or "!none" behind numbers."""
    match = _WITHOUT.fullmatch(left)
    if match is None:
        return None
    field = "date" if match["undated"] else (match["field"] or "").lower()
    if field == "date":
        return verbs.read(f"due {several.names_of(numbers)} none", "", here)
    field = "cc" if field.startswith("watcher") else field
    return _without(numbers, "cc" if field == "cc" else match["sign"] or _SIGNS[field], here)


def _emptied(head: str, notes: str, here: Here) -> Request | None:
    """Read "no date T-12" and "clear labels of T-12" as with the number in front."""
    match = _IN_FRONT.match(head)
    numbers, left = line.ids(head[match.end() :], "t") if match and not notes else ((), "")
    return _bare(numbers, match["without"], here) if match and numbers and not left else None


def _patterned(words: str) -> str:
    return words if words.lower().startswith("every") else f"every {words}"


def _signed(words: str, sign: str) -> str:
    """Give each word the sign of its token, unless it has it; a lone digit is a priority's."""
    parts = words.replace(",", " ").split()
    parts = [f"p{word}" if sign == "!" and word in "1234" else word for word in parts]
    signs = (sign, "<", "-") if sign == "+" else (sign, "<")
    return " ".join(word if word.startswith(signs) else sign + word for word in parts)


def _turned(head: str, notes: str, here: Here) -> Request | None:
    """Read "T-12 done" as "done T-12", "T-12 high" as its priority; where words for people follow, ask."""
    numbers, left = line.ids(head, "t")
    if not numbers:
        return None
    left = _WHOSE.sub("", left)
    if bare := _bare(numbers, left, here):
        return bare
    word, _, rest = left.partition(" ")
    verb = WORDS_FOR.get(word.lower())
    if verb not in ON_TASKS:
        said = f"!{left}" if left.lower() in _PRIORITIES else left
        return amend.read(f"{several.names_of(numbers)} {said}", notes, here) if left else None
    if (
        verb in ("after", "free") and len(numbers) > 1
    ):  # in front the verb would make the first wait for the rest
        sign = "after" if verb == "after" else "-after"
        return amend.read(f"{several.names_of(numbers)} {sign} {rest}", notes, here)
    command = f"{word.lower()} {several.names_of(numbers)} {rest}".strip()
    if verb in _TELL and rest:
        words = f"Is /task {line.spoken(command)[:200]} meant? Nothing was saved."
        return Unclear(words, (labelled(command, command), alone.no_title(head, notes)))
    found = verbs.read(command, notes, here)
    return alone.as_typed(found, head, notes) if isinstance(found, Unclear) else found


def _last(typed: str, rest: str, notes: str, here: Here) -> Request | None:
    """Read "assign @ben T-12" and "due fri T-12, T-13" with the numbers in front; several such ask."""
    verb = WORDS_FOR.get(typed)
    said = _told_first(rest) if verb in (*_OF_PEOPLE, "due", "snooze") else []
    commands = [f"{typed} {several.names_of(numbers)} {what}" for what, numbers in said]
    found = [verbs.read(each, notes, here) for each in commands]
    if not found or any(isinstance(each, Unclear) for each in found):
        return None
    if verb in _OF_PEOPLE and not all(line.mentions(what) for what, _ in said):
        return None
    if len(found) == 1:
        return found[0]
    asked = several.each_of("; ".join(commands))
    return replace(asked, offers=(*asked.offers, alone.no_title(f"{typed} {rest}", notes)))


def _told_first(rest: str) -> list[tuple[str, tuple[int, ...]]]:
    """Part "@ben T-4 and @sam T-5, T-6" into what is said and the numbers behind it; [] of other words."""
    found: list[tuple[str, tuple[int, ...]]] = []
    while rest:
        at = _ID.search(rest)
        what = _AND.sub("", rest[: at.start()].strip(" ,;"), count=1) if at else ""
        if at is None or not what:
            return []
        numbers, rest = line.ids(rest[at.start() :], "t")
        if not numbers:
            return []
        found.append((what, numbers))
    return found


def _loose(head: str, notes: str, here: Here) -> Request | None:
    """Read a number without "T-": what only looks is done, what changes a task is asked about."""
    first, _, rest = head.partition(" ")
    alone_ = _LOOSE.fullmatch(first)
    if alone_ and alone_["sign"] and not notes:
        return _numbered(head, alone_, rest.strip(), here)
    verb = WORDS_FOR.get(first.lower())
    second, _, more = rest.strip().partition(" ")
    found = _LOOSE.fullmatch(second)
    if verb not in ON_TASKS or (found and not found["sign"] and first[0].isupper()):
        return None
    if found is None:
        return _lacking(first.lower(), head) if second.lower() in ("t-", "t–") and not more else None
    is_free = more and verb not in ("assign", "due", "snooze")
    if is_free and not (found["sign"] or "").lower().startswith("t"):
        return None
    command = f"{first.lower()} T-{found['number']} {more}".strip()
    request = verbs.read(command, notes, here)
    if request is None or isinstance(request, Unclear):
        return None
    return request if verb in _LOOK else _which(head, notes, command, found["number"])


def _numbered(head: str, number: re.Match[str], rest: str, here: Here) -> Request | None:
    """Read a line that begins with "t13": the task itself, or what is to become of it."""
    command = f"T-{number['number']} {rest}".strip()
    request = verbs.read(command, "", here) or _turned(command, "", here) or amend.read(command, "", here)
    if request is None or (number["sign"] == "#" and not isinstance(request, Amend)):
        return None
    if not rest:
        return request
    word, _, more = rest.partition(" ")
    is_verb = WORDS_FOR.get(word.lower()) in ON_TASKS
    line_ = f"{word.lower()} T-{number['number']} {more}".strip() if is_verb else command
    return _which(head, "", line_, number["number"])


def _which(head: str, notes: str, command: str, number: str) -> Unclear:
    words = f"Is T-{number} meant? Nothing was saved. Try /task {line.spoken(command)}."
    return Unclear(words, (meant(command), alone.no_title(head, notes)))


def _lacking(verb: str, head: str) -> Unclear:
    words = f"Which task is meant? Nothing was saved. Type its number: /task {verb} T-4."
    return Unclear(words, (Offer("My open tasks", "list"), alone.no_title(head, "")))


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
    return Unclear(words, (labelled(command, command), alone.no_title(head, notes)))


_ALONE = ("list", "find", "export", "import", "undo", "skills", "emoji", "quiet", "explain", "help", "board")
_OTHERS = (*_SIGNS, *_SET, *_PERHAPS, *_OPPOSITES, "cc", "undo")


def _show(number: int) -> Offer:
    return Offer(f"Show T-{number}", f"show T-{number}")


def _run(verb: str, numbers: tuple[int, ...]) -> Offer:
    names = several.names_of(numbers)
    return Offer(verbs.label(verb, names), f"{verb} {names}")


def note(numbers: tuple[int, ...], words: str) -> Offer:
    """Offer to keep words in the history of the first of some tasks."""
    return Offer(f"Note it on T-{numbers[0]}", f"note T-{numbers[0]} {_BEFORE_WORDS.sub('', words)}")


def meant(command: str) -> Offer:
    """Offer a command: by what it does where it is a verb and numbers alone, else by its own words."""
    typed, _, rest = command.partition(" ")
    numbers, left = line.ids(rest, "t")
    verb = WORDS_FOR.get(typed)
    is_whole = verb is not None and bool(numbers) and not left
    return labelled(verbs.label(verb, several.names_of(numbers)) if verb and is_whole else command, command)


def labelled(shown: str, command: str) -> Offer:
    """Offer a command by its own words, with the real name of the one person it names."""
    people = [found.who for found in line.mentions(command) if not found.is_group]
    who = people[0] if len(people) == 1 and people[0].name not in ("me", "nobody") else None
    if who and who.slack_id:
        shown = re.sub(rf"<@{who.slack_id}[^>]*>", who.token, shown)
    return Offer((shown if who else line.spoken(shown))[:75], command, who)
