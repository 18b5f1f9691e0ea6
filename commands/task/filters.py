"""The filters of a list of tasks ("late @ben +dns"). Knows no tasks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from commands.kit import line
from commands.kit.line import Found, Line, Span
from commands.kit.requests import Mention, Offer, ProjectRef, Unclear
from commands.kit.when_words import DATE_LIKE
from commands.task import narrowing
from commands.task.grammar import tokens
from commands.task.requests import Export, Listing
from storage.vocabulary import Priority

_WORDS = {"late", "overdue", "done", "all", "mine", "my", "blocked", "board"}
_PRIORITIES = {f"p{each.value}": each for each in Priority}
_NOT = {"not", "isn't"}  # what stands behind one of these is not wanted
_SAME = {"finished": "done", "completed": "done"}
_FILLERS = {"task", "tasks", "open", "of", "for", "in", "with"}
_COLUMNS = {"todo", "started", "blocked", "done"}  # of a board
_COLUMN_FOR = {name: name for name in _COLUMNS} | dict.fromkeys(("under way", "progress"), "started")
_QUOTED = re.compile(rf"{line.COVER}+")
KINDS = ("csv", "json")
_KEYWORD = re.compile(r"^(?:by|due|on|before|until)\s+", re.IGNORECASE)
_LIST = re.compile(r"(?:list|ls)\b")  # "board" and "mine" are words of titles, too
_ARTICLES = {"the", "a", "an"}
_SINGLE = (  # the filters of one word
    *("late", "blocked", "snoozed", "repeating", "done", "dropped", "everything", "all", "mine", "given"),
    *("watched", "unassigned", "today", "tomorrow", "here"),
)
_TAKES = (
    "It takes late, blocked, snoozed, repeating, done, dropped, everything; all, mine, given, watched, "
    "unassigned; no date, no estimate, today, fri, 27 nov, this week, next month; here, @ben, #atlas, "
    '+dns, !p1, "words" and page 2.'
)


_Named = tuple[Span, str, Mention | ProjectRef | None]  # a filter, how it is shown, whom or what it names


@dataclass(frozen=True, slots=True)
class _Filters:
    """What stands behind a list verb, by kind, each with its place; `words` are what is left."""

    people: list[Found]
    projects: list[tuple[Span, ProjectRef]]
    priorities: list[tuple[Span, Priority]]
    labels: list[tuple[Span, str]]
    quoted: list[tuple[Span, str]]
    pages: list[tuple[Span, int]]
    narrowed: list[tuple[Span, dict[str, Any]]]
    words: list[tuple[Span, str]]

    def has(self, *names: str) -> bool:
        """Tell whether one of these words stands there."""
        return any(word in names for _, word in self.words)

    def is_beyond_columns(self) -> bool:
        """Tell whether a state is named that no column of a board shows, so that a list is meant."""
        return any(named.keys() & {"dropped", "everything"} for _, named in self.narrowed)


def read(rest: str, typed: str = "list", head: str = "list") -> Listing | Unclear | None:
    """Read what follows a list verb; None when it is a title, for a word of it is no filter.

    What is unlikely to be a title, or names two of a kind, asks. `head` is the whole line as typed.
    """
    left = line.start(rest, "", f"{typed} ")
    found = _found(left)
    is_board = typed == "board" or found.has("board")
    known = _WORDS | set(_PRIORITIES) | (_COLUMNS if is_board else set())
    known |= _FILLERS if head[0].islower() else set()
    before = ["", *(word for _, word in found.words)]
    odd = [
        (span, word)
        for (span, word), led in zip(found.words, before, strict=False)
        if word not in known or led in _NOT
    ]
    if odd:
        return _asked(left, odd) if _is_no_title(odd, head) else None
    return (
        _twice(left, found)
        or (_columns(left, found) if is_board and not found.is_beyond_columns() else None)
        or _listing(found, typed, is_board=is_board)
    )


def search(rest: str) -> Listing | Unclear | None:
    """Read what is searched for with filters of a sign (@ana, #atlas, +dns, !p1) at either end of it.

    None where there are none. Inside it they are text: "mail @ana about racks".
    """
    left = line.start(rest, "", "find ")
    people = [each for each in line.mentions(left.mask) if not each.is_group]
    projects, priorities = line.projects(left.mask), tokens.list_priorities(left.mask)
    labels = _labels(left.text, left.mask)
    named = (*projects, *priorities, *labels)
    ends = _at_the_ends(left.mask, [*(each.span for each in people), *(span for span, _ in named)])
    if not ends:
        return None
    found = _Filters(
        [each for each in people if each.span in ends],
        [each for each in projects if each[0] in ends],
        [each for each in priorities if each[0] in ends],
        [each for each in labels if each[0] in ends],
        quoted=[], pages=[], narrowed=[], words=[],
    )  # fmt: skip
    words = left.take(*ends).title().replace('"', " ")
    return _twice(left, found) or replace(
        _listing(found, "find", is_board=False), everything=True, words=words
    )


def _at_the_ends(mask: str, spans: Sequence[Span]) -> list[Span]:
    """Choose of these places those with nothing but others of them before or behind."""
    ends: list[Span] = []
    first, last = 0, len(mask)
    for span in sorted(spans):
        if mask[first : span[0]].strip(" ,"):
            break
        ends.append(span)
        first = span[1]
    for span in sorted(spans, reverse=True):
        if mask[span[1] : last].strip(" ,"):
            break
        ends.append(span)
        last = span[0]
    return ends


def listed(rest: str) -> Offer | None:
    """Offer the list that is meant by a search whose last words are those of a list: "fire done"."""
    typed = line.spoken(rest).split()
    for count in range(min(len(typed), 2), 0, -1):
        words, tail = " ".join(typed[:-count]).replace('"', " "), " ".join(typed[-count:])
        quoted = f'"{words}" ' if words else ""
        found = read(f"{quoted}{tail}")
        if isinstance(found, Listing) and replace(found, page=1) != Listing(words=words):
            label = f"List \u201c{words}\u201d {tail}" if words else f"List {tail}"
            return Offer(label[:75], f"list {quoted}{tail}")
    return None


def _found(left: Line) -> _Filters:
    mask, text = left.mask, left.text
    people, projects, priorities = line.mentions(mask), line.projects(mask), tokens.list_priorities(mask)
    labels = _labels(text, mask)
    quoted = [(match.span(), line.unquoted(line.spoken(text[slice(*match.span())])))
              for match in _QUOTED.finditer(mask)]  # fmt: skip
    pages = [(match.span(), int(match[1])) for match in line.PAGE.finditer(mask)]
    narrowed = narrowing.find(mask)
    spans = [span for span, _ in (*projects, *priorities, *labels, *quoted, *pages, *narrowed)]
    rest = left.hide(*spans, *(each.span for each in people)).mask
    said = [(match.span(), match[0].lower()) for match in re.finditer(r"[^\s,]+", rest)]
    words = [(span, _SAME.get(word, word)) for span, word in said]
    priorities += [(span, _PRIORITIES[word]) for span, word in words if word in _PRIORITIES]
    return _Filters(people, projects, priorities, labels, quoted, pages, narrowed, words)


def _labels(text: str, mask: str) -> list[tuple[Span, str]]:
    """Find each label with the place of the token that names it, which may name several ("+dns,+web")."""
    return [(span, name) for span in line.labels(mask) for name in tokens.label_names(text, [span])]


def _is_no_title(odd: list[tuple[Span, str]], head: str) -> bool:
    """Judge words that are no filters: one or two in small letters, a date, or what is no word at all."""
    if not any(word.isalpha() for _, word in odd):
        return True
    words = [word for _, word in odd]
    text = _KEYWORD.sub("", " ".join(words))
    is_date = len(odd) < 4 and DATE_LIKE.match(text) is not None
    few = 2 if _LIST.match(head) and not _ARTICLES & {*words} else 1
    return head[0].islower() and (len(odd) <= few or is_date)


def _asked(left: Line, odd: list[tuple[Span, str]]) -> Unclear:
    """Say which words are no filter, and offer the list without them."""
    said = left.text[odd[0][0][0] : odd[-1][0][1]]
    without = Offer(
        "Show it without", left.rewritten(*((span, "") for span, _ in odd)).strip().removesuffix(" for")
    )
    meant = line.nearest(odd[0][1], _SINGLE) if len(odd) == 1 else None
    near = (Offer(f"Show {meant}", left.rewritten((odd[0][0], meant))),) if meant else ()
    if slip := tokens.misspelt(left):
        known = Offer(f"Show {slip.priority.name}", left.rewritten((slip.span, f"!{slip.meant}")))
        return Unclear(f'No priority "{slip.word}": a list takes !p1 to !p4.', (known, without))
    if column := _COLUMN_FOR.get(" ".join(word for _, word in odd)):
        without = Offer("Show that column of the board", f"board {column}")
    words = f'A list knows no "{line.spoken(said)[:100]}". Nothing was saved. {_TAKES}'
    as_task = Offer("Add it as a task", f"add {line.quoted(f'{left.lead}{left.text}')}")
    return Unclear(words, (*near, without, *_whose(left, odd), as_task))


def _whose(left: Line, odd: list[tuple[Span, str]]) -> tuple[Offer, ...]:
    """Offer the list of whoever may be named by the one word that is no filter."""
    span, word = odd[0]
    if len(odd) > 1 or not word.isalpha():
        return ()
    return (Offer(f"List @{word}"[:75], left.rewritten((span, f"@{word}")), Mention(None, word)),)


def _twice(left: Line, found: _Filters) -> Unclear | None:
    """Ask which of two of a kind is meant; a group is nobody's list."""
    groups = [each for each in found.people if each.is_group]
    if groups:
        without = left.rewritten(*((each.span, "") for each in groups)).strip()
        words = f"{groups[0].who.text} is a group, and a list is of one person."
        return Unclear(words, (Offer("Show it without", without),))
    if found.has("done") and found.has("late", "overdue"):
        spans = {
            name: [span for span, word in found.words if word in name]
            for name in (("late", "overdue"), ("done",))
        }
        late, done = spans.values()
        offers = (
            Offer("Late tasks", left.rewritten(*((span, "") for span in done))),
            Offer("Done tasks", left.rewritten(*((span, "") for span in late))),
        )
        return Unclear("What is done is not late any more. Which are meant?", offers)
    when = "Finished" if found.has("done") else "Due"
    kinds: tuple[tuple[str, Sequence[_Named]], ...] = (
        ("state", _states(found)),
        (
            "time",
            [(span, f"{when} {named['due']}", None) for span, named in found.narrowed if "due" in named],
        ),
        ("person", [(each.span, each.who.text, each.who) for each in found.people]),
        ("project", [(span, ref.text, ref) for span, ref in found.projects]),
        ("priority", [(span, priority.name, None) for span, priority in found.priorities]),
        ("phrase in quotes", [(span, f'"{words}"', None) for span, words in found.quoted]),
        ("page", [(span, f"Page {page}", None) for span, page in found.pages]),
    )
    return next((asked for what, each in kinds if (asked := _which(left, what, each))), None)


def _columns(left: Line, found: _Filters) -> Unclear | None:
    """Ask which column of a board is meant: it shows one alone or all, and a page is one of a column."""
    named = [(span, word, None) for span, word in found.words if word in _COLUMNS]
    if asked := _which(left, "column", named):
        return replace(asked, words="A board shows one column or all. Which one?")
    if named or not found.pages or found.pages[0][1] == 1:
        return None
    whole = left.rewritten(*((span, "") for span, _ in found.pages)).strip()
    offers = (Offer(word, f"{left.rewritten()} {word}") for word in sorted(_COLUMNS))
    return Unclear(
        "A board has no pages, a column of it has. Which one?", (Offer("The board", whole), *offers)
    )


def _states(found: _Filters) -> list[_Named]:
    """Name the states that contradict one another, each with its place."""
    words = {"late": "Late", "overdue": "Late", "done": "Done"}
    said = [(span, words[word]) for span, word in found.words if word in words]
    said += [(span, "Dropped") for span, named in found.narrowed if "dropped" in named]
    said += [(span, "Open, done and dropped") for span, named in found.narrowed if "everything" in named]
    return [(span, f"{state} tasks", None) for span, state in sorted(said)]


def _which(left: Line, what: str, found: Sequence[_Named]) -> Unclear | None:
    different = {shown: (span, who) for span, shown, who in reversed(found)}
    if len(different) < 2:
        return None
    offers = tuple(
        Offer(
            shown[:75],
            left.rewritten(*((span, "") for span, _, _ in found if span != kept)),
            named if isinstance(named, Mention) else None,
            project=named if isinstance(named, ProjectRef) else None,
        )
        for shown, (kept, named) in reversed(different.items())
    )
    return Unclear(f"A list takes one {what}. Which one?", offers[:5])


def _listing(found: _Filters, typed: str, *, is_board: bool) -> Listing:
    words = {word for _, word in found.words}
    columns = words & _COLUMNS
    owner = Mention(None, "me") if typed == "mine" or {"mine", "my"} & words else None
    narrow = {name: value for _, named in found.narrowed for name, value in named.items()}
    named = Listing(
        late=bool({"late", "overdue"} & words),
        done="done" in words and not is_board,
        all="all" in words,
        owner=found.people[0].who if found.people else owner,
        project=found.projects[0][1] if found.projects else None,
        priority=found.priorities[0][1] if found.priorities else None,
        labels=tuple(dict.fromkeys(label for _, label in found.labels)),
        words=found.quoted[0][1] if found.quoted else "",
        blocked="blocked" in words and not is_board,
        board=is_board,
        column=columns.pop() if is_board and len(columns) == 1 else "",
        page=found.pages[0][1] if found.pages else 1,
    )
    return replace(named, **narrow)


def export(rest: str, head: str = "Export") -> Export | Unclear | None:
    """Read what follows `export`: the kind of file first, then filters; None when it is a title.

    A file has no columns: of a board it holds what is blocked or done, or all that is open.
    """
    first, _, more = rest.partition(" ")
    kind = first.lower() if first.lower() in KINDS else ""
    found = read(more if kind else rest, head=head)
    if isinstance(found, Unclear):
        return replace(found, offers=tuple(_export_offers(found, kind)))
    if found and found.board:
        column = found.column
        found = replace(found, board=False, column="", blocked=column == "blocked", done=column == "done")
    return Export(kind or "csv", found) if found else None


def _export_offers(found: Unclear, kind: str) -> list[Offer]:
    """Turn the lines that mend a list into those of a file of the same tasks."""
    return [replace(each, line=f"export {kind} {each.line.partition(' ')[2]}".strip().replace("  ", " "))
            for each in found.offers if each.line.startswith("list")]  # fmt: skip


def written(wanted: Listing, verb: str = "list") -> str:
    """Write filters so that they read back as the same list: "list late @ben page 2"."""
    flags = [each.name for each in fields(wanted) if getattr(wanted, each.name) is True]
    flags += [wanted.column] if wanted.column else []
    flags += narrowing.written(wanted.channel, wanted.due)
    named = [each.token for each in (wanted.owner, wanted.project) if each]
    named += [f"!p{wanted.priority.value}"] if wanted.priority else []
    named += [f"+{label}" for label in wanted.labels]
    named += [f'"{wanted.words}"'] if wanted.words else []
    return " ".join([verb, *flags, *named, *([f"page {wanted.page}"] if wanted.page > 1 else [])])
