"""Tasks are found by the words of their titles and notes, on both databases, whatever happened to them."""

import pytest
from sqlmodel import Session

from storage import changes, facts, task_words, tasks
from storage.vocabulary import Noun
from tests.store.conftest import Team
from tests.store.test_changes import add


def found(tx: Session, act: facts.Act, words: str) -> list[str]:
    """Return the titles found."""
    return [task.title for task in tasks.list_open(tx, act, where=[task_words.containing(tx, words)])]


@pytest.mark.parametrize(
    "words", ["racks", "RACK", "ord rac", "the order", "vendor's", "racks & vendor", "call-off"]
)
def test_every_word_may_be_a_beginning_in_title_or_notes(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Order the racks", notes="Ask for the vendor's call-off")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == ["Order the racks"]


@pytest.mark.parametrize(
    "words", ["rocks", "racks certificate", "!?", "", "acks", '" OR "x', "racks NOT order"]
)
def test_what_holds_not_every_word_is_not_found(tx: Session, team: Team, words: str) -> None:
    act = team.act(team.ana)
    add(tx, team, act, title="Order the racks")
    add(tx, team, act, title="Renew the certificate")

    assert found(tx, act, words) == []


def test_a_new_title_is_found_and_the_old_one_no_longer(tx: Session, team: Team) -> None:
    task = add(tx, team, team.act(team.ana))

    changes.apply(tx, team.act(team.ana, group="g2"), Noun.TASK, task, {"title": "Buy the shelves"})

    assert found(tx, team.act(team.ana), "shelves") == ["Buy the shelves"]
    assert found(tx, team.act(team.ana), "racks") == []


def test_what_one_may_not_see_is_not_found(tx: Session, team: Team) -> None:
    add(tx, team, team.act(team.ana), channel_id=team.secret.id)

    assert found(tx, team.act(team.ben), "racks") == []
    assert found(tx, team.act(team.ben, here=team.secret.id), "racks") == ["Order the racks"]
