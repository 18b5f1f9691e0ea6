"""Answers that are messages: written to Muster, or as a reply in the day's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from commands.kit.call import Heard
from commands.standup import talk, told
from commands.standup.operations import acting, answering, asking, blocking, naming
from commands.standup.operations.answering import Saved, Target
from commands.task import grammar
from commands.task.grammar.capture import Captured
from storage import answers, blockers, facts, standups
from storage.vocabulary import QuestionKind

Read = grammar.Request | Captured | None  # a message as /task reads it; None of one that it does not
LONGEST_DOUBT = 1500  # characters: nobody writes a task as long, and a button holds 2,000


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as it was taken: the answer, what it would do to tasks, and what is still waited for."""

    saved: Saved
    meant: tuple[acting.Meant, ...]
    left: tuple[acting.Left, ...]
    waiting: tuple[facts.Standup, ...]
    is_private: bool  # written to Muster, who then answers there
    is_more: bool  # added to an answer given before
    replaced: tuple[str, ...] = ()  # what was in the way, and "none" has taken the place of
    is_gone: bool = False  # the message was deleted

    @property
    def is_of_note(self) -> bool:
        """Whether it does more than the thread shows."""
        return bool(self.meant or self.left or self.saved.resolved or self.is_gone)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line written to Muster that may be an answer, or not: whoever wrote it says which."""

    target: Target | None  # None: no standup waits for it
    text: str  # as people read it
    line: str  # what /task makes of it; "" where it is too long for a button
    is_late: bool = False
    is_early: bool = False  # its writer was not asked yet


def hear(tx: Session, heard: Heard, act: facts.Act) -> Taken | Doubt | None:
    """Take a message as an answer: the first a member writes, and later changes of it. None: it is none.

    In a direct message, what follows on the same day is added to the answer; what may be none is asked
    about. In a thread what follows is talk. One that is deleted is changed to nothing.
    """
    if act.member is None or not (heard.text.strip() or heard.is_edit):
        return None
    key = f"{heard.channel.slack_id}:{heard.ts}"
    known = answers.find_heard(tx, act.member.id, key)
    if known is not None:
        return _hear_again(tx, act, heard, known, key)
    if heard.is_edit:
        return None
    name, said = naming.addressed(tx, act, heard.text)
    if name and answering.choose(tx, act, None, only=name) is not None:
        heard = replace(heard, text=said)
    if heard.channel.is_dm:
        return _in_private(tx, act, heard, key, name)
    target = _of_thread(tx, act, heard)
    return (
        _take(tx, act, naming.spoken(tx, act, heard.text), target, heard=heard, key=key) if target else None
    )


def _hear_again(tx: Session, act: facts.Act, heard: Heard, known: facts.Answer, key: str) -> Taken | None:
    """Take what became of a message that is an answer; the name of its standup in front is no part of it."""
    of = answering.target_of(tx, known)
    if not heard.text.strip() and (act.now.date() - of.day).days > answering.LATE_DAYS:
        return None  # whoever tidies up old messages takes nothing back
    text, was = (_said_to(tx, act, each, of.standup) for each in (heard.text, heard.was))
    return _take(tx, act, naming.spoken(tx, act, text), of, heard=replace(heard, text=text, was=was), key=key)


def _said_to(tx: Session, act: facts.Act, text: str, standup: facts.Standup) -> str:
    name, said = naming.addressed(tx, act, text)
    return said if answering.is_called(standup, name) else text


def list_waiting(tx: Session, member: facts.Member, now: datetime) -> list[facts.Answer]:
    """Return what a member was asked, has time for and has neither answered nor skipped, newest day first."""
    found = answers.list_waiting(tx, member.id)
    return [one for one in found if one.closes_at >= now and not asking.is_away(tx, one)]


def add(tx: Session, act: facts.Act, channel: facts.Channel | None, text: str) -> Taken | None:
    """Add a line to the answer of what `/standup` means there, or begin it; None where nothing waits."""
    target = answering.choose(tx, act, channel)
    return _take(tx, act, naming.spoken(tx, act, text), target, more=target.answer) if target else None


def _in_private(tx: Session, act: facts.Act, heard: Heard, key: str, name: str) -> Taken | Doubt | None:
    target = answering.choose(tx, act, None, only=name) or answering.choose(tx, act, None)
    text = naming.spoken(tx, act, heard.text)
    if doubt := _doubt(act, target, text, heard.text):
        return doubt
    if target is None or target.answer is None or not target.answer.answered_at:
        return _take(tx, act, text, target, heard=heard, key=key) if target else None
    return _take(tx, act, text, target, more=target.answer)


def _doubt(act: facts.Act, target: Target | None, text: str, typed: str) -> Doubt | None:
    """Say whether a message may be no answer; a label tells that it is one, and in time a task's number.

    It may be none before its writer was asked, after the close, or when it is talk, nearly a command, or
    reads like a task or like a change of one that no answer makes.
    """
    found = grammar.read(typed, answering.here_of(act)) if len(typed) <= LONGEST_DOUBT else None
    line = _as_line(typed, found) if found else ""
    if target is None:
        return Doubt(None, text, line)
    if told.is_labelled(text, target.standup.questions):
        return None
    is_late = target.is_over(act.now)
    is_early = not is_late and (target.answer is None or target.answer.asked_at is None)
    is_long = found is None
    is_in_doubt = is_early or (not is_long and (is_late or _may_be_none(typed, found, act)))
    return Doubt(target, text, line, is_late, is_early) if is_in_doubt else None


def _may_be_none(text: str, found: Read, act: facts.Act) -> bool:
    if told.numbers(text):
        is_change = not isinstance(found, grammar.Unclear | grammar.Show | Captured)
        return is_change and not told.read({"": text}, answering.here_of(act))
    is_asked = isinstance(found, grammar.Find | grammar.Unclear)
    return is_asked or talk.is_talk(text) or _is_like_a_task(text, found)


def _as_line(text: str, found: Read) -> str:
    """Write the line that has /task do what a message says: a task of all of it, where it is no command."""
    is_task = isinstance(found, Captured) and not text.startswith(talk.ADDING)
    return f"add {text}" if is_task else text


def _is_like_a_task(text: str, found: Read) -> bool:
    """Tell whether a line asks for a task, or says by when, whose or how urgent, as an answer need not."""
    if "\n" in text.strip() or not isinstance(found, Captured):
        return False
    add = found.add
    return text.startswith(talk.ADDING) or any((add.due, add.owner, add.priority, add.labels, add.estimate))


def _of_thread(tx: Session, act: facts.Act, heard: Heard) -> Target | None:
    of = heard.thread_ts
    day = standups.find_day_shown(tx, act.team.id, heard.channel.slack_id, of) if of else None
    if day is None or act.member is None:
        return None
    row = answers.find(tx, day.id, act.member.id)
    is_theirs = row is not None or standups.asks(tx, day.standup, act.member.id)
    return Target(day.standup, day.day, row) if is_theirs and not (row and row.answered_at) else None


def _take(
    tx: Session,
    act: facts.Act,
    text: str,
    target: Target,
    *,
    heard: Heard | None = None,
    key: str | None = None,
    more: facts.Answer | None = None,
) -> Taken | None:
    day = standups.find_day(tx, target.standup.id, target.day)
    asked = day.questions if day else target.standup.questions
    said, listed, replaced = told.split(text, asked), tuple[int, ...](), tuple[str, ...]()
    if heard is not None and heard.was and target.answer is not None:
        said = _changed(target.answer.said, told.split(naming.spoken(tx, act, heard.was), asked), said)
        listed = _said_in(tx, act, target, target.answer, asked)
    if more is not None and more.answered_at:
        ended = _ended(more.said, said, asked)
        replaced = tuple(more.said[key] for key in ended)
        before = {key: text for key, text in more.said.items() if key not in ended}
        keys = dict.fromkeys([*more.said, *said])
        said = {key: "\n".join(filter(None, (before.get(key), said.get(key)))) for key in keys}
        listed = () if told.in_the_way(said, asked) else _named_in(tx, act, target, more.answered_at)
    saved = answering.answer(tx, target, said, act, heard=key, listed=listed)
    if saved is None:
        return None
    meant, left = acting.look(tx, act, saved.told)
    waiting = [answering.target_of(tx, one).standup for one in list_waiting(tx, saved.answer.member, act.now)]
    is_private = heard is None or heard.channel.is_dm
    is_more = more is not None and more.answered_at is not None
    is_gone = heard is not None and not heard.text.strip()
    return Taken(saved, tuple(meant), tuple(left), tuple(waiting), is_private, is_more, replaced, is_gone)


def _changed(said: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Change in an answer what one message said of it; what was said beside it, or instead, stays."""
    return {
        key: _one_changed(said.get(key, ""), was.get(key, ""), now.get(key, "")) for key in {**said, **now}
    }


