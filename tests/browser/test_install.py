"""An app comes into a workspace by hand: the page on which a person allows it, or does not."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, expect

from bot.sandbox.oauth import CLIENT_ID
from tests.browser.test_access import faults_of, window
from tests.sandbox.conftest import MANIFEST, Place, run_place
from tests.sandbox.http_app import served


@pytest_asyncio.fixture(loop_scope="session")
async def back() -> AsyncIterator[str]:
    """Where an app waits for people who come back; its page shows the query they bring."""

    async def shown(request: web.Request) -> web.Response:
        return web.Response(text=f"Back with {sorted(request.query)}")

    app = web.Application()
    app.router.add_get("/back", shown)
    async with served(app) as url:
        yield f"{url}/back"


@pytest_asyncio.fixture(loop_scope="session")
async def shop(back: str) -> AsyncIterator[Place]:
    """A sandbox whose app can be installed, and can do without pins."""
    scopes = {"bot": ["commands", "chat:write", "pins:write"], "bot_optional": ["pins:write"]}
    manifest = MANIFEST | {"oauth_config": {"scopes": scopes, "redirect_urls": [back]}}
    async with AsyncExitStack() as stack:
        yield await run_place(stack, manifest=manifest)


def authorize(shop: Place, **changes: str) -> str:
    query = {"client_id": CLIENT_ID, "scope": "commands,chat:write,pins:write", "state": "s"} | changes
    return f"{shop.sandbox.url}/oauth/v2/authorize?{urlencode(query)}"


async def test_a_person_lets_the_app_into_the_second_workspace_without_an_optional_scope(
    shop: Place, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 900, "height": 700})
    await page.goto(authorize(shop))
    await page.get_by_test_id("team-harbour").check()
    await page.get_by_test_id("scope-pins:write").uncheck()
    await page.get_by_test_id("allow").click()

    await expect(page.get_by_text("Back with ['code', 'state']")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_is_read_by_a_screen_reader_and_in_a_narrow_window(
    shop: Place, browser: Browser, scheme: str
) -> None:
    page = await window(browser, 360, scheme)

    await page.goto(authorize(shop))

    await expect(page.get_by_test_id("allow")).to_be_visible()
    assert await faults_of(page) == []


async def test_a_person_who_cancels_comes_back_too(shop: Place, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(authorize(shop))

    await page.get_by_test_id("cancel").click()

    await expect(page.get_by_text("Back with ['error', 'state']")).to_be_visible()


async def test_what_is_wrong_with_an_ask_is_said_on_the_page(shop: Place, browser: Browser) -> None:
    page = await browser.new_page()

    await page.goto(authorize(shop, scope="admin"))

    await expect(page.get_by_test_id("refused")).to_have_text("The app's manifest does not declare admin.")
    await expect(page.get_by_test_id("allow")).to_have_count(0)
