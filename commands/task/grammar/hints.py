"""Words of a title that are nearly a token → a sentence that says they stayed, and what would mend it."""

import re
from dataclasses import dataclass

from commands.kit import when_slips
from commands.kit.line import Line, bare_end, spoken
from commands.kit.requests import HOLE, Mention, Offer
from commands.kit.when_words import DATE_LIKE, MONTHS, WEEKDAYS
from commands.kit.when_zones import UNKNOWN
from commands.task.grammar import every, likely, tokens

_ESTIMATE = re.compile(r"(?<!\S)~(?=\d)(?=\S*[a-z])\S+$", re.IGNORECASE)
_INSIDE = re.compile(r"(?<!\S)~(?P<length>\d\S*[a-z])(?=\s)", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\S)(?P<count>~\d[\d.,]*)\s+(?P<unit>[a-z]+)$", re.IGNORECASE)
_SPACED_FIRST = re.compile(r"^\s*(?P<count>~\d[\d.,]*)\s+(?P<unit>[a-z]+)(?=\s)", re.IGNORECASE)
_PRIORITY = re.compile(r"(?<!\S)!(?P<number>[1-4])(?!\S)")
_WATCHER = re.compile(r"(?<!\S)cc:?(?:\s+(?P<who>[^\W\d_]{2,20}))?$")
_AFTER = re.compile(r"(?<![\w-])(?:after|needs|waits? for|blocked by)\s+(?P<id>T(?P<number>\d{1,9}))(?!\w)")
# "2 days after T-4", "once T-4 is done"
_WAITS = re.compile(
    r"(?<![\w-])(?:after|(?:once|when|as\s+soon\s+as)(?=\s+\S+\s+(?:is|was|has\s+been)\s+"
    r"(?:done|finished|over|closed|ready)\W*$))\s+(?P<id>T-\d{1,9})(?![\w-])",
    re.IGNORECASE,
)
_HIGH_FIRST = re.compile(
    r"\W*(?P<first>urgent|p[1-4])(?:\s*[:!)\]–-]|(?<=[1-4])(?=\s)|(?<=(?-i:URGENT))(?=\s))", re.IGNORECASE
)
_HIGH = re.compile(
    r"(?<![\w-])(?:(?P<last>p[1-4])|(?P<high>urgent|high|low)[ -]prio(?:rity)?"
    r"|prio(?:rity)?:? (?P<number>[1-4])|prio(?:rity)?:? (?P<prio>urgent|high|low))$",
    re.IGNORECASE,
)
_ASAP = re.compile(r"(?<![\w-])(?<!not )(?:asap|urgent(?:ly)?)$", re.IGNORECASE)
_TIMES = "|".join(
    (
        *WEEKDAYS,
        *MONTHS,
        "(?:minute|hour|day|week|month|quarter|year|weekend)s?",
        "eo[wmqy]",
        "morning",
        "evening",
    )
)
_EVERY = re.compile(
    rf"(?<![\w-])(?<!for )(?<!of )(?<!in )every!?\s+(?=.{{0,30}}\b(?:{_TIMES}|night|moon)\b).{{1,60}}$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?<![\w-])(?P<every>every!?\s.{1,50}?)\s+(?:until|till|through|up to|ending)\s+\S.{0,30}$",
    re.IGNORECASE,
)
_EVERY_WORD = re.compile(r"(?<![\w-])every\s+(?P<word>[a-z]+)$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"[0-9][0-9.,]*\s?(?:%|x\b|m?s\b|h\b|sec(?:ond)?s?\b|[kmgt]i?b\b|points?\b|users?\b)", re.IGNORECASE
)
_BY = re.compile(r"(?<![\w-])(?:by|before)\s+(?P<date>\S+(?:\s+\S+){0,3})$", re.IGNORECASE)


