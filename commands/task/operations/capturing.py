"""Making a task of a message somebody gave the channel's emoji, once for each message."""

from sqlmodel import Session

from commands.kit.call import Source
from commands.kit.requests import Unclear
from commands.task import grammar
from commands.task.operations.adding import CARD, TOLD, Origin, add
from commands.task.operations.messages import read_message
from commands.task.operations.outcome import Changed
from storage import facts, people, posts, tasks


def capture(tx: Session, act: facts.Act, source: Source, channel: facts.Channel) -> Changed | Unclear | None:
    """Make a task of a message, owned by whoever reacted; its card stands in the message's thread.

    None when the message was made a task this way before, also one that was taken back.
    """
    once = f"message:{channel.id}:{source.ts}"
    if posts.find(tx, once) is not None:
        return None
    title, notes = read_message(tx, act, source.text)
    request = grammar.Add(
        title=title or _untitled(tx, act, source),
        notes=notes,
        owner=None,
        due=None,
        priority=None,
        estimate=None,
        project=None,
    )
    origin = Origin(source.link, source.root, source.files, has_card=True, once=once)
    return add(tx, request, act, channel=channel, origin=origin)


def find_shown(tx: Session, act: facts.Act, channel: facts.Channel | None, ts: str) -> facts.Task | None:
    """Find the task whose card a message is, None where it is none or of what the caller may not see."""
    task_id = posts.find_subject(tx, act.team.id, CARD, channel.slack_id, ts) if channel else None
    return next(iter(tasks.list_seen(tx, act, [task_id])), None) if task_id else None


def is_card(tx: Session, act: facts.Act, channel: facts.Channel | None, ts: str) -> bool:
    """Tell whether a message is the card of a task, also of one that was taken back."""
    return channel is not None and bool(posts.find_subject(tx, act.team.id, CARD, channel.slack_id, ts))


def find_in_thread(
    tx: Session, act: facts.Act, channel: facts.Channel | None, root: str
) -> facts.Task | None:
    """Find the task of a thread: whose card began it, or else the only one that it shows or was told of."""
    found = find_shown(tx, act, channel, root)
    if found or channel is None:
        return found
    told = posts.list_subjects(tx, act.team.id, (CARD, TOLD), channel.slack_id, root)
    seen = tasks.list_seen(tx, act, told)
    return seen[0] if len(seen) == 1 else None


def _untitled(tx: Session, act: facts.Act, source: Source) -> str:
    """Call a message without words by its file, or by who wrote it."""
    if source.files:
        return source.files[0].name[:250]
    author = people.find(tx, act.team.id, source.author) if source.author else None
    return f"See to what {author.name} posted" if author else "See to this message"
