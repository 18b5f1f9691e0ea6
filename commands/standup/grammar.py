"""Text after `/standup` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass
from datetime import date, time

from commands.kit import calendar, line, weekly, when
from commands.kit.readings import Here, Purpose, Refused
from commands.kit.requests import Help, Mention, Offer, Unclear, Undo
from commands.kit.weekly import DAYS

EXAMPLE = "/standup setup mon-fri 09:30 4h"
MEMBERS = (
    "Whom a standup asks is set in its settings: /standup edit opens them. Nothing was changed. "
    "To add to your answer, say more than a name: /standup add Review the rules with @ben."
)
LONGEST = 5  # years from now until an absence ends at the latest
_AWAY = Purpose(examples="Try /standup ooo until fri, or ooo from mon until 27 nov.")
_SPAN = re.compile(rf"({'|'.join(DAYS)})\s*[-–]\s*({'|'.join(DAYS)})")
_HOURS = re.compile(r"(\d{1,2})h")
_BLOCKER = re.compile(r"b-?(\d{1,9})")
_WHO = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<label>[^>]*))?>|@(?P<name>[^\W_][\w.-]*)")
_FROM = re.compile(r"(?:from )?(?P<first>.+?) (?:until|to|till) (?P<last>.+)")


@dataclass(frozen=True, slots=True)
class Open:
    """Answer: the standup of that name, else the one that waits."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add a line to my answer, or begin it."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenSetUp:
    """Set a standup up by its form; with `edit`, change the one of that name."""

    name: str = ""
    edit: bool = False


@dataclass(frozen=True, slots=True)
class SetUp:
    """Make this channel's standup, or change its days, time and window."""

    weekdays: tuple[int, ...]
    at: time
    window: int  # minutes


@dataclass(frozen=True, slots=True)
class Pause:
    """Ask nobody until a day, that day included, or until resumed."""

    name: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Ask again."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Remove a standup."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Who has answered, who is missing, who is away."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When am I asked next, by which standups."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave today's out."""

    reason: str


@dataclass(frozen=True, slots=True)
class Away:
    """I am away from a day to a day, both included."""

    first: date
    until: date


