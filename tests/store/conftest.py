"""Each store test runs on SQLite and on a real PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from storage import facts, people, workspaces
from storage.db import Store
from storage.vocabulary import Door

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty database of this test's own."""
    if request.param == "sqlite":
        shutil.copy(template, tmp_path / "store.db")
        return f"sqlite:///{tmp_path / 'store.db'}"
    make: Callable[[str], str] = request.getfixturevalue("postgres")
    return make("migrated")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    make: Callable[[str], str] = request.getfixturevalue("postgres")
    return make("template1")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on that database, in which a busy machine makes nobody wait too long for a lock."""
    with Store(url, lock_wait=30) as store:
        yield store


@pytest.fixture
def tx(store: Store) -> Iterator[Session]:
    """One open write transaction."""
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        yield tx


class Team:
    """A team with three people and two channels, to act in. Another one of another id is just like it."""

    def __init__(self, tx: Session, slack_id: str = "T1") -> None:
        self.team = workspaces.save_team(tx, slack_id, name="Northwind", bot_user_id="UB", now=NOW)
        self.ana = people.save(tx, self.team.id, "U1", name="Ana Sousa", handle="ana")
        self.ben = people.save(tx, self.team.id, "U2", name="Ben Carter", handle="ben")
        self.gil = people.save(tx, self.team.id, "U3", name="Gil Novák", handle="gil", is_guest=True)
        self.atlas = workspaces.save_channel(
            tx, self.team.id, "C1", name="atlas", has_bot=True, is_private=False
        )
        self.secret = workspaces.save_channel(
            tx, self.team.id, "C2", name="secret", has_bot=True, is_private=True
        )

    def act(
        self, member: facts.Member, *, group: str = "g1", here: int | None = None, now: datetime = NOW
    ) -> facts.Act:
        """Act as one of them."""
        return facts.Act(self.team, member, Door.COMMAND, now, group, here)


@pytest.fixture
def team(tx: Session) -> Team:
    """That team, in the open transaction."""
    return Team(tx)
