"""The questions of a standup, as they are typed into its settings: one a line, its type in brackets."""

import re

from commands.kit import marks
from storage.facts import Question
from storage.vocabulary import QuestionKind

MOST = 8
LONGEST = 150  # characters; Slack shows it as a label
DEFAULT = (
    Question("yesterday", QuestionKind.DONE, "Since last time"),
    Question("today", QuestionKind.PLAN, "Today"),
    Question("blocked", QuestionKind.BLOCKED, "In the way"),
)
KEYS = {one.kind: one.key for one in DEFAULT}
_TYPED = re.compile(r"(?P<text>.*?)\s*(?:\((?P<kind>[^()]*)\))?\s*$")
_KINDS = {
    **{kind.value: kind for kind in QuestionKind},
    "yes/no": QuestionKind.YES_NO,
    "scale": QuestionKind.SCALE,
    "1–5": QuestionKind.SCALE,
    "pick a task": QuestionKind.TASK,
}


def lines(asked: tuple[Question, ...]) -> str:
    """Write questions the way `read` reads them."""
    return "\n".join(
        one.text if one.kind is QuestionKind.TEXT else f"{one.text} ({one.kind.value})" for one in asked
    )


def read(text: str) -> tuple[Question, ...] | str:
    """Read one question a line, or say what is wrong with them.

    The first question of each of the three kinds done, plan and blocked has that kind's own key, so that
    what is told of work finds it; any other keeps its place as its key.
    """
    asked: list[Question] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        typed = _TYPED.match(marks.bare(line))
        words, bracket = (typed["text"], typed["kind"]) if typed else (line, None)
        kind = _KINDS.get(bracket.casefold().strip()) if bracket else QuestionKind.TEXT
        if kind is None:
            words, kind = f"{words} ({bracket})", QuestionKind.TEXT
        if not words:
            return f'"{line}" has a type but no question.'
        if len(words) > LONGEST:
            return f'"{words[:40]}…" is too long: a question has at most {LONGEST} characters.'
        key = KEYS.get(kind, "")
        taken = {one.key for one in asked}
        asked.append(Question(key if key and key not in taken else f"q{len(asked) + 1}", kind, words))
    if not asked:
        return "A standup asks at least one question."
    return tuple(asked) if len(asked) <= MOST else f"A standup asks at most {MOST} questions."
