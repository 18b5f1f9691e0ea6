"""Lines in small letters that are surely no title ("done all", "what is late", "12") → what may be meant."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Help, Offer, Unclear
from commands.kit.when_words import DAY_NAMES
from commands.task.grammar import alone, offered, questions, verbs
from commands.task.requests import Listing, MyDay, Request

_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,4})")  # longer ones are numbers of something else
_FIELD = re.compile(
    r"(?:(?:set|change|update|move) )?(?:the )?"
    r"(?P<field>due date|deadline|date|owner|priority|prio|title|estimate|labels?) (?:of|on|for) "
    r"(?P<id>t[-–][0-9]{1,9})(?: (?:is|to|should be))?[ :=]+(?P<rest>.+)",
    re.IGNORECASE,
)
_VERBS = {
    **dict.fromkeys(("due date", "deadline", "date"), "due"),
    "owner": "assign",
    "title": "edit",
    "labels": "label",
}
_NO_FILTER = re.compile(
    r"(?:list|ls)(?: tasks)? (?:by|no|without|sorted|sort|page|order(?:ed)?)\b(?: \S+){0,2}"
)
_MANY = ("all", "everything", "late", "overdue", "mine", "all late", "all overdue", "all mine")
_EVERY = re.compile(
    r"(?:all|everything|all of (?:them|it)|(?:every|all(?: of)?)(?: (?:my|the|our))?"
    r"(?: (?:open|done|late|overdue|finished|closed|old))* tasks?|(?:all )?(?:late|overdue|mine))"
    r"(?: (?:but|except|besides|other than) (?:t[-–][0-9]|.*\btasks?\b).*)?[.!]*",
    re.IGNORECASE,
)
_OF_RISKS = re.compile(r"risk (?=(?:add|list|show|score|close|matrix|review|new|log)\b)")
_ALL_TO = re.compile(
    r"(?P<which>all|everything|late|overdue|mine)(?: (?:of )?(?:(?:my|the) )?(?:tasks|late|overdue))*"
    r",?(?: to| for)? (?:[@<]\S+|me)[.!]*",
    re.IGNORECASE,
)
_OF_TASK = re.compile(
    r"(?P<verb>(?-i:[a-z]+)) (?:(?:task|ticket|card|number) #?(?:t[-–])?|on t[-–])(?P<number>[0-9]{1,9})"
    r"(?::? (?P<rest>.+))?",
    re.IGNORECASE,
)
_REMIND = re.compile(
    r"remind me (?:(?:about|of|on) )?(?:the )?(?:task )?(?P<id>t[-–][0-9]{1,9}) (?P<rest>.+)", re.IGNORECASE
)
_TALK = (
    *(
        "hi",
        "hello",
        "hey",
        "thanks",
        "thank you",
        "thx",
        "cheers",
        "ok",
        "okay",
        "yes",
        "no",
        "great",
        "nice",
    ),
    *("?", "??", "perfect", "sorry", "oops", "never mind", "nevermind"),
)
_DID = re.compile(
    r"what (?:did|have) \w+ (?:do|done|finish(?:ed)?|completed?) "
    r"(?P<span>today|yesterday|(?:this|last) week)\??",
    re.IGNORECASE,
)
_OOPS = re.compile(r"(?:oops|sorry|wait|no),? undo(?: (?:that|it))?[.!]*", re.IGNORECASE)
_COLON = re.compile(r"(?P<verb>find|search|list|show|help): *(?P<rest>\S.*)")
_HELP = ("--help", "-help", "-h", "/help", "—help", "–help")


def read(head: str, notes: str, here: Here) -> Request | None:
    """Ask about such a line; what only asks for help gets it. None for any other line."""
    if notes:
        return None
    if head.lower() in _HELP:
        return Help(None)
    if head == "my day":
        return MyDay()
    if listed := questions.listed(head, here):
        return listed
    found = _number(head) or _all(head) or _did(head) or _field(head) or _of_no_number(head)
    found = (
        found or _said(head, here) or _word(head) or _near(head) or _days(head, here) or _reminder(head, here)
    )
    if found is None and _NO_FILTER.fullmatch(head):
        words = "A list cannot be narrowed or sorted by that. /task help list shows what it takes."
        found = words, (Offer("Show it without", "list"),)
    words, offers = found or ("", ())
    return Unclear(f"{words} Nothing was saved.", (*offers, alone.no_title(head, notes))) if words else None


Asked = tuple[str, tuple[Offer, ...]]


def _number(head: str) -> Asked | None:
    match = _NUMBER.fullmatch(head)
    if match is None:
        return None
    name = f"T-{match['number']}"
    return f"Is {name} meant?", (Offer(f"Show {name}", f"show {name}"),)


def _all(head: str) -> Asked | None:
    """Ask which tasks a verb with a filter behind it means: "done all", "drop late"."""
    typed, _, rest = head.partition(" ")
    verb = verbs.WORDS_FOR.get(typed.lower())
    given = _ALL_TO.fullmatch(rest) if verb == "assign" and typed.islower() else None
    which = given["which"] if given else rest
    if verb not in verbs.ON_TASKS or not _EVERY.fullmatch(which):
        return None
    which = which if which.lower() in _MANY else "mine"
    example = "T-4 T-7 @ben" if given else "T-4 T-7"
    words = f"{typed.capitalize()} takes the numbers of tasks: /task {typed.lower()} {example}."
    return words, (Offer(f"List {which}", f"list {which}"),)


def _did(head: str) -> Asked | None:
    did = _DID.fullmatch(head)
    span = did["span"].lower() if did else ""
    return (
        ("Is a list of what is done meant?", (Offer(f"List done {span}", f"list done {span}"),))
        if did
        else None
    )


def _of_no_number(head: str) -> Asked | None:
    """Ask about "done the racks", which has no number, and about a command of /risk."""
    if risk := _OF_RISKS.match(head):
        return f"Risks have a command of their own: /risk {line.spoken(head[risk.end() :])[:200]}.", ()
    typed, _, words = head.partition(" ")
    if typed != "done" or not words[:1].isalnum():
        return None
    find = Offer(f"Find {line.spoken(words)}"[:75], f"find {words}")
    return "Which task is meant? Type its number: /task done T-4.", (find,)


def _field(head: str) -> Asked | None:
    """Ask about "due date of T-4 is fri"."""
    match = _FIELD.fullmatch(head)
    if match is None:
        return None
    field = match["field"].lower()
    command = f"{_VERBS.get(field, field)} {match['id']} {match['rest']}"
    return f"Is /task {line.spoken(command)[:200]} meant?", (offered.labelled(command, command),)


def _said(head: str, here: Here) -> Asked | None:
    """Ask about a command with a word or a sign too many: "done task 4", "find: racks"."""
    match = _OF_TASK.fullmatch(head) or _COLON.fullmatch(head)
    if match is None:
        return None
    parts = match.groupdict()
    what = f"T-{parts['number']} {parts['rest'] or ''}" if "number" in parts else parts["rest"]
    command = f"{parts['verb']} {what}".strip()
    found = verbs.read(command, "", here)
    if found is None or isinstance(found, Unclear):
        return None
    return f"Is /task {line.spoken(command)[:200]} meant?", (offered.labelled(command, command),)


def _days(head: str, here: Here) -> Asked | None:
    """Ask about a day or a week alone: "tomorrow", "fri", "this week"; a weekday in full may be a title."""
    if head.startswith("due ") or head.capitalize() in DAY_NAMES:
        return None
    wanted = head.removeprefix("my ").removeprefix("the ")
    wanted = f"this {wanted}" if wanted in ("week", "month") else wanted
    found = verbs.read(f"list {wanted}", "", here) if head.islower() else None
    if not isinstance(found, Listing) or not found.due:
        return None
    return f"Is your list of {wanted} meant?", (Offer(f"List {wanted}", f"list {wanted}"),)


def _reminder(head: str, here: Here) -> Asked | None:
    """Ask about "remind me about T-4 on mon", which is a snooze until then."""
    match = _REMIND.fullmatch(head)
    command = f"snooze {match['id']} {match['rest']}" if match else ""
    if not command or isinstance(verbs.read(command, "", here), Unclear):
        return None
    return f"Is /task {line.spoken(command)[:200]} meant?", (offered.labelled(command, command),)


def is_talk(head: str) -> bool:
    """Tell whether a line is a greeting, thanks or the like, and nothing else."""
    return head.lower().rstrip("!.") in _TALK


def _word(head: str) -> Asked | None:
    if head == "today":
        return "Is your list of today meant?", (Offer("List today", "list today"),)
    if head in ("csv", "json"):
        return "Is a file of tasks meant?", (Offer(f"A {head} of my open tasks", f"export {head}"),)
    if is_talk(head):
        return "That is no command, and hardly a task.", (Offer("All commands", "help"),)
    if _OOPS.fullmatch(head):
        return "Is your last change to be taken back?", (Offer("Take back my last change", "undo"),)
    if head == "redo":
        words = (
            "There is no redo. What was taken back is typed again, or put back from the history of its task"
        )
        return f"{words}: /task history T-4.", (Offer("Help on undo", "help undo"),)
    return None


def _near(head: str) -> Asked | None:
    """Ask about a slip of a verb in front of a number without its T: "dnoe 12"."""
    typed, _, rest = head.partition(" ")
    number = _NUMBER.fullmatch(rest)
    verb = verbs.near(typed) if number and typed.islower() and typed not in verbs.WORDS_FOR else None
    if number is None or verb not in verbs.ON_TASKS or sorted(typed) != sorted(verb):
        return None
    command = f"{verb} T-{number['number']}"
    return f'"{typed}" is not a command.', (Offer(verbs.label(verb, f"T-{number['number']}"), command),)
