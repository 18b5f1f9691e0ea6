"""What somebody wrote, as the words of a task."""

import re

from sqlmodel import Session

from commands.kit.line import fitted, hidden_links, spoken, spoken_notes
from commands.kit.operations import with_names
from storage import facts

# Signs round words, as Slack writes bold, slanted and struck; none inside a word or an address.
_STYLED = re.compile(r"(?<![\w/<|`])([*_~])(?=\S)([^*_~`<>\n]*[^*_~`<>\s])\1(?![\w/>|`])")


def read_message(tx: Session, act: facts.Act, text: str) -> tuple[str, str]:
    """Return the title and the notes of a message: its first line, and all of it where that is more.

    People are named as they are called, links of a title read as their labels, and addresses that only a
    label showed stand in the notes. A title is plain: what was bold, slanted or struck in it is so no more.
    """
    named = with_names(tx, act, text.strip())
    title, was_cut = fitted(spoken(_STYLED.sub(r"\2", named.partition("\n")[0])))
    whole = spoken_notes(named) if was_cut or "\n" in named else ""
    return title, whole or "\n".join(hidden_links(named))
