"""The pictures of docs/standups.md, taken anew from a standup day as people live it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import PICTURES, look
from tests.browser.test_pictures import MOST
from tests.flows.standup_words import PLACE, TUESDAY, answer
from tests.world import World, unhurried


@pytest_asyncio.fixture(loop_scope="session")
async def world(database: Path) -> AsyncIterator[World]:
    """The seeded workspace, on Monday evening."""
    async with unhurried(database) as here, aiohttp.ClientSession() as session:
        found = World(here, session)
        await found.clock(to="2026-10-26T20:00:00+00:00")
        yield found


async def take(world: World, browser: Browser, name: str, *, thread: bool = False) -> None:
    """Take a picture of what Ana sees in #atlas-standup."""
    page: Page = await browser.new_page(viewport={"width": 1180, "height": 700})
    if thread:
        await look(page, world.stage, channel="C0STANDUP")
        await page.get_by_text("replies").first.click()
    else:
        await page.goto(f"{world.stage.sandbox.url}/?as=U0ANA&channel=C0STANDUP")
        await expect(page.get_by_role("dialog")).to_be_visible()
    await page.screenshot(path=PICTURES / f"standup-{name}.png", animations="disabled")
    await page.close()
    assert (PICTURES / f"standup-{name}.png").stat().st_size < MOST


async def test_the_pictures_of_a_standup_are_taken(world: World, browser: Browser) -> None:
    ana, sam = world.person("ana"), world.person("sam")
    await ana.types("/standup setup", channel=PLACE)
    await take(world, browser, "settings")
    await ana.submits(await ana.form())
    await ana.types("/task Sign the hosting contract by wed")
    await ana.types("/task Order the network racks by 6 nov")
    await sam.types("/task Renew the certificate by fri")
    await world.person("ben").types("/standup ooo until fri", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(sam, "Audit of the old hall", "T-3 Renew the certificate", "T-3 waits for a key from @ben")
    await answer(world.person("chiara"), "Rack plan", "Cabling")
    await answer(ana, "done T-1, racks chosen", "T-2 by thu\nCall the vendor")
    await take(world, browser, "deeds")
    await ana.submits(await ana.form())
    await take(world, browser, "thread", thread=True)
