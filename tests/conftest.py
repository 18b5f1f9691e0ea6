"""What every test may ask for."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.play import stage
from storage.upgrade import upgrade
from tests.world import Person, World


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "muster.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """A database of this test's own."""
    path = tmp_path / "muster.db"
    shutil.copy(template, path)
    return path


@pytest.fixture
async def world(database: Path) -> AsyncIterator[World]:
    """The seeded workspace on Mon 26 Oct 2026, 08:00 in Lisbon, with Muster in it."""
    async with stage(database) as here, aiohttp.ClientSession() as session:
        yield World(here, session)


@pytest.fixture
def ana(world: World) -> Person:
    """The lead."""
    return world.person("ana")


@pytest.fixture
def ben(world: World) -> Person:
    """An engineer in New York."""
    return world.person("ben")
