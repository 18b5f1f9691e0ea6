"""Text after `/task` → a request, or `Unclear` with words that mend it. Knows no people and no tasks."""

import re
from dataclasses import replace

from commands.kit import dated, line, owner, when
from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo
from commands.kit.when import Here as Here
from commands.task import tokens
from commands.task.requests import Add as Add
from commands.task.requests import Assign as Assign
from commands.task.requests import Block as Block
from commands.task.requests import Finish as Finish
from commands.task.requests import Listing as Listing
from commands.task.requests import MyDay as MyDay
from commands.task.requests import Redate as Redate
from commands.task.requests import Reopen as Reopen
from commands.task.requests import Request as Request
from commands.task.requests import Show as Show
from commands.task.requests import Start as Start
from commands.task.requests import Take as Take
from commands.task.requests import Unblock as Unblock

# What `handlers.run` answers: verbs, and the tokens of a new task by the names of their fields. To switch
# one on, build it and add its name; until then its words stay part of a title.
LIVE = (
    *("add", "list", "done", "reopen", "assign", "take", "start", "block", "unblock"),
    *("due", "show", "undo", "help"),
)
_ALIASES = {
    **{verb: verb for verb in LIVE},
    "+": "add",
    "ls": "list",
    "mine": "list",
    "board": "list",
    "close": "done",
    "✓": "done",
    "give": "assign",
    "move": "due",
}
_ON_TASKS = ("done", "reopen", "assign", "take", "start", "block", "unblock", "due", "show")
_CLEARED = re.compile(r"(?:to )?(?:none|no (?:due )?date|nothing|never|clear|remove|-)", re.IGNORECASE)
_LABELS = {
    "done": "Mark {} done",
    "reopen": "Reopen {}",
    "show": "Show {}",
    "take": "Take {}",
    "start": "Start {}",
    "unblock": "Unblock {}",
}


def parse(text: str, here: Here) -> Request:
    """Read what stood after `/task`. Never raises: what cannot be read is Unclear and says how to mend it."""
    head, notes = line.clean(text)
    if not head:
        return MyDay()
    typed, _, rest = head.partition(" ")
    if typed in ("add", "+"):
        return _add(line.start(rest.strip(), notes, f"{typed} "), here) if rest else OpenForm()
    return _command(head, here) or _slip(head, notes) or _forced(_add(line.start(head, notes), here), here)


def near_verb(word: str) -> str | None:
    """Name the verb that `word` is, or is a slip of; None when it is like none."""
    near = line.nearest(word, tuple(_ALIASES))
    return _ALIASES[near] if near else None


def _command(head: str, here: Here) -> Request | None:
    """Read a line as a verb with what it needs; None when it is a title."""
    typed, _, rest = head.partition(" ")
    verb, rest = _ALIASES.get(typed.lower()), rest.strip()
    if verb in _ON_TASKS:
        numbers, rest = line.ids(rest, "t")
        if numbers:
            return _on_tasks(verb, numbers, rest, head, here)
        return None if rest else Help(verb)
    match verb:
        case "list":
            return _listing(typed.lower(), rest)
        case "help" if not rest or near_verb(rest):
            return Help(near_verb(rest) if rest else None)
        case "undo" if not rest:
            return Undo()
        case "add" if not rest:
            return OpenForm()
    return Show(alone[0]) if (alone := _lone_id(head)) else None


def _lone_id(head: str) -> tuple[int, ...]:
    numbers, rest = line.ids(head, "t")
    return numbers if len(numbers) == 1 and not rest else ()


def _on_tasks(verb: str, numbers: tuple[int, ...], rest: str, head: str, here: Here) -> Request:
    """Read what follows the ids of a verb."""
    if verb == "due" and len(numbers) == 1:
        return _redate(numbers[0], rest, here)
    if verb == "assign" and len(numbers) == 1:
        return _assign(numbers[0], rest)
    if verb == "block":
        return Block(numbers, line.spoken(rest))
    if rest and verb != "assign" and verb != "due":
        return _surplus(verb, numbers, rest, head)
    match verb:
        case "done":
            return Finish(numbers)
        case "reopen":
            return Reopen(numbers)
        case "take":
            return Take(numbers)
        case "start":
            return Start(numbers)
        case "unblock":
            return Unblock(numbers)
        case "show" if len(numbers) == 1:
            return Show(numbers[0])
    offers = tuple(Offer(f"{verb} T-{number}", f"{verb} T-{number} {rest}".strip()) for number in numbers[:5])
    return Unclear(f"{verb.capitalize()} takes one task at a time. Nothing was changed. Which one?", offers)


def _surplus(verb: str, numbers: tuple[int, ...], rest: str, head: str) -> Unclear:
    names = ", ".join(f"T-{number}" for number in numbers)
    run = Offer(_LABELS[verb].format(names)[:75], f"{verb} {names}")
    words = f'I can\'t read "{line.spoken(rest)[:100]}" after {names}. Nothing was changed.'
    return Unclear(words, (run, Offer("Add it as a task", _as_title(head, ""))))


