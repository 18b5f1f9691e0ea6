"""Where in a line a due date stands, and whether it is set or only offered. Knows no verbs and no people."""

import re
from collections import deque
from dataclasses import dataclass, replace
from itertools import islice

from commands.kit import when, when_from, when_slips
from commands.kit.line import COVER, Line, Span, spoken
from commands.kit.when import Ambiguous, Choice, Here, Reading, Refused, Sure, Unreadable
from commands.kit.when_words import DATE_LIKE, DAY, LONG, MONTH, VAGUE, has_date_word, normalised

_DUE = re.compile(
    r"(?:(?<!\S)/|(?<![\w/=-]))(?P<key>due\s+date|due|deadline)(?:\s*[:=]|(?=\s))"
    r"(?:\s*(?P<lead>by|on|before|until|is)(?=\s))?\s*(?=\S)",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?<![\w-])review(?:\s*:|(?=\s))(?:\s*(?P<lead>by|on|before)(?=\s))?\s*(?=\S)", re.IGNORECASE
)
_BY = re.compile(
    r"(?<![\w-])(?<!\bnot )(?<!on or )"
    r"(?P<lead>on or before|(?:no|not) later than|by|on|before|until)\s+(?=\S)",
    re.IGNORECASE,
)
_BY_THEN = ("on or before", "no later than", "not later than")
_NOT_DATES = re.compile(r"(?:to|dates?|diligence|process|course|care|respect)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\s+(?:ago|of|sprints?|quarters?|from (?:now|today|tomorrow|\w+day)"
    r"|and \w+ (?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_CLOSERS = ".,;!?)"
