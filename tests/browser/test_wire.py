"""Every payload on the page's wire: found by filters, explained when refused, copied to be done again."""

import ast

from playwright.async_api import Page, expect
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.play import Stage
from tests.browser.conftest import type_line

KEEP_COPY = "navigator.clipboard.writeText = async (text) => { window.copied = text; }"


async def refused(here: Stage, method: str, **arguments: object) -> None:
    """Call a method as an app would, and take the refusal."""
    client = AsyncWebClient(here.sandbox.bot_token, here.sandbox.api_url, retry_handlers=[])
    try:
        await client.api_call(method, json=arguments)
    except SlackApiError:
        return
    raise AssertionError(f"{method} was not refused")


async def test_a_refusal_names_its_reason_and_marks_the_field_that_caused_it(page: Page, here: Stage) -> None:
    text = {"type": "mrkdwn", "text": "x" * 3001}
    await refused(here, "chat.postMessage", channel="C0ATLAS", blocks=[{"type": "section", "text": text}])
    await page.get_by_test_id("wire-toggle").click()
    await page.get_by_test_id("wire-refused").click()

    row = page.get_by_test_id("wire-row").filter(has_text="invalid_blocks")
    await row.locator("summary").click()

    await expect(row.get_by_test_id("wire-why")).to_contain_text("must be less than 3001 characters")
    await expect(row.locator("mark")).to_have_attribute("data-pointer", "/blocks/0/text/text")


async def test_the_wire_narrows_to_refusals_to_one_direction_and_to_one_method(
    page: Page, here: Stage
) -> None:
    await refused(here, "chat.delete", channel="C0NOWHERE", ts="1.0")
    await type_line(page, "/task Water the plants")
    await page.get_by_test_id("wire-toggle").click()
    rows = page.locator("[data-testid=wire-row]:visible")
    await expect(rows.filter(has_text="/task")).to_have_count(1)

    await page.get_by_test_id("wire-refused").click()
    await expect(rows).to_have_count(1)
    await page.get_by_test_id("wire-refused").click()
    await page.get_by_test_id("wire-direction").select_option("out")
    await expect(rows.filter(has_text="/task")).to_have_count(1)
    await expect(rows.filter(has_text="chat.")).to_have_count(0)
    await page.get_by_test_id("wire-direction").select_option("")
    await rows.filter(has_text="chat.delete").locator("summary").click()
    await rows.filter(has_text="chat.delete").get_by_test_id("wire-only").click()

    await expect(rows).to_have_count(1)
    await page.get_by_test_id("wire-method").click()
    await expect(rows.filter(has_text="/task")).to_have_count(1)


async def test_a_paused_wire_stands_still_until_it_follows_again(page: Page) -> None:
    await page.get_by_test_id("wire-toggle").click()
    await page.get_by_test_id("wire-pause").click()
    await type_line(page, "/task Water the plants")
    await expect(page.get_by_test_id("ephemeral").filter(has_text="Water the plants")).to_be_visible()
    rows = page.get_by_test_id("wire-row").filter(has_text="/task")
    await expect(rows).to_have_count(0)

    await page.get_by_test_id("wire-pause").click()

    await expect(rows).to_have_count(1)


async def test_a_command_is_copied_as_a_test_and_as_curl(page: Page) -> None:
    await page.evaluate(KEEP_COPY)
    await type_line(page, "/task Water the plants")
    await page.get_by_test_id("wire-toggle").click()
    row = page.get_by_test_id("wire-row").filter(has_text="/task")
    await row.locator("summary").click()

    await row.get_by_test_id("wire-curl").click()
    curl: str = await page.evaluate("window.copied")
    await row.get_by_test_id("wire-test").click()
    test: str = await page.evaluate("window.copied")

    assert "/control/command" in curl
    assert '"text":"Water the plants"' in curl
    [written] = [one for one in ast.parse(test).body if isinstance(one, ast.AsyncFunctionDef)]
    assert written.name == "test_task_is_answered"
    assert 'text="Water the plants"' in test


async def test_a_refused_call_is_copied_as_a_test_that_expects_the_refusal(page: Page, here: Stage) -> None:
    await page.evaluate(KEEP_COPY)
    await refused(here, "chat.postMessage", channel="C0NOWHERE", text="x", unfurl_links=False)
    await page.get_by_test_id("wire-toggle").click()
    row = page.get_by_test_id("wire-row").filter(has_text="channel_not_found")
    await row.locator("summary").click()

    await row.get_by_test_id("wire-test").click()

    test: str = await page.evaluate("window.copied")
    ast.parse(test)
    assert 'match="channel_not_found"' in test
    assert '"unfurl_links": False' in test


async def test_a_refusal_ordered_on_the_switchboard_is_told_from_one_of_the_payloads(
    page: Page, here: Stage
) -> None:
    await page.evaluate(KEEP_COPY)
    fault = {"method": "chat.postMessage", "kind": "refuse:is_archived", "times": 1}
    await page.request.post(f"{here.sandbox.url}/control/faults", data=fault)
    await refused(here, "chat.postMessage", channel="C0ATLAS", text="x")
    await page.get_by_test_id("wire-toggle").click()
    row = page.get_by_test_id("wire-row").filter(has_text="is_archived")
    await row.locator("summary").click()

    await expect(row.get_by_test_id("wire-why")).to_contain_text("Ordered on the switchboard")
    await row.get_by_test_id("wire-test").click()
    test: str = await page.evaluate("window.copied")
    ast.parse(test)
    assert 'world.post("faults", method="chat.postMessage", kind="refuse:is_archived", times=1)' in test
