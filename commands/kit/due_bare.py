"""A date without a keyword, as the last words of a line: set, offered or text. Knows no people."""

import re
from dataclasses import replace

from commands.kit import due_told, when, when_slips
from commands.kit.line import Line
from commands.kit.phrase import CLOSERS, MOST_WORDS, Phrase, closed, look
from commands.kit.when import Ambiguous, Choice, Here, Past, Reading, Sure, Unreadable
from commands.kit.when_days import LENGTH
from commands.kit.when_words import COUNT, DAY, GAP, MONTH, has_date_word

_WORD = re.compile(r"\S+")
_HOUR_OF = re.compile(r"(?P<day>today|tomorrow|tmrw|tmr|tmw) (?P<hour>1[0-2]|[1-9])", re.IGNORECASE)
_DOTTED = re.compile(r"[0-9.]+")  # "3.12": a version as likely as a day
_LEADS = ("next", "this", "coming")
_NTH, _MONTH = r"[0-9]{1,2}(?:st|nd|rd|th)?", MONTH.replace("?P<month>", "?:")
# A date after one of these may be part of the sentence, so it is only offered.
_STOPS = re.compile(
    r"for|of|from|to|till|until|and|or|every|with|in|the|a|between|up|through|than|vs|very|not"
    r"|after|around|about|before|later|starting|beginning|commencing|ending|arriving|coming|leaving|w/?[cb]|w/e|is|are|was|were|be|as"
    r"|(?:start|begin|end|open|close|run)s?|expir(?:es?|ed|ing|y)|valid|except|but|without|[-&=+/]|&amp"
)
_UP_TO_YOU = re.compile(
    r"(?:follow|catch|wrap|clean|sign|back|write|tidy|set|meet|check)[ -]up\s+$", re.IGNORECASE
)
_TOKEN_LAST = re.compile(r"(?<!\S)(?:[@#][\w.-]*\w|<[@#][^>]*>)[\s\-–—|/;,]*$")
_JOINING = ("-", "--", "|", "/", "for", "in", "of")
_GONE = re.compile(r"(?<!\w)(?:last|previous|past)\s+$", re.IGNORECASE)
_WEEK = re.compile(rf"{DAY} ?- ?{DAY} \S", re.IGNORECASE)
_DAY_OF_YEAR = rf"(?:{_NTH} {_MONTH}|{_MONTH} {_NTH}|[0-9]{{1,2}}/[0-9]{{1,2}})(?: 20[0-9]{{2}})?"
_FROM_TO = re.compile(rf"({_DAY_OF_YEAR})(?: ?- ?| (?:to|until|till) )({_DAY_OF_YEAR})", re.IGNORECASE)
_LASTING = re.compile(
    r"(?<!\w)for\s+(?:half an|an?|[0-9.]+)\s?(?:hours?|hrs?|h|min(?:ute)?s?)$", re.IGNORECASE
)
_HOW_LONG = ("for", "than", "from", "of")  # "older than 90 days", "for 6 months"
_LENGTH = re.compile(rf"{COUNT}{GAP}{LENGTH}".replace("?P<count>", "?:"), re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{DAY}(?!\w)", re.IGNORECASE)
_ARROWS = ("->", "=>", "→", "-&gt;", "=&gt;")
_THE_DAY = re.compile(r"days?|dates?")  # "for the day 3 of december"
_NTHS = re.compile(r"first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)|any|some")  # "1st monday"
_START_OF = re.compile(r"(?<!\w)(?:start|beginning|middle|half|part)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_GOES = re.compile(r"(?<!\w)(?:runs|goes|comes|falls)\s+(?:out|live|down|off)\s+$", re.IGNORECASE)
_AT = re.compile(r"at\s|@|[0-9]", re.IGNORECASE)  # a weekday alone is set: "Get it signed fri"
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
_NEVER = re.compile(r"since|last|previous|past|each|per|~\S*")
_HOW_OFTEN = re.compile(r"once|twice|times|[0-9]{1,3}x")  # "2x a month"
_VERSION = re.compile(r"[0-9]+\.[0-9.]*[0-9]\s")  # "1.7.14 eod"


def find(line: Line, here: Here) -> Phrase | None:
    """Find a date without a keyword: only as the last words, and never all of them.

    In front of how long something takes ("tomorrow 22:00 for 2 hours") it is only offered.
    """
    lasting = _LASTING.search(line.mask.rstrip(" " + CLOSERS))
    if lasting is None:
        return _last(line, here)
    phrase = _last(replace(line, mask=line.mask[: lasting.start()].rstrip()), here)
    return replace(phrase, sets=False) if phrase and isinstance(phrase.found, Reading) else None


def _last(line: Line, here: Here) -> Phrase | None:
    mask = line.mask
    starts = [word.start() for word in _WORD.finditer(mask)]
    end = len(mask.rstrip())
    named = mask.rfind("<")  # no date has a name or a link in it
    last = [at for at in range(max(1, len(starts) - MOST_WORDS), len(starts)) if starts[at] > named]
    if not last or not has_date_word(mask[starts[last[0]] :].lower()):
        return None
    if last[0] == 1 and isinstance(look(mask[starts[0] : end], here), Reading):
        return None
    for at in last:
        words = mask[starts[at] : end]
        word = mask[starts[at - 1] : starts[at]].strip(" ,.;:([")
        before = word if word == "A" and at > 1 else word.lower()  # "Step A" ends with no article
        if _OWN_NAME.match(f"{word} {words}"):
            return None
        found = look(words, here)
        if isinstance(found, Past) and _VERSION.match(words):
            continue
        if isinstance(found, Unreadable):
            if near := _ranged(words, here) or _hour_of(words, here) or _clocked(before, words, here):
                return Phrase((starts[at], end), near, sets=False)
            continue
        is_loose = isinstance(found, Reading) and found.sure is Sure.MAYBE
        if is_loose and before in ("of", "the") and _START_OF.search(mask, 0, starts[at]):
            return None
        phrase = _judged(
            Phrase(closed(mask, starts[at], end), found, sets=True),
            words,
            _stop(line, starts[: at + 1], before, here),
        )
        return _beside_day(phrase, words, mask, here) if phrase and phrase.sets else phrase
    return None


def _stop(line: Line, starts: list[int], before: str, here: Here) -> str:
    """Name the word that a date hangs on; "" where it hangs on none. The words up to it begin at `starts`.

    It hangs on none in "follow up fri" and "- @ben - fri", but does in "mon -> fri" and "goes live fri".
    """
    mask, start = line.mask, starts[-1]
    near = max(0, start - 60)
    if before == "up":
        return "" if _UP_TO_YOU.search(mask, near, start) else before
    if before in _JOINING and _TOKEN_LAST.search(line.text, near, start):
        return ""
    if before in _ARROWS and len(starts) > 2:
        return "to" if isinstance(look(mask[starts[-3] : starts[-2]], here), Reading) else before
    is_told = _AT.match(mask, start) is not None and due_told.is_told(mask[:start])
    is_told = is_told or due_told.is_forbidden(mask[:start]) or _GOES.search(mask, near, start) is not None
    return "ends" if is_told else before


def _beside_day(phrase: Phrase, words: str, mask: str, here: Here) -> Phrase:
    """Offer both hours where a time stands apart from a day: "Call fri with Ben at 9:00"."""
    bare = words.strip(CLOSERS)
    days = list(_DAY_INSIDE.finditer(mask, 0, phrase.span[0])) if when.is_time(bare) else []
    at = when.look(f"{days[-1][0]} {bare}", here) if days else None
    found = phrase.found
    if not isinstance(at, Reading) or not isinstance(found, Reading) or at.due.at == found.due.at:
        return phrase
    if at.sure is not Sure.SET or _GONE.search(mask, 0, days[-1].start()):
        return phrase
    choices = tuple(Choice(each.label, each.due) for each in (at, found))
    return Phrase(
        phrase.span, Ambiguous(f'"{bare}" may be of {days[-1][0]}.', choices, sure=Sure.MAYBE), sets=False
    )


def _is_near_day(word: str) -> bool:
    return word[0] in "mtwfsMTWFS(" and when_slips.is_day(word.strip("(" + CLOSERS))


def slip(mask: str, here: Here) -> Phrase | None:
    """Offer the day that the last words nearly name: "Call the vendor next fridya", "… tomorrwo at 3pm"."""
    before, *last = mask.rsplit(None, 4) or [""]
    near = next((word for word in last if _is_near_day(word)), None)
    if near is None:
        return None
    start = mask.rindex(near)
    lead = mask[:start].split()[-1].lower()
    if lead in _LEADS and len(before) < start - len(lead) - 1:
        start = mask.lower().rindex(lead, 0, start)
    found = when.misspelt(mask[start:].strip(" (" + CLOSERS), here)
    if not isinstance(found, Unreadable) or _NEVER.fullmatch(lead):
        return None
    return Phrase((start, len(mask.rstrip())), found, sets=False, is_slip=True)


def _is_length(before: str, words: str) -> bool:
    """Tell whether words say how long something is: "older than 90 days"."""
    return bool(before in _HOW_LONG and _LENGTH.fullmatch(words.rstrip(CLOSERS)))


def _judged(phrase: Phrase, words: str, before: str) -> Phrase | None:
    """Decide what a bare date at the end is: set, offered or text."""
    found = phrase.found
    is_near = _DAYS.fullmatch(before) or when_slips.is_day(before)
    is_hour = isinstance(found, Ambiguous) or when.is_time(words.strip(CLOSERS))
    is_often = _HOW_OFTEN.fullmatch(before) and words[:2].lower() in ("a ", "an")
    if _NEVER.fullmatch(before) or is_often or (is_near and is_hour):
        return None
    if isinstance(found, Ambiguous):
        if _DOTTED.fullmatch(words.rstrip(CLOSERS)):
            return None
        if not found.is_hour:
            return replace(phrase, sets=found.sure is Sure.SET)
        return Phrase(phrase.span, found, sets=False) if " " in words.strip() else None
    if not isinstance(found, Reading) or found.sure is Sure.NEVER:
        return None
    if found.sure is Sure.MAYBE and (_LOOSELY.fullmatch(before) or _is_length(before, words)):
        return None
    is_nth = bool(_NTHS.fullmatch(before) and _DAY_FIRST.match(words))
    is_nth = is_nth or bool(_THE_DAY.fullmatch(before) and words[0].isdigit())
    is_inside = is_nth or bool(_STOPS.fullmatch(before)) or words[0] in "[("
    return Phrase(phrase.span, found, sets=found.sure is Sure.SET and not is_inside)


def _ranged(words: str, here: Here) -> Reading | Ambiguous | None:
    """Read the far end of "mon-fri" or "1-3 dec", and both of "18 dec - 4 jan"."""
    bare = words.rstrip(CLOSERS)
    if both := _FROM_TO.fullmatch(bare):
        ends = [when.look(each, here) for each in both.groups()]
        choices = tuple(Choice(each.label, each.due) for each in ends if isinstance(each, Reading))
        return Ambiguous(f'"{bare}" names two days.', choices, sure=Sure.MAYBE) if choices else None
    match = re.fullmatch(r"(?P<first>[0-9A-Za-z:]+) ?- ?(?P<last>[0-9A-Za-z:].*)", bare)
    if match is None:
        return None
    first, last = when.look(match["first"], here), when.look(match["last"], here)
    if _WEEK.match(words) and not isinstance(first, Ambiguous):
        return None  # "mon-thu 9am" comes round
    opens = isinstance(first, Reading) or match["first"].isdigit()
    return last if opens and isinstance(last, Reading) and last.sure is not Sure.NEVER else None


def _clocked(before: str, words: str, here: Here) -> Ambiguous | Unreadable | None:
    """Ask about the hour of "fri 14h" and "tomorrow at ten"; "for 14h tomorrow" is how long."""
    bare = words.rstrip(CLOSERS)
    may_be = when_slips.may_be_clocked(bare.lower()) and before not in (*_HOW_LONG, "in", "within")
    found = when.misspelt(bare, here) if may_be else None
    return found if isinstance(found, Ambiguous | Unreadable) else None


def _hour_of(words: str, here: Here) -> Ambiguous | None:
    """Read the hour that a number behind tomorrow may be: "tomorrow 9"."""
    match = _HOUR_OF.fullmatch(words.rstrip(CLOSERS))
    found = when.look(f"{match['day']} at {match['hour']}", here) if match else None
    return found if isinstance(found, Ambiguous) else None
