"""A line of words → a new task: tokens, owner, repeat and due date; what is left is the title."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from commands.kit import calendar, dated, due_apart, line, owner, when_days
from commands.kit import due as due_phrases
from commands.kit.readings import Here
from commands.kit.requests import Mention, Offer, Unclear
from commands.task.grammar import every, hints, likely, polite, reminded, stumps, tokens
from commands.task.repeat import Repeat, Unit, anchored, first_day, fits
from commands.task.requests import Add
from storage.facts import Due

BLOCKED_FOR_GOOD = (
    "A repeating task can't wait for another one: it would be blocked for good after the first round. "
    'Drop "every …" or "after …".'
)
UNTITLED = Unclear(
    "There is no title in that line, so nothing was saved. "
    'Type what is to be done, for example "Renew the certificate by fri !p2".'
)


_CLOSERS = " .,;:?!)"
_SCRIPTS_WITHOUT_SPACES = "\u2e80"  # Chinese, Japanese and what comes behind them


@dataclass(frozen=True, slots=True)
class Captured:
    """A task as read, and the line it was read from, which knows what each word was taken for."""

    add: Add
    line: line.Line


@dataclass(frozen=True, slots=True)
class _Timed:
    line: line.Line
    due: Due | None
    offers: tuple[Offer, ...]
    repeat: Repeat | None
    slip: tuple[int, int] | None = None  # what of the title goes with a date that is offered


def read(typed: line.Line, here: Here) -> Captured | Unclear:
    """Read a task. Never raises: what cannot be read is Unclear and says how to mend it.

    A bracket that holds nothing but tokens goes with them: "Renew it (@ben, fri)".
    """
    typed = stumps.spaced(typed)
    signs = stumps.bracket(typed)
    opened = _read(typed.take(*signs), here) if signs else None
    if signs and isinstance(opened, Captured) and stumps.is_read(opened.line, signs):
        return opened
    return _read(typed, here)


def _read(typed: line.Line, here: Here) -> Captured | Unclear:
    found = tokens.take(typed)
    if isinstance(found, Unclear):
        return found
    left = stumps.joined(found.line)
    ending = polite.ending(left)
    heard = left.hide(ending) if ending else left
    kept = heard.kept_last()
    left, named = owner.take_named(heard.hide(*kept))
    left, first = owner.take_first(left)
    left, last = owner.take_last(left)
    endings = [ending] if ending else []
    if last and (earlier := polite.ending(left)):
        endings.append(earlier)
        left = left.hide(earlier)  # "by fri please @ben"
    left, amid = _amid(left, here)
    timed = _timed(left, here)
    if isinstance(timed, Unclear):
        return timed
    left, before = owner.take_last(stumps.joined(timed.line))
    left, behind = owner.take_first(left)  # a date stood in front of them
    left = stumps.spoken_of(stumps.joined(_thanked(left, endings)))
    left, beside = _beside_one_word(left, (*before, *last))
    ends = () if beside else (*before, *last)
    owners, whole = (*named, *first, *behind, *amid, *ends), left.title()
    unclear = (
        _untitled(left, whole, is_kept=bool(kept))
        or owner.refused(typed, owners, "task")
        or _contrary(typed, timed, found)
    )
    if unclear:
        return unclear
    first_round = _first_round(timed, here)
    if isinstance(first_round, Unclear):
        return first_round
    repeat, due = first_round
    title, cut = line.fitted(whole)
    dates = _dates(timed, left, here) if due is None else _without_slip(timed, left)
    near = hints.of(left.hide((0, len(reminded.lead(left.mask, here)))), is_offered=bool(dates))
    dates = () if near.is_repeat else dates
    people = () if owners else _people(found.loose, beside, left)
    offers = (*dates, *_other_weeks(timed), *near.offers, *people, *_led(typed, whole, here))
    made = Add(
        title,
        _notes(typed, whole if cut else ""),
        owners[0].who if owners else None,
        due,
        found.priority,
        found.estimate,
        found.project,
        offers,
        cut,
        found.labels,
        found.after,
        found.watchers,
        repeat,
        found.points,
        near.words,
    )
    return Captured(made, left)


def _thanked(left: line.Line, endings: list[line.Span]) -> line.Line:
    """Take the thanks that follow tokens; the last of them may follow what stands behind an earlier one."""
    for ending in reversed(endings):
        left = left.take(ending, role="politeness") if polite.follows(left, ending) else left
    return left


def _dates(timed: _Timed, left: line.Line, here: Here) -> tuple[Offer, ...]:
    """Offer the date of a line that sets none: what stands before a remark is likelier than what is last."""
    return (
        due_apart.remarked(left, here)
        or _without_slip(timed, left)
        or due_apart.leading(left, here)
        or reminded.offers(left.mask, here)
    )


def _people(loose: tuple[Mention, ...], beside: tuple[Mention, ...], left: line.Line) -> tuple[Offer, ...]:
    """Offer as owners who is named in a line that sets none."""
    return (*owner.assign_offers(loose), *owner.assign_offers(beside), *owner.inside_offers(left))


def _beside_one_word(left: line.Line, last: tuple[line.Found, ...]) -> tuple[line.Line, tuple[Mention, ...]]:
    """Leave who stands last beside a single word in the title ("Call @bob"); () where there are more.

    Behind a date that stands between them ("Cutover fri @bob") nobody is part of the title.
    """
    if not last:
        return left, ()
    word = left.mask.strip(" .,;:!?")
    starts = [start for (start, _), role in left.taken if role in ("due", "repeat")]
    if any(left.mask.find(word) < start < last[0].span[0] for start in starts):
        return left, ()
    is_sentence = any(sign >= _SCRIPTS_WITHOUT_SPACES for sign in word)
    people = tuple(
        found.who for found in last if not found.is_group and found.who.name not in ("me", "nobody")
    )
    if not word.isalpha() or is_sentence or not people or len(people) < len(last):
        return left, ()
    spans = {found.span[0] for found in last}
    return replace(left, taken=tuple(each for each in left.taken if each[0][0] not in spans)), people


def recognised(typed: line.Line, here: Here) -> line.Line:
    """Take what can be read out of a line that as a whole asks something; nothing where a token asks."""
    found = tokens.take(typed)
    if isinstance(found, Unclear):
        return typed
    left, _ = owner.take_last(owner.take_first(found.line)[0])
    first = every.take(left, *(phrase.span for phrase in due_phrases.keyword_phrases(left, here)))
    left = left if isinstance(first, Unclear) else first.line
    dated_ = dated.take(left, here)
    return owner.take_last(left if isinstance(dated_, Unclear) else dated_.line)[0]


def _without_slip(timed: _Timed, left: line.Line) -> tuple[Offer, ...]:
    """Offer dates; with one whose words were a slip of it, these leave the title, if it can be written."""
    title = left.take(timed.slip).title() if timed.slip else ""
    if not title or '"' in title or len(title) > line.LONGEST_TITLE:
        return timed.offers
    return tuple(replace(offer, line=_titled(offer.line, title)) for offer in timed.offers)


def _titled(move: str, title: str) -> str:
    """Write the line that moves a task ("due {id} 2026-11-27 17:00") so that it gets a title, too."""
    _, subject, at = move.split(" ", 2)
    return f"{retitled(subject, title)} due {at}"


def _other_weeks(timed: _Timed) -> tuple[Offer, ...]:
    """Offer every other week where "every second tuesday" may mean that, and not the second of a month."""
    said = [timed.line.text[slice(*span)] for span, role in timed.line.taken if role == "repeat"]
    if timed.repeat is None or timed.repeat.nths != (2,) or any("month" in each.lower() for each in said):
        return ()
    other = replace(timed.repeat, unit=Unit.WEEK, every=2, nths=())
    return (Offer("Every 2 weeks instead", f"{{id}} {other.text}"),)


def _timed(left: line.Line, here: Here) -> _Timed | Unclear:
    """Take repeat and due date, in whatever order they stand, and what joins them."""
    if span := every.begins(left.mask):
        joined = _apart(left.read_as(span, "due"), here)
        if isinstance(joined, _Timed) and joined.repeat and joined.due:
            is_period = when_days.first_of(joined.due.words, here) is not None
            return replace(joined, offers=()) if is_period else joined
    return _apart(left, here)


_HOUR_LAST = re.compile(
    r"[@>\w],?\s+(?:at\s+|@\s?)?[0-9]{1,2}(?::[0-9]{2})?\s?(?:[ap]m)?[ .,!]*$", re.IGNORECASE
)


def _amid(left: line.Line, here: Here) -> tuple[line.Line, tuple[line.Found, ...]]:
    """Take who stands inside a repeat or a date: "every mon @ben at 9:00", "fri @ben at 9:00"; () else."""
    named = tuple(line.mentions(left.mask))
    start = every.starts(left.mask) if named else None
    if not named or (start is None and not _HOUR_LAST.search(left.mask)):
        return left, ()
    named = tuple(found for found in named if found.span[0] > (start or 0))
    without = left.take(*(found.span for found in named), role="owner")
    timed = _timed(without, here)
    if not named or not isinstance(timed, _Timed):
        return left, ()
    if start is None:
        dates = [span for span, role in timed.line.taken if role == "due"]
        is_whole = any(begin < named[0].span[0] and named[-1].span[1] < end for begin, end in dates)
    else:
        is_whole = timed.repeat is not None and not timed.line.mask[start:].strip(" .,;")
    return (without, named) if is_whole else (left, ())


def _apart(left: line.Line, here: Here) -> _Timed | Unclear:
    first = every.take(left, *(phrase.span for phrase in due_phrases.keyword_phrases(left, here)))
    if isinstance(first, Unclear):
        return first
    found = dated.take(first.line, here)
    if isinstance(found, Unclear):
        has_more = first.repeat or due_phrases.keyword_phrases(left, here)
        row = None if has_more else likely.find(left.mask.rstrip(_CLOSERS))
        if row and row.is_day:
            again = Offer(f"Repeat {row.pattern.text}", left.rewritten((row.span, row.pattern.text)))
            return replace(found, offers=(*found.offers, again))
        return _Timed(first.line, None, (), None) if row else found
    if found.due and not first.repeat and _is_of_no_pattern(found.line, first.line):
        return _Timed(first.line, None, (), None)
    if not first.repeat and found.due is None and (ahead := _before_often(left, here)):
        return ahead
    if first.repeat or found.due is None:
        return _Timed(found.line, found.due, found.offers, first.repeat, found.slip)
    then = every.take(found.line)
    return then if isinstance(then, Unclear) else _Timed(then.line, found.due, found.offers, then.repeat)


def _before_often(left: line.Line, here: Here) -> _Timed | None:
    """Take a date in front of last words that only offer a repeat: "by fri 8am weekly"."""
    row = likely.find(left.mask.rstrip(_CLOSERS))
    if row is None or row.is_day:
        return None
    (start, end), mask = row.span, left.mask
    bare = replace(left, mask=f"{mask[:start]}{' ' * (end - start)}{mask[end:]}")
    found = dated.take(bare, here)
    if isinstance(found, Unclear) or found.due is None:
        return None
    kept = found.line.mask
    whole = replace(found.line, mask=f"{kept[:start]}{mask[start:end]}{kept[end:]}")
    return _Timed(whole, found.due, found.offers, None)


def _is_of_no_pattern(dated_: line.Line, before: line.Line) -> bool:
    """Tell whether a date is of a repeat that is not read ("every 1st mon and fri", "on mondays at 9:00").

    So it is where names stand in between: "every mon @ben and @dev at 9:00".
    """
    mask = before.mask
    for start, end in (found.span for found in line.mentions(mask)):
        mask = f"{mask[:start]}{' ' * (end - start)}{mask[end:]}"
    repeat = likely.find(before.mask.rstrip(_CLOSERS)) or likely.find(mask.rstrip(_CLOSERS))
    unread = repeat.span if repeat else every.unread(mask)
    spans = [span for span, role in dated_.taken if role == "due"]
    return unread is not None and all(unread[0] < start for start, _ in spans)


def _contrary(typed: line.Line, timed: _Timed, found: tokens.Tokens) -> Unclear | None:
    """Refuse a repeating task that waits for another, with a line for each way out."""
    if timed.repeat is None or not found.after:
        return None
    spans = {role: [span for span, each in timed.line.taken if each == role] for role in ("repeat", "after")}
    offers = (
        Offer('Drop "every …"', typed.rewritten(*((span, "") for span in spans["repeat"]))),
        Offer('Drop "after …"', typed.rewritten(*((span, "") for span in spans["after"]))),
    )
    return Unclear(BLOCKED_FOR_GOOD, offers)


def _first_round(timed: _Timed, here: Here) -> tuple[Repeat | None, Due | None] | Unclear:
    """Fix when a repeating task is due for the first time; a date that is none of its days asks."""
    if timed.repeat is None:
        return None, timed.due
    if timed.due is None:
        return _next_round(timed.repeat, here)
    day = timed.due.day
    if not fits(timed.repeat, day):
        begin = when_days.first_of(timed.due.words, here)
        first = _next_round(timed.repeat, _from_day(begin, here)) if begin else None
        is_in_it = first is not None and first[1].day <= day  # "every monday starting next week"
        return first if first and is_in_it else _misfit(timed, timed.repeat, timed.due, here)
    local = calendar.local(timed.due.at, timed.due.zone).time()
    at = timed.repeat.at or (local if local != here.work_end else None)
    due = replace(timed.due, at=calendar.to_utc(day, at or here.work_end, here.zone))
    return anchored(replace(timed.repeat, at=at), day), due


def _next_round(repeat: Repeat, here: Here) -> tuple[Repeat, Due]:
    """Start a pattern on its first day from today on that is still ahead."""
    at = repeat.at or here.work_end
    is_ahead = calendar.to_utc(here.today, at, here.zone) > here.now
    start = here.today if is_ahead else here.today + timedelta(days=1)
    day = first_day(anchored(replace(repeat, from_done=False), start), start)
    due = Due(calendar.to_utc(day, at, here.zone), day, repeat.text, here.zone)
    return anchored(repeat, day), due


def _from_day(day: date, here: Here) -> Here:
    """Count from the beginning of a day, where that is ahead."""
    return replace(here, now=max(here.now, calendar.to_utc(day, time(0), here.zone)))


def _misfit(timed: _Timed, repeat: Repeat, due: Due, here: Here) -> Unclear:
    """Ask which holds, the pattern or the date that is none of its days."""
    taken = timed.line.taken
    whole = replace(timed.line, taken=())
    dates = [(span, "") for span, role in taken if role == "due"]
    rounds = [(span, "") for span, role in taken if role == "repeat"]
    _, first = _next_round(repeat, here)
    offers = (
        Offer(f"First on {calendar.day_text(first.day, here.today)}", whole.rewritten(*dates)),
        Offer(f"Once, on {calendar.day_text(due.day, here.today)}", whole.rewritten(*rounds)),
    )
    day = calendar.day_text(due.day, here.today)
    return Unclear(f'{day} is no day of "{repeat.text}". Nothing was saved. Which one?', offers)


def _notes(typed: line.Line, whole: str) -> str:
    """Join what belongs in the notes: a title too long, addresses of labelled links, further lines."""
    told = (line.spoken_notes(typed.notes),) if typed.notes else ()
    return "\n".join((*((whole,) if whole else ()), *line.hidden_links(typed.text), *told))


def _led(typed: line.Line, title: str, here: Here) -> tuple[Offer, ...]:
    """Offer the other reading of an "add" in front: the verb, or the first word of the title."""
    lead = typed.lead.strip()
    if lead not in ("", "+") and not typed.text.startswith('"'):
        keep = Offer(f'Keep "{lead}"', retitled("{id}", f"{lead} {title}"))
        bare = title.removeprefix("task ") if lead == "add" else title  # "add task scheduler" names one
        return (keep,) if bare == title else (Offer('Drop "task"', retitled("{id}", bare)), keep)
    if led := reminded.lead(title, here):  # its time would go with it
        at = reminded.offers(title, here)[0]
        bare = f"{retitled('{id}', title[len(led) :])} {at.line.replace('{id} ', '', 1)}"
        return (Offer(f'{at.label} without "{led.strip()}"'[:75], bare),)
    led = polite.lead(title)
    return (Offer(f'Drop "{led.strip()}"'[:75], retitled("{id}", title[len(led) :])),) if led else ()


def retitled(subject: str, title: str) -> str:
    """Write the line that gives `subject` ("T-4", "{id}") exactly this title."""
    return f"edit {subject} {line.quoted(escaped(title))}"


def escaped(title: str) -> str:
    """Write a title so that a line holding it reads back as the same words."""
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _untitled(left: line.Line, title: str, *, is_kept: bool) -> Unclear | None:
    is_titled = (is_kept or left.mask.strip(" .,;:!?-")) and title.strip(' "')
    return None if is_titled else UNTITLED
