"""The sandbox's page in a real browser, on the sample project."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.play import Stage, sample
from tests.world import unhurried

expect.set_options(timeout=30_000)  # ms until a wait is given up; a busy machine fails no test
# Where pictures go: those of the documentation are taken anew by `make pictures` alone.
PICTURES = Path(os.environ.get("MUSTER_PICTURES") or Path(tempfile.gettempdir()) / "muster-pictures")
PICTURES.mkdir(exist_ok=True)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here as needing a browser, and leave it out where there is none."""
    here = [one for one in items if Path(__file__).parent in one.path.parents]
    missing = CHROMIUM is None and not os.environ.get("MUSTER_NEEDS_BROWSER")
    for one in here:
        one.add_marker(pytest.mark.browser)
        one.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)  # the one browser's loop
        if missing:
            one.add_marker(pytest.mark.skip(reason="no Chromium installed"))


@pytest_asyncio.fixture(loop_scope="session")
async def here(tmp_path: Path) -> AsyncIterator[Stage]:
    """The sample project, played: by the first who wants it, while the others wait."""
    with (Path(tempfile.gettempdir()) / "muster-sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        start, snapshot = await sample(tmp_path / "muster.db")
    async with unhurried(tmp_path / "muster.db", start=start, snapshot=snapshot) as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium with no profile."""
    async with async_playwright() as web:
        found = await web.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        await found.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """The same Chromium for each test, which finds no page, cookie or storage of another's."""
    yield chromium
    for each in chromium.contexts:
        await each.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(here: Stage, browser: Browser) -> AsyncIterator[Page]:
    """The page as Ana sees #atlas, with no error in its console."""
    found = await browser.new_page(viewport={"width": 1280, "height": 800})
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    await look(found, here)
    yield found
    assert errors == []


async def look(page: Page, here: Stage, who: str = "U0ANA", channel: str = "C0ATLAS") -> None:
    """Open the page as somebody looking at a channel."""
    await page.goto(f"{here.sandbox.url}/?as={who}&channel={channel}")
    await expect(page.get_by_test_id("message").first).to_be_visible()


async def type_line(page: Page, line: str) -> None:
    """Type a line into the composer and send it."""
    field = page.get_by_test_id("composer")
    await field.fill(line)
    await field.press("Escape")
    await field.press("Enter")
