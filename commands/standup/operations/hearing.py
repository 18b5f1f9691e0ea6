"""Answers that are messages: written to Muster, or as a reply in the day's thread."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from commands.kit import line
from commands.kit.call import Heard
from commands.standup import told
from commands.standup.operations import acting, answering, asking
from commands.standup.operations.answering import Saved, Target
from storage import answers, facts, people, standups

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as it was taken: the answer, what it would do to tasks, and what is still waited for."""

    saved: Saved
    meant: tuple[acting.Meant, ...]
    left: tuple[acting.Left, ...]
    waiting: tuple[facts.Standup, ...]
    is_private: bool  # written to Muster, who then answers there
    is_more: bool  # added to an answer given before


def hear(tx: Session, heard: Heard, act: facts.Act) -> Taken | None:
    """Take a message as an answer: the first a member writes, and later changes of it. None: it is none.

    In a direct message, what follows on the same day is added to the answer. In a thread it is talk.
    """
    if act.member is None or not heard.text.strip():
        return None
    key = f"{heard.channel.slack_id}:{heard.ts}"
    known = answers.find_heard(tx, act.member.id, key)
    if known is not None:
        return _take(tx, act, heard, answering.target_of(tx, known), key)
    if heard.is_edit:
        return None
    if heard.channel.is_dm:
        return _in_private(tx, act, heard, key)
    target = _of_thread(tx, act, heard)
    return _take(tx, act, heard, target, key) if target else None


def _in_private(tx: Session, act: facts.Act, heard: Heard, key: str) -> Taken | None:
    target = answering.choose(tx, act, None)
    if target is None:
        return None
    if target.answer is None or not target.answer.answered_at:
        return _take(tx, act, heard, target, key)
    return _take(tx, act, heard, target, key, more=target.answer)


def _of_thread(tx: Session, act: facts.Act, heard: Heard) -> Target | None:
    day = standups.find_day_shown(tx, act.team.id, heard.channel.slack_id, heard.thread_ts or "")
    if day is None or act.member is None:
        return None
    row = answers.find(tx, day.id, act.member.id)
    is_theirs = row is not None or standups.asks(tx, day.standup, act.member.id)
    return Target(day.standup, day.day, row) if is_theirs and not (row and row.answered_at) else None


def _take(
    tx: Session, act: facts.Act, heard: Heard, target: Target, key: str, *, more: facts.Answer | None = None
) -> Taken | None:
    day = standups.find_day(tx, target.standup.id, target.day)
    asked = day.questions if day else target.standup.questions
    said = told.split(_spoken(tx, act, heard.text), asked)
    if more is not None:
        keys = dict.fromkeys([*more.said, *said])
        said = {name: "\n".join(filter(None, (more.said.get(name), said.get(name)))) for name in keys}
    saved = answering.answer(tx, target, said, act, heard=None if more else key)
    if saved is None:
        return None
    meant, left = acting.look(tx, act, saved.told)
    waiting = [answering.target_of(tx, one).standup for one in _waiting(tx, act)]
    return Taken(saved, tuple(meant), tuple(left), tuple(waiting), heard.channel.is_dm, more is not None)


def _waiting(tx: Session, act: facts.Act) -> list[facts.Answer]:
    found = answers.list_waiting(tx, act.member.id) if act.member else []
    return [one for one in found if one.closes_at >= act.now and not asking.is_away(tx, one)]


def _spoken(tx: Session, act: facts.Act, text: str) -> str:
    """Show a message's text as people read it, with names for ids."""

    def name(match: re.Match[str]) -> str:
        member = people.find(tx, act.team.id, match[1])
        return f"@{member.name}" if member else match[0]

    return line.spoken_notes(_PERSON.sub(name, text))
