"""What a channel is told of work whose owner has left, where nobody is there to give it anew."""

from collections.abc import Sequence
from datetime import datetime

from commands.kit import blocks
from commands.kit.blocks import Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import LINE
from commands.task.operations import Unled
from commands.task.views import words
from storage import facts

SHOWN = 10  # tasks


def unled(gone: facts.Member, found: Unled, now: datetime) -> Message:
    """Name the open work of somebody who has left, for whoever takes it; once they are back, say that.

    So of who is there by now to give it anew.
    """
    name, left = safe(gone.name), found.left
    over = f"{name} is back, so nothing needs to be given anew." if gone.is_active else ""
    over = over or ("" if left else _cared_for(name, found.heirs))
    if over:
        return Message(over, (blocks.section(over),))
    head = f"{name} has left. Open work that nobody leads now: {len(left)}"
    reader = Reader(now.date())
    rows = [words.line_now(task, now, reader) for task in left[:SHOWN]]
    more = [f"and {len(left) - SHOWN} more"] if len(left) > SHOWN else []
    how = "`/task assign T-4 @name` gives a task to somebody, `@me` to yourself."
    show = blocks.button("Show all of it", f"{LINE}.left", f"/task list <@{gone.slack_id}>")
    body = (blocks.section("\n".join([f"*{head}*", *rows, *more])), blocks.context(how), blocks.actions(show))
    return Message(head, body)


def _cared_for(name: str, heirs: Sequence[facts.Member]) -> str:
    if not heirs:
        return f"All work of {name} that nobody led is taken care of."
    give = "gives" if len(heirs) == 1 else "give"
    return f"{name} has left. {blocks.joined([safe(one.name) for one in heirs])} {give} the open work anew."
