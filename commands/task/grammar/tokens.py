"""The tokens of a task line: `!priority`, `~estimate`, `#project`, `+label`, `cc @x`, `after T-12`.

Knows no verbs and no dates.
"""

import re
from dataclasses import dataclass, replace

from commands.kit import owner, when_from
from commands.kit.line import Line, Span, contradiction, distance, ids_at, labels, projects, two_projects
from commands.kit.requests import Mention, Offer, ProjectRef, Unclear
from storage.vocabulary import Priority

_PRIORITY = re.compile(r"(?<!\S)!(?:(?P<word>[^\W_]\w*)|(?P<bangs>!!?))[.,;:]*(?!\S)")
_LENGTH = (
    r"(?P<count>[0-9]{1,4}(?:[.,][0-9]{1,2})?)"
    r"(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?)(?![a-z])"
)
_LENGTHS = re.compile(_LENGTH, re.IGNORECASE)
_PLAIN_LENGTH = re.sub(r"\?P<\w+>", "?:", _LENGTH)
_ESTIMATE = re.compile(
    rf"(?<!\S)~(?:(?:{_PLAIN_LENGTH})+|[0-9]{{1,2}}h(?P<rest>[0-5][0-9]))[.,;:]*(?!\S)", re.IGNORECASE
)
_POINTS = re.compile(r"(?<!\S)~(?P<count>[1-9][0-9]{0,2})s?p(?:oin)?t?s?[.,;:]*(?!\S)", re.IGNORECASE)
WAITS = r"(?:after|needs|blocked by|wait(?:s|ing)? (?:for|on)|depends on)\s+(?=t[-–])"
_AFTER = re.compile(rf"(?<![\w-]){WAITS}", re.IGNORECASE)
_NOT_AFTER = re.compile(rf"(?<!\S)-{WAITS}", re.IGNORECASE)
_DONE = re.compile(
    r"\s*(?:is|are|has been|have been) (?:done|finished|completed?|closed|over)(?![\w-])[,;]?"
    r"|\s*(?:done|finished|completed?|closed)(?=\s*(?:$|[,;.!@+~#<]|(?:by|due|on|cc|before)\s))[,;]?",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r",?\s+or\s+t[-–]\d", re.IGNORECASE)
_LENGTH_OF, _GOES_ON = re.compile(r"\s+(?:of|per)\s"), re.compile(r"\s+(?:for|on|in)\s")
_NEEDS_MORE = re.compile(r"(?:^\s*[^\W\d_]+|\s(?:to|by|from|than|at|about|within|for))\s+$")
_NO_LABEL = re.compile(r"(?<!\S)-(?!(?:cc|after|needs)(?!\w))[^\W\d_](?:[^\W_]|-){1,39}(?![^\s,])")
_WORDS = {
    **{f"p{each.value}": each for each in Priority},
    "urgent": Priority.P1,
    "high": Priority.P2,
    **dict.fromkeys(("normal", "medium"), Priority.P3),
    "low": Priority.P4,
}
_BANGS = {"!": Priority.P2, "!!": Priority.P1}
_MINUTES = {"m": 1, "h": 60, "d": 8 * 60, "w": 5 * 8 * 60}


@dataclass(frozen=True, slots=True)
class Tokens:
    """A line without its tokens, and what they said."""

    line: Line
    priority: Priority | None
    estimate: int | None  # minutes
    project: ProjectRef | None
    points: int | None
    labels: tuple[str, ...]
    after: tuple[int, ...]
    watchers: tuple[Mention, ...]
    loose: tuple[Mention, ...]  # watchers who could be meant as owners


