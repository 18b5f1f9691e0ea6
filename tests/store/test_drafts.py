"""Lines kept behind buttons."""

from datetime import timedelta

from sqlmodel import Session

from storage import drafts
from tests.store.conftest import NOW, Team


def test_a_line_is_kept_for_its_writer_alone_and_for_a_quarter_of_an_hour(tx: Session, team: Team) -> None:
    drafts.insert_all(tx, team.ana, team.team.id, {"k1": "/task one", "k2": "/task two"}, NOW)

    later = NOW + drafts.KEPT
    assert drafts.find(tx, team.ana, "k2", now=later) == "/task two"
    assert drafts.find(tx, team.ben, "k2", now=later) is None
    assert drafts.find(tx, team.ana, "k3", now=later) is None
    assert drafts.find(tx, team.ana, "k2", now=later + timedelta(seconds=1)) is None


def test_what_is_forgotten_is_older_than_that(tx: Session, team: Team) -> None:
    drafts.insert_all(tx, team.ana, team.team.id, {"k1": "/task one"}, NOW)

    drafts.forget(tx, now=NOW + drafts.KEPT)
    kept = drafts.find(tx, team.ana, "k1", now=NOW)
    drafts.forget(tx, now=NOW + drafts.KEPT + timedelta(seconds=1))

    assert kept == "/task one"
    assert drafts.find(tx, team.ana, "k1", now=NOW) is None
