"""The title of a form: what in it looks as if it were meant for another field. Pure."""

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task.grammar import amend, capture


def asked(title: str, here: Here) -> str:
    """Ask about the words of a title that a line would have read as owner, date or the like; "" for none.

    What stands in quotes is meant as it is.
    """
    found = capture.read(line.start(title, ""), here)
    if not title or '"' in title or isinstance(found, Unclear) or not amend.changed(found.add):
        return ""
    text = found.line.text
    words = " ".join(text[slice(*span)].strip() for span, _ in sorted(found.line.taken))
    return (
        f'Is "{line.spoken(words)[:100]}" part of the title? Give it its own field, or put the title in '
        '"quotes" to keep it. Nothing was saved.'
    )
