"""Commands that need no task: what follows the verb → what is asked for; None where it is a title."""

import re
from collections.abc import Callable
from dataclasses import replace

from commands.kit import line, when_times
from commands.kit.requests import Help, Offer, OpenForm, Unclear, Undo
from commands.task import filters
from commands.task.grammar import polite, tokens
from commands.task.requests import Emoji, Explain, Find, Import, Quiet, Request, Show, Skills

_PAGED = re.compile(r'"(?P<words>.+)" page (?P<page>[1-9][0-9]{0,3})')  # as the button More writes it
_SPAN = re.compile(r"\s*[-–]\s*|\s+(?:to|until|till)\s+")
_LESS = re.compile(r"(?<!\S)-[^\W\d_](?:[^\W_]|-){1,39}(?!\S)")
_SENTENCE = re.compile(r"(?:an?|the|some|somebody|someone|out|time|who|what|where|how|why)\b", re.IGNORECASE)
_EMOJI = re.compile(r":(?P<name>[^\s:]{1,100}):(?::skin-tone-\d:)?")
_EMOJI_NAME = re.compile(r"[\w+'-]+")  # as Slack names them: "+1", "white_check_mark", "man-shrugging"
_LAST = re.compile(r"(?:that|this|it|last|(?:my |the )?last (?:change|one|command))?", re.IGNORECASE)
_OFF = ("off", "none", "no")
AS_TASK = "Add it as a task"


def as_title(head: str, notes: str) -> str:
    """Write a line so that all of it is the title."""
    title = f"add {line.quoted(head)}"
    return f"{title}\n{notes}" if notes else title


def no_title(head: str, notes: str) -> Offer:
    """Offer to make a task of a line all the same."""
    return Offer(AS_TASK, as_title(head, notes))


def as_typed(asked: Unclear, head: str, notes: str) -> Unclear:
    """Offer, of a line that was read in other words, to make a task of it as it was typed."""
    others = (offer for offer in asked.offers if offer.label != AS_TASK)
    return replace(asked, offers=(*others, no_title(head, notes)))


def unknown(verb: str, rest: str, head: str) -> Unclear | None:
    """Ask about a verb in small letters with one word behind it that it does not know.

    Behind what is no verb of a sentence ("skills dns oracle", "quiet all day") there may be three.
    """
    said = line.spoken(rest)
    typed = said.split()
    if verb == "export" and head[:1].islower() and said.lower().startswith(filters.KINDS):
        found = filters.export(rest, head="list")
        return found if isinstance(found, Unclear) else None
    most = 3 if verb in ("quiet", "skills") else 1
    if verb not in _KNOWS or not head[:1].islower() or not 0 < len(typed) <= most or said.istitle():
        return None
    knows, label, meant = _KNOWS[verb]
    if verb == "emoji" and said.isalpha() and len(said) > 1:
        label = meant = f"emoji :{said.lower()}:"
    if verb == "skills" and all(word.isalpha() and len(word) > 1 for word in typed):
        label = meant = " ".join(("skills", *(f"+{word.lower()}" for word in typed)))
    words = f'`/task {verb}` knows no "{said[:100]}". Nothing was saved. {knows}'
    return Unclear(words, (Offer(label[:75], meant), no_title(head, "")))


_KNOWS = {
    "help": ("It shows the commands, or one: /task help due.", "All commands", "help"),
    "export": ("A file is csv or json: /task export csv #atlas.", "A csv of my open tasks", "export csv"),
    "import": ("It asks for a csv or json file.", "Import a file", "import"),
    "emoji": ("Write the emoji by its name: /task emoji :pushpin:.", "Which emoji it is", "emoji"),
    "quiet": ("Write the hours like /task quiet 18:00-09:00.", "My quiet hours", "quiet"),
    "skills": ("Skills are labels: /task skills +dns -oracle.", "My skills", "skills"),
    "undo": ("It takes back your last change of a task.", "Take back my last change", "undo"),
}


def find(head: str, notes: str, rest: str) -> Request:
    """Read what is searched for. A task's number shows it; a person, project, label or priority narrows.

    The words make a task, too; with the verb where it has a capital or they are a sentence ("find a van").
    """
    numbers, left = line.ids(rest, "t")
    if len(numbers) == 1 and not left:
        return Show(numbers[0])
    if narrowed := filters.search(rest):
        return narrowed
    paged = _PAGED.fullmatch(rest)
    sought, page = (paged["words"], int(paged["page"])) if paged else (rest, 1)
    words = line.unquoted(line.spoken(sought))
    title = head if head[:1].isupper() or _SENTENCE.match(sought) else sought
    making = f"+ {title}" + (f"\n{notes}" if notes else "")
    return Find(words, making, page, filters.listed(sought)) if words else Help("find")


