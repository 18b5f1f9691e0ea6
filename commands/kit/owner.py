"""Who a line says should own something, and whom it only names. Knows no directory."""

import re

from commands.kit.line import Found, Line, mentions, spoken, start
from commands.kit.requests import Mention, Offer, Unclear

# A person after one of these is part of the sentence.
_INSIDE = re.compile(
    r"(?:to|for|with|from|by|of|at|on|in|and|or|via|cc|about|than|as|vs|like|ask|tell|&|the|a)", re.IGNORECASE
)
_MOST_OFFERS = 3


def take_first(line: Line) -> tuple[Line, tuple[Found, ...]]:
    """Take somebody who is the first word, with a comma or colon behind; two in a row are both taken."""
    taken: tuple[Found, ...] = ()
    for found in mentions(line.mask):
        begin, end = found.span
        closing = re.match(r"[,:]?(?!\S)", line.mask[end:])
        if line.mask[:begin].strip() or not closing:
            break
        line = line.take((begin, end + closing.end()))
        taken = (*taken, found)
    return line, taken


def take_last(line: Line) -> tuple[Line, tuple[Found, ...]]:
    """Take whoever stands last, unless the word before makes them part of the sentence."""
    taken: tuple[Found, ...] = ()
    for found in reversed(mentions(line.mask)):
        begin, end = found.span
        before = line.mask[:begin]
        words = before.split()
        if line.mask[end:].strip(" .,!?") or not words or not before[-1].isspace():
            break
        if _INSIDE.fullmatch(words[-1].strip(",:")):
            break
        line = line.take((begin, len(line.mask.rstrip())))
        taken = (found, *taken)
    return line, taken


def inside_offers(line: Line) -> tuple[Offer, ...]:
    """Offer those named inside the sentence as owners; "{id}" is the number of what was added."""
    named = [found.who for found in mentions(line.mask) if not found.is_group]
    people = dict.fromkeys(who for who in named if who.slack_id or who.name not in ("me", "nobody"))
    return tuple(Offer(f"Assign to {who.text}"[:75], f"assign {{id}} {who.token}", who) for who in people)[
        :_MOST_OFFERS
    ]


def refused(line: Line, owners: tuple[Found, ...], what: str) -> Unclear | None:
    """Refuse a group or two people as owner of `what` ("task", "risk"); None when all is well."""
    group = next((found for found in owners if found.is_group), None)
    gone = tuple((found.span, "") for found in owners)
    if group:
        words = f"A {what} needs one owner; {group.who.text} is a group."
        nobody = Offer("Nobody yet", line.rewritten(*gone, front="@nobody "))
        return Unclear(words, (Offer("Me", line.rewritten(*gone, front="@me ")), nobody))
    people = tuple(dict.fromkeys(found.who for found in owners))
    if len(people) < 2:
        return None
    words = f"{people[0].text} and {people[1].text} could both own this. Nothing was saved. Who owns it?"
    offers = tuple(
        Offer(who.text[:75], line.rewritten(*gone, front=f"{who.token} "), who) for who in people[:5]
    )
    return Unclear(words, offers)


def named(rest: str, command: str, subject: str, what: str) -> Mention | Unclear:
    """Read whom `subject` ("T-4") is given to: one mention, or a plain name of up to three words.

    `command` is what a button's line begins with ("assign T-4"); `what` is "task" or "risk".
    """
    found = mentions(start(rest, "").mask)
    bare = re.sub(r"^to\s+", "", rest, flags=re.IGNORECASE).strip(" .,")
    offers = (Offer("Me", f"{command} @me"), Offer("Nobody yet", f"{command} @nobody"))
    group = next((each.who.text for each in found if each.is_group), None)
    if group:
        return Unclear(f"A {what} needs one owner; {group} is a group.", offers)
    people = tuple(dict.fromkeys(each.who for each in found))
    if len(people) > 1:
        picks = tuple(Offer(who.text[:75], f"{command} {who.token}", who) for who in people[:5])
        return Unclear(f"{subject} needs one owner. Nothing was changed. Who owns it?", picks)
    if people:
        return people[0]
    if 0 < len(bare.split()) <= 3:
        return Mention(None, spoken(bare))
    words = f"Who should own {subject}? Nothing was changed. Type /{what} {command} @name."
    return Unclear(words, offers)
