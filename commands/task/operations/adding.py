"""Making a task."""

import re
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit.operations import audience_of, find_answered
from commands.kit.reach import beyond
from commands.kit.requests import Unclear
from commands.task import grammar
from commands.task.fields import NAMES
from commands.task.operations import linking, news
from commands.task.operations.absent import absent
from commands.task.operations.outcome import Changed, unseeing
from commands.task.operations.resolving import Asked, Values, resolved
from storage import changes, facts, links, people, posts, projects, sets, tasks
from storage.db import Duplicate
from storage.vocabulary import Noun, Place, TaskStatus

CARD, TOLD = "task.card", "task.thread"  # the posts: its card, a word in the thread it was made from


@dataclass(frozen=True, slots=True)
class Origin:
    """The message a task is made from. Its thread is told, once; or the task's card stands there."""

    link: str = ""
    thread_ts: str = ""  # "" when no thread is told
    files: tuple[facts.File, ...] = ()
    has_card: bool = False  # the card stands in the thread, and not in the channel
    once: str = ""  # names its card, where one message makes one task only


NO_MESSAGE = Origin()


def add(
    tx: Session,
    request: grammar.Add,
    act: facts.Act,
    *,
    channel: facts.Channel | None,
    line: str = "",
    origin: Origin = NO_MESSAGE,
) -> Changed | Unclear:
    """Make a task and owe its card; or ask who, which project or what first is meant, and save nothing.

    What a private message asks for is made once; from then on its task comes back, and is no news.
    """
    if request.after:  # what is waited for does not begin to repeat meanwhile
        links.lock(tx, act.team.id)
    values = resolved(tx, Asked(request, act, channel, line), NAMES)
    if isinstance(values, Unclear):
        return values
    if act.member is None:
        return Unclear("A task needs somebody who makes it.")
    values["watchers"] = [one for one in values["watchers"] if one != values["owner_id"]]  # they hear anyway
    values["title"] = _without_name(tx, values, request, line)
    made = find_answered(tx, act, Noun.TASK)
    if made is not None:
        return Changed(tasks.get(tx, made, act), act.group, is_news=False)
    project = projects.get(tx, values["project_id"]) if values["project_id"] else None
    audience = audience_of(channel, project)
    new = {
        **{name: value for name, value in values.items() if value or not sets.is_set(Noun.TASK, name)},
        "team_id": act.team.id,
        "number": changes.number(tx, act.team.id, Noun.TASK),
        "link": origin.link or None,
        "files": [{"name": file.name, "url": file.url} for file in origin.files],
        "status": TaskStatus.OPEN,
        "first_due_at": values["due_at"],
        "first_due_zone": values["due_zone"],
        "slips": 0,
        "creator_id": act.member.id,
        "channel_id": audience,
        "created_at": act.now,
        "version": 1,
    }
    task_id = changes.add(tx, act, Noun.TASK, new)
    if audience is not None:
        is_here = channel is not None and audience == channel.id
        _owe_posts(tx, act, task_id, audience, origin if is_here else NO_MESSAGE)
    task = tasks.added(tx, task_id, new, act)
    told = news.added(tx, act, task)
    reaches = beyond(tx, task.channel_id, told.member) if told is not None else None
    ready = linking.when_ready(tx, act, task) if any(link.is_open for link in task.after) else None
    return Changed(
        task,
        act.group,
        told=told,
        beyond=reaches,
        unseeing=unseeing(tx, act, task),
        absent=absent(tx, act, task),
        ready=ready,
    )


def _without_name(tx: Session, values: Values, request: grammar.Add, line: str) -> str:
    """Leave out of a title the rest of its owner's name: "@Ben Carter fix it", typed by hand."""
    title = str(values["title"])
    if request.owner is None or not values["owner_id"]:
        return title
    _, _, rest = people.get(tx, values["owner_id"]).name.partition(" ")
    named = rf"(?:(?:add|\+)\s+)?(?:<@[^>]+>|@\S+) {re.escape(rest)}[,:]?\s+\S"
    is_led = bool(rest) and title.casefold().startswith(f"{rest.casefold()} ")
    return title[len(rest) :].lstrip(" ,:") if is_led and re.match(named, line, re.IGNORECASE) else title


def _owe_posts(tx: Session, act: facts.Act, task_id: int, audience: int, origin: Origin) -> None:
    """Owe the card, and a word in the thread of the message it was made from."""
    about: dict[str, Any] = {
        "now": act.now,
        "noun": Noun.TASK,
        "subject_id": task_id,
        "channel_id": audience,
        "group": act.group,
    }
    thread: dict[str, Any] = {"place": Place.THREAD, "thread_ts": origin.thread_ts}
    where = thread if origin.has_card else {"place": Place.CHANNEL}
    once = origin.once or f"task:{task_id}:card"
    if posts.owe(tx, act.team.id, once=once, kind=CARD, **about, **where) is None:
        raise Duplicate(once)
    if origin.thread_ts and not origin.has_card:
        posts.owe(tx, act.team.id, once=f"task:{task_id}:thread", kind=TOLD, **about, **thread)
