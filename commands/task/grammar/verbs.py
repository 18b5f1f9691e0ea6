"""A line that begins with a verb → what is asked for; None where the words are a title after all."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from commands.kit import line, when
from commands.kit.readings import Here
from commands.kit.requests import Help, Offer, Unclear
from commands.task import filters, reports
from commands.task.grammar import alone, amend, given, late, moves, polite, rewritten, several
from commands.task.grammar.moves import Numbers
from commands.task.grammar.polite import PLEASE
from commands.task.requests import (
    After,
    Amend,
    Block,
    Change,
    Decline,
    Drop,
    Finish,
    Free,
    History,
    Reopen,
    Request,
    Show,
    Skip,
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
        "skip",
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
    **dict.fromkeys(("✓", "✔", "✅", ":white_check_mark:", ":heavy_check_mark:"), "done"),
    "give": "assign",
    "move": "due",
    "needs": "after",
    **dict.fromkeys(("finish", "complete", "completed", "resolve"), "done"),
    **dict.fromkeys(("cancel", "delete", "remove"), "drop"),
    **dict.fromkeys(("rename", "retitle"), "edit"),
    **dict.fromkeys(("status", "view"), "show"),
    "comment": "note",
    "reassign": "assign",
    **dict.fromkeys(("reschedule", "postpone", "push", "delay", "defer", "extend", "shift", "slide"), "due"),
    "\N{HEAVY CHECK MARK}\ufe0f": "done",
    "begin": "start",
}
WORDS_FOR = {verb: verb for verb in ALL} | ALIASES
_MANY: dict[str, Callable[[Numbers], Request]] = {
    "done": Finish,
    "reopen": Reopen,
    "start": Start,
    "unblock": Unblock,
    "take": Take,
    "watch": Watch,
    "unwatch": Unwatch,
    "skip": Skip,
}
_MANY_AND_WHY: dict[str, Callable[[Numbers, str], Request]] = {
    "block": Block,
    "decline": Decline,
    "drop": Drop,
}
_ONE: dict[str, Callable[[int], Request]] = {
    "show": Show,
    "history": History,
    "suggest": Suggest,
}
_LINKS: dict[str, Callable[[int, Numbers], Request]] = {"after": After, "free": Free}
TELL = ("block", "drop", "decline", "edit", "note", "split")  # what follows their numbers is for people
_LABELS = {"done": "Mark {} done", "assign": "Assign {}", "due": "Move {}"}
_WHY = re.compile(rf"^[-–:,]?\s*(?:(?:{PLEASE})\b[,.]?\s*)?(?:because\b)?\s*", re.IGNORECASE)
_FIRST_ID = re.compile(r"^\s*t[-–]\d+[,.:]?\s*", re.IGNORECASE)  # words behind it may name other tasks
_FROM = re.compile(r"(?:from|of)\s+(?=t[-–])", re.IGNORECASE)
_FOR = re.compile(r"^(?:for|by|with|from)\s+", re.IGNORECASE)
_TO = re.compile(r"^to\s+", re.IGNORECASE)
_LEADS = {**dict.fromkeys(("rename", "retitle"), _TO), "split": re.compile(r"^into\s+", re.IGNORECASE)}
_NOW = re.compile(r"(?:(?:right )?now|today|already|finally|at last|too)[.!]?", re.IGNORECASE)
_GIVEN = re.compile(r"(?<!\S)(?:\+(?=[^\W\d_])|(?=cc:?\s+[@<]|(?:after|needs)\s+t[-–]\d))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A line as typed: its first line, what follows that, and all that stands behind the verb."""

    head: str
    notes: str
    rest: str


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read a line as a verb with what it needs; None when it is a title."""
    typed, _, first = head.partition(" ")
    typed = typed if first else typed.rstrip("!.")
    verb = WORDS_FOR.get(typed.lower())
    said = _Said(head, notes, "\n".join(part for part in (first.strip(), notes) if part))
    if verb in ON_TASKS:
        if asked := _spread(verb, typed.lower(), said):
            return asked
        numbers, left = line.ids(said.rest, "t")
        if numbers:
            return _on_tasks(verb, numbers, left, said, here)
        return late.read(verb, typed, said.rest, here) if said.rest else Help(verb)
    if verb in _ALONE:
        return _ALONE[verb](typed.lower(), said)
    if verb in alone.READ:
        return alone.READ[verb](said.rest) or alone.unknown(verb, said.rest, head)
    numbers, left = line.ids(head, "t")
    return Show(numbers[0]) if len(numbers) == 1 and left in ("", "?") and not notes else None


def near(word: str) -> str | None:
    """Name the verb that `word` is, or is a slip of; None when it is like none, or says the opposite."""
    found = line.nearest(word, tuple(WORDS_FOR))
    is_opposite = found is not None and word.lower() == f"un{found}"
    return WORDS_FOR[found] if found and not is_opposite else None


def _on_tasks(verb: str, numbers: Numbers, rest: str, said: _Said, here: Here) -> Request | None:
    """Read what follows the ids of a verb."""
    rest = rest if verb in TELL else polite.without(rest)
    if verb in _LINKS:
        return _linked(verb, numbers, rest, said)
    if verb in _MANY_AND_WHY and rest.strip() == "?":
        return _surplus(verb, numbers, rest, said)
    if said.head.partition(" ")[0].lower() in ("remove", "delete") and _GIVEN.match(rest):
        return amend.read(f"{several.names_of(numbers)} {_GIVEN.sub('-', rest)}", said.notes, here)
    if verb in _MANY_AND_WHY:
        return _MANY_AND_WHY[verb](numbers, _reason(rest))
    if verb == "note":
        return several.noted(said.rest)
    if verb in _WORDS:
        one = several.worded(verb, numbers, said.rest)
        words = _FIRST_ID.sub("", said.rest)
        lead = _LEADS.get(said.head.partition(" ")[0].lower())
        return one or _WORDS[verb](numbers[0], lead.sub("", words) if lead else words, here)
    if verb in _MORE:
        typed, rest = said.head.partition(" ")[0].lower(), rest.removeprefix(":").strip()
        return (
            several.apart(typed, said.rest)
            or (_in_other_words(said.head, here) if verb == "assign" else None)
            or with_reason(typed, numbers, rest, said.head, here)
            or _or_title(_MORE[verb](numbers, moves.shifted(typed, rest, here), here), rest, said)
        )
    if verb == "history" and len(numbers) == 1 and (page := line.PAGE.fullmatch(rest)):
        return History(numbers[0], int(page[1]))
    if rest and verb in ("watch", "unwatch") and (watching := _watching(verb, numbers, rest, here)):
        return watching
    if verb in _MANY and (_NOW.fullmatch(rest) or not rest.strip(" .,:;)(]")):
        rest = ""
    if rest and verb not in _MORE:
        return _surplus(verb, numbers, rest, said)
    if verb in _MANY:
        return _MANY[verb](numbers)
    return _ONE[verb](numbers[0]) if len(numbers) == 1 else several.one_at_a_time(verb, numbers, rest)


def with_reason(typed: str, numbers: Numbers, rest: str, head: str, here: Here) -> Unclear | None:
    """Ask about a new date with a reason behind it ("fri because …"), which may be a note; None of others."""
    cut = given.REASON.search(rest) if WORDS_FOR[typed] in ("due", "snooze") and "\n" not in rest else None
    if (
        cut is None
        or len(line.parted(rest, ";")) > 1
        or not isinstance(when.weigh(rest, here), when.Unreadable)
    ):
        return None
    names, verb = several.names_of(numbers), "assign" if rest.startswith(("@", "<@")) else typed
    move, why = f"{verb} {names} {rest[: cut.start()]}", rest[cut.end() :].rstrip(" )")
    if not isinstance(read(move, "", here), Change) or isinstance(when.look(why, here), when.Reading):
        return None
    words = f'Is "{line.spoken(why)[:100]}" to be a note on {names}? Nothing was changed.'
    both = Offer(f"{line.spoken(move)[:60]}, and note it", f"{move}; note {names}: {why}")
    return Unclear(words, (both, Offer(line.spoken(move)[:75], move), alone.no_title(head, "")))


def _spread(verb: str, typed: str, said: _Said) -> Unclear | None:
    """Ask about the first and last of several tasks, or what is no number ("done T-2-T-4", "done T-12x")."""
    found = several.spread(said.rest)
    if found is None or (verb in _LINKS and found.left):
        return None
    is_many = verb in (*_MANY, *_MANY_AND_WHY, *_MORE, "note")
    names = several.names_of(found.numbers) if is_many else ""
    whole = f"{typed} {names} {found.left}".strip()
    is_whole = names and not (found.left and verb in _MANY)
    shown = line.spoken(whole)[:75] if found.left else label(verb, names)
    all_ = (Offer(shown, whole),) if is_whole else ()
    example = whole if is_whole else f"{typed} {names or ('T-4, T-7' if is_many else 'T-4')}"
    words = f"{found.words} Nothing was changed. Try /task {line.spoken(example)}."
    return Unclear(words, (*all_, alone.no_title(said.head, said.notes)))


def _or_title(found: Request, rest: str, said: _Said) -> Request:
    """Offer to make a task of words behind a number that are no date: "Move T-4 notes to the wiki"."""
    if not isinstance(found, Unclear) or " " not in rest or not all(each.pick for each in found.offers):
        return found
    return replace(found, offers=(*found.offers, alone.no_title(said.head, said.notes)))


def _in_other_words(head: str, here: Here) -> Unclear | None:
    """Ask about "give T-4 back" and "give T-4 2 more days", which name nobody; None of any other."""
    told = reports.command(head)
    if told is None or not isinstance(read(told, "", here), Change):
        return None
    words = f"Is /task {told[:200]} meant? Nothing was changed."
    return Unclear(words, (Offer(told[:75], told), alone.no_title(head, "")))


def _watching(verb: str, numbers: Numbers, rest: str, here: Here) -> Amend | Unclear | None:
    """Read who else is to watch tasks, or to watch them no longer; None of anything but people."""
    sign = "cc" if verb == "watch" else "-cc"
    said = f"{several.names_of(numbers)} {sign} {_FOR.sub('', rest)}"
    found = amend.read(said, "", here) if line.mentions(rest) else None
    return amend.without_offers(found) if found else None


def _surplus(verb: str, numbers: Numbers, rest: str, said: _Said) -> Unclear:
    """Ask about words that a verb does not take, whether behind the last number or behind each."""
    each = [line.ids(part, "t") for part in several.parted("", said.rest)]
    if each:
        numbers = tuple(number for found, _ in each for number in found)
        rest = ", ".join(dict.fromkeys(left for _, left in each))
    names = several.names_of(numbers)
    run = Offer(label(verb, names), f"{verb} {names}")
    words = f'I can\'t read "{line.spoken(rest)[:100]}" after {names}. Nothing was changed.'
    is_kept = verb in _MANY and not {"\n", ";"} & {*rest}
    noted = f"note {names}{':' if len(numbers) > 1 else ''} {_WHY.sub('', rest)}"
    both = (Offer(f"{run.label[:60]}, and note it", f"{verb} {names}; {noted}"),) if is_kept else ()
    return Unclear(words, (run, *both, alone.no_title(said.head, said.notes)))


def label(verb: str, names: str) -> str:
    """Say on a button what a verb does to tasks ("T-4, T-7")."""
    return _LABELS.get(verb, f"{verb.capitalize()} {{}}").format(names)[:75]


def _reason(rest: str) -> str:
    return line.spoken_notes(_WHY.sub("", rest)) if polite.without(rest) else ""


def _linked(verb: str, numbers: Numbers, rest: str, said: _Said) -> Request | None:
    """Read what a task waits for; "after T-12 deploy it" is a new task that waits."""
    if verb == "free" and (lead := _FROM.match(rest)):
        more, rest = line.ids(rest[lead.end() :], "t")
        numbers = (*numbers, *more)
    number, *others = numbers
    if verb == "after" and rest.lower() in ("none", "nothing") and not others:
        return Free(number, ())
    if rest:
        return None
    if several.named(said.rest).count(number) > 1:
        return Unclear(f"T-{number} cannot wait for itself. Nothing was changed.")
    if verb == "after" and not others:
        other = 7 if number == 4 else 4
        words = f"What does T-{number} wait for? Nothing was changed. Try /task after T-{number} T-{other}."
        return Unclear(words)
    return _LINKS[verb](number, tuple(others))


_MORE: dict[str, Callable[[Numbers, str, Here], Request]] = {
    "assign": given.assign,
    "due": moves.redate,
    "propose": moves.propose,
    "snooze": moves.snooze,
}
_WORDS: dict[str, Callable[[int, str, Here], Request]] = {
    "edit": rewritten.edit,
    "split": rewritten.split,
}
ON_TASKS = (*_MANY, *_MANY_AND_WHY, *_ONE, *_LINKS, *_MORE, *_WORDS, "note")


_TOKENS = ("prio", "priority", "label", "labels", "tag", "tags", "estimate", "points", "cc", "owner")
_TOPICS = {each: each for each in ("board", "change", "dates", "tokens")} | {"search": "find"}
_TOPICS |= dict.fromkeys(_TOKENS, "tokens") | dict.fromkeys(("date", "repeat", "every"), "dates")


def _help(_: str, said: _Said) -> Request | None:
    if topic := _TOPICS.get(said.rest.lower()):
        return Help(topic)
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
    "list": lambda typed, said: filters.read(polite.without(said.rest), typed, said.head),
    "find": lambda _, said: alone.find(said.head, said.notes, said.rest),
    "help": _help,
}