_WEEKEND = re.compile(r"(?:sat|sun)(?P<hour>\s+\S)?", re.IGNORECASE)  # behind "on"; a Sun alone makes servers
_HOUR_OF = re.compile(r"(?P<day>today|tomorrow|tmrw|tmr|tmw) (?P<hour>1[0-2]|[1-9])", re.IGNORECASE)
_DOTTED = re.compile(r"[0-9.]+")  # "3.12": a version as likely as a day
_MOST_WORDS = 8
_LEADS = ("next", "this", "coming")
_MOST_KEYWORDS = 6  # no sentence has more; keeps a wall of them from costing seconds
_NTH, _MONTH = r"[0-9]{1,2}(?:st|nd|rd|th)?", MONTH.replace("?P<month>", "?:")
# A date after one of these may be part of the sentence, so it is only offered.
_STOPS = re.compile(
    r"for|of|from|since|to|till|until|and|or|every|with|in|the|a|between|up|through|than|vs|very|not"
    r"|after|around|about|before|later|starting|beginning|commencing|ending|w/?[cb]|w/e|is|are|was|were|be|as"
    r"|(?:start|begin|end|open|close|run)s?|expir(?:es?|ed|ing|y)|valid|[-&=+/]|&amp"
)
_UP_TO_YOU = re.compile(
    r"(?:follow|catch|wrap|clean|sign|back|write|tidy|set|meet|check)[ -]up\s+$", re.IGNORECASE
)
# What happens on a day by itself: "Trial ends on 4 dec".
_HAPPENS = re.compile(
    r"(?<!\w)(?:expir(?:es?|ed|ing)|ends|starts|begins|closes|opens|launches|arrives|leaves|returns|happens|lands"
    r"|live|is|are|was|were)\s+$",
    re.IGNORECASE,
)
_LOOSELY = re.compile(r"early|mid|late")  # of a period that is no day to offer
_DAY_INSIDE = re.compile(
    rf"(?<![\w/+&-])(?:next )?(?:{DAY}|today|tomorrow|tmrw|{_NTH} {_MONTH}|{_MONTH} {_NTH}"
    r"|20[0-9]{2}(?:-[0-9]{2}){2})(?![\w/+&'-])",
    re.IGNORECASE,
)
_DAYS = re.compile(rf"{DAY}s?(?:[/+&-]{DAY}s?)+")  # several, whose hour is of none alone
# With one of these in front a weekday is another day than the next of its name.
_OWN_NAME = re.compile(
    r"(?:black|good|casual) friday|(?:cyber|blue) monday|(?:patch|shrove|giving|super) tuesday|ash wednesday"
    r"|(?:holy|maundy) thursday|easter (?:sunday|monday)|(?:palm|whit) sunday|whit monday",
    re.IGNORECASE,
)
# After one of these it is no date to come.
_NEVER = re.compile(r"last|previous|past|each|per|once|twice|times|[0-9]{1,3}x")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date in a line, with its keyword; `sets` is False where it is only offered."""

    span: Span
    found: Reading | Refused
    sets: bool
    is_slip: bool = False  # its words are nothing else, so they leave the title with the date


def keyword_phrases(line: Line, here: Here) -> list[Phrase]:
    """Find what `due` and `deadline` introduce, wherever it stands."""
    said = line.mask.lower()
    if "due" not in said and "deadline" not in said:
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
            return _longer(phrase, line.mask, here) if match["lead"].lower() == "on" else phrase
        offered = offered or phrase
    return offered or _bare(line.mask, here) or _slip(line.mask, here)


def _longer(phrase: Phrase, mask: str, here: Here) -> Phrase:
    """Prefer "3pm on Friday" to "on Friday", and offer "at 8 on Friday", which may be two hours."""
    bare = _bare(mask, here)
    is_longer = bare is not None and bare.span[0] < phrase.span[0]
    return bare if bare and is_longer and (bare.sets or isinstance(bare.found, Ambiguous)) else phrase


def follows(phrase: Phrase, line: Line, here: Here) -> Phrase | None:
    """Find a date that stands right behind another, which asks for a choice."""
    for end in reversed(_ends(line.mask, phrase.span[1])[:4]):
        found = when.look(line.mask[phrase.span[1] : end].strip(" .,!?"), here)
        if isinstance(found, Reading) and found.sure is Sure.SET:
            return Phrase((phrase.span[1], end), found, sets=True)
    return None


def leads(phrase: Phrase, line: Line, here: Here) -> Phrase | None:
    """Find a date that stands right before another, with its keyword."""
    before = end_phrase(replace(line, mask=line.mask[: phrase.span[0]].rstrip()), here)
    return before if before and before.sets else None


def _after_due(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    start = match.end()
    if _NOT_DATES.match(line.mask, start) or line.mask[start] in "@<":
        return None
    return _prefix(match, line, here) or _unread(match, line, here)


def _prefix(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    """Read as many words behind a keyword as make a date."""
    mask, start = line.mask, match.end()
    ends = _ends(mask, start)
    lead = (match["lead"] or "").lower()
    for count in range(min(_MOST_WORDS, len(ends)), 0, -1):
        words, rest = mask[start : ends[count - 1]], mask[ends[count - 1] :]
        found = _look(words.rstrip(":") if rest.strip() else words, here, before=lead == "before")
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
    if len(ends) <= _MOST_WORDS and (slip := when.misspelt(rest.rstrip(_CLOSERS), here)):
        return Phrase(span, slip, sets=True)
    guess = when.last_resort(rest.rstrip(_CLOSERS), here) if len(ends) <= _MOST_WORDS else None
    if guess and not isinstance(guess, Unreadable):
        return Phrase(span, guess, sets=True)
    is_short = len(ends) <= 2 and match["key"].lower() == "due"
    if not (is_short or DATE_LIKE.match(rest) or VAGUE.fullmatch(normalised(rest))):
        return None
    end = ends[min(len(ends), 3) - 1]
    return Phrase((match.start(), end), Unreadable(spoken(line.text[start:end]).rstrip(_CLOSERS)), sets=True)


def _after_by(match: re.Match[str], line: Line, here: Here) -> Phrase | None:
    mask, lead = line.mask, " ".join(match["lead"].lower().split())
    lead = "by" if lead in _BY_THEN else lead
    ends = _ends(mask, match.end())
    if COVER in mask[match.end() :] or len(ends) > 12:
        return None
    if lead == "before" and (start := when_from.length_before(mask, match.start())) is not None:
        return _before_day(mask, start, match.end(), ends[-1], here)
    rest = mask[match.end() : ends[-1]]
    span = closed(mask, match.start(), ends[-1])
    found = _look(rest, here, before=lead == "before")
    binds = lead in ("by", "before")
    if isinstance(found, Reading):
        weekend = _WEEKEND.match(rest) if rest.strip() != "Sun" else None
        if not binds and found.sure is Sure.NEVER and not weekend:
            return None
        is_sure = found.sure is Sure.SET or bool(weekend and weekend["hour"])
        is_told = rest.rstrip().endswith("?") or _HAPPENS.search(
            mask, max(0, match.start() - 20), match.start()
        )
        is_on_day = lead == "on" and is_sure and not is_told
        return Phrase(span, found, sets=binds or is_on_day)
    if not isinstance(found, Unreadable):
        return Phrase(span, found, sets=True) if binds else None
    slip = when.misspelt(rest.rstrip(_CLOSERS), here, before=lead == "before")
    if slip and (binds or isinstance(slip, Unreadable)):
        return Phrase(span, slip, sets=True)
    said = normalised(rest.rstrip(_CLOSERS))
    if binds and (VAGUE.fullmatch(said) or LONG.fullmatch(said)):
        return Phrase(span, Unreadable(rest.rstrip(_CLOSERS)), sets=True)
    if binds and isinstance(guess := when.last_resort(rest.rstrip(_CLOSERS), here), Reading | Ambiguous):
        return Phrase(span, guess, sets=True)
    return _inside(match, mask, here, ends)


def _before_day(mask: str, start: int, base: int, end: int, here: Here) -> Phrase | None:
    """Read "2 days before 15 dec"; where the whole is no date, the length is not left behind in the title."""
    found = _look(mask[start:end], here)
    is_offered = isinstance(found, Unreadable) or (isinstance(found, Reading) and found.sure < Sure.SET)
    found = _look(mask[base:end], here, before=True) if isinstance(found, Unreadable) else found
    if isinstance(found, Unreadable) or (is_offered and not isinstance(found, Reading)):
        return None
    return Phrase(closed(mask, start, end), found, sets=not is_offered)


def _inside(match: re.Match[str], mask: str, here: Here, ends: list[int]) -> Phrase | None:
    """Offer a date that `by` introduces inside the sentence."""
    for end in reversed(ends[:4]):
        found = _look(mask[match.end() : end], here, before=match["lead"].lower() == "before")
        if isinstance(found, Reading) and found.sure is not Sure.NEVER:
            return Phrase((match.start(), end), found, sets=False)
    return None


def _bare(mask: str, here: Here) -> Phrase | None:
    """Find a date without a keyword: only as the last words, and never all of them."""
    starts = [word.start() for word in _WORD.finditer(mask)]
    end = len(mask.rstrip())
    named = mask.rfind("<")  # no date has a name or a link in it
    last = [at for at in range(max(1, len(starts) - _MOST_WORDS), len(starts)) if starts[at] > named]
    if not last or not has_date_word(mask[starts[last[0]] :].lower()):
        return None
    for at in last:
        words = mask[starts[at] : end]
        word = mask[starts[at - 1] : starts[at]].strip(" ,.;:([")
        before = word if word == "A" and at > 1 else word.lower()  # "Step A" ends with no article
        if _OWN_NAME.match(f"{word} {words}"):
            return None
        found = _look(words, here)
        if isinstance(found, Unreadable):
            if near := _ranged(words, here) or _hour_of(words, here):
                return Phrase((starts[at], end), near, sets=False)
            continue
        stop = "" if before == "up" and _UP_TO_YOU.search(mask, 0, starts[at]) else before
        phrase = _judged(Phrase(closed(mask, starts[at], end), found, sets=True), words, stop)
        return _beside_day(phrase, words, mask, here) if phrase and phrase.sets else phrase
    return None


def _beside_day(phrase: Phrase, words: str, mask: str, here: Here) -> Phrase:
    """Offer both hours where a time stands apart from a day: "Call fri with Ben at 9:00"."""
    bare = words.strip(_CLOSERS)
    days = list(_DAY_INSIDE.finditer(mask, 0, phrase.span[0])) if when.is_time(bare) else []
    at = when.look(f"{days[-1][0]} {bare}", here) if days else None
    found = phrase.found
    if not isinstance(at, Reading) or not isinstance(found, Reading) or at.due.at == found.due.at:
        return phrase
    if at.sure is not Sure.SET or _NEVER.fullmatch(mask[: days[-1].start()].lower().rsplit(None, 1)[-1]):
        return phrase
    choices = tuple(Choice(each.label, each.due) for each in (at, found))
    return Phrase(
        phrase.span, Ambiguous(f'"{bare}" may be of {days[-1][0]}.', choices, sure=Sure.MAYBE), sets=False
    )


def _is_near_day(word: str) -> bool:
    return word[0] in "mtwfsMTWFS(" and when_slips.is_day(word.strip("(" + _CLOSERS))


def _slip(mask: str, here: Here) -> Phrase | None:
    """Offer the day that the last words nearly name: "Call the vendor next fridya", "… tomorrwo at 3pm"."""
    before, *last = mask.rsplit(None, 4) or [""]
    near = next((word for word in last if _is_near_day(word)), None)
    if near is None:
        return None
    start = mask.rindex(near)
    lead = mask[:start].split()[-1].lower()
    if lead in _LEADS and len(before) < start - len(lead) - 1:
        start = mask.lower().rindex(lead, 0, start)
    found = when.misspelt(mask[start:].strip(" (" + _CLOSERS), here)
    if not isinstance(found, Unreadable) or _NEVER.fullmatch(lead):
        return None
    return Phrase((start, len(mask.rstrip())), found, sets=False, is_slip=True)


def _judged(phrase: Phrase, words: str, before: str) -> Phrase | None:
    """Decide what a bare date at the end is: set, offered or text."""
    found = phrase.found
    is_near = _DAYS.fullmatch(before) or when_slips.is_day(before)
    is_hour = isinstance(found, Ambiguous) or when.is_time(words.strip(_CLOSERS))
    if _NEVER.fullmatch(before) or (is_near and is_hour):
        return None
    if isinstance(found, Ambiguous):
        if _DOTTED.fullmatch(words.rstrip(_CLOSERS)):
            return None
        if not found.is_hour:
            return replace(phrase, sets=found.sure is Sure.SET)
        return Phrase(phrase.span, found, sets=False) if " " in words.strip() else None
    if not isinstance(found, Reading) or found.sure is Sure.NEVER:
        return None
    if _LOOSELY.fullmatch(before) and found.sure is Sure.MAYBE:
        return None
    is_inside = bool(_STOPS.fullmatch(before)) or words[0] in "[("
    return Phrase(phrase.span, found, sets=found.sure is Sure.SET and not is_inside)


def _ranged(words: str, here: Here) -> Reading | None:
    """Read the far end of "mon-fri" or "1-3 dec"."""
    match = re.fullmatch(r"(?P<first>[0-9A-Za-z:]+) ?- ?(?P<last>[0-9A-Za-z:].*)", words.rstrip(_CLOSERS))
    if match is None:
        return None
    first, last = when.look(match["first"], here), when.look(match["last"], here)
    opens = isinstance(first, Reading) or match["first"].isdigit()
    return last if opens and isinstance(last, Reading) and last.sure is not Sure.NEVER else None


def _hour_of(words: str, here: Here) -> Ambiguous | None:
    """Read the hour that a number behind tomorrow may be: "tomorrow 9"."""
    match = _HOUR_OF.fullmatch(words.rstrip(_CLOSERS))
    found = when.look(f"{match['day']} at {match['hour']}", here) if match else None
    return found if isinstance(found, Ambiguous) else None


def _look(words: str, here: Here, *, before: bool = False) -> Reading | Refused:
    """Read words as they stand, else without brackets and what closes a sentence."""
    found = when.look(words, here, before=before)
    bare = words.strip(" [(").rstrip(" ])" + _CLOSERS)
    if isinstance(found, Unreadable) and bare != words:
        return when.look(bare, here, before=before)
    return found


def _is_plain_word(found: Reading | Refused, words: str) -> bool:
    """Say whether words like "may", "sat" or "5" are more than a date."""
    if isinstance(found, Ambiguous):
        return found.is_hour and words.isalnum()
    return isinstance(found, Reading) and found.sure is Sure.NEVER and words.isalpha()


def _ends(mask: str, start: int) -> list[int]:
    return [start + word.end() for word in _WORD.finditer(mask[start:])]


def closed(mask: str, start: int, end: int) -> Span:
    """Widen a phrase from `start` to `end` to the brackets round it; leave one that closes others."""
    said = start + len(mask[start:end].rstrip(_CLOSERS))
    if ")" not in mask[said:end] or mask[start] == "(":
        return start, end
    before = mask[:start].rstrip()
    if before.endswith("("):
        return len(before) - 1, end
    return (start, said) if before.count("(") > before.count(")") else (start, end)