def _skills(rest: str) -> Request | None:
    """Read whose skills are asked for, and which are to come or go."""
    left = line.start(rest, "")
    people, more = line.mentions(left.mask), line.labels(left.mask)
    less = [match.span() for match in _LESS.finditer(left.mask)]
    if left.hide(*(each.span for each in people), *more, *less).mask.strip(" ,"):
        return None
    if len(people) > 1 or any(each.is_group for each in people):
        picks = (each.who for each in people if not each.is_group)
        offers = tuple(Offer(who.text[:75], f"skills {who.token}", who) for who in dict.fromkeys(picks))
        return Unclear("Skills are shown of one person. Nothing was changed. Whose?", offers[:5])
    who = people[0].who if people else None
    return Skills(who, tokens.label_names(left.text, more), tokens.label_names(left.text, less))


def _emoji(rest: str) -> Request | None:
    """Read an emoji's name, or that there is to be none; other words are a title."""
    if not rest:
        return Emoji(None)
    if rest.lower() in _OFF:
        return Emoji("")
    if found := _EMOJI.fullmatch(rest):
        name = found["name"].lower()
        return Emoji(name) if _EMOJI_NAME.fullmatch(name) else _no_emoji(found[0])
    if len(rest.split()) > 1 and all(_EMOJI.fullmatch(each) for each in rest.split()):
        first = rest.split()[0]
        words = "One emoji makes tasks in a channel. Nothing was changed. Which one?"
        return Unclear(words, (Offer(first[:75], f"emoji {first}"),))
    if not rest.isascii() and len(rest) < 8 and not any(sign.isalnum() for sign in rest):
        return Unclear("Write the emoji by its name, like `/task emoji :pushpin:`. Nothing was changed.")
    return None


def _no_emoji(typed: str) -> Unclear:
    return Unclear(
        f"{line.spoken(typed)} cannot be an emoji: a name has letters, digits, and the signs _ - + '. "
        "Nothing was changed. Try /task emoji :pushpin:."
    )


_HOURS = re.compile(
    r"(?:from )?(?P<first>[01]?\d|2[0-3]) ?h? ?(?:[-–]|to|until) ?(?P<last>[01]?\d|2[0-3]) ?h?"
)
_HEARD = 60  # minutes of a day in which somebody can be told something
_ALL_DAY = Unclear(
    "Quiet hours leave at least one hour of the day in which you are told. Nothing was changed."
)


def _quiet(rest: str) -> Request | None:
    """Read the hours in which the caller is told nothing, or that there are none of their own."""
    if not rest:
        return Quiet()
    if rest.lower() in _OFF:
        return Quiet(is_off=True)
    if whole := _HOURS.fullmatch(rest.lower()):
        rest = f"{whole['first']}:00-{whole['last']}:00"
    ends = [when_times.split(each) for each in _SPAN.split(rest.lower().removeprefix("from "))]
    times = [each.at for each in ends if each is not None and not each.day and each.zone is None and each.at]
    if len(times) == len(ends) == 2 and times[0] != times[1]:
        start, end = (each.hour * 60 + each.minute for each in times)
        return Quiet((times[0], times[1])) if (start - end) % (24 * 60) >= _HEARD else _ALL_DAY
    if times or re.fullmatch(r"[\d:.]+(?:\s*[-–]\s*[\d:.]+)?", rest):
        return Unclear(
            "Quiet hours are written like `/task quiet 18:00-09:00`, by your own clock. Nothing was changed."
        )
    return None


READ: dict[str, Callable[[str], Request | None]] = {
    "skills": _skills,
    "emoji": _emoji,
    "quiet": _quiet,
    "export": filters.export,
    "import": lambda rest: Import() if rest.lower() in ("", "csv", "json") else None,
    "explain": lambda rest: Explain(rest) if rest else Help("explain"),
    "undo": lambda rest: Undo() if not rest or _LAST.fullmatch(polite.without(rest)) else None,
    "add": lambda rest: None if rest else OpenForm(),
}
