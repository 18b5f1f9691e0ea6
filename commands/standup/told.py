"""What an answer says beyond its words: tasks done, moved or blocked. Text in, values out; knows no tasks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.kit import calendar, marks, when
from commands.kit.readings import Here, Past, Refused
from storage.facts import Due, Question
from storage.vocabulary import QuestionKind


@dataclass(frozen=True, slots=True)
class Finish:
    """A task is done; `line` is where it was said."""

    number: int
    line: str = ""


@dataclass(frozen=True, slots=True)
class Redate:
    """A task is due at another time."""

    number: int
    due: Due


@dataclass(frozen=True, slots=True)
class Block:
    """Something is in the way of a task."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A date that cannot be read, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Overruled:
    """A date that another one follows for the same task, and why it does not count."""

    number: int
    why: str


Told = Finish | Redate | Block | Unread | Overruled
_NAMES = {Finish: "done", Redate: "due", Block: "block"}

_ID = r"[Tt]-(\d{1,9})\b"
_IDS = rf"{_ID}(?:\s*(?:,|and|&|\+)\s*{_ID})*"
_NUMBER = re.compile(_ID)
_NUMBERS = re.compile(rf"\W*{_IDS}\W*")
_DONE_BEFORE = re.compile(
    rf"(?<!not )\b(?:done|finished|completed|shipped)(?: with)?:?\s+({_IDS})", re.IGNORECASE
)
_DONE_AFTER = re.compile(rf"({_IDS})\s*(?:is|are|:|[-–—])?\s*(?:done|finished|completed?)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    rf"({_IDS})\s*(?:(?:is|are|was|were) not|(?:is|are|was|were)n't|isnt|not|[:–—-] *not)\s+"
    r"(?:yet |really |quite )?(?:done|finished|complete)"
    rf"|\b(?:not|never) (?:yet )?(?:done|finished|completed)(?: with)?:?\s+({_IDS})",
    re.IGNORECASE,
)
_DUE = re.compile(
    rf"{_ID}\s*(?:is|are|will be|now|[:→–—]|->)?\s*(?:due by|due on|due|by|until|moves? to|moved to)\s+"
    r"(?P<words>[^,;.\n]+)",
    re.IGNORECASE,
)
_STUCK = re.compile(
    rf"{_ID}\s*(?:is|:|[-–—])?\s*(?:still )?(?:blocked|stuck|waiting)"
    r"(?: (?:on|by|for))?:?\s*(?P<reason>(?:(?!\.\s)[^;\n])*)",
    re.IGNORECASE,
)
# "Blocked on legal" says that legal is in the way; what is waited for is named as such.
_IN_THE_WAY = re.compile(
    r"^\s*(?:still )?(?:(?:blocked|stuck)(?: (?:on|by|for))?:?\s+|(?=waiting\s))(?P<rest>.+)", re.IGNORECASE
)
_ON = r"(?:still )?(?:(?:blocked|stuck) (?:on|by|for):?\s+|(?=waiting (?:on|by|for):?\s))"
_WITHIN = re.compile(
    rf"(?:(?P<task>\bT-\d{{1,9}}\s*(?:is|:|[-–—])?\s*{_ON})"
    rf"|[.;,!?]\s+(?:(?:and|but|i am|i'm|we are|we're)\s+)*{_ON})"
    r"(?P<rest>.+?)(?=\s*(?:[;!?]|\.(?:\s|$)|,\s+T-\d|$))",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:waiting (?:on|by|for) )?(?:(?:no|not|nothing|none|nope|nil|n/?a)\b"
    r"(?: (?:blockers?|blocked|problems?|issues?|in the way|new))*)?\W*",
    re.IGNORECASE,
)
_LABELS = {
    QuestionKind.DONE: ("yesterday", "done", "finished", "since last time", "last time"),
    QuestionKind.PLAN: ("today", "next", "plan", "planned", "will do", "doing"),
    QuestionKind.BLOCKED: ("blocked", "blockers", "blocker", "in the way", "impediments"),
}
# How people begin a sentence that answers a question, without a colon behind it.
_SPOKEN = {
    QuestionKind.DONE: r"yesterday(?=[\s,]+\w)[\s,]*",
    QuestionKind.PLAN: r"today(?=[\s,]+\w)[\s,]*",
    QuestionKind.BLOCKED: (
        r"(?=(?:no blockers?|nothing (?:is )?(?:in the way|blocking)"
        r"|(?:i am |i'm )?(?:still )?(?:blocked|stuck|waiting) (?:on|by|for))\b)"
    ),
}
_LEADS = {
    QuestionKind.DONE: re.compile(r"(?:i )?(?:done|did|finished|completed|shipped|closed)\b", re.IGNORECASE),
    QuestionKind.BLOCKED: re.compile(
        r"(?:i am |i'm |still )?(?:blocked|stuck|waiting)\b|no blockers?\b", re.IGNORECASE
    ),
}


def named(one: Finish | Redate | Block) -> str:
    """Name what an answer does to a task, as its form sends it back: "done 4"."""
    return f"{_NAMES[type(one)]} {one.number}"


def read(said: Mapping[str, str], here: Here, asked: Sequence[Question] = ()) -> tuple[Told, ...]:
    """Find what an answer does to tasks, in the order it is said; the last word on each counts.

    Numbers alone in answer to what was done are done.

    Of a date that another one follows it is said that it does not; "T-4 is not done" overrules "done T-4".
    """
    found: dict[tuple[type[Told], int], Told] = {}
    done = [one.key for one in asked if one.kind is QuestionKind.DONE]
    for key, line in ((key, line) for key, text in said.items() for line in text.splitlines()):
        for number in _not_done(line):
            found.pop((Finish, number), None)
        is_done = key in done and _NUMBERS.fullmatch(line)
        for told in _of_line(f"done {marks.bare(line)}" if is_done else line, here):
            before = found.pop((type(told), told.number), None)
            if isinstance(before, Redate) and isinstance(told, Redate) and before.due.at != told.due.at:
                found[Overruled, told.number] = _overruled(before.due, told, here)
            found[type(told), told.number] = told
    return tuple(found.values())


def _not_done(line: str) -> list[int]:
    """Return the tasks of which a line says that they are not done after all."""
    said = [" ".join(filter(None, one.groups())) for one in _NOT_DONE.finditer(line.replace("’", "'"))]
    return [number for one in said for number in numbers(one)]


def _overruled(before: Due, told: Redate, here: Here) -> Overruled:
    was, now = (calendar.due_text(due, here.today) for due in (before, told.due))
    return Overruled(told.number, f"two dates were said, {was} and {now}; the last one counts.")


def in_the_way(said: Mapping[str, str], asked: Sequence[Question]) -> tuple[str, ...]:
    """Return what is in the way: the lines of the blocked question, and "blocked on …" elsewhere.

    There it begins a line or follows a sentence end, semicolon, comma or task, to the end of that.
    "nothing", "none" and their like name nothing; what is said twice is named twice.
    """
    kinds = {one.key: one.kind for one in asked}
    lines: list[str] = []
    for key, text in said.items():
        for line in (marks.bare(one) for one in text.splitlines()):
            if kinds.get(key) is QuestionKind.BLOCKED and line:
                lead = _IN_THE_WAY.match(line)
                lines.append(lead["rest"].strip() if lead else line)
            else:
                lines += _stuck_in(line)
    return tuple(one for one in lines if not _NOTHING.fullmatch(one))


def plan(line: str) -> str:
    """Return what of a line is a plan: without what it says is done, is in the way, or is moved to a date."""
    for pattern in (_DONE_BEFORE, _DONE_AFTER, _STUCK, _IN_THE_WAY, _WITHIN):
        line = pattern.sub(" ", line)
    left = _DUE.sub(r"T-\1", line).strip(" ,;:.–—-")
    return " ".join(left.split()) if re.search(r"\w", left) else ""


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of the tasks a text names, in order, each once."""
    return tuple(dict.fromkeys(int(found) for found in _NUMBER.findall(text)))


def split(text: str, asked: Sequence[Question]) -> dict[str, str]:
    """Share a message out among the questions, by key; nothing of it is lost.

    What stands under a label ("Today:", or a question's own words) goes there, be it a line or a part of
    one; what stands before the first label, to the first question. So it is with sentences that begin with
    "yesterday", "today" or what is in the way, where a label or such a day is named. As many numbered lines,
    or bare lines, as there are questions answer them in order. Else a line goes by how it starts: "done …" to
    what was finished, "blocked …" to what is in the way, the rest to what comes next.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    parts = [part for line in lines for part in _parts(line, asked)]
    free = [one for one in asked if one not in [_labelled(part, asked)[0] for part in parts]]
    sentences = [sentence for part in parts for sentence in _sentences(part, free)]
    if is_labelled(text, asked):
        return _by_label(sentences, asked, free)
    if len(lines) == len(asked) and len(asked) > 1:
        return {one.key: marks.bare(line) for one, line in zip(asked, lines, strict=True)}
    if any(_day(one, asked) for one in sentences):
        return _by_label(sentences, asked, free)
    said: dict[str, str] = {}
    for line in lines:
        _add(said, _by_start(line, asked).key, line.strip())
    return said


def is_nothing(text: str) -> bool:
    """Tell whether a text says that there is nothing: "none", "no blockers"; a mere sign does not."""
    return bool(re.search(r"\w", text)) and all(_NOTHING.fullmatch(line) for line in text.splitlines())


def is_labelled(text: str, asked: Sequence[Question]) -> bool:
    """Tell whether any line of a message, or part of one, stands under a question's label."""
    return any(_labelled(part, asked)[0] for line in text.splitlines() for part in _parts(line, asked))


def _of_line(line: str, here: Here) -> list[Told]:
    told: list[tuple[int, Told]] = []
    # In "done T-1, T-2 by fri" the second begins something of its own.
    begun = {found.start() for pattern in (_DUE, _STUCK) for found in pattern.finditer(line)}
    for pattern in (_DONE_BEFORE, _DONE_AFTER):
        for found in pattern.finditer(line):
            named = [one for one in _NUMBER.finditer(line, *found.span(1)) if one.start() not in begun]
            told += [(found.start(), Finish(int(one[1]), line.strip())) for one in named]
    for found in _DUE.finditer(line):
        told.append((found.start(), _moved(int(found[1]), found["words"].strip(), here)))
    for found in _STUCK.finditer(line):
        told.append((found.start(), Block(int(found[1]), found["reason"].strip(" .:"))))
    return [one for _, one in sorted(told, key=lambda pair: pair[0])]


def _moved(number: int, words: str, here: Here) -> Told:
    due = when.read(words, here)
    if not isinstance(due, Refused):
        return Redate(number, due)
    why = f"{due.text} is already past" if isinstance(due, Past) else f'"{words}" cannot be read as a date'
    return Unread(number, f"{why}, so its date stays as it was. `/task due T-{number} fri` sets another.")


def _by_label(lines: Sequence[str], asked: Sequence[Question], free: Sequence[Question]) -> dict[str, str]:
    """Share lines out by the labels among them, or as they begin where their question has none (`free`).

    What stands before goes by its start.
    """
    said: dict[str, str] = {}
    current: Question | None = None
    for line in lines:
        question, rest = _labelled(line, asked)
        if question is None:
            question, rest = _spoken(line, free)
        current = question or current
        if rest.strip():
            _add(said, (current or _lead(line, asked) or asked[0]).key, rest.strip())
    return said


def _sentences(part: str, free: Sequence[Question]) -> list[str]:
    """Part what was said where a sentence begins as people answer one of these questions."""
    leads = "|".join(lead for kind, lead in _SPOKEN.items() if any(one.kind is kind for one in free))
    return [part] if not leads else re.split(rf"(?<=[.;!?])\s+(?={leads})", part, flags=re.IGNORECASE)


def _spoken(line: str, asked: Sequence[Question]) -> tuple[Question | None, str]:
    """Find the question that a sentence answers by its first words, and what is left of it."""
    for kind, lead in _SPOKEN.items():
        fits = next((one for one in asked if one.kind is kind), None)
        if fits and (found := re.match(lead, marks.bare(line), re.IGNORECASE)):
            return fits, marks.bare(line)[found.end() :]
    return None, line


def _day(line: str, asked: Sequence[Question]) -> bool:
    question, _ = _spoken(line, asked)
    return question is not None and question.kind is not QuestionKind.BLOCKED


def _parts(line: str, asked: Sequence[Question]) -> list[str]:
    """Part a line at the labels in it: after a sentence end or its like, or else with a capital letter."""
    names = {name for one in asked for name in (one.text.casefold(), *_LABELS.get(one.kind, ()))}
    label = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    inside = re.compile(rf"(?:(?<=[.;,|!?])\s*|\s+(?=(?-i:[A-Z])))(?=(?:{label})\s*:(?:\s|$))", re.IGNORECASE)
    parts: list[str] = []
    for part in inside.split(line):
        if parts and _labelled(part, asked)[0] is _labelled(parts[-1], asked)[0]:
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    return [part.strip(" ;,|") for part in parts]


def _labelled(line: str, asked: Sequence[Question]) -> tuple[Question | None, str]:
    head, colon, rest = marks.bare(line).partition(":")
    name = head.strip(" *_").casefold()
    for one in asked:
        if colon and name in (one.text.casefold(), *_LABELS.get(one.kind, ())):
            return one, rest
    return None, line


def _by_start(line: str, asked: Sequence[Question]) -> Question:
    plan = [one for one in asked if one.kind is QuestionKind.PLAN]
    texts = [one for one in asked if one.kind is QuestionKind.TEXT]
    return _lead(line, asked) or (plan or texts or list(asked))[0]


def _lead(line: str, asked: Sequence[Question]) -> Question | None:
    """Find the question that a line answers by how it starts, None when it does not tell."""
    bare = marks.bare(line)
    if _DONE_BEFORE.search(bare) or _DONE_AFTER.search(bare):
        bare = "done"
    for kind, lead in _LEADS.items():
        fits = next((one for one in asked if one.kind is kind), None)
        if fits and lead.match(bare):
            return fits
    return None


def _stuck_in(line: str) -> list[str]:
    """Return what a line says is in the way."""
    if lead := _IN_THE_WAY.match(line):
        return [lead["rest"].strip()]
    if _STUCK.match(line):
        return [line]
    return [(found[0] if found["task"] else found["rest"]).strip() for found in _WITHIN.finditer(line)]


def _add(said: dict[str, str], key: str, line: str) -> None:
    said[key] = f"{said[key]}\n{line}" if key in said else line
