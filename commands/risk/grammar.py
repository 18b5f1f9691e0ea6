"""Text after `/risk` → a request, or `Unclear` with words that mend it. Knows no people and no risks."""

import re
from dataclasses import dataclass
from datetime import date

from commands.kit import dated, due, line, owner
from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo
from commands.kit.when import Here as Here
from commands.kit.when import Reading
from commands.risk import scores, slips
from storage.vocabulary import Band


@dataclass(frozen=True, slots=True)
class Add:
    """Log a risk."""

    statement: str
    cause: str
    event: str
    effect: str
    probability: int | None  # 1-5
    impact: int | None  # 1-5
    owner: Mention | None  # None: the caller
    project: ProjectRef | None
    review: date | None  # in the caller's zone


@dataclass(frozen=True, slots=True)
class Top:
    """Show the worst open risks."""


@dataclass(frozen=True, slots=True)
class Listing:
    """List risks."""

    all: bool = False
    closed: bool = False
    project: ProjectRef | None = None
    owner: Mention | None = None
    band: Band | None = None
    page: int = 1
    typed: str = ""  # what narrows it, as it was written


@dataclass(frozen=True, slots=True)
class Score:
    """Say how likely and how bad a risk is; what is None stays as it was, and was looked at again."""

    number: int
    probability: int | None
    impact: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Change what a line says of a risk, the rest stays; with nothing said, open its form."""

    number: int
    said: Add | None


@dataclass(frozen=True, slots=True)
class Note:
    """Add words to a risk's history."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Own:
    """Give a risk to somebody."""

    number: int
    owner: Mention


@dataclass(frozen=True, slots=True)
class Close:
    """Stop watching a risk, and why ("" when not said); `others` are closed with it for the same reason."""

    number: int
    reason: str
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopen:
    """Watch a closed risk again."""

    number: int


@dataclass(frozen=True, slots=True)
class Show:
    """Show one risk in full, and a page of what happened to it."""

    number: int
    page: int = 1


Request = (
    Add | Top | Listing | Score | Edit | Note | Own | Close | Reopen | Show | Undo | Help | OpenForm | Unclear
)

VERBS = ("add", "list", "score", "review", "edit", "note", "own", "close", "reopen", "show", "undo", "help")
_ALIASES = {
    **{verb: verb for verb in VERBS},
    "+": "add",
    "log": "add",
    "new": "add",
    "ls": "list",
    "assign": "own",
    "give": "own",
}
_ON_RISKS = ("score", "review", "edit", "note", "own", "close", "reopen", "show")
_ID = re.compile(r"r[-–]([0-9]{1,9})(?![\w-])[,.:]?\s*", re.IGNORECASE)
_BARE_SCORE = re.compile(r"([0-9])\s*(?:[,/]|\s)\s*([0-9])")  # "3 4": probability, impact
_TASK = re.compile(r"t[-–][0-9]{1,9}[.?!]?", re.IGNORECASE)
_MAY = r"\b(?:may|might|could)\b"
_EFFECT = re.compile(
    r"(?P<head>.*?)[,;]?\s+(?:leading to|resulting in|which would)\s+(?P<effect>.+)", re.IGNORECASE
)
_CAUSE = re.compile(rf"(?:because|as|since)\s+(?P<cause>.+?),\s*(?P<event>[^,]*{_MAY}.*)", re.IGNORECASE)
_CAUSE_ALONE = re.compile(r"(?:because|as|since)\s+(?P<cause>.+)", re.IGNORECASE)


def parse(text: str, here: Here) -> Request:
    """Read what stood after `/risk`. Never raises: what cannot be read is Unclear and says how to mend it."""
    head, notes = line.clean(text)
    whole = " ".join([head, *notes.split("\n")]).strip()
    if not whole:
        return Top()
    typed, _, rest = whole.partition(" ")
    if _ALIASES.get(typed) == "add":
        return _add(line.start(rest.strip(), "", f"{typed} "), here) if rest else OpenForm()
    if _TASK.fullmatch(whole):
        return slips.of_task(whole)
    return (
        _command(whole, here)
        or _slip(whole)
        or _numbered(whole, here)
        or slips.about(whole, _ALIASES)
        or _add(line.start(whole, ""), here)
    )


def near_verb(word: str) -> str | None:
    """Name the verb that `word` is, or is a slip of; None when it is like none."""
    near = line.nearest(word, tuple(_ALIASES))
    return _ALIASES[near] if near else None


