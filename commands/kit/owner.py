"""Who a line says should own something or watch it, and whom it only names. Knows no directory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from commands.kit.line import Found, Line, Span, mentions, spoken, start
from commands.kit.requests import HOLE, Mention, Offer, Unclear

# A person after one of these is part of the sentence.
_INSIDE = re.compile(
    r"(?:to|for|with|from|by|of|at|on|in|and|or|via|cc|about|than|as|vs|like|ask|tell|&(?:amp;)?|the|a|w/|fao|fyi|attn|\+)",
    re.IGNORECASE,
)
_MOST_OFFERS = 3
_WATCH = re.compile(r"(?<![\w-])cc:?\s+(?=[@<])", re.IGNORECASE)
_UNWATCH = re.compile(r"(?<!\S)-cc:?\s+(?=[@<])", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:(?<!\S)(?:owner|assignee|assigned to)\s*[:=]\s*|(?<=[,;])\s*owner\s+)$", re.IGNORECASE
)
_PUT = re.compile(r"\s+(?:to|into|in|on|onto|as|for|from|with)\s", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:,|/|\+|&(?:amp;)?)\s*")  # parts names of one row
_AND = re.compile(r"\s*(?:and|or|&(?:amp;)?)\s+", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,(?:\s*and\b)?|&|\band\b)\s*|\s+")


@dataclass(frozen=True, slots=True)
class Watching:
    """ "cc @ann, @bob": where it stands, and who is to hear of changes."""

    span: Span
    people: tuple[Mention, ...]
    group: Mention | None  # one that cannot
    loose: tuple[Mention, ...] = ()  # of the people: who follows another without "and" or a comma


def watchers(line: Line, *, is_less: bool = False) -> list[Watching]:
    """Find who is named behind `cc` (`is_less`: "-cc"); they may be joined by commas, "and" or nothing."""
    if "cc" not in line.mask.lower():
        return []
    matches = list((_UNWATCH if is_less else _WATCH).finditer(line.mask))
    named = mentions(line.mask) if matches else []
    found = (_watching(line.mask, match, named) for match in matches)
    return [each for each in found if each.people or each.group]


def _watching(mask: str, match: re.Match[str], named: Iterable[Found]) -> Watching:
    end, group = match.end(), None
    people: list[Mention] = []
    loose: list[Mention] = []
    for found in named:
        start, after = found.span
        if start < end:
            continue
        if start > end and not _JOIN.fullmatch(mask, end, start):
            break
        if found.is_group:
            group = found.who
        else:
            loose += [found.who] if people and not mask[end:start].strip() else []
            people.append(found.who)
        end = after
    closing = re.compile(r"[,.;]?(?!\S)").match(mask, end)
    return Watching((match.start(), closing.end() if closing else end), tuple(people), group, tuple(loose))


def refused_watchers(line: Line, watching: list[Watching]) -> Unclear | None:
    """Refuse a group behind `cc`; None when all is well."""
    group = next((each for each in watching if each.group), None)
    if group is None or group.group is None:
        return None
    words = f"{group.group.text} is a group, and only people can watch a task. Nothing was saved."
    return Unclear(words, (Offer("Save without", line.rewritten((group.span, ""))),))


def refused_less(line: Line) -> Unclear | None:
    """Refuse to take somebody off what is only being made; None when nobody is."""
    less = watchers(line, is_less=True) if "-cc" in line.mask.lower() else []
    if not less:
        return None
    gone = [(each.span, "") for each in less]
    said = spoken(line.text[slice(*less[0].span)])
    words = f'"{said}" is for a task that is there: a new one has nobody to take off. Nothing was saved.'
    named = [((start, start + 1), "") for (start, _), _ in gone]
    return Unclear(
        words, (Offer("Save without", line.rewritten(*gone)), Offer("Let them watch", line.rewritten(*named)))
    )


def take_first(line: Line) -> tuple[Line, tuple[Found, ...]]:
    """Take somebody who is the first word, with a comma or colon behind; several in a row are all taken.

    So are those joined by "and"; where "and" joins the first with anything else, all stay in the sentence.
    """
    taken: tuple[Found, ...] = ()
    mask, end = line.mask, 0
    for found in mentions(mask):
        begin, last = found.span
        lead = mask[end:begin]
        closing = re.match(r"[,:]?(?!\S)", mask[last:])
        joined = _AND.fullmatch(lead) if taken else None
        if not closing or (lead.strip() and not joined):
            break
        begin, end = end + len(lead) - len(lead.lstrip()), last + closing.end()
        taken = (*taken, replace(found, span=(begin, end)))
    if not taken or _AND.match(mask, end):
        return line, ()
    return line.take((taken[0].span[0], end), role="owner"), taken


def is_put(words: str) -> bool:
    """Tell whether words say where somebody is to be put: "@ben to the vpn group"."""
    first = next(iter(mentions(start(words, "").mask)), None)
    return first is not None and first.span[0] == 0 and _PUT.match(words, first.span[1]) is not None


def take_named(line: Line) -> tuple[Line, tuple[Found, ...]]:
    """Take whoever is named behind "owner:" or "assignee:", wherever it stands."""
    said = line.mask.lower()
    if "owner" not in said and "assign" not in said:
        return line, ()
    taken: tuple[Found, ...] = ()
    for found in mentions(line.mask):
        begin, end = found.span
        lead = _OWNER.search(line.mask, max(0, begin - 20), begin)
        if lead and not line.mask[end : end + 1].strip(" .,;"):
            span = (lead.start(), end + len(line.mask[end : end + 1].strip()))
            line, taken = line.take(span, role="owner"), (*taken, replace(found, span=span))
    return line, taken


def take_last(line: Line) -> tuple[Line, tuple[Found, ...]]:
    """Take whoever stands last, unless the word before makes them part of the sentence."""
    whole = line
    taken: tuple[Found, ...] = ()
    for found in reversed(mentions(line.mask)):
        begin, end = found.span
        before = line.mask[:begin]
        words = before.split()
        if line.mask[end:].strip(" .,!?;|/-") or not words or not before[-1].isspace():
            break
        if _INSIDE.fullmatch(words[-1].strip(",:")) and not (words[-1] == "A" and len(words) > 1):
            is_row = taken and _BESIDE.fullmatch(whole.mask, end, taken[0].span[0])
            return (whole, ()) if is_row else (line, taken)  # "Step A" ends with a name, not with an article
        lead = _OWNER.search(before)
        line = line.take((lead.start() if lead else begin, len(line.mask.rstrip())), role="owner")
        taken = (found, *taken)
    return line, taken


def inside_offers(line: Line) -> tuple[Offer, ...]:
    """Offer those named inside the sentence as owners; "{id}" is the number of what was added."""
    named = [found.who for found in mentions(line.mask) if not found.is_group]
    return assign_offers(named)


def assign_offers(named: Iterable[Mention]) -> tuple[Offer, ...]:
    """Offer people as owners of what was added."""
    people = dict.fromkeys(who for who in named if who.slack_id or who.name not in ("me", "nobody"))
    return tuple(Offer(f"Assign to {who.text}"[:75], f"assign {{id}} {who.token}", who) for who in people)[
        :_MOST_OFFERS
    ]


def refused(line: Line, owners: tuple[Found, ...], what: str) -> Unclear | None:
    """Refuse a group or two people as owner of `what` ("task", "risk"); None when all is well."""
    group = next((found for found in owners if found.is_group), None)
    gone = tuple((found.span, "") for found in owners)
    if group:
        words = f"A {what} needs one owner; {group.who.text} is a group. Nothing was saved."
        choose = Offer("Choose a person", line.rewritten(*gone, front=f"{HOLE} "), pick="person")
        nobody = Offer("Nobody yet", line.rewritten(*gone, front="@nobody "))
        return Unclear(words, (choose, Offer("Me", line.rewritten(*gone, front="@me ")), nobody))
    people = tuple(dict.fromkeys(found.who for found in owners))
    if len(people) < 2:
        return None
    words = f"{people[0].text} and {people[1].text} could both own this. Nothing was saved. Who owns it?"
    offers = tuple(
        Offer(
            who.text[:75],
            line.rewritten(*gone, front=f"{who.token} "),
            who,
            kept=_kept(line, owners, who),
        )
        for who in people[:5]
    )
    return Unclear(words, offers)


def _kept(line: Line, owners: tuple[Found, ...], who: Mention) -> str:
    """Write the line with one of several owners left as text, and the others in front."""
    mine = [found.span for found in owners if found.who == who]
    gone = [(found.span, "") for found in owners if found.who != who]
    others = dict.fromkeys(found.who.token for found in owners if found.who != who)
    text = [((start, end - (line.mask[end - 1] in ",:")), f"\\{who.text}") for start, end in mine]
    return line.rewritten(*text, *gone, front="".join(f"{one} " for one in others))


def named(rest: str, command: str, subject: str, what: str) -> Mention | Unclear:
    """Read whom `subject` ("T-4") is given to: one mention, or a plain name of up to three words.

    `command` is what a button's line begins with ("assign T-4"); `what` is "task" or "risk".
    """
    found = mentions(start(rest, "").mask)
    bare = re.sub(r"^to\s+", "", rest, flags=re.IGNORECASE).strip(" .,")
    choose = Offer("Choose a person", f"{command} {HOLE}", pick="person")
    offers = (choose, Offer("Me", f"{command} @me"), Offer("Nobody yet", f"{command} @nobody"))
    group = next((each.who.text for each in found if each.is_group), None)
    if group:
        return Unclear(f"A {what} needs one owner; {group} is a group. Nothing was changed.", offers)
    people = tuple(dict.fromkeys(each.who for each in found))
    if len(people) > 1:
        picks = tuple(Offer(who.text[:75], f"{command} {who.token}", who) for who in people[:5])
        return Unclear(
            f"{people[0].text} and {people[1].text} could both own {subject}. Nothing was changed. "
            "Who owns it?",
            picks,
        )
    if people:
        return people[0]
    if 0 < len(bare.split()) <= 3:
        return Mention(None, spoken(bare))
    words = f"Who should own {subject}? Nothing was changed. Type /{what} {command} @name."
    return Unclear(words, offers)