def _one_changed(said: str, was: str, now: str) -> str:
    rest = said.removeprefix(was)
    is_there = bool(was) and said.startswith(was) and rest[:1] in ("", "\n")
    kept, added = ("", now) if is_there else (said, "" if now == was else now)
    return "\n".join(filter(None, (kept, added, rest.strip("\n") if is_there else "")))


def _ended(before: Mapping[str, str], more: Mapping[str, str], asked: Sequence[facts.Question]) -> list[str]:
    """Return the keys of the questions for what is in the way that "none" now takes the place of words of."""
    stuck = [one.key for one in asked if one.kind is QuestionKind.BLOCKED]
    return [key for key in stuck if before.get(key) and told.is_nothing(more.get(key, ""))]


def _said_in(
    tx: Session, act: facts.Act, target: Target, answer: facts.Answer, asked: Sequence[facts.Question]
) -> tuple[int, ...]:
    """Return the ids of the open blockers that an answer says, if it is its member's last one there."""
    last = answers.last_given(tx, target.standup.id, answer.member.id, date.max)
    if last is None or last.id != answer.id:
        return ()
    lines = told.in_the_way(answer.said, asked)
    open_ = blockers.list_of(tx, act.team.id, answer.member.id, target.standup.id)
    left = {one.id for one in blocking.unsaid(lines, open_)}
    return tuple(one.id for one in open_ if one.id not in left)


def _named_in(tx: Session, act: facts.Act, target: Target, since: datetime) -> tuple[int, ...]:
    """Return the ids of the blockers that an answer has opened since it was given and that are open still."""
    if act.member is None:
        return ()
    found = blockers.list_of(tx, act.team.id, act.member.id, target.standup.id)
    return tuple(one.id for one in found if one.opened_at >= since)