def _command(whole: str, here: Here) -> Request | None:
    """Read a line as a verb with what it needs; None when it is a statement."""
    typed, _, rest = whole.partition(" ")
    verb, rest = _ALIASES.get(typed.lower()), rest.strip()
    if verb in _ON_RISKS:
        lead = _ID.match(rest)
        if lead:
            return _on_risk(verb, int(lead[1]), rest[lead.end() :].strip(), here)
        return None if rest else Help(verb)
    match verb:
        case "list":
            return _listing(rest)
        case "help" if not rest or near_verb(rest):
            return Help(near_verb(rest) if rest else None)
        case "undo" if not rest:
            return Undo()
    alone = _ID.fullmatch(whole)
    return Show(int(alone[1])) if alone else None


def _on_risk(verb: str, number: int, rest: str, here: Here) -> Request:
    """Read what follows the id of a verb."""
    match verb:
        case "score":
            return _score(number, rest)
        case "edit":
            return _edit(number, rest, here)
        case "review" if not rest:
            return Score(number, None, None)
        case "review" if isinstance(said := _edit(number, f"review {rest}", here), Edit) and _is_day(said):
            return said
        case "note" if rest:
            return Note(number, line.spoken(rest))
        case "note":
            return Unclear(
                f"What is to be noted on R-{number}? Nothing was saved. "
                f"Try /risk note R-{number} the vendor confirmed."
            )
        case "own":
            return _own(number, rest)
        case "close":
            return _close(number, rest)
        case "reopen" if not rest:
            return Reopen(number)
        case "show" if not rest:
            return Show(number)
        case "show" if page := line.PAGE.fullmatch(rest):
            return Show(number, int(page[1]))
    words = f'I can\'t read "{line.spoken(rest)[:100]}" after R-{number}. Nothing was changed.'
    return Unclear(words, (Offer(f"{verb.capitalize()} R-{number}", f"{verb} R-{number}"),))


def _bare(rest: str) -> str:
    """Write a score of two bare numbers as one: "3 4" is "3x4"."""
    found = _BARE_SCORE.fullmatch(rest)
    return f"{found[1]}x{found[2]}" if found else rest


def _close(number: int, rest: str) -> Close | Unclear:
    """Read why a risk is closed, and which others are with it; several need their reason in the line."""
    others, why = line.ids(re.sub(r"^(?:and|&(?:amp;)?)\s+", "", rest, flags=re.IGNORECASE), "r")
    if not others:
        return Close(number, _reason(rest))
    others = tuple(one for one in others if one != number)
    if reason := _reason(why):
        return Close(number, reason, others)
    named = ", ".join(f"R-{each}" for each in (number, *others))
    return Unclear(
        f"Why are they closed? Nothing was changed. Try /risk close {named} and why.",
        tuple(Offer(f"Close R-{each}", f"close R-{each}") for each in (number, *others)[:5]),
    )


def _reason(rest: str) -> str:
    return line.spoken(re.sub(r"^[-–:,]?\s*(?:because\b)?\s*", "", rest, flags=re.IGNORECASE))


def _score(number: int, rest: str) -> Request:
    rest = _bare(rest)
    found = scores.take(line.start(rest, "", f"score R-{number} "))
    if isinstance(found, Unclear):
        return found
    if found.line.mask.strip() or (found.probability is None and found.impact is None):
        words = (
            f"How likely and how bad is R-{number}? Nothing was changed. Try /risk score R-{number} p3 i5."
        )
        return Unclear(words)
    return Score(number, found.probability, found.impact)


def _edit(number: int, rest: str, here: Here) -> Edit | Unclear:
    """Read what a line makes of a risk, as it would be read of a new one."""
    if not rest:
        return Edit(number, None)
    said = _add(line.start(rest, "", f"edit R-{number} "), here, is_edit=True)
    if isinstance(said, Unclear):
        return said
    return _no_words(number, said.statement) if said.statement and not said.event else Edit(number, said)


def _is_day(edit: Edit) -> bool:
    """Tell whether a line sets the day of a review, and nothing else."""
    said = edit.said
    return said is not None and said.review is not None and not said.statement


def _no_words(number: int, statement: str) -> Unclear:
    """Ask about words that are to stand in place of a risk and say nothing that may happen."""
    words = f'"{statement[:100]}" does not say what may happen, so nothing was changed. '
    words += f"Try /risk edit R-{number} racks may come late, or open the form."
    return Unclear(words, (Offer(f"Edit R-{number}", f"edit R-{number}"),))


def _own(number: int, rest: str) -> Request:
    """Read whom a risk is given to: a mention, or a plain name."""
    named = owner.named(rest, f"own R-{number}", f"R-{number}", "risk")
    return named if isinstance(named, Unclear) else Own(number, named)


