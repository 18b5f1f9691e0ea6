"""Lists of tasks: what was asked for a page at a time, the board, what a search found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from commands.kit import blocks, paging
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import LINE, Say, say
from commands.task import filters, requests, rules
from commands.task.operations import Proposal
from commands.task.views import cards, words
from storage import facts
from storage.vocabulary import TaskStatus

PAGE = 10  # tasks on a page
COLUMN = 5  # tasks in a column of the board
MOST = 100  # up to here tasks are counted; past it they are "more than"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: what it is called, its tasks, how many there are in all, and what was asked."""

    title: str
    tasks: tuple[facts.Task, ...]
    count: int  # one more than was counted means: there are more
    wanted: requests.Listing
    asked: Mapping[int, Proposal] = field(default_factory=dict)  # other dates that are asked for, by task


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the board; `name` is the word that shows it alone."""

    name: str
    title: str
    tasks: tuple[facts.Task, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """Tasks in columns by state."""

    title: str
    columns: tuple[Column, ...]
    wanted: requests.Listing


def listing(page: Page, member: facts.Member, now: datetime, reader: Reader, note: str = "") -> Say:
    """Show one page of a list to a member, a Done button each, with other views of it and a `note`."""
    chips = _chips(page)
    if not page.tasks:
        none = "nothing on that page" if page.wanted.page > 1 else "none"
        return say("\n".join(filter(None, (f"{safe(page.title)}: {none}.", note))), buttons=chips)
    before = (page.wanted.page - 1) * PAGE
    count = f"more than {MOST}" if page.count > before + MOST else str(page.count)
    body: list[Block] = [blocks.section(f"*{safe(page.title)}* · {count}")]
    body += [blocks.context(note)] if note else []
    body += [row(task, member, now, reader, proposal=page.asked.get(task.id)) for task in page.tasks]
    if page.count > PAGE:
        shown = f"{before + 1} to {before + len(page.tasks)} of {count}"
        order = _order(page.wanted)
        body.append(blocks.context(f"{shown}; {order}."))
    body.append(blocks.actions(*chips))
    text = f"{safe(page.title)}: {count}. " + "; ".join(words.plain(task, reader) for task in page.tasks[:3])
    return Say(Message(text, tuple(body)))


def board(shown: Board, now: datetime, reader: Reader) -> Say:
    """Show tasks in columns by state, at most five in each; a button shows all of a column that has more."""
    body: list[Block] = [blocks.section(f"*{safe(shown.title)}*")]
    for column in shown.columns:
        lines = [words.line_now(_in_column(task, column), now, reader) for task in column.tasks]
        head = f"*{column.title}* · {counted(column.count, MOST)}"
        body += [blocks.divider(), blocks.section("\n".join([head, *lines]))]
        rest = column.count - len(lines)
        if rest > 0:
            alone = replace(shown.wanted, page=1, column=column.name)
            label = f"{rest} more" if column.count <= MOST else "All of them"
            body.append(blocks.actions(_chip(column.name, label, alone)))
    listed = replace(shown.wanted, board=False, column="")
    body += [blocks.divider(), blocks.actions(_chip("list", "As a list", listed))]
    text = ", ".join(f"{column.title}: {counted(column.count, MOST)}" for column in shown.columns)
    return Say(Message(f"{safe(shown.title)}. {text}", tuple(body)))


def _in_column(task: facts.Task, column: Column) -> facts.Task:
    """Leave out of a line what the title of its column says."""
    return replace(task, started_at=None) if column.name == "started" else task


def found(
    request: requests.Find,
    tasks: Sequence[facts.Task],
    count: int,
    member: facts.Member,
    now: datetime,
    reader: Reader,
) -> Say:
    """Show a member a page of what a search found, open tasks first, and offer the words as a task."""
    searched = f"\u201c{safe(blocks.cut(request.words, 100))}\u201d"
    buttons = _turned(request, count)
    if not tasks:
        none = "Nothing on that page of what" if request.page > 1 else "Nothing you may see"
        return say(f"{none} has {searched} in its title or notes.", buttons=buttons)
    before = (request.page - 1) * PAGE
    said = f"more than {MOST}" if count > before + MOST else str(count)
    body: list[Block] = [blocks.section(f"*Found with {searched}* · {said}")]
    body += [row(task, member, now, reader) for task in tasks]
    if count > PAGE:
        shown = f"{before + 1} to {before + len(tasks)} of {said}"
        body.append(blocks.context(f"{shown}; what is open first, what was dropped last."))
    body.append(blocks.actions(*buttons))
    text = f"Found {said}. " + "; ".join(words.plain(task, reader) for task in tasks[:3])
    return Say(Message(text, tuple(body)))


def _turned(request: requests.Find, count: int) -> list[Block]:
    """Offer the next and the last page of a search, the list that may be meant, and the words as a task."""
    quoted = request.words.replace('"', " ")
    pages = paging.turns(request.page, paging.pages(count, PAGE))
    lines = [(label, f'find "{quoted}" page {page}') for label, page in pages]
    lines += [(request.listed.label, request.listed.line)] if request.listed else []
    lines.append(("Add as a task", request.line))
    return [
        blocks.button(label, f"{LINE}.{place}", f"/task {line}") for place, (label, line) in enumerate(lines)
    ]


def row(
    task: facts.Task,
    member: facts.Member,
    now: datetime,
    reader: Reader,
    *,
    is_mine: bool = False,
    proposal: Proposal | None = None,
) -> Block:
    """Show one task of a list, beside it Done while it is open, Reopen when it was called off.

    To a guest who may not change it, neither.
    """
    may_change = rules.may_change(task, member)
    text = words.line_now(task, now, reader, is_mine=is_mine)
    if task.status is TaskStatus.DONE:
        return blocks.section(f"{text} · done {words.done_when(task)}")
    if task.status is TaskStatus.DROPPED:
        return blocks.section(
            f"{text} · dropped: {safe(task.drop_reason)}", cards.reopen_button(task) if may_change else None
        )
    said = "\n".join([text, *words.asked(task, proposal, reader)])
    return blocks.section(said, cards.done_button(task) if may_change else None)


def counted(count: int, most: int) -> str:
    """Say a number that was counted no further than `most`."""
    return f"more than {most}" if count > most else str(count)


def _chips(page: Page) -> list[Block]:
    """Offer the next and the last page, and other states of the same tasks."""
    wanted = page.wanted
    turns = paging.turns(wanted.page, paging.pages(page.count, PAGE))
    chips = [(label, replace(wanted, page=to)) for label, to in turns]
    chips += (
        [("Board", replace(wanted, column="", page=1))] if wanted.board else _others(replace(wanted, page=1))
    )
    return [_chip(str(place), label, other) for place, (label, other) in enumerate(chips)]


def _whole(wanted: requests.Listing) -> requests.Listing:
    """Make a list the board of the same tasks, with all its columns; what is late stays so."""
    return replace(_open(wanted), late=wanted.late, board=True, page=1)


def _open(wanted: requests.Listing) -> requests.Listing:
    """Make a list one of open tasks, however they stand."""
    return replace(wanted, late=False, blocked=False, done=False, dropped=False, everything=False)


def _order(wanted: requests.Listing) -> str:
    """Say in which order a list is."""
    if wanted.done or wanted.column == "done":
        return "newest first"
    if wanted.dropped:
        return "last made first"
    order = "late first, then by date, priority and number"
    return f"what is open first, what was dropped last; {order}" if wanted.everything else order


def _others(wanted: requests.Listing) -> list[tuple[str, requests.Listing]]:
    """Name the other states of the tasks of a list, each as a list or a board of its own."""
    chips = []
    is_over = wanted.done or wanted.dropped or wanted.everything
    if not wanted.late and not is_over:
        chips.append(("Late", replace(wanted, late=True)))
    if wanted.late or wanted.blocked or is_over:
        chips.append(("Open", replace(_open(wanted), all=True)))
    if not wanted.done:
        chips.append(("Finished", replace(_open(wanted), done=True)))
    return [*chips, ("Board", _whole(wanted))]


def _chip(name: str, label: str, wanted: requests.Listing) -> Block:
    return blocks.button(label, f"{LINE}.{name}", f"/task {filters.written(wanted)}")