_NUMBERS = r"[0-9]{1,2}[/.][0-9]{1,2}(?:[/.](?:[0-9]{4}|[0-9]{2}))?\.?"
_DAY = rf"(?:{'|'.join(WEEKDAYS)}|today|tomorrow|{_NUMBERS})"
_ODD = re.compile(
    rf"(?<![\w-])(?:in (?:an?|the next) (?:couple|few)(?: of)? (?:days|weeks|months)"
    rf"|{_DAY} (?:(?:at|à|um|a las) )?(?:am|pm|[0-9]{{1,2}} ?(?:h(?:[0-9]{{2}})?|uhr)))$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?<![\w-])(?:(?:at\s+|by\s+(?=1[3-9]|2|[0-9]\s?h[0-9]))(?P<hour>1?[0-9]|2[0-3])\s?h(?P<minute>[0-5][0-9])?"
    r"|(?:(?:at|by)\s+)?(?P<part>half|quarter)\s+(?P<way>past|to)\s+(?P<of>1[0-2]|[1-9]))$",
    re.IGNORECASE,
)
_ZONE = re.compile(
    rf"(?<![\w:.-])[0-9]{{1,2}}(?::[0-9]{{2}})?(?:\s?[apAP][mM])?\s+(?P<zone>{UNKNOWN})[ .,!?)]*$"
)
_LAST = (*"0123456789hH",)  # what an hour ends with
_WEEK = re.compile(r"(?<![\w-])(?:week|wk|kw|cw)\s?(?:[1-9]|[1-4][0-9]|5[0-3])$", re.IGNORECASE)
_MINUTES = re.compile(r":[0-9]")
_DOTTED = re.compile(r"(?<![\w.])[0-3]?[0-9]\.[01]?[0-9]\.$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What stayed in a title, in sentences of plain text, and the buttons that read it after all."""

    words: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    is_repeat: bool = False  # words speak of a repeat, so that a date among them is none to offer


def of(left: Line, *, is_offered: bool) -> Hints:
    """Find near misses of tokens in what is left of a line; `is_offered`: a date of it has a button."""
    mask = bare_end(left.mask, " .,;:?!)]-–—|/")
    has_date = is_offered or any(role == "due" for _, role in left.taken)
    dated = _date(mask, left.mask.rstrip(), is_offered=has_date)
    repeat = likely.find(mask)
    has_priority = any(role == "priority" for _, role in left.taken)
    finds = [find for find in _FIND if not (has_priority and find is _priority)]
    again = ("", _again(repeat)) if repeat else _repeat(mask)
    found = [each for each in (*(find(mask) for find in finds), again, dated) if each]
    return Hints(
        tuple(_in_words(words, left) for words, _ in found if words),
        tuple(offer for _, offer in found if offer),
        any("every" in words for words, _ in found) or (repeat is not None and not repeat.is_day),
    )


_Hint = tuple[str, Offer | None]
_PICK = Offer("Pick a date", f"due {{id}} {HOLE}", pick="date")


def _in_words(hint: str, left: Line) -> str:
    """Say of what stayed in the title what people read there, where it holds literals or names."""
    quoted = hint[1 : hint.index('" is ')]
    where = re.search(r"\s+".join(map(re.escape, quoted.split())), left.mask)
    said = spoken(left.text[slice(*where.span())] if where else quoted)
    return hint.replace(quoted, " ".join(said.split()), 1)


def _tail(mask: str) -> int:
    """Find where the last words of a line begin, the only ones worth a search for what it ends with."""
    return max(0, len(mask) - 30)


def _estimate(mask: str) -> _Hint | None:
    if "~" not in mask:
        return None
    if (spaced := _SPACED.search(mask) or _SPACED_FIRST.match(mask)) and tokens.is_estimate(
        joined := f"{spaced['count']}{spaced['unit']}"
    ):
        meant = Offer(f"Estimate {joined[1:]}", f"{{id}} {joined}")
        return _stays(spaced[0].strip(), "no estimate", joined), meant
    inside = _INSIDE.search(mask)
    if inside and tokens.is_estimate(inside[0]):
        return "", Offer(f"Estimate {inside['length']}", f"{{id}} {inside[0]}")
    match = _ESTIMATE.search(mask)
    return (_stays(match[0], "no estimate", "~3h, ~2d or ~5p"), None) if match else None


def _priority(mask: str) -> _Hint | None:
    match = _PRIORITY.search(mask)
    if match is None:
        high = _HIGH_FIRST.match(mask) or _HIGH.search(mask, _tail(mask))
        word = high and next(each for each in high.groups() if each).lower()
        word = f"p{word}" if word and word.isdigit() else word
        word = "urgent" if _ASAP.search(mask, _tail(mask)) else word
        shown = word.upper() if word and word[0] == "p" else f"Priority {word}"
        return ("", Offer(shown, f"{{id}} !{word}")) if word else None
    meant = f"p{match['number']}"
    return _stays(match[0], "no priority", f"!{meant}"), Offer(meant.upper(), f"{{id}} !{meant}")


def _watcher(mask: str) -> _Hint | None:
    match = _WATCHER.search(mask)
    if match and (who := match["who"]):
        return "", Offer(f"Let @{who} watch", f"{{id}} cc @{who}", Mention(None, who))
    return (_stays("cc", "nobody who watches", "cc @ben"), None) if match else None


def _after(mask: str) -> _Hint | None:
    match = _AFTER.search(mask)
    if match is None:
        waits = _WAITS.search(mask) if "t-" in mask.lower() else None
        return ("", Offer(f"Wait for {waits['id']}", f"after {{id}} {waits['id']}")) if waits else None
    number = f"T-{match['number']}"
    return _stays(match["id"], "no number of a task", number), Offer(
        f"Wait for {number}", f"after {{id}} {number}"
    )


def _again(repeat: likely.Likely) -> Offer:
    return Offer(f"Repeat {repeat.pattern.text}"[:75], f"{{id}} {repeat.pattern.text}")


def _repeat(mask: str) -> _Hint | None:
    if "every" not in mask.lower():
        return None
    slip = _EVERY_WORD.search(mask)
    meant = when_slips.mended(slip["word"].lower()) if slip else None
    if slip and meant in WEEKDAYS:
        return _stays(slip[0], "no pattern of days", f"every {meant}"), Offer(
            f"Repeat every {meant}", f"{{id}} every {meant}"
        )
    if (ends := _ENDS.search(mask)) and (found := every.read(ends["every"])):
        button = Offer(f"Repeat {found.text}"[:75], f"{{id}} {found.text}")
        return _stays(ends[0], "a repeat with an end, and no end is kept", found.text), button
    match, unread = _EVERY.search(mask), every.unread(mask)
    words = match[0] if match else mask[slice(*unread)] if unread else ""
    tries = "every day, every 2 weeks or every last friday"
    return (_stays(words, "no pattern of days", tries), None) if words else None


def _date(mask: str, full: str, *, is_offered: bool) -> _Hint | None:
    if (zone := _ZONE.search(full, _tail(full))) and not is_offered:
        tries = "14:00 UTC+5:30 or 14:00 Berlin time"
        return _stays(zone["zone"], "no time zone that is known here", tries), _PICK
    if odd := None if is_offered else _ODD.search(mask) or _DOTTED.search(full):
        return _stays(odd[0], "no date that can be read", "fri 14:00, 31/12/2026 or in 3 days"), _PICK
    if hour := None if is_offered or mask[-1:] not in _LAST else _HOUR.search(mask):
        at = _hour(hour)
        return _stays(hour[0], "no time that can be read", f"at {at}"), Offer(f"Due {at}", f"due {{id}} {at}")
    match = _BY.search(mask)
    is_date = match is not None and DATE_LIKE.match(match["date"]) and not _AMOUNT.match(match["date"])
    if match is None or not is_date or (is_offered and not _MINUTES.search(match["date"])):
        return ("", _PICK) if not is_offered and mask[-1:] in _LAST and _WEEK.search(mask) else None
    return _stays(
        match[0], "no date that can be read", "by fri, by 31/12 or by eom"
    ), None if is_offered else _PICK


def _hour(said: re.Match[str]) -> str:
    """Write "14h" and "half past 3" as a time; of one without its half of the day the one at work."""
    if said["hour"]:
        return f"{int(said['hour']):02}:{said['minute'] or '00'}"
    hour = int(said["of"]) - (said["way"].lower() == "to")
    minute = 30 if said["part"].lower() == "half" else 45 if said["way"].lower() == "to" else 15
    return f"{hour + 12 if hour < 7 else hour:02}:{minute}"


def _stays(words: str, what: str, instead: str) -> str:
    return f'"{" ".join(words.split())}" is {what}, so it stays in the title. Try {instead}.'


_FIND = (_estimate, _priority, _watcher, _after)
