"""A line with its due date taken out, or what to say when that cannot be done. Knows no verbs."""

from dataclasses import dataclass, replace

from commands.kit import blocks, calendar, due, when
from commands.kit.line import Line, Span, spoken
from commands.kit.phrase import Phrase
from commands.kit.readings import Purpose
from commands.kit.requests import HOLE, Offer, Unclear
from commands.kit.when import Ambiguous, Choice, Here, NotOnCalendar, Past, Reading, Refused, Unreadable
from storage.facts import Due


@dataclass(frozen=True, slots=True)
class Dated:
    """What is left of a line, the date it set, and the dates its reply offers."""

    line: Line
    due: Due | None
    offers: tuple[Offer, ...]
    slip: Span | None = None  # the words that are a slip of the date that is offered


def take(line: Line, here: Here) -> Dated | Unclear:
    """Take the due date out of a line; what stands in the sentence is only offered."""
    phrases = due.keyword_phrases(line, here)
    rest = line.hide(*(phrase.span for phrase in phrases))
    last = due.end_phrase(rest, here)
    if phrases:
        behind = due.behind(phrases[0], line, here)
        phrases += behind or ([last] if last and _has_keyword(last, line) else [])
    elif last:
        earlier = due.leads(last, line, here) if last.sets else None
        phrases = [earlier, last] if earlier else [last]
    if not phrases:
        return Dated(line, None, ())
    return _two(phrases, line, here) or _settled(phrases, line, here)


def written(at: Due) -> str:
    """Write a due date so that it reads back as the same moment for the same person."""
    return f"{calendar.local(at.at, at.zone):%Y-%m-%d %H:%M}"


def choice_offers(
    choices: tuple[Choice, ...], subject: str, *, verb: str = "due", is_day: bool = False
) -> tuple[Offer, ...]:
    """Turn other readings into buttons that move the date of `subject` ("T-12", or "{id}").

    With `is_day` they name the day alone, which keeps the hour the subject has.
    """
    return tuple(
        Offer(choice.label, f"{verb} {subject} {choice.due.day if is_day else written(choice.due)}")
        for choice in choices
    )


def refused(found: Refused, subject: str, verb: str = "due") -> Unclear:
    """Say why what stands behind "due T-12" was refused, with the lines that would mend it."""
    offers = choice_offers(found.choices, subject, verb=verb, is_day=_is_day(found))
    if isinstance(found, Unreadable):
        found = replace(found, words=spoken(found.words))
    if not isinstance(found, Ambiguous):
        offers = (*offers, Offer("Pick a date", f"{verb} {subject} {HOLE}", pick="date"))
    typed = f"{verb} {subject}"
    return Unclear(found.sentence(Purpose("changed", typed, f"Try /task {typed} next tue.")), offers)


def _day(at: Due) -> str:
    return at.day.isoformat()


def _is_day(found: Refused) -> bool:
    """Tell whether what is offered instead is a day alone, which keeps the hour that was set."""
    is_hour = isinstance(found, Ambiguous) and found.is_hour
    return (
        isinstance(found, Unreadable | Ambiguous)
        and not is_hour
        and all(when.is_day(each.due.words) for each in found.choices)
    )


def _has_keyword(phrase: Phrase, line: Line) -> bool:
    words = line.mask[slice(*phrase.span)].split()
    return phrase.sets and words[0].lower().strip("(") in ("by", "on", "before")


def _two(phrases: list[Phrase], line: Line, here: Here) -> Unclear | None:
    """Ask which when a line sets different dates."""
    read = [phrase.found for phrase in phrases if isinstance(phrase.found, Reading)]
    dates = list({found.due.at: found.due for found in read}.values())
    if len(read) < len(phrases) or len(dates) < 2:
        return None
    labels = [calendar.due_text(each, here.today) for each in dates]
    count = "two" if len(dates) == 2 else "several"
    words = f"That line has {count} dates: {blocks.joined(labels)}. Nothing was saved. Which one?"
    if joined := _joined(dates, here):
        dates, labels = [joined, *dates], [calendar.due_text(joined, here.today), *labels]
    gone = [(phrase.span, "") for phrase in phrases[1:]]
    offers = tuple(
        Offer(label, line.rewritten((phrases[0].span, f"due {written(each)}"), *gone))
        for label, each in zip(labels, dates, strict=True)
    )
    return Unclear(words, offers)


def _joined(dates: list[Due], here: Here) -> Due | None:
    """Join a time and a day that stand apart ("at 9:00 by mon"); None of other dates."""
    times = [each.words for each in dates if when.is_time(each.words)]
    days = [each.words for each in dates if when.is_day(each.words)]
    found = when.look(f"{days[0]} {times[0]}", here) if len(times) == len(days) == 1 else None
    return found.due if isinstance(found, Reading) else None


def _is_read(phrase: Phrase) -> bool:
    return isinstance(phrase.found, Reading)


def _settled(phrases: list[Phrase], line: Line, here: Here) -> Dated | Unclear:
    """Set the date of the first phrase; another that says the same goes with it."""
    phrase, *again = sorted(phrases, key=_is_read)  # what asks comes first
    found = when.still_ahead(phrase.found, here)
    if not phrase.sets:
        choices = (Choice(found.label, found.due),) if isinstance(found, Reading) else found.choices
        offered = tuple(Choice(f"Due {choice.label}", choice.due) for choice in choices)
        return Dated(line, None, choice_offers(offered, "{id}"), phrase.span if phrase.is_slip else None)
    if isinstance(found, Reading):
        spans = [other.span for other in again if isinstance(other.found, Reading)]
        return Dated(
            line.take(phrase.span, *spans, role="due"), found.due, choice_offers(found.others, "{id}")
        )
    return refusal(found, phrase.span, line)


def _kept(line: Line) -> str:
    """Write a line with all that no token has taken in quotes, which makes a title of it."""
    bare = replace(line, lead="", notes="").rewritten(*((span, "") for span, _ in line.taken))
    tokens = [line.text[slice(*span)].strip() for span, _ in sorted(line.taken)]
    kept = " ".join([f'{line.lead}"{bare}"', *tokens])
    return f"{kept}\n{line.notes}" if line.notes else kept


def refusal(refused: Refused, span: Span, line: Line, *, keyword: str = "due") -> Unclear:
    """Say why a date was refused, with the lines that would mend it."""
    at = _day if _is_day(refused) else written
    offers = tuple(
        Offer(choice.label, line.rewritten((span, f"{keyword} {at(choice.due)}")))
        for choice in refused.choices
    )
    left = line.rewritten((span, ""))
    is_unknown = isinstance(refused, Unreadable) and not refused.choices
    if left.strip() and (isinstance(refused, NotOnCalendar) or is_unknown):
        offers = (*offers, Offer("Pick a date", line.rewritten((span, f"{keyword} {HOLE}")), pick="date"))
    if left.strip() and (isinstance(refused, Past | NotOnCalendar) or is_unknown):
        offers = (*offers, Offer("No date", left))
    if isinstance(refused, Unreadable) and (offers or is_unknown) and '"' not in line.text:
        offers = (*offers, Offer("Keep it in the title", _kept(line)))
    return Unclear(refused.sentence(Purpose(keyword=keyword)), offers)
