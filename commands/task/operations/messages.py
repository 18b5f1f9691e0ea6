"""A message somebody wrote, as the words of a task."""

import re

from sqlmodel import Session

from commands.kit.line import fitted, hidden_links, spoken, spoken_notes
from storage import facts, people

_NAMELESS = re.compile(r"<@([UW][A-Z0-9]+)>")


def read_message(tx: Session, act: facts.Act, text: str) -> tuple[str, str]:
    """Return the title and the notes of a message: its first line, and all of it where that is more.

    People are named as they are called, links read as their labels, and addresses that only a label
    showed stand in the notes.
    """

    def named(match: re.Match[str]) -> str:
        member = people.find(tx, act.team.id, match[1])
        return f"<@{match[1]}|{member.name}>" if member else match[0]

    labelled = _NAMELESS.sub(named, text.strip())
    first = spoken(labelled.partition("\n")[0])
    title, was_cut = fitted(first)
    whole = spoken_notes(labelled) if was_cut or "\n" in labelled else ""
    return title, "\n".join(filter(None, [whole, *hidden_links(labelled)]))