def take(line: Line) -> Tokens | Unclear:
    """Take the tokens out of a line; contradicting ones, and near misses, ask."""
    if slip := _asked_priority(line):
        return slip
    priorities = list_priorities(line.mask)
    lengths = (match for match in _ESTIMATE.finditer(line.mask) if not _is_of_sentence(match))
    estimates = [(match.span(), minutes) for match in lengths if (minutes := _minutes(match))]
    points = [(match.span(), int(match["count"])) for match in _POINTS.finditer(line.mask)]
    named = projects(line.mask)
    filed = labels(line.mask)
    waiting = waits(line.mask)
    watching = owner.watchers(line)
    unclear = (
        contradiction(line, [(span, f"!{each.name.lower()}", each.name) for span, each in priorities])
        or _two_estimates(line, estimates)
        or contradiction(line, [(span, f"~{count}p", f"~{count}p") for span, count in points])
        or _two_projects(line, named)
        or owner.refused_watchers(line, watching)
        or owner.refused_less(line)
        or _refused_less(line)
    )
    if unclear:
        return unclear
    left = line.take(*(span for span, _ in priorities), role="priority")
    left = left.take(*(span for span, _ in (*estimates, *points)), role="estimate")
    left = left.take(*(span for span, _ in named), role="project").take(*filed, role="label")
    left = left.take(*(span for span, _ in waiting), role="after")
    left = left.take(*(each.span for each in watching), role="watcher")
    return Tokens(
        left,
        priorities[0][1] if priorities else None,
        estimates[0][1] if estimates else None,
        named[0][1] if named else None,
        points[0][1] if points else None,
        label_names(line.text, filed),
        tuple(dict.fromkeys(number for _, numbers in waiting for number in numbers)),
        tuple(dict.fromkeys(who for each in watching for who in each.people)),
        tuple(who for each in watching for who in each.loose),
    )


def _two_estimates(line: Line, estimates: list[tuple[Span, int]]) -> Unclear | None:
    """Ask which of two lengths holds, as they were typed; the same one said twice is one."""
    typed = {minutes: line.mask[slice(*span)].rstrip(".,;:") for span, minutes in reversed(estimates)}
    return contradiction(line, [(span, typed[minutes], typed[minutes]) for span, minutes in estimates])


def _refused_less(line: Line) -> Unclear | None:
    """Refuse to free of a task what is only being made; None where no line does."""
    less = waits(line.mask, _NOT_AFTER) if " -" in line.mask else []
    if not less:
        return None
    said = line.text[slice(*less[0][0])].strip()
    words = f'"{said}" is for a task that is there: a new one waits for nothing. Nothing was saved.'
    gone = [(span, "") for span, _ in less]
    signs = [((start, start + 1), "") for (start, _), _ in less]
    return Unclear(
        words, (Offer("Save without", line.rewritten(*gone)), Offer("Let it wait", line.rewritten(*signs)))
    )


def _two_projects(line: Line, named: list[tuple[Span, ProjectRef]]) -> Unclear | None:
    """Ask which of two projects is meant, or which of them is no project but part of the title."""
    unclear = two_projects(line, named)
    if unclear is None:
        return None
    refs = [offer.project for offer in unclear.offers]
    kept = [line.rewritten(*line.as_text(*(span for span, each in named if each == ref))) for ref in refs]
    offers = (replace(offer, kept=text) for offer, text in zip(unclear.offers, kept, strict=True))
    # To leave one of two as text means the other, which has to be there.
    means = refs[::-1] if len(refs) == 2 else [None] * len(refs)
    texts = (
        Offer(f"Keep {ref.text} as text"[:75], text, project=other)
        for ref, text, other in zip(refs, kept, means, strict=True)
        if ref
    )
    return replace(unclear, offers=(*offers, *texts))


def label_names(text: str, spans: list[Span]) -> tuple[str, ...]:
    """Name the labels at these places of a line ("+dns", "+dns,+web"), each once, without the plus."""
    lists = (text[start + 1 : end].lower().rstrip(",.;:").split(",") for start, end in spans)
    return tuple(dict.fromkeys(name.lstrip("+") for names in lists for name in names))


@dataclass(frozen=True, slots=True)
class Less:
    """A line without what a minus takes away from a task ("-dns -cc @ben -after T-3"), and what that is."""

    line: Line
    labels: tuple[str, ...]
    watchers: tuple[Mention, ...]
    after: tuple[int, ...]


def less(line: Line) -> Less:
    """Take what has a minus in front out of a line that is about a task."""
    watching = owner.watchers(line, is_less=True)
    waiting = waits(line.mask, _NOT_AFTER)
    left = line.take(*(each.span for each in watching), *(span for span, _ in waiting))
    filed = [match.span() for match in _NO_LABEL.finditer(left.mask)]
    return Less(
        left.take(*filed),
        label_names(line.text, filed),
        tuple(dict.fromkeys(who for each in watching for who in each.people)),
        tuple(dict.fromkeys(number for _, numbers in waiting for number in numbers)),
    )


