"""Where in a line a due date stands, and whether it is set or only offered. Knows no verbs and no people."""

import re
from collections import deque
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from commands.kit import due_bare, due_told, when, when_from
from commands.kit.line import COVER, Line, spoken
from commands.kit.phrase import CLOSERS, MOST_WORDS, Phrase, closed, look
from commands.kit.when import Ambiguous, Here, Reading, Refused, Sure, Unreadable
from commands.kit.when_words import DATE_LIKE, LONG, VAGUE, normalised
from commands.kit.when_zones import UNKNOWN

_DUE = re.compile(
    r"(?:(?<!\S)/|(?<![\w/=-]))(?:(?:is|are)\s+(?=due))?"
    r"(?P<key>due\s+date|due|deadline|eta(?!\s+(?:on|by|before|until|is)\s))(?:\s*[:=]|(?=\s))"
    r"(?:\s*(?P<lead>by|on|before|until|is)(?=\s))?\s*(?=\S)",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?<![\w-])review(?:\s*:|(?=\s))(?:\s*(?P<lead>by|on|before)(?=\s))?\s*(?=\S)", re.IGNORECASE
)
_BY = re.compile(
    r"(?<![\w-])(?<!\bnot )(?<!on or )"
    r"(?P<lead>on or before|(?:no|not) later than|by|on|before|until)(?:\s*:)?\s+(?=\S)",
    re.IGNORECASE,
)
_BY_THEN = ("on or before", "no later than", "not later than")
_NOT_DATES = re.compile(
    r"(?:to|for|when|from|dates?|diligence|process|course|care|respect|every|each|daily|weekly|monthly|quarterly|yearly)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<!\w)(?:what|whatever|that|which|who|everything|anything|all)\s+$", re.IGNORECASE)