def _listing(rest: str) -> Listing | None:
    """Read the filters of a list; None when a word is none, for then it is a statement."""
    page = line.PAGE.search(rest)
    rest = line.PAGE.sub("", rest, count=1).strip()
    left = line.start(rest, "")
    projects = line.projects(left.mask)
    people = [each for each in line.mentions(left.mask) if not each.is_group]
    bare = left.hide(*(span for span, _ in projects), *(each.span for each in people)).mask
    words = set(bare.lower().split())
    bands = [band for band in Band if band in words]
    if max(len(projects), len(people), len(bands)) > 1 or not words <= {"all", "closed", "mine", *Band}:
        return None
    owner = Mention(None, "me") if "mine" in words else None
    return Listing(
        "all" in words,
        "closed" in words,
        projects[0][1] if projects else None,
        people[0].who if people else owner,
        bands[0] if bands else None,
        int(page[1]) if page else 1,
        rest,
    )


def _slip(whole: str) -> Unclear | None:
    """Stop at an unknown word with an id behind: a statement never begins so."""
    typed, _, rest = whole.partition(" ")
    lead = _ID.match(rest)
    if lead is None or not typed.isalpha():
        return None
    verb = near_verb(typed)
    run = f"{verb} {rest}" if verb in _ON_RISKS and verb != "show" else f"show R-{lead[1]}"
    words = f'"{typed}" is not a command. Nothing was saved.'
    return Unclear(words, (Offer(run[:75], run), slips.as_risk(whole)))


def _numbered(whole: str, here: Here) -> Request | None:
    """Read a line that begins with the number of a risk: "R-8 p3 i5", "R-8 @ann", "R-8 close"."""
    lead = _ID.match(whole)
    if lead is None:
        return None
    number, rest = int(lead[1]), whole[lead.end() :].strip()
    word, _, more = rest.partition(" ")
    if _ALIASES.get(word.lower()) in _ON_RISKS:
        return _command(f"{word} R-{number} {more}", here)
    people = line.mentions(rest)
    if people and people[0].span == (0, len(rest)):
        return _own(number, rest)
    scored = scores.take(line.start(_bare(rest), "", f"score R-{number} "))
    is_whole = not isinstance(scored, Unclear) and not scored.line.mask.strip()
    return _score(number, rest) if is_whole else slips.unread(lead[1], rest, whole)


def _add(typed: line.Line, here: Here, *, is_edit: bool = False) -> Add | Unclear:
    """Read a risk: score, project, owner and review date first; what is left is the statement.

    What changes one that is there (`is_edit`) need not have a statement: "" leaves it as it is.
    """
    scored = scores.take(typed)
    if isinstance(scored, Unclear):
        return scored
    named = line.projects(typed.mask)
    unclear = line.two_projects(typed, named)
    left = scored.line.take(*(span for span, _ in named))
    review = due.review_phrase(left, here)
    if review and not isinstance(review.found, Reading):
        return dated.refusal(review.found, review.span, left, keyword="review")
    left = left.take(review.span) if review else left
    tail = line.labels(left.mask)
    left = left.hide(*tail)
    if word := scores.response(left, typed):
        left, tail = left.hide(word), [*tail, word]
    left, first = owner.take_first(left)
    left, last = owner.take_last(left)
    unclear = unclear or owner.refused(typed, (*first, *last), "risk")
    if unclear := unclear or (None if is_edit else _unstated(left)):
        return unclear
    cause, event, effect = _split(left.take(*tail).title())
    return Add(
        left.title(),
        cause,
        event,
        effect,
        scored.probability,
        scored.impact,
        (*first, *last)[0].who if first or last else None,
        named[0][1] if named else None,
        review.found.due.day if review and isinstance(review.found, Reading) else None,
    )


def _split(statement: str) -> tuple[str, str, str]:
    """Part "because CAUSE, EVENT may happen, leading to EFFECT"; "" for what is not there."""
    statement = statement.rstrip(" .")
    split = _EFFECT.fullmatch(statement)
    head, effect = (split["head"], split["effect"]) if split else (statement, "")
    if match := _CAUSE.fullmatch(head):
        return match["cause"], match["event"], effect
    if re.search(_MAY, head, re.IGNORECASE):
        return "", head, effect
    alone = _CAUSE_ALONE.fullmatch(head)
    return alone["cause"] if alone else "", "", effect


def _unstated(left: line.Line) -> Unclear | None:
    if left.mask.strip(" .,;:!?-") and left.title():
        return None
    return Unclear(
        "There is no statement in that line, so nothing was saved. Say what could happen, for example "
        '"Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5".'
    )