@dataclass(frozen=True, slots=True)
class Back:
    """I am here again, today or from a day on."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Holidays:
    """Whose public holidays I have: a place, "" for none, None for those of each standup."""

    place: str | None


@dataclass(frozen=True, slots=True)
class ShowHolidays:
    """Whose public holidays do I have."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind those who have not answered, now."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Blockers:
    """What is in the way, and how long it has been: a page of it."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Resolve:
    """Something is in the way no more."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What somebody said lately; the caller when nobody is named."""

    who: Mention | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a week came to, of a team or one person, as text or CSV."""

    who: Mention | None = None
    weeks_back: int = 0
    csv: bool = False
    of: str = ""  # the standup's name, with its sign; "" for those near


Request = (
    Open | AddLine | OpenSetUp | SetUp | Pause | Resume | Stop | Status | When | Skip | Away | Back | Holidays
    | ShowHolidays | Remind | Blockers | Resolve | History | Report | Undo | Help | Unclear
)  # fmt: skip


def parse(text: str, here: Here) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    typed, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    match typed.casefold():
        case "" | "answer" | "open":
            return Open(rest)
        case "add" | "stop" | "remove" | "kick" if _is_person(rest):
            return Unclear(MEMBERS)
        case "add" if rest:
            return AddLine(rest)
        case "setup" | "new":
            return _set_up(rest.casefold()) if rest else OpenSetUp()
        case "edit" | "settings":
            return OpenSetUp(rest, edit=True)
        case "pause":
            return _pause(rest, here)
        case "resume":
            return Resume(rest)
        case "stop" | "remove":
            return Stop(rest)
        case "status" | "who":
            return Status(rest)
        case "when" | "next":
            return When()
        case "skip":
            return Skip(rest)
        case "ooo" | "away":
            return _away(rest, here)
        case "back":
            return _back(rest.casefold(), here)
        case "holidays" | "holiday":
            return _holidays(rest.casefold())
        case "remind":
            return Remind(rest)
        case "blockers" | "blocked":
            page = line.PAGE.fullmatch(rest)
            return Blockers(int(page[1]) if page else 1)
        case "resolve" | "resolved" | "unblock":
            return _resolve(rest)
        case "history":
            return _history(rest)
        case "report":
            return _report(rest, csv=False)
        case "export":
            return _report(rest, csv=True)
        case "undo":
            return Undo()
        case "help":
            return Help(None)
    return Unclear(
        f'"{line.spoken(typed)}" is not something /standup does. Nothing was changed. Try /standup help.'
    )


def _is_person(text: str) -> bool:
    """Tell whether a text names people and says nothing else."""
    who, rest = _mentioned(text)
    return who is not None and (not rest.strip(" ,") or _is_person(rest.strip(" ,")))


def _set_up(text: str) -> Request:
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    at, window = time(9, 30), 240
    for word in weekly.plain(text).split():
        if span := _SPAN.fullmatch(word):
            first, last = DAYS.index(span[1]), DAYS.index(span[2])
            if first > last:
                return Unclear(f'"{word}" ends before it starts. Nothing was changed. Try mon-fri.')
            weekdays = tuple(range(first, last + 1))
        elif all(one in DAYS for one in word.split(",")):
            weekdays = tuple(sorted({DAYS.index(one) for one in word.split(",")}))
        elif hours := _HOURS.fullmatch(word):
            window = int(hours[1]) * 60
        elif found := weekly.hour(word):
            at = found
        else:
            return Unclear(f'I can\'t read "{line.spoken(word)}". Nothing was changed. Try {EXAMPLE}.')
    if not 60 <= window <= 720:
        return Unclear(f"A window has 1 to 12 hours. Nothing was changed. Try {EXAMPLE}.")
    return SetUp(weekdays, at, window)


def _pause(text: str, here: Here) -> Request:
    name, until, words = f" {text}".rpartition(" until ") if " until " in f" {text}" else (text, "", "")
    if not until:
        return Pause(name.strip())
    due = when.read(words, here)
    return Unclear(due.sentence()) if isinstance(due, Refused) else Pause(name.strip(), due.day)


def _away(text: str, here: Here) -> Request:
    if _mentioned(text)[0]:
        return Unclear(
            "Who is away says so themselves: they type /standup ooo until fri, or Slack's status says it and "
            "they are asked. Nothing was saved."
        )
    words = text.casefold().removeprefix("until ").removeprefix("from ").strip() or "today"
    span = _FROM.fullmatch(words)
    days = []
    for part in (span["first"], span["last"]) if span else ("today", words):
        day = here.today if part == "today" else _day(part, here)
        if isinstance(day, Unclear):
            return day
        days.append(day)
    if days[0] > days[1]:
        return Unclear("That ends before it starts. Nothing was saved. Try /standup ooo from mon until fri.")
    if days[1] > calendar.months_after(here.today, 12 * LONGEST):
        said = calendar.day_text(days[1], here.today)
        return Unclear(
            f"{said} is more than {LONGEST} years from now, too long for an absence. Nothing was saved. "
            "Try /standup ooo until fri."
        )
    return Away(days[0], days[1])


def _back(text: str, here: Here) -> Request:
    words = text.removeprefix("from ").removeprefix("on ").strip()
    day = _day(words, here) if words else None
    return day if isinstance(day, Unclear) else Back(day)


def _holidays(text: str) -> Request:
    """Read a place after "holidays"; which there are is not known here."""
    first, _, rest = text.partition(" ")
    place = rest.strip() if first == "me" else text
    match place:
        case "":
            return ShowHolidays()
        case "none" | "no":
            return Holidays("")
        case "off" | "standup" | "default":
            return Holidays(None)
    return Holidays(place)


def _day(words: str, here: Here) -> date | Unclear:
    due = when.read(words, here)
    return Unclear(due.sentence(_AWAY)) if isinstance(due, Refused) else due.day


def _resolve(text: str) -> Request:
    numbers = [
        found[1] for word in text.casefold().replace(",", " ").split() if (found := _BLOCKER.fullmatch(word))
    ]
    if not numbers:
        return Unclear(
            "Which blocker? Nothing was changed. /standup blockers lists them: /standup resolve B-3."
        )
    return Resolve(tuple(dict.fromkeys(int(one) for one in numbers)))


def _history(text: str) -> Request:
    who, rest = _mentioned(text)
    if rest:
        words = f'I can\'t read "{line.spoken(rest)}". Try /standup history @ana.'
        return Unclear(words, _named("history", rest))
    return History(who)


def _named(verb: str, rest: str, more: str = "") -> tuple[Offer, ...]:
    """Offer a command with one bare word as the name of a person; () where it is more, or has their sign."""
    if not rest.isalpha():
        return ()
    return (Offer(f"{verb.capitalize()} of @{rest}"[:75], f"{verb} @{rest}{more}", Mention(None, rest)),)


def _report(text: str, *, csv: bool) -> Request:
    who, rest = _mentioned(text)
    words = rest.casefold()
    back = 1 if "last week" in words else 0
    words = words.replace("last week", "").replace("this week", "").replace("week", "")
    left = [word for word in words.split() if word not in ("csv", "team")]
    of = left.pop() if len(left) == 1 and left[0].startswith("#") else ""
    if left:
        said = " ".join(left)
        more = (" last week" if back else "") + (" csv" if csv or "csv" in words.split() else "")
        return Unclear(
            f'I can\'t read "{line.spoken(said)}" here: a report is of this week or of last week. '
            "Try /standup report @ana last week csv.",
            () if who else _named("report", said, more),
        )
    return Report(who, back, csv or "csv" in words.split(), of)


def _mentioned(text: str) -> tuple[Mention | None, str]:
    """Take one person out of a line; what is left comes back beside them."""
    found = _WHO.search(text)
    if found is None:
        return None, text.strip()
    who = Mention(found["id"], found["label"] or found["name"])
    return who, f"{text[: found.start()]}{text[found.end() :]}".strip()
