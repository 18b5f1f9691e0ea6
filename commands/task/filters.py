"""The filters of a list of tasks ("late @ben +dns"). Knows no tasks."""

import re
from dataclasses import fields, replace

from commands.kit import line
from commands.kit.requests import Mention
from commands.task import tokens
from commands.task.requests import Export, Listing

_WORDS = {"late", "overdue", "done", "all", "mine", "my", "blocked", "board"}
_COLUMNS = {"todo", "started", "blocked", "done"}  # of a board
_PAGE = re.compile(r"(?<!\S)page ([1-9][0-9]{0,3})(?!\S)", re.IGNORECASE)
_QUOTED = re.compile(rf"{line.COVER}+")
_KINDS = ("csv", "json")


def read(rest: str, typed: str = "list") -> Listing | None:
    """Read what follows a list verb; None when a word of it is no filter, for then it is a title."""
    left = line.start(rest, "")
    people, projects = line.mentions(left.mask), line.projects(left.mask)
    priorities, labels = tokens.list_priorities(left.mask), line.labels(left.mask)
    quoted = [match.span() for match in _QUOTED.finditer(left.mask)]
    pages = list(_PAGE.finditer(left.mask))
    counts = [len(each) for each in (people, projects, priorities, labels, quoted, pages)]
    if max(counts) > 1 or any(each.is_group for each in people):
        return None
    spans = [*(each.span for each in people), *(span for span, _ in (*projects, *priorities))]
    left_over = left.hide(*spans, *labels, *quoted, *(page.span() for page in pages)).mask
    words = set(left_over.lower().replace(",", " ").split())
    is_board = typed == "board" or "board" in words
    if not words <= (_WORDS | _COLUMNS if is_board else _WORDS):
        return None
    columns = words & _COLUMNS
    mine = Mention(None, "me") if typed == "mine" or {"mine", "my"} & words else None
    return Listing(
        late=bool({"late", "overdue"} & words),
        done="done" in words and not is_board,
        all="all" in words,
        owner=people[0].who if people else mine,
        project=projects[0][1] if projects else None,
        priority=priorities[0][1] if priorities else None,
        label=next(iter(tokens.label_names(rest, labels)), None),
        words=" ".join(line.unquoted(line.spoken(rest[slice(*span)])) for span in quoted),
        blocked="blocked" in words and not is_board,
        board=is_board,
        column=columns.pop() if is_board and len(columns) == 1 else "",
        page=int(pages[0][1]) if pages else 1,
    )


def export(rest: str) -> Export | None:
    """Read what follows `export`: the kind of file first, then filters; None when it is a title.

    A file has no columns: of a board it holds what is blocked or done, or all that is open.
    """
    first, _, more = rest.partition(" ")
    kind = first.lower() if first.lower() in _KINDS else ""
    found = read(more if kind else rest)
    if found and found.board:
        column = found.column
        found = replace(found, board=False, column="", blocked=column == "blocked", done=column == "done")
    return Export(kind or "csv", found) if found else None


def written(wanted: Listing, verb: str = "list") -> str:
    """Write filters so that they read back as the same list: "list late @ben page 2"."""
    flags = [each.name for each in fields(wanted) if getattr(wanted, each.name) is True]
    flags += [wanted.column] if wanted.column else []
    named = [each.token for each in (wanted.owner, wanted.project) if each]
    named += [f"!p{wanted.priority.value}"] if wanted.priority else []
    named += [f"+{wanted.label}"] if wanted.label else []
    named += [f'"{wanted.words}"'] if wanted.words else []
    return " ".join([verb, *flags, *named, *([f"page {wanted.page}"] if wanted.page > 1 else [])])
