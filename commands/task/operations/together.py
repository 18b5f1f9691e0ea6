"""Several changes that one line asks for: all of them in one group, or none."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.kit.requests import Unclear
from commands.task import requests
from commands.task.operations import amending, dating, dropping, finishing, giving, noting, state
from commands.task.operations.giving import Proposed
from commands.task.operations.outcome import Outcome, each
from storage import facts, links
from storage.db import savepoint


class _Asks(Exception):
    """One of the changes asks who or which is meant, so that the others are taken back."""

    def __init__(self, question: Unclear) -> None:
        super().__init__(question.words)
        self.question = question


def together(
    tx: Session, parts: Sequence[requests.Part], act: facts.Act, *, line: str
) -> Sequence[Outcome | Proposed] | Unclear:
    """Make several changes, in their order. Where one asks something, that is asked and nothing changes."""
    if any(amending.is_of_links(part) for part in parts):
        links.lock(tx, act.team.id)
    try:
        with savepoint(tx):
            return [outcome for part in parts for outcome in _made(tx, part, act, line)]
    except _Asks as asks:
        return asks.question


def _made(tx: Session, part: requests.Part, act: facts.Act, line: str) -> Sequence[Outcome | Proposed]:
    match part:
        case requests.Finish(numbers):
            return finishing.finish(tx, numbers, act)
        case requests.Reopen(numbers):
            return finishing.reopen(tx, numbers, act)
        case requests.Skip(numbers):
            return each(tx, finishing.skip, numbers, act)
        case requests.Start(numbers):
            return state.start(tx, numbers, act)
        case requests.Block(numbers, reason):
            return state.block(tx, numbers, reason, act)
        case requests.Unblock(numbers):
            return state.unblock(tx, numbers, act)
        case requests.Take(numbers):
            return giving.take(tx, numbers, act)
        case requests.Drop(numbers, reason):
            return dropping.drop(tx, numbers, reason, act)
        case requests.Snooze(numbers, until):
            return each(tx, dating.snooze, numbers, until, act)
        case requests.Redate(number, due):
            return [dating.redate(tx, number, due, act)]
        case requests.Propose(number, due):
            return [giving.propose(tx, number, due, act)]
        case requests.Note(numbers, text):
            return each(tx, noting.note, numbers, text, act)
        case requests.Watch(numbers):
            return each(tx, noting.watch, numbers, act)
        case requests.Unwatch(numbers):
            return each(tx, noting.unwatch, numbers, act)
        case requests.Amend():
            found = amending.amend(tx, part, act, line=line)
            if isinstance(found, Unclear):
                raise _Asks(found)
            return found