def _is_of_sentence(length: re.Match[str]) -> bool:
    """Tell whether the words round a length are a stump without it: "move ~5h of logs"."""
    mask, (start, end) = length.string, length.span()
    needs_more = _NEEDS_MORE.search(mask, 0, start) and _GOES_ON.match(mask, end)
    return bool(needs_more or (mask[:start].strip() and _LENGTH_OF.match(mask, end)))


def is_estimate(text: str) -> bool:
    """Tell whether a text is an estimate and nothing else: "~2h", "~5p"."""
    return bool(_ESTIMATE.fullmatch(text) or _POINTS.fullmatch(text))


def waits(mask: str, words: re.Pattern[str] = _AFTER) -> list[tuple[Span, tuple[int, ...]]]:
    """Find what a task waits for: "after T-12, T-15"; without ids, or behind a length, the words are text."""
    if "t-" not in mask.lower():
        return []
    leads = (match for match in words.finditer(mask) if not _is_counted(mask, match.start()))
    found = ((match.start(), *ids_at(mask, "t", match.end())) for match in leads)
    return [
        ((start, _over(mask, end)), numbers)
        for start, numbers, end in found
        if numbers and not _OR_MORE.match(mask, len(mask[:end].rstrip()))
    ]


def _is_counted(mask: str, start: int) -> bool:
    """Tell whether a length stands before "after T-4"; "every 2 weeks after T-4" has none."""
    length = when_from.length_before(mask, start)
    return length is not None and not mask[:length].rstrip().lower().endswith(("every", "every!"))


def _over(mask: str, end: int) -> int:
    """Take what only says that those are to be done with the numbers: "after T-12 is done"."""
    said = _DONE.match(mask, end)
    return said.end() if said else end


def list_priorities(mask: str) -> list[tuple[Span, Priority]]:
    """Find the priorities a line names, in order; "Ship it!" has none."""
    found = ((match.span(), _priority(match)) for match in _PRIORITY.finditer(mask))
    return [(span, priority) for span, priority in found if priority]


def _priority(match: re.Match[str]) -> Priority | None:
    return _BANGS[match["bangs"]] if match["bangs"] else _WORDS.get(match["word"].lower())


def _minutes(match: re.Match[str]) -> int:
    text = f"{match[0].rstrip('.,;:')}m" if match["rest"] else match[0]  # "~2h30"
    parts = _LENGTHS.finditer(text)
    return round(
        sum(float(part["count"].replace(",", ".")) * _MINUTES[part["unit"][0].lower()] for part in parts)
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """A `!word` that is no priority, and the word for one that it is within two letters of."""

    span: Span
    word: str
    meant: str

    @property
    def priority(self) -> Priority:
        """The priority that was meant."""
        return _WORDS[self.meant]


def misspelt(line: Line) -> Slip | None:
    """Find a `!word` within two letters of a priority."""
    for match in _PRIORITY.finditer(line.mask):
        word = (match["word"] or "").lower()
        known = _near(word) if word and word not in _WORDS else None
        if known:
            return Slip(match.span(), match["word"], known)
    return None


def _asked_priority(line: Line) -> Unclear | None:
    """Ask about a slip of a priority."""
    slip = misspelt(line)
    if slip is None:
        return None
    words = (
        f'No priority "{slip.word}". Did you mean !{slip.meant}? '
        "Nothing was saved; priorities run from !p1 to !p4."
    )
    offers = (
        Offer(f"Save with {slip.priority.name}", line.rewritten((slip.span, f"!{slip.meant}"))),
        Offer("Save without", line.rewritten((slip.span, ""))),
    )
    return Unclear(words, offers)


def _near(word: str) -> str | None:
    if re.fullmatch(r"p[0-9]+", word):
        return "p1" if word < "p1" else "p4"
    near = [(distance(word, known), known) for known in ("urgent", "high", "normal", "low") if len(word) > 2]
    near = [(far, known) for far, known in near if far <= (2 if len(known) > 3 else 1)]
    return min(near)[1] if near else None
