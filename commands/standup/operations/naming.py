"""People whom an answer names: by their names, as everybody reads them, and pinged by nobody."""

import re

from sqlmodel import Session

from commands.kit import line
from commands.kit.operations import with_channels
from storage import facts, people, workspaces

_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")
_TO = re.compile(r"\s*(#[\w-]+)\s*:\s*(?=\S)")
_ID = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_LETTER = re.compile(r"\w")
_TYPED = re.compile(r"(?<![\w@/.])@([^\W_](?:[\w.-]*\w)?)")


def spoken(tx: Session, act: facts.Act, text: str) -> str:
    """Show a message's text as people read it, with names for ids and handles."""

    def name(match: re.Match[str]) -> str:
        member = people.find(tx, act.team.id, match[1])
        return f"@{member.name}" if member else match[0]

    def place(match: re.Match[str]) -> str:
        channel = workspaces.find_channel(tx, act.team.id, match[1])
        return f"#{channel.name}" if channel and not channel.is_private else "a private channel"

    return with_names(tx, act, line.spoken_notes(_CHANNEL.sub(place, _ID.sub(name, text))))


def addressed(tx: Session, act: facts.Act, text: str) -> tuple[str, str]:
    """Part the standup that a message names in front ("#atlas: …") from what it says; "" for none."""
    head, sign, rest = text.partition(":")
    named = _TO.match(f"{with_channels(tx, act, head)}{sign}{rest}") if head.strip()[:1] in "#<" else None
    return (named[1], rest.strip()) if named else ("", text)


def with_names(tx: Session, act: facts.Act, text: str) -> str:
    """Put whole names in the place of handles and parts of names: "@ben" becomes "@Ben Carter".

    What nobody is called, or two are, stays as it is.
    """
    if "@" not in text:
        return text
    team = people.list_people(tx, act.team.id)

    def name(match: re.Match[str]) -> str:
        found = [] if _whole(team, match) else people.Names(team).meant(match[1])
        return f"@{found[0].name}" if len(found) == 1 else match[0]

    return _TYPED.sub(name, text)


def _whole(team: list[facts.Member], match: re.Match[str]) -> list[facts.Member]:
    """Return whose whole name stands there already, the longest one."""
    rest = match.string[match.start(1) :].casefold()
    found = [one for one in team if _begins(rest, one.name.casefold())]
    longest = max((len(one.name) for one in found), default=0)
    return [one for one in found if len(one.name) == longest]


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not _LETTER.match(text, len(name))
