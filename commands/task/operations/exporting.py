"""Tasks are handed out as a file: owed at once, filled when it is sent with what its person may see then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from commands.kit.requests import Unclear
from commands.task import filters, requests
from commands.task.operations.adding import CARD
from commands.task.operations.filtering import choose, count_of, read
from storage import exports, facts, posts, workspaces
from storage.vocabulary import Noun

LARGEST = 10_000  # tasks a file may hold
FILE = "task.file"  # the post


@dataclass(frozen=True, slots=True)
class Owed:
    """A file that is on its way, or is not because it would be empty."""

    words: str  # what was asked for: "Open tasks in Atlas"
    count: int  # up to one more than the largest file holds


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds."""

    kind: str  # "csv" or "json"
    words: str
    tasks: tuple[facts.Task, ...]
    is_whole: bool  # False: there are more than a file may hold
    places: Mapping[int, str]  # the names of their channels by id, of those that its person may see
    cards: Mapping[int, str]  # the addresses of their cards there, by the task's id


def export(tx: Session, request: requests.Export, act: facts.Act) -> Owed | Unclear:
    """Owe a member a file of the tasks that a list of the same filters holds; none when it holds none."""
    line = f"export {request.kind}"
    chosen = choose(tx, act, request.filters, line)
    act = replace(act, here=None)  # the file comes by direct message, and is read later
    if isinstance(chosen, Unclear):
        return chosen
    count = count_of(tx, act, chosen, most=LARGEST)
    if count and act.member:
        exports.owe(tx, act, filters.written(chosen.wanted, line), kind=FILE)
    return Owed(" ".join(chosen.words), count)


def exported(tx: Session, act: facts.Act, export_id: int) -> Exported | Unclear:
    """Read what a file holds now: what its person (of `act`, which is nowhere) may see wherever they are."""
    _, _, rest = exports.get_line(tx, export_id).partition(" ")
    asked = filters.export(rest)
    request = asked if isinstance(asked, requests.Export) else requests.Export("csv")
    chosen = choose(tx, act, request.filters)
    if isinstance(chosen, Unclear):
        return chosen
    found = read(tx, act, chosen, limit=LARGEST + 1)
    words = " ".join(chosen.words)
    places = workspaces.names_seen(tx, act, {task.channel_id for task in found if task.channel_id})
    cards = _cards(tx, act.team, [task for task in found if task.channel_id in places])
    shown = tuple(_awake(task, act) for task in found[:LARGEST])
    return Exported(request.kind, words, shown, len(found) <= LARGEST, places, cards)


def _awake(task: facts.Task, act: facts.Act) -> facts.Task:
    """Leave out a snooze that is over."""
    is_over = task.snoozed_until is not None and task.snoozed_until <= act.now
    return replace(task, snoozed_until=None) if is_over else task


def _cards(tx: Session, team: facts.Team, shown: Sequence[facts.Task]) -> dict[int, str]:
    posted = posts.places_of(tx, CARD, Noun.TASK, [task.id for task in shown]) if team.url else {}
    return {task_id: _address(team, post) for task_id, post in posted.items()}


def _address(team: facts.Team, post: facts.Post) -> str:
    """Write the address of a message. Source: docs.slack.dev, "chat.getPermalink"."""
    place = f"{team.url.rstrip('/')}/archives/{post.slack_channel}/p{str(post.ts).replace('.', '')}"
    return f"{place}?thread_ts={post.thread_ts}&cid={post.slack_channel}" if post.thread_ts else place