_MORE = re.compile(
    r"\s+(?:ago|of|sprints?|quarters?|from (?:now|today|tomorrow|\w+day)"
    r"|and \w+ (?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_AND = re.compile(r"[ ,]*(?:and|or|&amp;|&|\+)\s+(?:(?:also|by|on)\s+)*", re.IGNORECASE)
_WEEKEND = re.compile(r"(?:sat|sun)(?P<hour>\s+\S)?", re.IGNORECASE)  # behind "on"; a Sun alone makes servers
_WORD = re.compile(r"\S+")
_LUNCH = re.compile(r"^lunch(?= )|(?<= )lunch$", re.IGNORECASE)
_DAY_MONTH = re.compile(r"[0-3]?[0-9]\.[01]?[0-9](?P<year>\.[0-9]{2})?")
_NEAR = timedelta(days=90)  # what lies further ahead is a version as likely
_ELSEWHERE = re.compile(rf"\s+(?:{UNKNOWN})(?!\w)")  # the hour in front of it is not one's own
_MOST_KEYWORDS = 6  # no sentence has more; keeps a wall of them from costing seconds
_LENGTH = re.compile(
    r"(?:half an?|an?|one|two|three|four|[0-9][0-9.,]*)\s?(?:(?:working|business) )?"
    r"(?:m|min(?:ute)?s?|h|hrs?|hours?|d|days?|w|wks?|weeks?|fortnights?|mo|months?|y|years?)",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"[0-9][0-9.,]*\s?s(?:ec(?:ond)?s?)?\b", re.IGNORECASE)  # "by 30s" says how much
_CHANGES = re.compile(
    r"(?<![\w-])(?:(?:ex|re)tend|extension|(?:re|de|in)crease|reduc|rais|lower|shorten|lengthen|prolong|delay|postpone|defer"
    r"|push|shift|mov|bump|cut|grow|improv|speed|slow|slip|bring|advanc|adjust|chang|overr|late|off|exceed)",
    re.IGNORECASE,
)


def keyword_phrases(line: Line, here: Here) -> list[Phrase]:
    """Find what `due` and `deadline` introduce, wherever it stands."""
    said = line.mask.lower()
    if "due" not in said and "deadline" not in said and "eta" not in said:
        return []
    found = (_after_due(match, line, here) for match in islice(_DUE.finditer(line.mask), _MOST_KEYWORDS))
    return [phrase for phrase in found if phrase]


def review_phrase(line: Line, here: Here) -> Phrase | None:
    """Find the date that `review` introduces; words that are no date stay text."""
    for match in islice(_REVIEW.finditer(line.mask), _MOST_KEYWORDS):
        phrase = _prefix(match, line, here)
        if phrase and not (isinstance(phrase.found, Ambiguous) and phrase.found.is_hour):
            return phrase
    return None


def end_phrase(line: Line, here: Here) -> Phrase | None:
    """Find the date a line ends with: after by, on, before or until, or bare as its last words."""
    offered = None
    for match in deque(_BY.finditer(line.mask), maxlen=_MOST_KEYWORDS):
        phrase = _after_by(match, line, here)
        if phrase and phrase.sets:
            return _longer(phrase, line, here) if match["lead"].lower() == "on" else phrase
        offered = offered or phrase
    bare = due_bare.find(line, here)
    if offered and not (bare and isinstance(bare.found, Ambiguous)):
        return offered
    return bare or due_bare.slip(line.mask, here)


def _longer(phrase: Phrase, line: Line, here: Here) -> Phrase:
    """Prefer "3pm on Friday" to "on Friday", and offer "at 8 on Friday", which may be two hours."""
    bare = due_bare.find(line, here)
    is_longer = bare is not None and bare.span[0] < phrase.span[0]
    return bare if bare and is_longer and (bare.sets or isinstance(bare.found, Ambiguous)) else phrase


def behind(phrase: Phrase, line: Line, here: Here) -> list[Phrase]:
    """Find the dates that stand right behind another, or are joined to it: which one is meant is asked."""
    found: list[Phrase] = []
    while after := _next(line.mask, (found or [phrase])[-1].span[1], here):
        found.append(after)
    return found


def _next(mask: str, start: int, here: Here) -> Phrase | None:
    joined = _AND.match(mask, start)
    begin = joined.end() if joined else start
    for end in reversed(_ends(mask, begin)[:4]):
        found = when.look(mask[begin:end].strip(" .,!?:"), here)
        if isinstance(found, Reading) and found.sure is Sure.SET:
            return Phrase((start, end), found, sets=True)
    return None


def leads(phrase: Phrase, line: Line, here: Here) -> Phrase | None:
    """Find a date that stands right before another, with its keyword."""
    ahead = replace(line, mask=line.mask[: phrase.span[0]].rstrip())
    before = end_phrase(ahead, here)
    return before if before and before.sets else _by_earlier(ahead, here)


def _by_earlier(line: Line, here: Here) -> Phrase | None:
    """Find a day behind an earlier "by": "Send the draft by fri and the rest by mon"."""
    for match in islice(_BY.finditer(line.mask), _MOST_KEYWORDS):
        by = match["lead"].lower() == "by"
        inside = _inside(match, line.mask, here, _ends(line.mask, match.end())) if by else None
        if inside and isinstance(inside.found, Reading) and inside.found.sure is Sure.SET:
            return replace(inside, sets=True)
    return None


def _after_due(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    start = match.end()
    if _NOT_DATES.match(line.mask, start) or line.mask[start] in "@<":
        return None
    phrase = _prefix(match, line, here) or _unread(match, line, here)
    is_clause = (
        phrase is not None
        and isinstance(phrase.found, Reading)
        and _CLAUSE.search(line.mask, 0, match.start())
    )  # "Check what is due fri"
    return replace(phrase, sets=False) if phrase and is_clause else phrase


def _prefix(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    """Read as many words behind a keyword as make a date."""
    mask, start = line.mask, match.end()
    ends = _ends(mask, start)
    lead = (match["lead"] or "").lower()
    for count in range(min(MOST_WORDS, len(ends)), 0, -1):
        words, rest = mask[start : ends[count - 1]], mask[ends[count - 1] :]
        found = look(words.rstrip(":") if rest.strip() else words, here, before=lead == "before")
        if isinstance(found, Unreadable) or (rest.strip() and _is_plain_word(found, words)):
            continue
        if _MORE.match(rest):
            return None
        if lead == "until":
            found = Unreadable(f"until {words}")
        return Phrase(closed(mask, match.start(), ends[count - 1]), found, sets=True)
    return None


def _unread(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    """Refuse what no rule can read, where a date was meant; elsewhere it is text."""
    start = match.end()
    ends = _ends(line.mask, start)
    rest = line.mask[start : ends[-1]]
    span = closed(line.mask, match.start(), ends[-1])
    if len(ends) <= MOST_WORDS and (slip := when.misspelt(rest.rstrip(CLOSERS), here)):
        return Phrase(span, slip, sets=True)
    guess = when.last_resort(rest.rstrip(CLOSERS), here) if len(ends) <= MOST_WORDS else None
    if guess and not isinstance(guess, Unreadable):
        return Phrase(span, guess, sets=True)
    is_short = len(ends) <= 2 and match["key"].lower() == "due"
    if not (is_short or DATE_LIKE.match(rest) or VAGUE.fullmatch(normalised(rest))):
        return None
    end = ends[min(len(ends), 3) - 1]
    return Phrase((match.start(), end), Unreadable(spoken(line.text[start:end]).rstrip(CLOSERS)), sets=True)


def _after_by(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    mask, lead = line.mask, " ".join(match["lead"].lower().split())
    lead = "by" if lead in _BY_THEN else lead
    ends = _ends(mask, match.end())
    if COVER in mask[match.end() :] or len(ends) > 12 or _SECONDS.match(mask, match.end()):
        return None
    if lead == "before" and (start := when_from.length_before(mask, match.start())) is not None:
        return _before_day(mask, start, match.end(), ends[-1], here)
    rest = mask[match.end() : ends[-1]]
    rest = _LUNCH.sub("lunchtime", rest)
    span = closed(mask, match.start(), ends[-1])
    if lead in ("on", "until") and (dotted := _dotted(rest, here)):
        return Phrase(span, dotted, sets=False)
    found = look(rest, here, before=lead == "before")
    binds = lead in ("by", "before")
    if binds and (whole := _of_day(match, line, rest, here)):
        return whole
    if isinstance(found, Reading):
        weekend = _WEEKEND.match(rest) if rest.strip() != "Sun" else None
        if not binds and found.sure is Sure.NEVER and not weekend:
            return None
        is_sure = found.sure is Sure.SET or bool(weekend and weekend["hour"])
        ahead = mask[: match.start()]
        is_told = rest.rstrip().endswith("?") or due_told.is_told(ahead) or due_told.is_forbidden(ahead)
        is_on_day = lead == "on" and is_sure and not is_told
        is_by_so_much = lead == "by" and _is_so_much(rest) and _CHANGES.search(mask, 0, match.start())
        is_barred = lead == "before" and due_told.is_forbidden(ahead)
        return Phrase(span, found, sets=(binds and not (is_by_so_much or is_barred)) or is_on_day)
    if not isinstance(found, Unreadable):
        return Phrase(span, found, sets=True) if binds else None
    slip = when.misspelt(rest.rstrip(CLOSERS), here, before=lead == "before")
    if slip and (binds or isinstance(slip, Unreadable)):
        return Phrase(span, slip, sets=True)
    said = normalised(rest.rstrip(CLOSERS))
    if binds and (VAGUE.fullmatch(said) or LONG.fullmatch(said)):
        return Phrase(span, Unreadable(rest.rstrip(CLOSERS)), sets=True)
    if binds and isinstance(guess := when.last_resort(rest.rstrip(CLOSERS), here), Reading | Ambiguous):
        return Phrase(span, guess, sets=True)
    return _inside(match, mask, here, ends)


def _of_day(match: re.Match[str], line: Line, rest: str, here: Here) -> Phrase | None:
    """Read the hour of a day that stands in front of its keyword: "tomorrow morning before 8"."""
    bare = rest.rstrip(CLOSERS)
    if not (when.is_time(bare) or bare.isdigit()):
        return None
    day = due_bare.find(replace(line, mask=line.mask[: match.start()].rstrip()), here)
    found = look(f"{line.mask[slice(*day.span)]} at {bare}", here) if day and day.sets else None
    if day is None or not isinstance(found, Reading | Ambiguous):
        return None
    return Phrase((day.span[0], len(line.mask.rstrip())), found, sets=True)


def _dotted(rest: str, here: Here) -> Reading | None:
    """Read "27.11" as a day, where nobody says a time: with a full stop behind it, or where it is near."""
    said = _DAY_MONTH.fullmatch(rest.rstrip(CLOSERS))
    found = look(f"{said[0]}.", here) if said else None
    if not isinstance(found, Reading):
        return None
    is_near = found.due.at - here.now < _NEAR
    return found if is_near or rest.rstrip().endswith(".") or (said and said["year"]) else None


def _is_so_much(words: str) -> bool:
    """Tell whether words are a length: behind a verb of change "by" says how much, not when."""
    return _LENGTH.fullmatch(words.rstrip(CLOSERS)) is not None


def _before_day(mask: str, start: int, base: int, end: int, here: Here) -> Phrase | None:
    """Read "2 days before 15 dec"; where the whole is no date, the length is not left behind in the title."""
    found = look(mask[start:end], here)
    is_offered = isinstance(found, Unreadable) or (isinstance(found, Reading) and found.sure < Sure.SET)
    found = look(mask[base:end], here, before=True) if isinstance(found, Unreadable) else found
    if isinstance(found, Unreadable) or (is_offered and not isinstance(found, Reading)):
        return None
    return Phrase(closed(mask, start, end), found, sets=not is_offered)


def _inside(match: re.Match[str], mask: str, here: Here, ends: list[int]) -> Phrase | None:
    """Offer a date that `by` introduces inside the sentence."""
    for end in reversed(ends[:4]):
        if _ELSEWHERE.match(mask, end):
            return None
        found = look(mask[match.end() : end], here, before=match["lead"].lower() == "before")
        if isinstance(found, Reading) and found.sure is not Sure.NEVER:
            return Phrase((match.start(), end), found, sets=False)
    return None


def _is_plain_word(found: Reading | Refused, words: str) -> bool:
    """Say whether words like "may", "sat" or "5" are more than a date."""
    if isinstance(found, Ambiguous):
        return found.is_hour and words.isalnum()
    return isinstance(found, Reading) and found.sure is Sure.NEVER and words.isalpha()


def _ends(mask: str, start: int) -> list[int]:
    return [start + word.end() for word in _WORD.finditer(mask[start:])]
