"""What holds of every line, whatever is typed."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from commands.kit import calendar, line
from commands.kit.requests import Mention, ProjectRef, Unclear
from commands.task import grammar
from commands.task.grammar import Add
from commands.task.grammar.written import written

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))

# One way to say each thing; the last of a pair is what the field then holds.
TOKENS: dict[str, tuple[str, Any]] = {
    "owner": ("@bob", Mention(None, "bob")),
    "due": ("due fri", "Fri 27 Nov 17:00"),
    "priority": ("!high", grammar.parse("x !p2", HERE).priority),  # type: ignore[union-attr]
    "estimate": ("~3h", 180),
    "points": ("~5p", 5),
    "project": ("#atlas", ProjectRef("atlas", None)),
    "labels": ("+dns", ("dns",)),
    "after": ("after T-12", (12,)),
    "watchers": ("cc @dev", (Mention(None, "dev"),)),
}
SOUP = [
    *(text for text, _ in TOKENS.values()),
    *("every fri", "every 2 weeks at 16:00", "every! 30 days", "<@U2|bob>", "<#C1|x>", "<!here>", "!!"),
    *("!hgih", "by", "on", "before", "until", "deadline:", "review", "next", "31/12", "3pm", "in 2 weeks"),
    *("eom", "sat", "done", "add", "list", "note", "split", "free", "T-4", "T-7", "explain", "find"),
    *("export", "skills", "-x", "for", "to", "(", ")", '"', "`", "\n", ",", ".", "?", "&lt;", "&amp;", "\\"),
    *("\\#", "<", ">", "|", "csv", "Renew", "TLS", "Müller", "李雷", "🔑", "<https://x.y/z|page>", "page 2"),
    *(
        "https://x.y",
        "1:1",
        "T-",
        "~",
        "+",
        "t13",
        "13",
        "#13",
        "finish",
        "label",
        "prio",
        "set",
        "cc",
        "late",
    ),
    *(
        "-dns",
        "!1",
        "~3x",
        "daily",
        "every 2 hours",
        "by christmas",
        "help",
        "show",
        "undo",
        "A",
        "is",
        "page",
    ),
]
LINES = st.lists(st.sampled_from(SOUP), max_size=10).map(" ".join) | st.text(max_size=80)


@settings(max_examples=600, deadline=None)
@given(LINES)
@example("\ue000 \ue001")
@example("every every every")
@example("cc @ after T-")
def test_no_line_raises_and_every_answer_is_whole(text: str) -> None:
    request = grammar.parse(text, HERE)

    if isinstance(request, Add):
        assert 0 < len(request.title) <= line.LONGEST_TITLE
        assert request.repeat is None or request.due is not None
        assert not (request.repeat and request.after)
    if isinstance(request, Unclear):
        assert request.words
    offers = getattr(request, "offers", ())
    assert all(0 < len(offer.label) <= 75 for offer in offers)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(["T-4", "t-7", "T-4, T-7", "review T-4", "finish T-4", "T-4:"]), LINES)
def test_no_line_about_the_number_of_a_task_makes_another_one(front: str, text: str) -> None:
    assert not isinstance(grammar.parse(f"{front} {text}", HERE), Add)


OUTSIDE_QUOTES = ('"', "`", "\n", "\\", "\\#")
QUOTED = st.sampled_from([each for each in SOUP if each not in OUTSIDE_QUOTES])
QUOTABLE = st.lists(QUOTED, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(QUOTABLE, st.sampled_from('"`'))
def test_what_is_quoted_is_never_parsed(words: str, quote: str) -> None:
    request = grammar.parse(f"Read {quote}{words}{quote} well", HERE)

    assert request == Add(
        line.spoken(f"Read {quote}{words}{quote} well"),
        "\n".join(line.hidden_links(words)),
        owner=None,
        due=None,
        priority=None,
        estimate=None,
        project=None,
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(sorted(TOKENS)), unique=True).flatmap(st.permutations))
def test_adding_a_token_never_changes_another(names: list[str]) -> None:
    words = ["Restore the database", *(TOKENS[name][0] for name in names)]

    request = grammar.parse(" ".join(words), HERE)

    assert isinstance(request, Add), request
    assert request.title == "Restore the database"
    expected = {name: TOKENS[name][1] for name in names}
    if "watchers owner" in " ".join(names):  # who follows somebody behind cc watches, too
        expected["watchers"] = (*expected["watchers"], expected.pop("owner"))
    for name, (_, value) in TOKENS.items():
        held = getattr(request, name)
        said = calendar.due_text(held, HERE.today) if name == "due" and held else held
        assert said == expected.get(name, () if isinstance(value, tuple) else None), name


def plain(task: Add) -> Add:
    """Leave out what writing a task down may change: offers, the words of its date, labels of mentions."""
    due = replace(task.due, words="") if task.due else None
    who = (Mention(each.slack_id, None if each.slack_id else each.name) for each in task.watchers)
    owner = task.owner and Mention(task.owner.slack_id, None if task.owner.slack_id else task.owner.name)
    return replace(
        task, offers=(), hints=(), cut=False, due=due, owner=owner, watchers=tuple(dict.fromkeys(who))
    )


@settings(max_examples=600, deadline=None)
@given(LINES)
def test_a_task_written_down_and_read_again_is_the_same(text: str) -> None:
    task = grammar.parse(text, HERE)
    assume(isinstance(task, Add))
    assert isinstance(task, Add)
    assume('"' not in task.title and "\\" not in task.title + task.notes)

    again = grammar.parse(written(task), HERE)

    assert isinstance(again, Add), again
    assert plain(again) == plain(task)