def _assign(number: int, rest: str) -> Request:
    """Read whom a task is given to: a mention, or a plain name."""
    named = owner.named(rest, f"assign T-{number}", f"T-{number}", "task")
    return named if isinstance(named, Unclear) else Assign(number, named)


def _redate(number: int, rest: str, here: Here) -> Request:
    """Read a new due date, or that there is none."""
    subject = f"T-{number}"
    if _CLEARED.fullmatch(rest):
        return Redate(number, None)
    if not rest:
        offers = tuple(
            Offer(label, f"due {subject} {words}")
            for label, words in (("Today EOD", "eod"), ("Tomorrow", "tomorrow"), ("No date", "none"))
        )
        return Unclear(
            f"When is {subject} due? Nothing was changed. Try /task due {subject} next tue.", offers
        )
    found = when.weigh(rest, here)
    if isinstance(found, when.Reading):
        return Redate(number, found.due, dated.choice_offers(found.others, subject))
    return Unclear(found.sentence, dated.choice_offers(found.choices, subject))


def _listing(typed: str, rest: str) -> Listing | None:
    """Read the filters of a list; None when a word is none, for then it is a title."""
    left = line.start(rest, "")
    people, projects = line.mentions(left.mask), line.projects(left.mask)
    priorities = tokens.list_priorities(left.mask)
    if max(len(people), len(projects), len(priorities)) > 1 or any(found.is_group for found in people):
        return None
    spans = (*(found.span for found in people), *(span for span, _ in (*projects, *priorities)))
    words = left.hide(*spans).mask.lower().replace(",", " ").split()
    if not set(words) <= {"late", "overdue", "done", "all", "mine", "my"}:
        return None
    mine = Mention(None, "me") if typed == "mine" or {"mine", "my"} & set(words) else None
    return Listing(
        late=bool({"late", "overdue"} & set(words)),
        done="done" in words,
        all="all" in words,
        owner=people[0].who if people else mine,
        project=projects[0][1] if projects else None,
        priority=priorities[0][1] if priorities else None,
    )


def _slip(head: str, notes: str) -> Unclear | None:
    """Stop at a near-verb with an id behind: a typo, not a title."""
    typed, _, rest = head.partition(" ")
    verb = near_verb(typed)
    numbers, left = line.ids(rest, "t")
    if verb not in _ON_TASKS or not numbers:
        return None
    names = ", ".join(f"T-{number}" for number in numbers)
    run = _LABELS[verb].format(names) if verb in _LABELS and not left else f"{verb} {rest}"
    offers = (Offer(run[:75], f"{verb} {rest}"), Offer("Add it as a task", _as_title(head, notes)))
    return Unclear(f'"{line.spoken(typed)}" is not a command.', offers)


def _as_title(head: str, notes: str) -> str:
    """Write a line so that all of it is the title."""
    title = f"add {head}" if '"' in head else f'add "{head}"'
    return f"{title}\n{notes}" if notes else title


def _forced(request: Add | Unclear, here: Here) -> Add | Unclear:
    """Put `add` in front of a button's line that would be read as a verb."""
    if isinstance(request, Add):
        return request
    offers = tuple(
        replace(offer, line=f"add {offer.line}") if _command(offer.line.partition("\n")[0], here) else offer
        for offer in request.offers
    )
    return replace(request, offers=offers)


def _add(typed: line.Line, here: Here) -> Add | Unclear:
    """Read a task: tokens first, then owner and due date; what is left is the title."""
    found = tokens.take(typed)
    if isinstance(found, Unclear):
        return found
    left = found.line.hide(*line.labels(found.line.mask))
    left, first = owner.take_first(left)
    left, last = owner.take_last(left)
    when_due = dated.take(left, here)
    if isinstance(when_due, Unclear):
        return when_due
    left, before = owner.take_last(when_due.line)
    owners = (*first, *before, *last)
    unclear = owner.refused(typed, owners, "task") or _untitled(left)
    if unclear:
        return unclear
    whole = left.title()
    title, cut = line.fitted(whole)
    notes = "\n".join((*((whole,) if cut else ()), *line.hidden_links(typed.text), *_notes(typed)))
    people = owners or None
    return Add(
        title,
        notes,
        people[0].who if people else None,
        when_due.due,
        found.priority,
        found.estimate,
        found.project,
        when_due.offers if people else (*when_due.offers, *owner.inside_offers(left)),
        cut,
    )


def _notes(typed: line.Line) -> tuple[str, ...]:
    return (line.spoken_notes(typed.notes),) if typed.notes else ()


def _untitled(left: line.Line) -> Unclear | None:
    if left.mask.strip(" .,;:!?-") and left.title():
        return None
    return Unclear(
        "There is no title in that line, so nothing was saved. "
        'Type what is to be done, for example "Renew TLS @bob fri".'
    )
