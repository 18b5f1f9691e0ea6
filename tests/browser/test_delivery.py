"""How an app is reached, set by hand: a request URL from the switchboard, and what the app must refuse."""

from playwright.async_api import Page, expect
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.play import Stage
from tests.browser.conftest import type_line
from tests.sandbox.http_app import served


async def test_a_request_url_set_from_the_switchboard_gets_the_next_command(page: Page, here: Stage) -> None:
    client = AsyncWebClient(here.sandbox.bot_token, here.sandbox.api_url)
    app = AsyncApp(client=client, signing_secret=here.sandbox.signing_secret)

    @app.command("/task")
    async def task(ack) -> None:  # type: ignore[no-untyped-def]
        await ack("Heard over HTTP")

    async with served(app.web_app()) as url:
        await page.get_by_test_id("switchboard-toggle").click()
        await page.get_by_test_id("request-url").fill(f"{url}/slack/events")
        await page.get_by_test_id("request-url-save").click()
        await expect(page.get_by_test_id("socket-mode")).to_have_attribute("aria-checked", "false")

        await page.get_by_test_id("fault-method").select_option("socket")
        await expect(page.get_by_text("Over HTTP there are no connections")).to_be_visible()
        await expect(page.get_by_test_id("fault-kind").locator("option")).to_have_count(3)
        await type_line(page, "/task Water the plants")

        await expect(page.get_by_test_id("ephemeral").get_by_text("Heard over HTTP")).to_be_visible()
        await page.get_by_test_id("forge").click()
        said = page.get_by_test_id("forge-said")
        await expect(said).to_have_text(
            "A request signed with another secret was answered with HTTP 401, as it should be."
        )


async def test_a_url_nobody_answers_at_is_not_taken(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("request-url").fill("http://127.0.0.1:9/")
    await page.get_by_test_id("request-url-save").click()

    said = "Your request URL gave us an error (connection_failed). Nothing was changed."
    await expect(page.get_by_text(said)).to_be_visible()
    await expect(page.get_by_test_id("socket-mode")).to_have_attribute("aria-checked", "true")
